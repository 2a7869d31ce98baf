// What the server tells by itself. Browsers' EventSource cannot send a token, so the stream is read here.

import { wait } from '../../api/client.js';

const reconnectMilliseconds = 5_000;
/** The server says something every 15 s; after a silence of this length the connection is dead. */
const silenceMilliseconds = 40_000;

/** Takes pieces of a stream of server-sent events (HTML, 9.2.6), and gives the events that they complete. */
export class EventParser {
  /** What the last event was called by; empty before the first one. */
  lastId = '';
  #rest = '';
  #kind = '';
  #data = [];

  /** @returns {{kind: string, data: string}[]} */
  take(text) {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop();
    return lines.flatMap((line) => this.#line(line));
  }

  #line(line) {
    if (line === '') {
      const event = { kind: this.#kind === '' ? 'message' : this.#kind, data: this.#data.join('\n') };
      const isComplete = this.#data.length > 0;
      this.#kind = '';
      this.#data = [];
      return isComplete ? [event] : [];
    }
    const [, field, value] = /^([^:]*):? ?(.*)$/.exec(line);
    if (field === 'id') {
      this.lastId = value;
    } else if (field === 'event') {
      this.#kind = value;
    } else if (field === 'data') {
      this.#data.push(value);
    }
    return [];
  }
}

async function read(session, parser, { onEvent, onLive }, signal) {
  const own = new AbortController();
  const giveUp = () => own.abort(signal.reason);
  signal.addEventListener('abort', giveUp, { once: true });
  let timer = setTimeout(() => own.abort(), silenceMilliseconds);
  try {
    const response = await session.events(parser.lastId, own.signal);
    if (!response.ok) {
      return;
    }
    onLive(true);
    const texts = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let part = await texts.read(); !part.done; part = await texts.read()) {
      clearTimeout(timer);
      timer = setTimeout(() => own.abort(), silenceMilliseconds);
      parser.take(part.value).forEach(onEvent);
    }
  } finally {
    own.abort(); // whatever ended it, no connection is left behind
    clearTimeout(timer);
    signal.removeEventListener('abort', giveUp);
  }
}

/**
 * Listens until the signal ends it, and connects again whenever the stream ends.
 *
 * @param {{onEvent: (event: {kind: string, data: string}) => void, onLive: (live: boolean) => void}} heard
 */
export async function listen(session, heard, signal) {
  const parser = new EventParser();
  while (!signal.aborted) {
    await read(session, parser, heard, signal).catch(() => {}); // whatever ended it, it is begun again
    if (!signal.aborted) {
      heard.onLive(false);
      await wait(reconnectMilliseconds, signal).catch(() => {});
    }
  }
}
