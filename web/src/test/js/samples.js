// Made-up forecasts for the tests.

import { forecastOf } from '/js/api/forecasts.js';

const minute = 60_000;

/** How the rain is shown at first. */
export const look = Object.freeze({ smooth: true, palette: 'jma', opacity: 0.86 });

/** Valid time of the latest observation of the sample. */
export const baseTime = Date.UTC(2024, 2, 1, 0, 30);

function frame(leadMinutes) {
  return {
    validTime: new Date(baseTime + leadMinutes * minute).toISOString(), leadMinutes,
    url: `frame${leadMinutes}.png`, levelsUrl: `frame${leadMinutes}.levels`,
  };
}

/** A forecast as the API tells it: 5 observed and 15 forecast frames of 5 minutes. */
export function answer(changes = {}) {
  return {
    baseTime: new Date(baseTime).toISOString(),
    nowcaster: 'persistence',
    model: 'persistence',
    modelVersion: '',
    madeAt: new Date(baseTime).toISOString(),
    software: 'amagumo',
    gaps: [],
    provenance: '',
    stepMinutes: 5,
    version: 'v1',
    grid: { nx: 256, ny: 336, lat1: 48, lon1: 118, lat2: 20, lon2: 150 },
    bounds: { south: 20, west: 118, north: 48, east: 150, crs: 'EPSG:3857', metres: {} },
    levels: { columns: 4, rows: 2, south: 20, west: 118, north: 48, east: 150, missing: 0, dry: 1, boundsMmH: [0.1, 0.5, 1, 5] },
    probabilities: null,
    motionUrl: 'motion',
    observations: [-20, -15, -10, -5, 0].map(frame),
    leads: Array.from({ length: 15 }, (_, i) => frame(5 * (i + 1))),
    pointsUrl: '/api/v1/forecasts/20240301T003000Z/points',
    legend: { unit: 'mm/h', classes: [{ from: 0.1, colour: '#f2f2ff' }, { from: 1, colour: '#a0d2ff' }], missingColour: '#80808060' },
    credit: 'invented',
    feed: { newestFrame: new Date(baseTime).toISOString(), aheadSeconds: 0 },
    ...changes,
  };
}

/** The same as the page knows it. */
export function forecast(changes = {}) {
  return forecastOf(answer(changes));
}

/** Frames that were observed so many minutes after the base time of the sample, oldest first, as the page knows them. */
export function lately(...minutes) {
  return minutes.map((after) => observation(after)).map((frame) => ({ ...frame, time: Date.parse(frame.validTime), observed: true }));
}

/** One of them as the list of observations has it. */
export function observation(after) {
  return {
    validTime: new Date(baseTime + after * minute).toISOString(), url: `seen${after}.png`, levelsUrl: `seen${after}.levels`,
    motionUrl: null,
  };
}

/** The sample some minutes later, under another version. */
export function laterForecast(minutes) {
  const shift = (list) => list.map((f) => ({ ...f, validTime: new Date(Date.parse(f.validTime) + minutes * minute).toISOString() }));
  const { observations, leads } = answer();
  return forecast({ version: `v+${minutes}`, baseTime: new Date(baseTime + minutes * minute).toISOString(),
    observations: shift(observations), leads: shift(leads) });
}
