// Beside all views: whether the server is ready, and what it has to work with.

import { element } from '../../ui/element.js';
import { size, utc } from '../text/spans.js';
import { away, box, chip, facts, fill } from './parts.js';

function conditionOf(words, { name, holds, reason }) {
  const state = element('span', 'hidden', ` (${words.say(holds ? 'holds' : 'fails')})`);
  return box('li', holds ? 'holds' : 'fails', element('span', 'name', words.word('condition', name)), state,
    reason === '' ? null : element('p', 'why', reason));
}

function storeOf(words, store) {
  if (store === null) {
    return [element('p', 'small', words.say('storeAwaited'))];
  }
  const { directory, frames, octets, firstFrame, lastFrame, stepMinutes, nx, ny } = store;
  return [
    element('p', 'path', directory),
    element('p', 'small', words.say('storeFrames', { n: frames.toLocaleString(words.language), size: size(octets) })),
    element('p', 'small', words.say('storeGrid', { nx, ny, minutes: stepMinutes })),
    lastFrame === null ? null : facts([
      [words.say('storeNewest'), away(words, lastFrame)], [words.say('storeFirst'), utc(firstFrame)],
    ]),
  ];
}

function diskOf(words, { directory, freeOctets, totalOctets, minFreeOctets }) {
  const meter = document.createElement('meter');
  Object.assign(meter, { min: 0, max: totalOctets, value: totalOctets - freeOctets, high: totalOctets - minFreeOctets });
  meter.setAttribute('aria-label', words.say('diskUsed'));
  return box('li', freeOctets < minFreeOctets ? 'short' : '', element('p', 'path', directory), meter,
    element('p', 'small', words.say('diskFree', { free: size(freeOctets), total: size(totalOctets) })),
    element('p', 'small', words.say('diskLeast', { size: size(minFreeOctets) })));
}

function readinessOf(words, conditions) {
  if (conditions === null) {
    return chip(words.say('loadingServer'), 'calm');
  }
  const failing = conditions.filter(({ holds }) => !holds).length;
  return failing === 0 ? chip(words.say('ready'), 'ok') : chip(words.say('notReady', { n: failing }), 'bad');
}

/** Each directory once. */
function distinct(disks) {
  return disks.filter((disk, i) => disks.findIndex(({ directory }) => directory === disk.directory) === i);
}

/** Shows them; on a narrow screen folded behind one line. */
export function showServer(store, wordsOf) {
  const details = document.getElementById('server');
  const wide = matchMedia('(min-width: 1080px)');
  const unfold = () => { details.open = wide.matches; };
  wide.addEventListener('change', unfold);
  unfold();
  store.observe(['conditions', 'status', 'language'], ({ conditions, status, language }) => {
    const words = wordsOf(language);
    fill(document.getElementById('server-summary'), element('h2', '', words.say('server')), readinessOf(words, conditions),
      status === null ? null : box('span', 'brief', `${words.say('queueWaiting')} ${status.queue.waiting} · ${words.say('queueRunning')} ${status.queue.running}`));
    if (status === null) {
      fill(document.getElementById('server-body'));
      return;
    }
    const { queue, software, started } = status;
    fill(document.getElementById('server-body'),
      box('section', '', element('h3', '', words.say('conditions')),
        box('ul', 'conditions', ...(conditions ?? []).map((condition) => conditionOf(words, condition)))),
      box('section', '', element('h3', '', words.say('queue')), box('dl', 'numbers',
        box('div', '', element('dd', '', queue.waiting), element('dt', '', words.say('queueWaiting'))),
        box('div', '', element('dd', '', queue.running), element('dt', '', words.say('queueRunning'))))),
      box('section', '', element('h3', '', words.say('store')), ...storeOf(words, status.store)),
      box('section', '', element('h3', '', words.say('disk')),
        box('ul', 'disks', ...distinct(status.disks).map((disk) => diskOf(words, disk)))),
      box('section', '', element('h3', '', words.say('software')), element('p', 'small', software),
        facts([[words.say('up'), away(words, started)]])));
  });
}
