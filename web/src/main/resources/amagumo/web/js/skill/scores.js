// How good the forecasts of the last days were, as the API's verification tells.

import { check, reading } from '../api/checks.js';
import { get } from '../api/client.js';

const day = 86_400_000;

/** How much of what was forecast came, null where nothing was. */
function cameTrue({ hits, falseAlarms }) {
  return hits + falseAlarms === 0 ? null : hits / (hits + falseAlarms);
}

/** Scores by which nowcasters are compared, each made of what a lead achieved at a threshold, and of how many cells it is made. */
export const measures = Object.freeze({
  /** Of what was forecast, how much came. */
  true: { score: (lead, threshold) => cameTrue(threshold), cells: (lead, { hits, falseAlarms }) => hits + falseAlarms },
  /** Of what came, how much was forecast. */
  pod: { score: (lead, { pod }) => pod, cells: (lead, { hits, misses }) => hits + misses },
  csi: { score: (lead, { csi }) => csi, cells: (lead, { hits, misses, falseAlarms }) => hits + misses + falseAlarms },
  fss: { score: ({ fss }) => fss, cells: ({ cells }) => cells },
});

/**
 * The scores of the last days of a time, by nowcaster.
 *
 * @param {number} days whole days of base times, UTC, today's included
 * @param {number} now milliseconds
 * @returns {Promise<{nowcaster: string, modelVersion: string, leadMinutes: number, forecasts: number, cells: number, bias:
 *   ?number, fss: ?number, thresholds: object[]}[]>}
 */
export async function scoresOf(days, now, signal) {
  const date = (time) => new Date(time).toISOString().slice(0, 10);
  const url = `api/v1/verification?from=${date(now - (days - 1) * day)}&to=${date(now)}`;
  const { body } = await get(url, { signal });
  return reading(url, () => {
    check(Array.isArray(body.results) && body.results.every(({ nowcaster, leadMinutes, thresholds }) =>
      typeof nowcaster === 'string' && Number.isFinite(leadMinutes) && Array.isArray(thresholds)), 'the verification');
    return body.results;
  });
}

/** Those results that a page which shows a model's forecasts compares: of nowcasters with a model, that model's. */
function compared(results, modelVersion) {
  return results.filter((one) => one.modelVersion === '' || one.modelVersion === modelVersion);
}

/**
 * One line of a plot for each nowcaster: of those with a model, what the model that forecasts now has achieved.
 *
 * @param {object[]} results of `scoresOf`
 * @param {string} modelVersion of the forecast that is shown
 * @param {number} mmH the threshold
 * @param {{score: function, cells: function}} measure one of `measures`
 * @returns {{nowcaster: string, points: {leadMinutes: number, value: number, forecasts: number, cells: number}[]}[]}
 */
export function linesOf(results, modelVersion, mmH, measure) {
  const lines = new Map();
  for (const lead of compared(results, modelVersion)) {
    const threshold = lead.thresholds.find((one) => one.mmH === mmH);
    const value = threshold === undefined ? null : measure.score(lead, threshold);
    if (value !== null) {
      const points = lines.get(lead.nowcaster) ?? [];
      lines.set(lead.nowcaster, [...points, {
        leadMinutes: lead.leadMinutes, value, forecasts: lead.forecasts, cells: measure.cells(lead, threshold),
      }]);
    }
  }
  return [...lines].map(([nowcaster, points]) => ({
    nowcaster, points: points.sort((a, b) => a.leadMinutes - b.leadMinutes),
  }));
}

/**
 * How far forecasts of a nowcaster can be relied on, a lead ahead: of what was forecast to reach each threshold that was ever
 * forecast, how much did.
 *
 * @returns {?{leadMinutes: number, bias: ?number, rows: {mmH: number, hits: number, said: number}[]}} for the lead that is nearest,
 *   null where there is none; `bias` is the amount that was forecast, as a part of the one that fell
 */
export function relianceOf(results, { nowcaster, modelVersion }, leadMinutes) {
  const leads = compared(results, modelVersion).filter((one) => one.nowcaster === nowcaster);
  if (leads.length === 0) {
    return null;
  }
  const distance = (one) => Math.abs(one.leadMinutes - leadMinutes);
  const nearest = leads.reduce((best, one) => (distance(one) < distance(best) ? one : best));
  return {
    leadMinutes: nearest.leadMinutes, bias: nearest.bias,
    rows: nearest.thresholds.map(({ mmH, hits, falseAlarms }) => ({ mmH, hits, said: hits + falseAlarms })).filter(({ said }) => said > 0),
  };
}
