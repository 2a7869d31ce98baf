// What the server tells by itself.

const reconnectMilliseconds = 60_000;
const eventsUrl = 'api/v1/events?kinds=forecast';

/**
 * Calls back as soon as there is another forecast. Browsers connect again by themselves when a connection breaks; where the
 * server refuses one, because it has too many, it is asked again later. Meanwhile the questions of the feed suffice.
 */
export function listenToForecasts(onForecast) {
  const source = new EventSource(eventsUrl);
  source.addEventListener('forecast', onForecast);
  source.addEventListener('missed', onForecast);
  source.addEventListener('error', () => {
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(() => listenToForecasts(onForecast), reconnectMilliseconds);
    }
  });
}
