// "Will it rain here?": the rain at one place, in words and as bars.

import { framesOf, rainAt, Unanswered } from './api.js';
import { colourOf } from './legend.js';
import { say } from './messages.js';
import { clock, lead } from './time.js';

const wetMmH = 0.5;
/** Bars grow with the logarithm of the rate, up to a downpour. */
const highestMmH = 100;

function element(name, className, text = '') {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

/** The sentence that matters: from the latest observation on, when does it begin to rain, or stop? */
export function outlook(rates) {
  const last = rates.at(-1).leadMinutes;
  const known = rates.filter(({ rateMmH }) => rateMmH !== null);
  const now = known.filter(({ leadMinutes }) => leadMinutes <= 0).at(-1);
  const next = known.filter(({ leadMinutes }) => leadMinutes > 0);
  if (!now || next.length === 0) {
    return say('placeUnknown');
  }
  if (now.rateMmH >= wetMmH) {
    const stop = next.findIndex((_, i) => next.slice(i).every(({ rateMmH }) => rateMmH < wetMmH));
    return stop < 0 ? say('placeStays', { minutes: last }) : say('placeStops', { minutes: next[stop].leadMinutes });
  }
  const start = next.find(({ rateMmH }) => rateMmH >= wetMmH);
  return start ? say('placeStarts', { minutes: start.leadMinutes }) : say('placeDry', { minutes: last });
}

function peak(rates) {
  const next = rates.filter(({ leadMinutes, rateMmH }) => leadMinutes > 0 && rateMmH !== null);
  const highest = next.reduce((best, rate) => (rate.rateMmH > best.rateMmH ? rate : best), next[0]);
  return highest && highest.rateMmH >= wetMmH
    ? say('placePeak', { rate: highest.rateMmH.toFixed(highest.rateMmH < 10 ? 1 : 0), time: clock(new Date(highest.validTime)) })
    : '';
}

/** Asks for and shows the rain at the places that a reader touches. */
export class PlaceReader {
  constructor(player) {
    this.player = player;
    this.bars = [];
    this.latlng = null;
  }

  /** Opens the box for a place and fills it. */
  async read(map, forecast, latlng) {
    this.latlng = latlng;
    this.bars = [];
    const box = element('section', 'rain-here');
    box.append(element('h2', '', say('placeTitle')), element('p', 'outlook', say('placeLoading')));
    const popup = map.openPlace(latlng, box);
    popup.once('remove', () => { if (this.latlng === latlng) { this.latlng = null; this.bars = []; } });
    const { lat, lng } = latlng.wrap();
    try {
      const { rates } = await rainAt(forecast, lat, lng);
      if (this.latlng === latlng) {
        this.fill(box, forecast, rates);
        popup.update();
      }
    } catch (reason) {
      if (!(reason instanceof Unanswered)) {
        throw reason;
      }
      box.querySelector('.outlook').textContent = say(reason.status === 404 ? 'placeOutside' : 'placeFailed');
    }
  }

  /** Asks once more for the place whose box is open, if one is. */
  again(map, forecast) {
    if (this.latlng && forecast) {
      this.read(map, forecast, this.latlng.clone());
    }
  }

  fill(box, forecast, rates) {
    box.querySelector('.outlook').textContent = outlook(rates);
    const chart = element('ol', 'bars');
    chart.setAttribute('aria-label', say('placeChart'));
    const frames = framesOf(forecast);
    this.bars = rates.map(({ rateMmH, leadMinutes }, index) => {
      const bar = element('li', leadMinutes > 0 ? 'forecast' : 'observed');
      const words = `${clock(frames[index].time)} ${rateMmH === null ? say('missing') : `${rateMmH.toFixed(1)} mm/h`}`;
      bar.title = words;
      bar.append(element('span', 'hidden', words), element('i', rateMmH === null ? 'unknown' : ''));
      const height = rateMmH === null ? 0 : Math.log1p(rateMmH) / Math.log1p(highestMmH);
      bar.lastChild.style.height = `${Math.min(100, 100 * height)}%`;
      bar.lastChild.style.backgroundColor = rateMmH === null ? '' : colourOf(forecast.legend, rateMmH);
      bar.addEventListener('click', () => { this.player.pause(); this.player.show(index); });
      return bar;
    });
    chart.append(...this.bars);
    const scale = element('p', 'scale');
    scale.append(element('span', '', lead(rates[0].leadMinutes)), element('span', '', lead(0)),
      element('span', '', lead(rates.at(-1).leadMinutes)));
    box.append(chart, scale, element('p', 'peak', peak(rates)));
    this.show(this.player.index);
  }

  /** Marks the bar of a frame. */
  show(index) {
    this.bars.forEach((bar, i) => bar.classList.toggle('shown', i === index));
  }
}
