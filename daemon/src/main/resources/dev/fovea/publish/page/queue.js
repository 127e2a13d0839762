// Sends photographs, two at a time, until each is stored or refused. No DOM here.
// A photograph keeps its idempotency key through every try, so that trying again never stores it twice.
import {send} from './api.js';
import {say} from './words.js';

const AT_ONCE_MAX = 2;
const DELAY_DEFAULT_S = 5;
const DELAY_MAX_S = 60;
// A daemon that hangs up on one photograph again and again, while it answers otherwise, does not want it.
const BROKEN_MAX = 5;
const TRY_AGAIN = new Set([0, 429, 500, 502, 503, 504]);

// States: queued -> sending -> storing -> stored | refused; busy and offline wait and go back to queued.
export class SendQueue {
  #items = [];
  #changed;
  #stored;

  #connected;

  // changed(): something to draw; stored(item, capture); connected(): whether the daemon answers at all
  constructor(changed, stored, connected) {
    this.#changed = changed;
    this.#connected = connected;
    this.#stored = stored;
    setInterval(() => this.#tick(), 1000);
    addEventListener('online', () => this.hurry());
  }

  add(file, fields) {
    const item = {file, fields, key: randomKey(), state: 'queued', share: 0, tries: 0, broken: 0, seconds: 0, reason: '', stop: null};
    this.#items.push(item);
    this.#pump();
    return item;
  }

  // Gives up what is not stored yet; forgets the rest.
  remove(item) {
    item.stop?.();
    this.#items = this.#items.filter(other => other !== item);
    this.#pump();
  }

  // How far everything of this round is; a round ends when nothing is under way.
  progress() {
    const open = this.#items.filter(item => item.state !== 'stored' && item.state !== 'refused');
    return {all: this.#items.length, done: this.#items.length - open.length, busy: open.length > 0};
  }

  // The connection is back: no need to wait out the delay.
  hurry() {
    this.#items.filter(item => item.state === 'offline').forEach(item => {
      item.seconds = 0;
      item.state = 'queued';
    });
    this.#pump();
  }

  #tick() {
    const waiting = this.#items.filter(item => item.state === 'busy' || item.state === 'offline');
    waiting.forEach(item => {
      item.seconds -= 1;
      if (item.seconds <= 0) {
        item.state = 'queued';
      }
    });
    if (waiting.length > 0) {
      this.#pump();
    }
  }

  #pump() {
    const flying = this.#items.filter(item => item.state === 'sending' || item.state === 'storing').length;
    this.#items.filter(item => item.state === 'queued').slice(0, AT_ONCE_MAX - flying).forEach(item => this.#send(item));
    this.#changed();
  }

  #send(item) {
    item.state = 'sending';
    item.share = 0;
    item.tries += 1;
    item.stop = send(item, share => {
      item.share = share;
      item.state = share >= 1 ? 'storing' : 'sending';
      this.#changed();
    }, answer => {
      item.stop = null;
      this.#settle(item, answer);
      this.#pump();
    });
  }

  #settle(item, {status, body, retryAfter}) {
    if (status >= 200 && status < 300 && body?.id) {
      item.state = 'stored';
      item.duplicate = body.duplicate === true;
      item.capture = body.id;
      this.#stored(item, body);
    } else if (status === 0 && this.#connected() && ++item.broken >= BROKEN_MAX) {
      item.state = 'refused';
      item.reason = say('refused.broken', {n: item.broken});
    } else if (TRY_AGAIN.has(status)) {
      item.state = status === 0 ? 'offline' : 'busy';
      item.reason = body?.error ?? say(status === 503 || status === 429 ? 'upload.full' : 'refused.server');
      const asked = Number.isFinite(retryAfter) ? retryAfter : DELAY_DEFAULT_S * item.tries;
      item.seconds = Math.min(DELAY_MAX_S, Math.max(1, asked));
    } else {
      item.state = 'refused';
      item.reason = refusal(status, body);
    }
  }
}

// Our word for the status, and the daemon's own sentence where it has one.
function refusal(status, body) {
  const known = [400, 404, 409, 413, 415, 422].includes(status);
  const word = known ? say(`refused.${status}`) : say('refused.other', {status});
  return body?.error ? `${word} ${body.error}` : word;
}

// randomUUID exists only on https and localhost; a tablet in the clinic's network has neither.
export function randomKey() {
  const random = crypto.getRandomValues(new Uint8Array(16));
  return [...random].map(byte => byte.toString(16).padStart(2, '0')).join('');
}
