// The earlier exams of one patient: when, what each eye said, and the way to each photograph.
import {capturesOf} from '../../api.js';
import {examsOf} from '../../day.js';
import {el, fill, typed, unseen} from '../../dom.js';
import {eyeWord, patientWord, stateWord} from '../../exams.js';
import {icon} from '../../icons.js';
import {clock, date, say, sayCount} from '../../words.js';

// Each page of them is this many times asked for by hand: a patient has a handful.
const CAPTURES_MAX = 2_000;

export default class {
  #page;
  #patient = null;
  #exam = null;
  #captures = new Map();
  #next = null;
  #list = el('ol', {class: 'history-list'});
  #trouble = el('p', {class: 'trouble', role: 'alert'});
  #word = el('p', {class: 'hint', role: 'status'});
  #more = el('button', {type: 'button', class: 'quiet', onclick: () => this.#ask()}, say('history.more'));

  constructor(body, page) {
    this.#page = page;
    fill(body, this.#word, this.#trouble, this.#list, this.#more);
  }

  // exam: as in day.js; the one it is opened from
  open({patient, exam}) {
    this.#patient = patient;
    this.#exam = exam;
    this.#captures = new Map();
    this.#next = null;
    this.#page.title(say('history.title'), ' ', typed(patientWord(patient)));
    fill(this.#list);
    this.#word.textContent = say('history.loading');
    return this.#ask();
  }

  close() {
    const key = JSON.stringify([this.#exam, this.#patient]);
    document.querySelector(`[data-focus="history ${CSS.escape(key)}"]`)?.focus();
  }

  // A photograph of this patient is new, or has its answer.
  hear(event, told) {
    if ((event === 'accepted' || event === 'answered') && told.patient === this.#patient) {
      this.#captures.set(told.id, told);
      this.#draw();
    }
  }

  async #ask() {
    const patient = this.#patient;
    this.#trouble.textContent = '';
    this.#more.disabled = true;
    try {
      const {captures, next} = await capturesOf(patient, this.#next);
      if (patient === this.#patient) {
        captures.forEach(capture => this.#captures.set(capture.id, capture));
        this.#next = this.#captures.size < CAPTURES_MAX ? next : null;
        this.#draw();
      }
    } catch (e) {
      if (patient === this.#patient) {
        this.#word.textContent = '';
        this.#trouble.textContent = say('history.failed', {reason: e.message});
      }
    }
    this.#more.disabled = false;
  }

  #draw() {
    const exams = examsOf([...this.#captures.values()]);
    this.#more.hidden = this.#next === null;
    this.#word.textContent = exams.length === 0 ? say('history.none') : say('history.count', {n: exams.length});
    fill(this.#list, exams.map(exam => this.#row(exam)));
  }

  #row(exam) {
    const here = exam.exam === this.#exam;
    return el('li', {'aria-current': here ? 'true' : null},
      el('p', {class: 'history-when'},
        el('time', {datetime: exam.at.toISOString()}, el('b', {}, date(exam.at)), ` ${clock(exam.at)}`),
        here ? el('span', {class: 'history-here'}, say('history.here')) : null,
        el('span', {class: 'hint'}, sayCount('exam.photos', exam.captures.length))),
      el('p', {class: 'hint history-name'}, typed(exam.exam)),
      el('div', {class: 'history-eyes'}, exam.eyes.flatMap(eye => eye.readings.map(reading => el('button', {
        type: 'button', class: `quiet strip-one state-${reading.state}`, onclick: () => this.#page.show(reading.shown),
      }, icon(reading.state), el('b', {}, say(`eye.code.${eye.laterality || 'none'}`)), unseen(`, ${eyeWord(eye.laterality)}: `),
      el('span', {}, stateWord(reading.state)))))));
  }
}
