// What the map can show.

import { AmountField } from './amount.js';
import { ComparisonField } from './comparison.js';
import { RateField } from './rates.js';

/** In the order of the menu. */
export const fields = Object.freeze(['rain', 'amount', 'comparison']);

/** From which rates a forecast may be compared, mm/h. */
export const thresholds = Object.freeze([0.5, 1, 5, 10]);

/**
 * A field of a forecast, as `rates.js` describes it.
 *
 * @param {object} state names it, and the threshold
 * @param {number} index of the frame that is shown
 * @param {() => void} onNews called when more of it is there than before
 */
export function openField({ field, threshold }, forecast, layer, index, onNews) {
  switch (field) {
    case 'amount': return new AmountField(forecast, layer);
    case 'comparison': return new ComparisonField(forecast, layer, threshold, index, onNews);
    default: return new RateField(forecast, layer);
  }
}
