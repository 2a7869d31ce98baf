// What the map can show.

import { AmountField } from './amount.js';
import { ChanceField } from './chance.js';
import { ComparisonField } from './comparison.js';
import { RateField } from './rates.js';

/** By the rain rate that they are the probabilities of, mm/h. */
const chances = Object.freeze({ 'chance-1': 1, 'chance-10': 10 });

/** In the order of the menu. */
export const fields = Object.freeze(['rain', 'amount', ...Object.keys(chances), 'comparison']);

/** From which rates a forecast may be compared, mm/h. */
export const thresholds = Object.freeze([0.5, 1, 5, 10]);

/** Those that there are of a forecast: not everything that forecasts gives probabilities. */
export function fieldsOf(forecast) {
  return fields.filter((name) => !(name in chances) || forecast?.probabilities?.thresholds.includes(chances[name]));
}

/**
 * A field of a forecast, as `rates.js` describes it; the rain where there is not the one that is asked for.
 *
 * @param {object} state names it, and the threshold
 * @param {number} index of the frame that is shown
 * @param {() => void} onNews called when more of it is there than before
 */
export function openField({ field, threshold }, forecast, layer, index, onNews) {
  switch (fieldsOf(forecast).includes(field) ? field : fields[0]) {
    case 'amount': return new AmountField(forecast, layer);
    case 'comparison': return new ComparisonField(forecast, layer, threshold, index, onNews);
    case 'chance-1':
    case 'chance-10': return new ChanceField(forecast, layer, chances[field], index, onNews);
    default: return new RateField(forecast, layer);
  }
}
