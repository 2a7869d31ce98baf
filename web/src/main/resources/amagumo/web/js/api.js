// What the page asks the server.

/** The server has no answer: a problem that it explained (with a status), or silence (status 0). */
export class Unanswered extends Error {
  constructor(status) {
    super(`status ${status}`);
    this.status = status;
  }
}

async function get(url) {
  let response;
  try {
    response = await fetch(url, { headers: { accept: 'application/json' } });
  } catch {
    throw new Unanswered(0);
  }
  if (!response.ok) {
    throw new Unanswered(response.status);
  }
  return response.json();
}

/** The newest forecast: its frames, where they lie and how they are coloured. */
export function latestForecast() {
  return get('api/v1/forecasts/latest');
}

/** The rain rates of a forecast's frames at a place. */
export function rainAt(forecast, latitude, longitude) {
  return get(`${forecast.pointsUrl}?lat=${latitude.toFixed(5)}&lon=${longitude.toFixed(5)}`);
}

/** The frames of a forecast in order of time, observed ones first. */
export function framesOf(forecast) {
  return [
    ...forecast.observations.map((frame) => ({ ...frame, observed: true })),
    ...forecast.leads.map((frame) => ({ ...frame, observed: false })),
  ].map((frame) => ({ ...frame, time: new Date(frame.validTime) }));
}
