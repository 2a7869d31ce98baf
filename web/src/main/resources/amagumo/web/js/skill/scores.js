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

/** Asks what the API knows of the last whole days of base times, UTC, the one of a time included. */
async function asked(path, days, now, signal, more, holds) {
  const date = (time) => new Date(time).toISOString().slice(0, 10);
  const url = `api/v1/${path}?from=${date(now - (days - 1) * day)}&to=${date(now)}${more}`;
  const { body } = await get(url, { signal });
  return reading(url, () => {
    check(Array.isArray(body.results) && body.results.every(({ nowcaster, leadMinutes, ...rest }) =>
      typeof nowcaster === 'string' && Number.isFinite(leadMinutes) && holds(rest)), 'the verification');
    return body.results;
  });
}

/**
 * The scores of the last days of a time, by nowcaster.
 *
 * @param {number} days whole days of base times, UTC, today's included
 * @param {number} now milliseconds
 * @returns {Promise<{nowcaster: string, modelVersion: string, leadMinutes: number, forecasts: number, cells: number, bias:
 *   ?number, fss: ?number, thresholds: object[]}[]>}
 */
export function scoresOf(days, now, signal) {
  return asked('verification', days, now, signal, '', ({ thresholds }) => Array.isArray(thresholds));
}

/** The same of one lead, each day by itself: `day` says which. */
export function scoresByDay(days, leadMinutes, now, signal) {
  return asked('verification', days, now, signal, `&by=day&lead=${leadMinutes}`,
    ({ thresholds, day: of }) => Array.isArray(thresholds) && Number.isFinite(Date.parse(of)));
}

/**
 * How often came what had a probability, at one lead.
 *
 * @returns {Promise<{nowcaster: string, modelVersion: string, mmH: number, cells: number, brierSkill: ?number, bins: {from: number,
 *   to: number, cells: number, events: number, meanProbability: ?number}[]}[]>} none of nowcasters that give no probabilities
 */
export function reliabilityOf(days, leadMinutes, now, signal) {
  return asked('verification/reliability', days, now, signal, `&lead=${leadMinutes}`, ({ mmH, bins }) =>
    Number.isFinite(mmH) && Array.isArray(bins));
}

/** The lead of results that is nearest to another, minutes; null where there is none. */
export function nearestLead(results, leadMinutes) {
  const distance = (minutes) => Math.abs(minutes - leadMinutes);
  return results.map((one) => one.leadMinutes).reduce(
    (best, minutes) => (best === null || distance(minutes) < distance(best) ? minutes : best), null);
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
  const nearest = leads.find((one) => one.leadMinutes === nearestLead(leads, leadMinutes));
  return nearest === undefined ? null : {
    leadMinutes: nearest.leadMinutes, bias: nearest.bias,
    rows: nearest.thresholds.map(({ mmH, hits, falseAlarms }) => ({ mmH, hits, said: hits + falseAlarms })).filter(({ said }) => said > 0),
  };
}

/**
 * How a nowcaster did day by day.
 *
 * @param {object[]} results of `scoresByDay`
 * @param {{score: function}} measure one of `measures`
 * @returns {{day: string, value: ?number}[]} one for each of so many days, the last of which a time is in; null where nothing counted
 */
export function dailyOf(results, { nowcaster, modelVersion }, mmH, measure, days, now) {
  const own = compared(results, modelVersion).filter((one) => one.nowcaster === nowcaster);
  return Array.from({ length: days }, (_, index) => {
    const date = new Date(now - (days - 1 - index) * day).toISOString().slice(0, 10);
    const lead = own.find((one) => one.day === date);
    const threshold = lead?.thresholds.find((one) => one.mmH === mmH);
    return { day: date, value: threshold === undefined ? null : measure.score(lead, threshold) };
  });
}

/** The result of `reliabilityOf` of a nowcaster and a threshold; null where there is none. */
export function chancesOf(results, { nowcaster, modelVersion }, mmH) {
  return compared(results, modelVersion).find((one) => one.nowcaster === nowcaster && one.mmH === mmH) ?? null;
}
