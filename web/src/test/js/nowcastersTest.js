import { keepNowcaster } from '/js/state/nowcasters.js';
import { Store } from '/js/state/store.js';
import { initialState } from '/js/state/viewer.js';
import { Words } from '/js/text/words.js';
import { layersSheet } from '/js/ui/layers.js';
import { equal, test } from './harness.js';
import { look } from './samples.js';

const newStore = (nowcaster) => new Store({ ...initialState('en', 'light', look, 0), nowcaster });

test('a nowcaster of a link is kept to those of the server once it has told of them', () => {
  const after = (nowcaster) => {
    const store = newStore(nowcaster);
    keepNowcaster(store);
    equal(store.state.nowcaster, nowcaster, 'nothing is known yet');
    store.update({ nowcasters: ['convlstm', 'rover'] });
    return [store.state.nowcaster, store.state.hint];
  };
  equal(['', 'rover', 'convlstm', 'persistence'].map(after),
    [['', null], ['rover', null], ['', null], ['', 'nowcasterUnknown']]);
});

/** What the sheet lets the reader choose from, by the title of the choice. */
function offered(nowcasters) {
  const store = newStore('');
  store.update({ nowcasters });
  const body = document.createElement('div');
  layersSheet(store, new Words('en', 'UTC'), body, null, null);
  return Object.fromEntries([...body.querySelectorAll('.choice')].map((choice) =>
    [choice.getAttribute('aria-label'), [...choice.children].map(({ textContent }) => textContent)]));
}

test('those are offered that the server runs, and no choice where there is one', () => {
  const words = new Words('en', 'UTC');
  const [whose, beside] = [words.say('nowcasterTitle'), words.say('besideTitle')];
  const two = offered(['convlstm', 'rover']);
  equal([two[whose], two[beside]], [['Neural network', 'Optical flow'], [words.say('besideNone'), 'Neural network', 'Optical flow']]);
  equal(offered(['new-one', 'rover'])[whose], ['new-one', 'Optical flow'], 'without a name of its own');
  equal([whose in offered(['rover']), beside in offered(['rover']), whose in offered([])], [false, false, false]);
});
