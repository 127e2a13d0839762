// Draws the day: the newest exam large, the earlier ones as rows; right eye on the left, as one looks at the patient.
import {el, fill, typed, unseen} from './dom.js';
import {icon} from './icons.js';
import {STATES, borderline, doubts, findings, stateOf} from './states.js';
import {pdfUrl, previewUrl} from './api.js';
import {clock, date, labelWord, percent, say, sayCount, sayOr} from './words.js';

const PREVIEW_SIDE = 512;
const PHOTO_TRIES_MAX = 3;
const PHOTO_AGAIN_MS = 3_000;

export const eyeWord = laterality => say(`eye.${laterality || 'none'}`);
export const stateWord = state => say(`state.${state}`);
export const patientWord = patient => patient ?? say('exam.no-patient');
export const faultWord = (fault, part) => sayOr(`fault.${fault.code}.${part}`, fault[part]);

// The icon in a filled round, and the word.
export function stateBadge(state) {
  return el('p', {class: `state state-${state}`},
    el('span', {class: 'badge'}, icon(state)), el('span', {class: 'state-word'}, stateWord(state)));
}

export const drawingBadge = () => el('span', {class: 'drawing', title: say('drawing.long')}, say('drawing'));

// Whether the camera was tried out with the model that answered, in a word; null where no model did.
export function cameraLine({result}) {
  if (!result?.model) {
    return null;
  }
  return result.cameraValidated
    ? el('p', {class: 'camera'}, say('camera.validated', {date: date(new Date(result.cameraValidatedAt))}))
    : el('p', {class: 'camera camera-new', title: say('camera.new-long')}, say('camera.new'));
}

// Why an eye is in its state: one sentence.
export function why({state, shown, other, tries}) {
  switch (state) {
    case 'waiting':
      return other === null ? say('why.waiting') : say('why.waiting-again', {state: stateWord(stateOf(other))});
    case 'refer':
      return findings(shown).map(score => `${labelWord(score)} ${percent(score.probability)}`).join(', ')
        || say('state.refer');
    case 'uncertain':
      return doubts(shown).map(doubt => doubtWord(shown, doubt)).join(' ') || say('why.uncertain');
    case 'no-sign':
      return say('why.no-sign');
    case 'retake':
      return faultWord(shown.result.fault, 'reason');
    case 'ungradable':
      return tries > 1 ? say('why.tried', {n: tries}) : shown.result?.fault?.reason ?? say('why.ungradable');
    default:
      return failure(shown);
  }
}

// One doubt in a sentence; of a finding, which one.
function doubtWord(capture, doubt) {
  const between = borderline(capture).map(score => `${labelWord(score)} ${percent(score.probability)}`).join(', ');
  return doubt.code === 'borderline' && between !== ''
    ? say('why.borderline', {findings: between})
    : sayOr(`doubt.${doubt.code}.reason`, doubt.reason);
}

// What is to be known beside a referral, as a paragraph, or null: an uncertain eye says it as its reason.
export function flag({state, shown}) {
  const words = state === 'refer' ? doubts(shown).map(doubt => doubtWord(shown, doubt)).join(' ') : '';
  return words === '' ? null : el('p', {class: 'flag'}, icon('uncertain'), el('span', {}, words));
}

// The alarm that the disc of the photograph shown, or of the one beside it, lies as in the other eye, or ''.
export function otherEyeWords({shown, other}) {
  const doubted = [shown, other].find(capture => capture?.result?.otherEye);
  return doubted ? say('alarm.other-eye', {given: eyeWord(doubted.laterality)}) : '';
}

export function otherEye(reading) {
  const words = otherEyeWords(reading);
  return words === '' ? null : el('p', {class: 'flag other-eye'}, icon('uncertain'), el('span', {}, words));
}

function failure(capture) {
  const failure = capture.result?.failure;
  return failure
    ? say('why.failed', {stage: sayOr(`stage.${failure.stage}`, failure.stage), reason: failure.reason})
    : say('why.failed-unknown');
}

export function advice({state, shown}) {
  if (state === 'retake') {
    return faultWord(shown.result.fault, 'advice');
  }
  if (state === 'uncertain') {
    const [first] = doubts(shown);
    return first ? sayOr(`doubt.${first.code}.advice`, first.advice) : null;
  }
  return state === 'failed' ? say('why.kept') : state === 'refer' ? say('why.refer') : null;
}

export class ExamList {
  #list;
  #actions;
  #cards = new Map();
  #photos = new Map();
  // How often the picture of a capture could not be had.
  #broken = new Map();

  // actions: open(capture), retake({patient, exam, laterality, task}), retry(capture, button), taskTitle(task) or null,
  //   redraw(), chart(exam's name), chartLine(exam), history(exam)
  constructor(list, actions) {
    this.#list = list;
    this.#actions = actions;
  }

  // Only cards that changed are drawn anew; the keyboard's place survives.
  draw(exams) {
    const focus = document.activeElement?.dataset?.focus;
    const kept = new Set();
    const captures = new Set();
    exams.forEach((exam, index) => {
      kept.add(exam.key);
      exam.captures.forEach(capture => captures.add(capture.id));
      const large = index === 0;
      const looks = JSON.stringify([large, exam.captures, this.#manyTasks(exam), this.#actions.chart(exam.exam)]);
      const old = this.#cards.get(exam.key);
      if (old?.looks !== looks) {
        const card = this.#card(exam, large);
        old?.card.replaceWith(card);
        this.#cards.set(exam.key, {card, looks});
      }
      const {card} = this.#cards.get(exam.key);
      if (this.#list.children[index] !== card) {
        this.#list.insertBefore(card, this.#list.children[index] ?? null);
      }
    });
    for (const [key, {card}] of this.#cards) {
      if (!kept.has(key)) {
        card.remove();
        this.#cards.delete(key);
      }
    }
    [...this.#photos.keys()].filter(id => !captures.has(id)).forEach(id => this.#photos.delete(id));
    if (focus && document.activeElement?.dataset?.focus !== focus) {
      this.#list.querySelector(`[data-focus="${CSS.escape(focus)}"]`)?.focus({preventScroll: true});
    }
  }

  // The connection is back: the next `draw` asks again for the pictures that could not be had.
  retryPhotos() {
    [...this.#broken.keys()].forEach(id => this.#forget(id));
    this.#broken.clear();
  }

  // The daemon draws few previews at one time and sends the rest away.
  #lookAgain(id) {
    const tries = (this.#broken.get(id) ?? 0) + 1;
    this.#broken.set(id, tries);
    if (tries < PHOTO_TRIES_MAX) {
      setTimeout(() => {
        this.#forget(id);
        this.#actions.redraw();
      }, PHOTO_AGAIN_MS * tries);
    }
  }

  #forget(id) {
    this.#photos.delete(id);
    this.#cards.forEach(card => {
      if (card.looks.includes(id)) {
        card.looks = '';
      }
    });
  }

  #manyTasks(exam) {
    return new Set(exam.captures.map(capture => capture.task)).size > 1;
  }

  #card(exam, large) {
    const manyTasks = this.#manyTasks(exam);
    const known = exam.eyes.some(eye => eye.laterality !== '' && eye.readings.length > 0);
    const eyes = exam.eyes.filter(eye => (eye.laterality === '' ? eye.readings.length > 0 : known));
    return el('li', {class: large ? 'exam exam-large' : 'exam', 'data-exam': exam.exam},
      this.#head(exam),
      el('div', {class: 'eyes'}, eyes.map(eye => this.#eye(exam, eye, manyTasks))));
  }

  #head(exam) {
    const operators = [...new Set(exam.captures.map(capture => capture.operator).filter(Boolean))];
    const drawn = exam.captures.some(capture => capture.drawing);
    const unfinished = exam.state.startsWith('missing');
    return el('header', {class: 'exam-head'},
      el('div', {class: 'exam-who'},
        el('h2', {class: exam.patient ? 'patient' : 'patient patient-none'}, typed(patientWord(exam.patient)),
          this.#name(exam)),
        drawn ? drawingBadge() : null,
        exam.patient ? el('button', {
          type: 'button', class: 'quiet square history', 'data-focus': `history ${exam.key}`, title: say('exam.history'),
          onclick: () => this.#actions.history(exam),
        }, icon('history'), unseen(`${say('exam.history')}: ${exam.patient}`)) : null),
      el('p', {class: 'exam-about'},
        el('time', {datetime: exam.at.toISOString()}, clock(exam.at)),
        el('span', {}, sayCount('exam.photos', exam.captures.length)),
        operators.length > 0 ? el('span', {}, ...around(say('exam.by', {operator: '\u0000'}), operators.join(', '))) : null,
        el('span', {class: 'exam-name'}, ...around(say('exam.name', {exam: '\u0000'}), exam.exam))),
      el('p', {class: `exam-state state-${unfinished ? 'missing' : exam.state}`},
        icon(unfinished ? 'missing' : exam.state), el('span', {}, say(`exam.${exam.state}`))),
      this.#actions.chartLine(exam));
  }

  // As the worklist has it: it is of this exam and this patient, or not shown.
  #name(exam) {
    const chart = this.#actions.chart(exam.exam);
    const name = chart?.patient === exam.patient ? chart?.order?.name : null;
    return name ? el('span', {class: 'patient-name'}, ' ', typed(name)) : null;
  }

  #eye(exam, {laterality, readings}, manyTasks) {
    const code = say(`eye.code.${laterality || 'none'}`);
    return el('section', {class: `eye eye-${laterality || 'none'}`, 'data-eye': laterality},
      el('h3', {class: 'eye-name'}, el('b', {}, code), ' ', el('span', {}, eyeWord(laterality))),
      readings.length === 0 ? this.#noPhoto(exam, laterality) : null,
      readings.map(reading => this.#reading(exam, laterality, reading, manyTasks)));
  }

  #noPhoto(exam, laterality) {
    const wanted = {patient: exam.patient, exam: exam.exam, laterality, task: exam.captures[0].task};
    return el('div', {class: 'reading reading-missing'},
      el('p', {class: 'missing-word'}, say('eye.empty')),
      el('button', {
        type: 'button', class: 'quiet', 'data-focus': `add ${exam.key} ${laterality}`,
        onclick: () => this.#actions.retake(wanted),
      }, icon('plus'), say('action.add-eye'), unseen(`: ${eyeWord(laterality)}, ${patientWord(exam.patient)}`)));
  }

  #reading(exam, laterality, reading, manyTasks) {
    const {state, shown, other, task} = reading;
    const advised = advice(reading);
    return el('div', {class: `reading on-${state}`, 'data-state': state, 'data-capture': shown.id},
      stateBadge(state),
      this.#photo(shown, laterality, exam, state),
      el('div', {class: 'says'},
        manyTasks ? el('p', {class: 'task'}, this.#actions.taskTitle(task) ?? task) : null,
        el('p', {class: 'why'}, why(reading)),
        otherEye(reading),
        flag(reading),
        advised === null ? null : el('p', {class: 'advice'}, unseen(`${say('advice')}: `), advised),
        cameraLine(shown),
        other !== null && state !== 'waiting'
          ? el('p', {class: 'newest'}, say('why.newest', {state: stateWord(stateOf(other))})) : null,
        this.#buttons(exam, laterality, reading)));
  }

  #photo(capture, laterality, exam, state) {
    const label = say('action.open', {
      eye: eyeWord(laterality), patient: patientWord(exam.patient), state: stateWord(state),
    });
    return el('button', {
      type: 'button', class: 'photo', 'aria-label': label, 'data-focus': `open ${capture.id}`,
      onclick: () => this.#actions.open(capture),
    }, this.#picture(capture));
  }

  // The same element for the same photograph, however often its card is drawn: no flicker. The daemon draws nothing
  // that its grader has not decoded.
  #picture(capture) {
    if (capture.state === 'waiting') {
      return icon('picture');
    }
    let picture = this.#photos.get(capture.id);
    if (picture === undefined) {
      picture = el('img', {
        src: previewUrl(capture, PREVIEW_SIDE), alt: '', loading: 'lazy', decoding: 'async', draggable: 'false',
        onerror: () => {
          picture.replaceWith(icon('picture'));
          this.#lookAgain(capture.id);
        },
      });
      this.#photos.set(capture.id, picture);
    }
    return picture;
  }

  #buttons(exam, laterality, {state, shown, task}) {
    const buttons = [];
    const whose = unseen(`: ${eyeWord(laterality)}, ${patientWord(exam.patient)}`);
    if (state === 'failed' && shown.state === 'dead') {
      buttons.push(el('button', {
        type: 'button', class: 'quiet', 'data-focus': `retry ${shown.id}`,
        onclick: event => this.#actions.retry(shown, event.currentTarget),
      }, icon('retake'), say('action.try-again'), whose));
    } else if (state === 'retake') {
      const wanted = {patient: exam.patient, exam: exam.exam, laterality, task};
      buttons.push(el('button', {
        type: 'button', class: 'quiet', 'data-focus': `retake ${shown.id}`,
        onclick: () => this.#actions.retake(wanted),
      }, icon('camera'), say('action.retake'), whose));
    }
    return buttons.length > 0 ? el('div', {class: 'says-buttons'}, buttons) : null;
  }
}

// A sentence with somebody's words in its place.
function around(sentence, text) {
  const [before, after] = sentence.split('\u0000');
  return [before, typed(text), after];
}

// On the card: whether it is finished, its report on paper if so, and the way to the sheet.
export function chartLine(exam, chart, open) {
  const readings = chart?.chart.filter(entry => entry.kind === 'reading') ?? [];
  const word = chart?.finished
    ? say('chart.finished', {time: clock(new Date(chart.report.finishedAt))})
    : chart?.report ? say('chart.reopened') : readings.length > 0 ? say('chart.read') : say('chart.open');
  const paper = chart?.finished ? el('a', {
    class: 'button quiet paper', href: pdfUrl(exam.exam), target: '_blank', rel: 'noopener', 'data-focus': `pdf ${exam.key}`,
  }, icon('print'), say('chart.pdf'), unseen(`: ${patientWord(exam.patient)}`)) : null;
  return el('p', {class: 'chart-lines'}, el('button', {
    type: 'button', class: 'quiet chart-line', 'data-focus': `chart ${exam.key}`, 'data-finished': String(Boolean(chart?.finished)),
    onclick: open,
  }, icon(chart?.finished ? 'no-sign' : 'sheet'), el('span', {}, word), unseen(`: ${patientWord(exam.patient)}`)), paper);
}

// How many eyes are in each state, as buttons that narrow the list.
export class Filters {
  #box;
  #chosen = null;
  #changed;

  constructor(box, changed) {
    this.#box = box;
    this.#changed = changed;
    box.setAttribute('aria-label', say('filter.label'));
  }

  draw(exams) {
    const states = exams.flatMap(exam => exam.eyes.flatMap(eye => eye.readings.map(reading => reading.state)));
    const focus = document.activeElement?.dataset?.filter;
    const shown = STATES.filter(state => states.includes(state) || state === this.#chosen);
    fill(this.#box,
      this.#button(null, say('filter.all'), states.length),
      ...shown.map(state => this.#button(state, stateWord(state), states.filter(other => other === state).length)));
    this.#box.hidden = states.length === 0;
    if (focus !== undefined) {
      (this.#box.querySelector(`[data-filter="${focus}"]`) ?? this.#box.firstElementChild).focus();
    }
  }

  keep(exams) {
    return this.#chosen === null
      ? exams
      : exams.filter(exam => exam.eyes.some(eye => eye.readings.some(reading => reading.state === this.#chosen)));
  }

  get narrowed() {
    return this.#chosen !== null;
  }

  #button(state, word, count) {
    return el('button', {
      type: 'button', class: `filter ${state === null ? '' : `state-${state}`}`, 'data-filter': state ?? 'all',
      'aria-pressed': String(this.#chosen === state),
      onclick: () => {
        this.#chosen = this.#chosen === state ? null : state;
        this.#changed();
      },
    }, state === null ? null : icon(state), el('span', {}, word), ' ', el('b', {}, String(count)));
  }
}
