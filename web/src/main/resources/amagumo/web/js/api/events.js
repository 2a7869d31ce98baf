// What the server tells by itself.

const reconnectMilliseconds = 60_000;
const eventsUrl = 'api/v1/events?kinds=forecast';

/**
 * Calls back as soon as there is another forecast, while the page is seen: browsers open only a few connections to a server, and
 * pages that nobody looks at must not hold them. Browsers connect again by themselves when a connection breaks; where the
 * server refuses one, because it has too many, it is asked again later. Meanwhile the questions of the feed suffice.
 */
export function listenToForecasts(onForecast) {
  let source = null;
  let timer = 0;
  function follow() {
    clearTimeout(timer);
    source?.close();
    if (document.visibilityState === 'hidden') {
      return;
    }
    source = new EventSource(eventsUrl);
    source.addEventListener('forecast', onForecast);
    source.addEventListener('missed', onForecast);
    source.addEventListener('error', () => {
      if (source.readyState === EventSource.CLOSED) {
        timer = setTimeout(follow, reconnectMilliseconds);
      }
    });
  }
  document.addEventListener('visibilitychange', follow);
  follow();
}
