// What is on its way to the destinations: how much waits, what arrived, what was refused and why, and sending it again.
import {DELIVERIES_MAX, deliveries, resend} from '../../api.js';
import {el, fill, typed, unseen} from '../../dom.js';
import {icon} from '../../icons.js';
import {figure, moment, say} from '../../words.js';

const STATES = ['pending', 'delivered', 'dead'];
const ICONS = {pending: 'waiting', delivered: 'no-sign', dead: 'failed'};
// Many deliveries end in one moment when a destination is back: they are read once.
const ASK_AGAIN_MS = 500;
// Attempts that fail for now are not told of by themselves.
const ASK_EVERY_MS = 15_000;

export default class {
  #page;
  #chosen = null;
  #found = [];
  #more = false;
  #timer = 0;
  #soon = 0;
  #turn = 0;
  #counts = el('div', {class: 'filters', role: 'group', 'aria-label': say('outbox.counts')});
  #word = el('p', {class: 'hint', role: 'status'});
  #trouble = el('p', {class: 'trouble', role: 'alert'});
  #list = el('ol', {class: 'outbox-list'});
  #next = el('button', {type: 'button', class: 'quiet', hidden: true, onclick: () => this.#ask(true)}, say('outbox.more'));

  constructor(body, page) {
    this.#page = page;
    fill(body, this.#counts, this.#word, this.#trouble, this.#list, this.#next);
  }

  open() {
    // Not while somebody reads further down.
    this.#timer = setInterval(() => {
      if (document.visibilityState !== 'hidden' && this.#found.length <= DELIVERIES_MAX) {
        this.#ask();
      }
    }, ASK_EVERY_MS);
    return this.#ask();
  }

  close() {
    clearInterval(this.#timer);
  }

  hear(event) {
    if (event === 'dispatched' || event === 'charted' || event === 'reload') {
      clearTimeout(this.#soon);
      this.#soon = setTimeout(() => this.#ask(), ASK_AGAIN_MS);
    }
  }

  // Of several answers the one asked for last counts.
  async #ask(more = false) {
    const turn = ++this.#turn;
    try {
      const page = await deliveries(this.#chosen, more ? this.#found.at(-1)?.id ?? null : null);
      if (turn === this.#turn) {
        this.#trouble.textContent = '';
        this.#found = more ? [...this.#found, ...page.deliveries] : page.deliveries;
        this.#more = page.deliveries.length === DELIVERIES_MAX;
        this.#draw(page);
      }
    } catch (e) {
      if (turn === this.#turn) {
        this.#trouble.textContent = say('outbox.unreadable', {reason: e.message});
      }
    }
  }

  #draw(tally) {
    const focus = document.activeElement?.dataset?.focus;
    fill(this.#counts, STATES.map(state => el('button', {
      type: 'button', class: 'filter', 'aria-pressed': String(this.#chosen === state), 'data-focus': `outbox ${state}`,
      'data-state': state, onclick: () => {
        this.#chosen = this.#chosen === state ? null : state;
        this.#ask();
      },
    }, icon(ICONS[state]), el('span', {}, say(`outbox.${state}`)), ' ', el('b', {}, figure(tally[state], 0)))));
    const nothing = tally.pending + tally.delivered + tally.dead === 0;
    this.#word.textContent = nothing ? say('outbox.nothing')
      : tally.oldestPendingAt ? say('outbox.oldest', {time: moment(new Date(tally.oldestPendingAt))})
        : this.#found.length === 0 ? say('outbox.none') : '';
    fill(this.#list, this.#found.map(delivery => this.#row(delivery)));
    this.#next.hidden = !this.#more;
    if (focus?.startsWith('outbox ')) {
      this.#counts.parentElement.querySelector(`[data-focus="${CSS.escape(focus)}"]`)?.focus();
    }
  }

  #row(delivery) {
    const {id, exam, edition, destination, kind, state, attempts, reason} = delivery;
    return el('li', {'data-state': state, 'data-delivery': id},
      el('p', {class: 'outbox-what'},
        el('b', {}, icon(ICONS[state]), say(`outbox.${state}`)),
        el('span', {}, say('outbox.to'), ' ', typed(destination)),
        el('span', {class: 'hint'}, say('outbox.kind', {kind: say(`outbox.${kind}`), edition}))),
      el('p', {class: 'hint outbox-exam'}, typed(exam)),
      el('p', {class: 'hint'}, when(delivery), attempts > 1 ? ` ${say('outbox.attempts', {n: figure(attempts, 0)})}` : null),
      reason === null ? null : el('p', {class: 'outbox-reason'}, typed(reason)),
      state === 'delivered' ? null : el('p', {}, el('button', {
        type: 'button', class: 'quiet', 'data-focus': `outbox resend ${id}`, onclick: event => this.#resend(id, event.currentTarget),
      }, icon('retake'), say(state === 'dead' ? 'outbox.resend' : 'outbox.now'), unseen(`: ${exam}, ${destination}`))));
  }

  async #resend(id, button) {
    button.disabled = true;
    try {
      await resend(id);
      this.#page.announce(say('outbox.resent'));
      await this.#ask();
    } catch (e) {
      button.disabled = false;
      this.#trouble.textContent = say('outbox.refused', {reason: e.message});
      this.#trouble.scrollIntoView({block: 'nearest'});
    }
  }
}

function when({state, finishedAt, dueAt, endedAt}) {
  const finished = say('outbox.finished', {time: moment(new Date(finishedAt))});
  if (endedAt) {
    return `${finished} ${say(`outbox.ended-${state}`, {time: moment(new Date(endedAt))})}`;
  }
  return dueAt ? `${finished} ${say('outbox.due', {time: moment(new Date(dueAt))})}` : finished;
}
