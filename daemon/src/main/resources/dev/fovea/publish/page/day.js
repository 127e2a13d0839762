// The captures of one day, as last heard. No DOM here.
import {read, examState} from './states.js';

const EYES = ['OD', 'OS', ''];

// Local midnight of a day, `days` later.
export function midnight(date, days = 0) {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days);
}

export class Day {
  #captures = new Map();
  #changed;

  // changed(): something to draw again
  constructor(changed) {
    this.#changed = changed;
    this.since = midnight(new Date());
  }

  get until() {
    return midnight(this.since, 1);
  }

  get isToday() {
    return this.since.getTime() === midnight(new Date()).getTime();
  }

  // Empties the day until `replace` fills it.
  turnTo(date) {
    this.since = midnight(date);
    this.#captures.clear();
  }

  holds(capture) {
    const at = new Date(capture.arrivedAt);
    return at >= this.since && at < this.until;
  }

  replace(captures) {
    this.#captures = new Map(captures.map(capture => [capture.id, capture]));
    this.#changed();
  }

  // Takes a newer view of one capture; returns what was known before, or null.
  put(capture) {
    const before = this.#captures.get(capture.id) ?? null;
    if (this.holds(capture)) {
      this.#captures.set(capture.id, capture);
      this.#changed();
    }
    return before;
  }

  find(id) {
    return this.#captures.get(id) ?? null;
  }

  // As `examsOf`.
  exams() {
    return examsOf([...this.#captures.values()]);
  }

  // The other photographs of a capture's exam, itself among them, newest first.
  examOf(capture) {
    return [...this.#captures.values()]
      .filter(other => other.exam === capture.exam && other.patient === capture.patient)
      .sort(newestFirst);
  }

  // The name of the newest exam of a patient, or null.
  examOfPatient(patient) {
    return this.exams().find(exam => exam.patient === patient)?.exam ?? null;
  }
}

// [{key, exam, patient, captures, eyes, state, at}], the newest photograph's exam first. Pure.
// One exam name under two patient keys is two exams: nobody's eye shows under another's name.
export function examsOf(captures) {
  const exams = new Map();
  for (const capture of captures.sort(newestFirst)) {
    const key = JSON.stringify([capture.exam, capture.patient]);
    if (!exams.has(key)) {
      exams.set(key, {key, exam: capture.exam, patient: capture.patient, captures: []});
    }
    exams.get(key).captures.push(capture);
  }
  return [...exams.values()].map(exam => {
    const eyes = EYES.map(laterality => eye(laterality, exam.captures));
    const state = examState(eyes.flatMap(({laterality, readings}) =>
      readings.map(reading => ({laterality, state: reading.state}))));
    return {...exam, eyes, state, at: new Date(exam.captures[0].arrivedAt)};
  });
}

function eye(laterality, captures) {
  const own = captures.filter(capture => (capture.laterality ?? '') === laterality);
  const tasks = [...new Set(own.map(capture => capture.task))].sort();
  const readings = tasks.map(task => {
    const history = own.filter(capture => capture.task === task);
    return {task, history, ...read(history)};
  });
  return {laterality, readings};
}

// Ids are ordered by arrival to the millisecond.
function newestFirst(a, b) {
  return a.id < b.id ? 1 : -1;
}
