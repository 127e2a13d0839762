// The sheet where people read an exam over, leave notes and call it finished, and its line on the exam's card.
import * as api from './api.js';
import {el, fill, typed, unseen} from './dom.js';
import {icon} from './icons.js';
import {eyeWord, patientWord} from './exams.js';
import {clock, moment, say} from './words.js';

const NAME_KEY = 'fovea.operator';
const TEXT_MAX = 2_000;

// On the card: whether it is finished, and the way to the sheet.
export function chartLine(exam, chart, open) {
  const readings = chart?.chart.filter(entry => entry.kind === 'reading') ?? [];
  const word = chart?.finished
    ? say('chart.finished', {time: clock(new Date(chart.report.finishedAt))})
    : chart?.report ? say('chart.reopened') : readings.length > 0 ? say('chart.read') : say('chart.open');
  return el('button', {
    type: 'button', class: 'quiet chart-line', 'data-focus': `chart ${exam.key}`, 'data-finished': String(Boolean(chart?.finished)),
    onclick: open,
  }, icon(chart?.finished ? 'no-sign' : 'sheet'), el('span', {}, word), unseen(`: ${patientWord(exam.patient)}`));
}

export class ChartSheet {
  #dialog;
  #charts;
  #taskTitle;
  #exam = null;
  #body = el('div', {class: 'sheet-body'});
  #list = el('ol', {class: 'chart'});
  #title = el('h2', {id: 'chart-title'});
  #trouble = el('p', {class: 'trouble', role: 'alert'});
  #kept = el('p', {class: 'unseen', role: 'status'});
  #name = line('chart-name', {maxlength: '128'});

  // charts: see charts.js; taskTitle(task): what that kind of picture is called
  constructor(dialog, charts, taskTitle) {
    this.#dialog = dialog;
    this.#charts = charts;
    this.#taskTitle = taskTitle;
    this.#name.addEventListener('change', () => localStorage.setItem(NAME_KEY, this.#name.value.trim()));
    dialog.append(
      el('header', {class: 'sheet-head'}, this.#title,
        el('button', {
          type: 'button', class: 'quiet square', 'aria-label': say('action.close'), title: say('action.close'),
          onclick: () => dialog.close(),
        }, icon('close'))),
      this.#body);
    dialog.addEventListener('close', () => {
      const exam = this.#exam;
      this.#exam = null;
      document.querySelector(`[data-focus="chart ${CSS.escape(exam?.key ?? '')}"]`)?.focus();
    });
  }

  // exam: as in day.js
  open(exam) {
    this.#exam = exam;
    this.#name.value = localStorage.getItem(NAME_KEY) ?? '';
    fill(this.#title, say('chart.title'), ' ', typed(patientWord(exam.patient)));
    this.#trouble.textContent = '';
    this.#kept.textContent = '';
    fill(this.#body, this.#list, labelled('chart.name', this.#name), this.#trouble, this.#kept,
      this.#readingForm(exam), this.#noteForm(), this.#finishForm());
    this.refresh();
    this.#charts.ask(exam.exam);
    this.#dialog.showModal();
    (this.#name.value === '' ? this.#name : this.#dialog.querySelector('form input, form textarea')).focus();
  }

  // Called whenever something changed.
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
    return same.length > 1 ? `${eyeWord(capture.laterality)}, ${this.#taskTitle(capture.task)}` : eyeWord(capture.laterality);
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
      labelled('chart.remark', remark), el('p', {class: 'hint'}, say('chart.finish-hint')),
    ], async () => {
      const {exam} = this.#exam;
      await api.finish(exam, {author: this.#name.value.trim(), remark: remark.value});
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
