// Whom the clinic expects today: found by typing or scanning, photographed under the study that was ordered.
import {expect, expectNoMore, worklist} from '../../api.js';
import {el, fill, typed, unseen} from '../../dom.js';
import {icon} from '../../icons.js';
import {clock, date, moment, say, sayCount} from '../../words.js';
import {EntryForm} from './entry.js';
import {isKey, matches} from './matches.js';

const ASK_EVERY_MS = 10_000;

export default class {
  #page;
  #sheet = null;
  #timer = 0;
  #turn = 0;
  #search = el('input', {type: 'text', id: 'worklist-search', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false',
    placeholder: say('worklist.search-hint')});
  #all = el('input', {type: 'checkbox', id: 'worklist-all', onchange: () => this.#draw()});
  #age = el('p', {id: 'worklist-age', role: 'status'});
  #found = el('p', {class: 'hint', id: 'worklist-found', role: 'status'});
  #trouble = el('p', {class: 'trouble', role: 'alert'});
  #list = el('ol', {class: 'worklist-list', 'aria-label': say('worklist.list')});
  #entry;

  constructor(body, page) {
    this.#page = page;
    this.#entry = new EntryForm(async fields => {
      const item = await expect(fields);
      this.#search.value = '';
      await this.#ask();
      this.#focus(item);
    });
    this.#search.addEventListener('input', () => {
      this.#trouble.textContent = '';
      this.#draw();
    });
    // A barcode scanner ends with Enter.
    this.#search.addEventListener('keydown', event => {
      if (event.key === 'Enter') {
        event.preventDefault();
        this.#pick();
      }
    });
    fill(body,
      this.#age,
      el('div', {class: 'field field-wide'}, el('label', {for: this.#search.id}, say('worklist.search')), this.#search),
      el('p', {class: 'worklist-row'}, this.#found, el('span', {class: 'worklist-check'}, this.#all,
        el('label', {for: this.#all.id}, say('worklist.all')))),
      this.#trouble, this.#list, this.#entry.element);
  }

  open() {
    this.#search.value = '';
    this.#trouble.textContent = '';
    this.#search.focus();
    this.#timer = setInterval(() => document.visibilityState !== 'hidden' && this.#ask(), ASK_EVERY_MS);
    return this.#ask();
  }

  close() {
    clearInterval(this.#timer);
  }

  // A photograph of somebody on the list came.
  hear(event, told) {
    if (event === 'accepted' && this.#sheet?.items.some(item => item.exam === told.exam)) {
      this.#ask();
    }
  }

  // Of several answers the one asked for last counts.
  async #ask() {
    const turn = ++this.#turn;
    try {
      const sheet = await worklist();
      if (turn === this.#turn) {
        this.#sheet = sheet;
        this.#draw();
      }
    } catch (e) {
      if (turn === this.#turn) {
        fill(this.#age, icon('failed'), say('worklist.unreadable', {reason: e.message}));
        this.#age.dataset.kind = 'old';
      }
    }
  }

  #shown() {
    const items = this.#sheet?.items ?? [];
    return matches(items.filter(item => this.#all.checked || item.doneAt === null), this.#search.value);
  }

  // Only one whose whole key was said is photographed. The focus stays: the end of the next scan must press no button.
  async #pick() {
    if (this.#search.value.trim() === '') {
      return;
    }
    if (this.#sheet === null) {
      await this.#ask();
    }
    const shown = this.#shown();
    if (shown.length === 1 && isKey(shown[0], this.#search.value)) {
      this.#photograph(shown[0]);
    } else if (shown.length === 0) {
      this.#entry.open({patient: this.#search.value.trim()});
      this.#trouble.textContent = say('worklist.nobody');
    } else {
      this.#trouble.textContent = say('worklist.choose');
    }
  }

  #photograph({patient, exam}) {
    this.#page.close();
    this.#page.upload({patient, exam});
  }

  #focus(item) {
    this.#list.querySelector(`[data-focus="worklist take ${item.id}"]`)?.focus();
  }

  #draw() {
    if (this.#sheet === null) {
      return;
    }
    const focus = document.activeElement?.dataset?.focus;
    const shown = this.#shown();
    const {kind, words} = age(this.#sheet);
    if (this.#age.textContent !== words) {
      fill(this.#age, icon(kind === 'old' ? 'failed' : kind === 'fresh' ? 'no-sign' : 'missing'), words);
      this.#age.dataset.kind = kind;
    }
    const found = sayCount('worklist.items', shown.length) + (this.#sheet.whole ? '' : ` ${say('worklist.more')}`);
    if (this.#found.textContent !== found) {
      this.#found.textContent = found;
    }
    fill(this.#list, shown.map(item => this.#row(item)));
    if (focus?.startsWith('worklist ')) {
      this.#list.querySelector(`[data-focus="${CSS.escape(focus)}"]`)?.focus();
    }
  }

  #row(item) {
    const {id, patient, name, birthDate, sex, accession, procedure, physician, time, doneAt, photographs, exam, entered} = item;
    const whose = unseen(`: ${name ?? patient}`);
    const about = [
      birthDate === null ? null : say('worklist.born', {date: date(new Date(`${birthDate}T00:00`))}),
      sex === null ? null : say(`worklist.sex.${sex}`),
      entered ? say('worklist.entered') : null,
    ].filter(Boolean).join(' · ');
    return el('li', {'data-item': id, 'data-done': String(doneAt !== null)},
      el('p', {class: 'worklist-who'},
        time === null ? null : el('time', {datetime: time}, clock(new Date(`2000-01-01T${time}`))),
        el('b', {}, typed(name ?? patient)),
        name === null ? null : el('span', {}, typed(patient))),
      about === '' ? null : el('p', {class: 'hint'}, about),
      procedure === null && accession === null ? null : el('p', {class: 'worklist-order'},
        procedure === null ? null : typed(procedure), accession === null ? null : el('span', {class: 'hint'}, typed(accession)),
        physician === null ? null : el('span', {class: 'hint'}, typed(physician))),
      photographs === 0 ? null : el('p', {class: 'worklist-taken'}, icon('no-sign'), sayCount('exam.photos', photographs)),
      el('p', {class: 'worklist-buttons'},
        el('button', {
          type: 'button', class: photographs === 0 && doneAt === null ? 'primary' : 'quiet', 'data-focus': `worklist take ${id}`,
          onclick: () => this.#photograph(item),
        }, icon('picture'), say('worklist.take'), whose),
        this.#page.offers('camera') ? el('button', {
          type: 'button', class: 'quiet', 'data-focus': `worklist camera ${id}`, onclick: () => {
            this.#page.close();
            this.#page.open('camera', {patient, exam});
          },
        }, icon('camera'), say('worklist.camera'), whose.cloneNode(true)) : null,
        el('button', {
          type: 'button', class: 'quiet', 'data-focus': `worklist history ${id}`, onclick: () => this.#page.open('history', {patient, exam}),
        }, icon('history'), say('exam.history'), whose.cloneNode(true)),
        el('button', {
          type: 'button', class: 'quiet', 'data-focus': `worklist done ${id}`,
          onclick: event => this.#done(item, doneAt === null, event.currentTarget),
        }, say(doneAt === null ? 'worklist.done' : 'worklist.undone'), whose.cloneNode(true))));
  }

  async #done(item, done, button) {
    button.disabled = true;
    this.#trouble.textContent = '';
    try {
      await expectNoMore(item.id, done);
      await this.#ask();
      this.#search.focus();
    } catch (e) {
      button.disabled = false;
      this.#trouble.textContent = say('worklist.refused', {reason: e.message});
    }
  }
}

// How old the list is, in words. Pure.
export function age({asks, heardAt, trouble}) {
  const heard = heardAt === null ? null : moment(new Date(heardAt));
  if (!asks) {
    return {kind: 'none', words: say(heard === null ? 'worklist.off' : 'worklist.off-heard', {time: heard})};
  }
  if (trouble !== null) {
    return {kind: 'old', words: say(heard === null ? 'worklist.old-never' : 'worklist.old', {time: heard, reason: trouble})};
  }
  return heard === null ? {kind: 'none', words: say('worklist.never')} : {kind: 'fresh', words: say('worklist.fresh', {time: heard})};
}
