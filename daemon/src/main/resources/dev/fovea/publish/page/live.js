// The stream of server-sent events, read by hand: unlike EventSource this hears the heartbeat, so a connection that
// died without a word is noticed too.

// The daemon says something at least every 10 s.
const SILENCE_MAX_MS = 25_000;
const DELAY_FIRST_MS = 500;
const DELAY_MAX_MS = 8_000;

// Pure: takes the text so far, returns the whole messages in it and what is left over.
export function parse(text) {
  const blocks = text.split(/\r\n\r\n|\n\n|\r\r/);
  const rest = blocks.pop();
  const messages = [];
  for (const block of blocks) {
    const message = {event: 'message', data: []};
    for (const line of block.split(/\r\n|\n|\r/)) {
      const colon = line.indexOf(':');
      if (colon <= 0) {
        continue; // a comment, the heartbeat, or nothing
      }
      const value = line.slice(colon + 1).replace(/^ /, '');
      if (line.slice(0, colon) === 'event') {
        message.event = value;
      } else if (line.slice(0, colon) === 'data') {
        message.data.push(value);
      }
    }
    if (message.data.length > 0) {
      messages.push({event: message.event, data: message.data.join('\n')});
    }
  }
  return {messages, rest};
}

// Follows the stream for ever.
//   opened(): async, reads the whole state anew; the connection counts as live when it has finished
//   message({event, data}): in order, also while `opened` reads
//   changed('connecting' | 'live' | 'lost')
export class Live {
  #url;
  #hooks;
  #delay = DELAY_FIRST_MS;
  #attempt = null;
  #timer = 0;
  #silence = 0;
  #ended = false;

  constructor(url, hooks) {
    this.#url = url;
    this.#hooks = hooks;
    globalThis.addEventListener('online', () => this.#hurry());
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && this.#hurry());
  }

  start() {
    this.#hooks.changed('connecting');
    this.#connect();
  }

  // Does not wait out the delay when there is news of the network.
  #hurry() {
    if (this.#attempt === null && this.#timer !== 0) {
      clearTimeout(this.#timer);
      this.#connect();
    }
  }

  async #connect() {
    this.#timer = 0;
    const attempt = new AbortController();
    this.#attempt = attempt;
    this.#ended = false;
    try {
      this.#listen(attempt);
      const response = await fetch(this.#url, {
        headers: {Accept: 'text/event-stream'}, cache: 'no-store', signal: attempt.signal,
      });
      if (!response.ok || response.body === null) {
        throw new Error(`status ${response.status}`);
      }
      await this.#follow(response.body, attempt);
    } catch {
      // Whatever it was, the answer is the same: come back.
    }
    clearTimeout(this.#silence);
    attempt.abort();
    this.#attempt = null;
    if (this.#ended && this.#delay === DELAY_FIRST_MS) {
      // The daemon ends each stream now and then and expects us at once; that is no loss.
      this.#ended = false;
      this.#delay *= 2;
      this.#connect();
      return;
    }
    this.#hooks.changed('lost');
    const jitter = 0.75 + Math.random() / 2;
    this.#timer = setTimeout(() => this.#connect(), this.#delay * jitter);
    this.#delay = Math.min(this.#delay * 2, DELAY_MAX_MS);
  }

  #listen(attempt) {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => attempt.abort(), SILENCE_MAX_MS);
  }

  async #follow(body, attempt) {
    this.#hooks.opened().then(
      () => {
        if (!attempt.signal.aborted) {
          this.#delay = DELAY_FIRST_MS;
          this.#hooks.changed('live');
        }
      },
      () => attempt.abort());
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      this.#listen(attempt);
      const {messages, rest} = parse(text + part.value);
      text = rest;
      messages.forEach(message => this.#hooks.message(message));
    }
    this.#ended = true;
    attempt.abort(); // a state still being read is then not called live
  }
}
