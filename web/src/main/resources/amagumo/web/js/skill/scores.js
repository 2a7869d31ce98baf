// How good the forecasts of the last days were, as the API's verification tells.

import { check, reading } from '../api/checks.js';
import { get } from '../api/client.js';

const day = 86_400_000;

/** Scores by which nowcasters are compared, each made of what a lead achieved at a threshold. */
export const measures = Object.freeze({
  /** Of what was forecast, how much came. */
  true: (lead, { hits, falseAlarms }) => (hits + falseAlarms === 0 ? null : hits / (hits + falseAlarms)),
  /** Of what came, how much was forecast. */
  pod: (lead, { pod }) => pod,
  csi: (lead, { csi }) => csi,
  fss: ({ fss }) => fss,
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

/**
 * One line of a plot for each nowcaster: of those with a model, what the model that forecasts now has achieved.
 *
 * @param {object[]} results of `scoresOf`
 * @param {string} modelVersion of the forecast that is shown
 * @param {number} mmH the threshold
 * @param {(lead: object, threshold: object) => ?number} measure one of `measures`
 * @returns {{nowcaster: string, points: {leadMinutes: number, value: number, forecasts: number}[]}[]}
 */
export function linesOf(results, modelVersion, mmH, measure) {
  const lines = new Map();
  for (const lead of results.filter((one) => one.modelVersion === '' || one.modelVersion === modelVersion)) {
    const threshold = lead.thresholds.find((one) => one.mmH === mmH);
    const value = threshold === undefined ? null : measure(lead, threshold);
    if (value !== null) {
      const points = lines.get(lead.nowcaster) ?? [];
      lines.set(lead.nowcaster, [...points, { leadMinutes: lead.leadMinutes, value, forecasts: lead.forecasts }]);
    }
  }
  return [...lines].map(([nowcaster, points]) => ({
    nowcaster, points: points.sort((a, b) => a.leadMinutes - b.leadMinutes),
  }));
}
