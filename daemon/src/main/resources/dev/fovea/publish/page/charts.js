// What people added to the day's exams, as last heard, by the exam's name. No DOM here.
import * as api from './api.js';

export class Charts {
  #charts = new Map();
  #asked = new Map();
  #loads = 0;
  // What was heard during the load under way: it is newer.
  #heard = new Map();
  #changed;

  // changed(): something to draw again
  constructor(changed) {
    this.#changed = changed;
  }

  // {chart, finished, report}, or null where nothing is known.
  of(exam) {
    return this.#charts.get(exam) ?? null;
  }

  // Reads those of a day anew; of several loads the last asked for counts. When it fails, nothing is known of that day,
  // but its photographs need not wait for it.
  async load(since, until) {
    const turn = ++this.#loads;
    this.#heard = new Map();
    const exams = await api.charts(since, until).catch(() => []);
    if (turn === this.#loads) {
      this.#charts = new Map([...exams.map(exam => [exam.exam, exam]), ...this.#heard]);
      this.#changed();
    }
  }

  // Takes what an answer of the daemon says.
  put(exam) {
    this.#charts.set(exam.exam, exam);
    this.#heard.set(exam.exam, exam);
    this.#changed();
  }

  // A photograph or an addition came: what is known may be out of date. Of several answers the last asked for counts.
  async ask(exam) {
    const turn = (this.#asked.get(exam) ?? 0) + 1;
    this.#asked.set(exam, turn);
    try {
      const newer = await api.chart(exam);
      if (this.#asked.get(exam) === turn) {
        this.#asked.delete(exam);
        this.put(newer);
      }
    } catch {
      // The connection is lost, or will be: everything is read anew when it is back.
    }
  }

  // A photograph of the exam is new or has its answer: only an exam that is new itself, or that somebody worked on, can
  // change by that.
  touched(exam) {
    const known = this.of(exam);
    if (known === null || known.report || known.chart.length > 0) {
      this.ask(exam);
    }
  }
}
