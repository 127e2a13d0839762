// The sheet where people read an exam over, leave notes and call it finished.
import * as api from '../../api.js';
import {el, fill, typed} from '../../dom.js';
import {icon} from '../../icons.js';
import {eyeWord, patientWord, stateWord} from '../../exams.js';
import {moment, say, sayCount} from '../../words.js';

const NAME_KEY = 'fovea.operator';
const TEXT_MAX = 2_000;

export default class {
  #page;
  #charts;
  #exam = null;
  #body;
  #list = el('ol', {class: 'chart'});
  #stands = el('p', {id: 'chart-stands', role: 'status'});
  #paper = el('p', {});
  // What the exam said when it was drawn here last: only that is ever finished.
  #basis = '';
  #trouble = el('p', {class: 'trouble', role: 'alert'});
  #kept = el('p', {class: 'unseen', role: 'status', id: 'chart-kept'});
  #name = line('chart-name', {maxlength: '128'});

  constructor(body, page) {
    this.#body = body;
    this.#page = page;
    this.#charts = page.charts;
    this.#name.addEventListener('change', () => localStorage.setItem(NAME_KEY, this.#name.value.trim()));
  }

  // exam: as in day.js
  open(exam) {
    this.#exam = exam;
    this.#basis = '';
    this.#name.value = localStorage.getItem(NAME_KEY) ?? '';
    this.#page.title(say('chart.title'), ' ', typed(patientWord(exam.patient)));
    this.#trouble.textContent = '';
    this.#kept.textContent = '';
    fill(this.#body, this.#list, labelled('chart.name', this.#name), this.#trouble, this.#kept,
      this.#readingForm(exam), this.#noteForm(), this.#finishForm(), this.#paper);
    this.refresh();
    this.#charts.ask(exam.exam);
    (this.#name.value === '' ? this.#name : this.#body.querySelector('form input, form textarea')).focus();
  }

  close() {
    const exam = this.#exam;
    this.#exam = null;
    document.querySelector(`[data-focus="chart ${CSS.escape(exam?.key ?? '')}"]`)?.focus();
  }

  refresh() {
    if (this.#exam === null) {
      return;
    }
    const known = this.#charts.of(this.#exam.exam);
    const {chart = [], report = null, finished = false} = known ?? {};
    const rows = chart.map(entry => row(entry));
    if (report !== null) {
      const word = say(finished ? 'chart.is-finished' : 'chart.was-finished', {edition: report.edition});
      rows.push(entryRow(report.author, report.finishedAt, word, report.remark));
    }
    fill(this.#list, rows.length > 0 || known === null ? rows : el('li', {class: 'hint'}, say('chart.empty')));
    fill(this.#paper, finished ? el('a', {
      class: 'button quiet', href: api.pdfUrl(this.#exam.exam), target: '_blank', rel: 'noopener',
    }, icon('print'), say('chart.pdf')) : null);
    this.#drawStand(known);
  }

  // A photograph that nobody has added anything to changes what the exam says all the same.
  hear(event, told) {
    if ((event === 'accepted' || event === 'answered') && told.exam === this.#exam?.exam) {
      this.#charts.ask(told.exam);
    }
  }

  // What finishing would freeze. It is drawn and remembered together.
  #drawStand(known) {
    this.#basis = known?.basis ?? '';
    const words = known?.eyes === undefined ? '' : [
      sayCount('exam.photos', known.photographs),
      ...known.eyes.map(eye => `${eyeWord(eye.laterality)}: ${eye.status === 'missing' ? say('eye.empty') : stateWord(eye.status)}`),
    ].join('. ');
    if (this.#stands.textContent !== words) {
      this.#stands.textContent = words;
    }
  }

  // What is judged is what was shown when the sheet was opened, whatever comes meanwhile.
  #readingForm(exam) {
    const shown = exam.eyes.flatMap(eye => eye.readings.map(reading => reading.shown));
    const eye = choice('chart-eye', shown.map(capture => [capture.id, this.#eyeOf(capture, shown)]));
    // Nothing is chosen beforehand: nobody agrees by accident.
    const agreement = choice('chart-agreement', [
      ['', say('chart.choose')], ...['agree', 'disagree'].map(word => [word, say(`chart.${word}`)]),
    ]);
    const grade = text('chart-grade');
    return this.#form('reading', 'chart.keep-reading', [
      el('h3', {}, say('chart.reading')),
      el('div', {class: 'fields'}, labelled('upload.eye', eye), labelled('chart.answer', agreement),
        labelled('chart.grade', grade, 'field field-wide')),
    ], () => api.addReading(exam.exam, {
      laterality: shown.find(capture => capture.id === eye.value)?.laterality ?? '', capture: eye.value,
      agreement: agreement.value, grade: grade.value, author: this.#name.value.trim(),
    }).then(newer => this.#charts.put(newer)));
  }

  // An eye with two kinds of picture has two answers.
  #eyeOf(capture, shown) {
    const same = shown.filter(other => other.laterality === capture.laterality);
    return same.length > 1 ? `${eyeWord(capture.laterality)}, ${this.#page.taskTitle(capture.task)}` : eyeWord(capture.laterality);
  }

  #noteForm() {
    const note = text('chart-note');
    return this.#form('note', 'chart.keep-note', [labelled('chart.note', note)],
      () => api.addNote(this.#exam.exam, {text: note.value, author: this.#name.value.trim()})
        .then(newer => this.#charts.put(newer)));
  }

  #finishForm() {
    const remark = text('chart-remark');
    return this.#form('finish', 'chart.finish', [
      this.#stands, labelled('chart.remark', remark), el('p', {class: 'hint'}, say('chart.finish-hint')),
    ], async () => {
      const {exam} = this.#exam;
      if (this.#basis === '') {
        await this.#charts.ask(exam); // nothing was seen yet that could be finished
        throw new Error(say('chart.changed'));
      }
      try {
        await api.finish(exam, {author: this.#name.value.trim(), remark: remark.value, basis: this.#basis});
      } catch (e) {
        if (e.body?.exam) {
          this.#charts.put(e.body.exam);
          throw new Error(say('chart.changed'), {cause: e});
        }
        throw e;
      }
      await this.#charts.ask(exam);
    });
  }

  // A form with one button; what was typed goes once the daemon has it, and stays when it refuses.
  #form(name, action, fields, send) {
    const button = el('button', {type: 'submit', class: name === 'finish' ? 'primary' : 'quiet'}, say(action));
    const form = el('form', {class: 'chart-form', 'data-form': name, novalidate: true, onsubmit: async event => {
      event.preventDefault();
      const exam = this.#exam;
      button.disabled = true;
      this.#trouble.textContent = '';
      this.#kept.textContent = '';
      try {
        await send();
        form.reset();
        this.#kept.textContent = say('chart.kept');
      } catch (e) {
        if (this.#exam === exam) {
          this.#trouble.textContent = say('chart.refused', {reason: e.message});
          this.#trouble.scrollIntoView({block: 'nearest'});
        }
      }
      button.disabled = false;
      if (this.#exam === exam && document.activeElement === document.body) {
        button.focus(); // which it lost when it was disabled
      }
    }}, ...fields, el('div', {class: 'chart-send'}, button));
    return form;
  }
}

function row(entry) {
  const word = entry.kind === 'note'
    ? say('chart.noted')
    : say(`chart.${entry.agreement}s`, {eye: eyeWord(entry.laterality)});
  return entryRow(entry.author, entry.madeAt, word, entry.text);
}

function entryRow(author, at, word, words) {
  return el('li', {},
    el('p', {class: 'chart-who'}, el('b', {}, typed(author)), el('time', {datetime: at}, moment(new Date(at))), el('span', {}, word)),
    words ? el('p', {class: 'chart-words'}, typed(words)) : null);
}

const line = (id, props) => el('input', {type: 'text', id, autocomplete: 'off', spellcheck: 'false', ...props});

const text = id => el('textarea', {id, rows: '2', maxlength: String(TEXT_MAX)});

const choice = (id, options) => el('select', {id}, options.map(([value, word]) => el('option', {value}, word)));

const labelled = (word, input, className = 'field') =>
  el('div', {class: className}, el('label', {for: input.id}, say(word)), input);
