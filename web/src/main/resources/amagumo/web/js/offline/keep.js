// Lets the browser keep the page and its last forecast for when there is no connection.

/**
 * Has the page's worker installed, one for each version of the page. Browsers without workers, and pages that are not read
 * over a secure connection, do without.
 */
export async function keepPage({ version }) {
  try {
    await navigator.serviceWorker?.register(`worker.js?version=${version}`, { updateViaCache: 'none' });
  } catch {
    // forbidden, or the connection broke: the next visit tries again
  }
}

/** Has the worker keep what the page was answered last; called once the frames in it have been tried, which come first. */
export function keepForecast() {
  navigator.serviceWorker?.controller?.postMessage('keep');
}
