// Photographs with a camera that the box is connected to: what it sees, whose eye it is, now or when the eye holds still.
import {arm, cameras, disarm, livePictureUrl, photograph} from '../../api.js';
import {el, fill, typed} from '../../dom.js';
import {eyeWord, patientWord, stateBadge} from '../../exams.js';
import {icon} from '../../icons.js';
import {randomKey} from '../../queue.js';
import {read} from '../../states.js';
import {OPERATOR_KEY, examName, eyeChoice, field, labelled, remember, remembered} from '../../upload.js';
import {say} from '../../words.js';

const ASK_EVERY_MS = 1_000;
// What was taken here since the panel was opened; more are on the day's cards.
const TAKEN_MAX = 6;

export default class {
  #page;
  #cameras = [];
  #wanted = {};
  #taken = [];
  #timer = 0;
  #asked = 0;
  #busy = false;
  // {name, asked}: the camera that was armed here and waits yet, and the answer to that, a promise
  #armed = null;
  // Its name, also when it waits no more.
  #waited = null;
  #shown = '';
  #choice = el('select', {id: 'camera-choice', onchange: () => {
    this.#disarm();
    this.#look();
  }});
  #choiceField = labelled('camera.camera', this.#choice, 'field field-wide');
  #picture = el('img', {class: 'camera-picture', alt: say('camera.picture')});
  #state = el('p', {class: 'camera-state', role: 'status'});
  // Not in the state, which is read out whenever it changes.
  #left = el('p', {class: 'hint', id: 'camera-left'});
  #patient = field('camera-patient', {placeholder: say('upload.patient-hint')});
  #exam = el('p', {class: 'hint', id: 'camera-exam'});
  #operator = field('camera-operator', {value: remembered(OPERATOR_KEY)});
  #eye = eyeChoice('camera-eye', say('upload.eye'), null, () => this.#disarm(), ['OD', 'OS']);
  #trouble = el('p', {class: 'trouble', role: 'alert'});
  #list = el('ul', {class: 'camera-taken', 'aria-label': say('camera.taken')});
  #shoot = el('button', {type: 'button', class: 'primary', id: 'camera-shoot', onclick: () => this.#photograph()},
    icon('camera'), say('camera.shoot'));
  #arm = el('button', {type: 'button', class: 'quiet', id: 'camera-arm', onclick: () => this.#armOrNot()});
  #file = el('button', {type: 'button', class: 'quiet', id: 'camera-file', onclick: () => this.#withFile()},
    icon('picture'), say('camera.file'));

  constructor(body, page) {
    this.#page = page;
    this.#picture.addEventListener('error', () => {
      this.#shown = ''; // asked for again with the next look
    });
    // Another patient's eye is said anew.
    this.#patient.addEventListener('input', () => {
      this.#disarm();
      this.#eye.set(null);
      this.#draw();
    });
    addEventListener('pagehide', () => this.#disarm());
    // A barcode scanner ends with Enter.
    this.#patient.addEventListener('keydown', event => {
      if (event.key === 'Enter') {
        event.preventDefault();
        this.#focusEye();
      }
    });
    fill(body, this.#choiceField, el('div', {class: 'camera-stage'}, this.#picture), this.#state, this.#left,
      el('div', {class: 'fields'},
        el('div', {class: 'field-wide'}, labelled('upload.patient', this.#patient), this.#exam),
        labelled('upload.operator', this.#operator), this.#eye.element),
      this.#trouble, el('p', {class: 'camera-buttons'}, this.#shoot, this.#arm, this.#file), this.#list);
  }

  // wanted: {patient, exam, laterality, task} to photograph for, each optional
  open(wanted = {}) {
    this.close(); // it may be open already, for somebody else
    this.#wanted = wanted;
    this.#taken = [];
    // An exam begun here before was somebody else's.
    this.#freshFor = null;
    this.#patient.value = wanted.patient ?? '';
    // No eye is chosen beforehand but the one whose place was clicked.
    this.#eye.set(wanted.laterality ?? null);
    this.#trouble.textContent = '';
    this.#timer = setInterval(() => document.visibilityState !== 'hidden' && this.#ask(), ASK_EVERY_MS);
    this.#patient.value === '' ? this.#patient.focus() : this.#focusEye();
    return this.#ask();
  }

  #focusEye() {
    const eyes = this.#eye.element;
    (eyes.querySelector('input:checked') ?? eyes.querySelector('input')).focus();
  }

  // What was asked before and is answered later shows nothing any more.
  close() {
    clearInterval(this.#timer);
    this.#timer = 0;
    this.#asked++;
    this.#shown = '';
    this.#picture.removeAttribute('src');
    this.#disarm();
  }

  // A photograph of this exam came: the one the camera was armed for, if it was.
  hear(event, told) {
    if (event === 'accepted' && told.exam === this.#fields().exam) {
      this.#take(told.id);
      this.#ask();
    }
  }

  refresh() {
    this.#draw();
  }

  // What this panel armed, it disarms with whatever it was armed for: a camera that waits for an eye would photograph the
  // next one under the last one's name. Others may have armed theirs.
  async #disarm() {
    const armed = this.#armed;
    this.#armed = null;
    this.#waited = null;
    if (armed !== null) {
      await armed.asked.catch(() => {});
      await disarm(armed.name).catch(() => {}); // it disarms itself after camera.armed-max
    }
  }

  #camera() {
    return this.#cameras.find(camera => camera.name === this.#choice.value) ?? null;
  }

  // Of several answers the one asked for last counts.
  async #ask() {
    if (this.#timer === 0) {
      return;
    }
    const turn = ++this.#asked;
    try {
      const found = await cameras();
      if (turn === this.#asked) {
        this.#cameras = found;
        this.#forgetArmed();
        this.#offer();
        this.#look();
      }
    } catch (e) {
      if (turn === this.#asked) {
        this.#mark('failed', say('camera.unreadable', {reason: e.message}));
      }
    }
  }

  // Only the daemon knows that a camera waits no more: another photograph of the exam may come by any way.
  #forgetArmed() {
    if (!this.#busy && this.#cameras.some(camera => camera.name === this.#armed?.name && !camera.armed)) {
      this.#armed = null;
    }
  }

  #offer() {
    const names = this.#cameras.map(camera => camera.name);
    const known = [...this.#choice.options].map(option => option.value);
    if (names.join('\n') !== known.join('\n')) {
      const chosen = this.#choice.value;
      fill(this.#choice, names.map(name => el('option', {value: name}, name)));
      this.#choice.value = names.includes(chosen) ? chosen : names[0] ?? '';
    }
    this.#choiceField.hidden = names.length < 2;
  }

  // What the chosen camera sees. A preview that ended is asked for again.
  #look() {
    const camera = this.#camera();
    const address = camera?.state === 'live' ? livePictureUrl(camera.name) : '';
    if (this.#shown !== address) {
      this.#shown = address;
      address === '' ? this.#picture.removeAttribute('src') : this.#picture.setAttribute('src', address);
    }
    this.#draw();
  }

  // Continues the patient's exam of today, else starts one. An exam that was ordered for somebody is nobody else's.
  #fields() {
    const patient = this.#patient.value.trim();
    const {exam, task, patient: whose = ''} = this.#wanted;
    const theirs = patient === whose;
    const ordered = exam && theirs ? exam : null;
    const same = patient === '' || !this.#page.day.isToday ? null : this.#page.day.examOfPatient(patient);
    if (this.#freshFor !== patient) {
      this.#freshFor = patient;
      this.#fresh = examName(new Date(), randomKey());
    }
    return {patient, exam: ordered ?? same ?? this.#fresh, task: theirs ? task : undefined};
  }

  #freshFor = null;
  #fresh = '';

  #request() {
    const {patient, exam, task} = this.#fields();
    if (patient === '' && !this.#wanted.exam) {
      throw new Error(say('camera.patient-needed'));
    }
    const eye = this.#eye.get();
    const operator = this.#operator.value.trim();
    if (eye === null) {
      throw new Error(say('upload.eye-needed'));
    }
    if ([patient, operator].some(text => /\p{Cc}/u.test(text))) {
      throw new Error(say('upload.invalid-text'));
    }
    remember(OPERATOR_KEY, operator);
    const fields = {patient, exam, task, operator, laterality: eye};
    return Object.fromEntries(Object.entries(fields).filter(([, text]) => text));
  }

  async #photograph() {
    await this.#do(async camera => {
      const capture = await photograph(camera.name, this.#request());
      this.#page.stored(capture);
      this.#take(capture.id);
    });
  }

  async #armOrNot() {
    await this.#do(camera => {
      if (camera.armed) {
        this.#armed = null;
        this.#waited = null;
        return disarm(camera.name);
      }
      const asked = arm(camera.name, this.#request());
      this.#armed = {name: camera.name, asked};
      this.#waited = camera.name;
      return asked;
    });
  }

  async #do(work) {
    const camera = this.#camera();
    if (this.#busy || camera === null) {
      return;
    }
    this.#busy = true;
    this.#trouble.textContent = '';
    this.#draw();
    try {
      await work(camera);
    } catch (e) {
      this.#trouble.textContent = e.message;
    }
    this.#busy = false;
    await this.#ask();
  }

  // The next photograph may be of the other eye: it is said anew.
  #take(id) {
    if (!this.#taken.includes(id)) {
      this.#taken = [id, ...this.#taken].slice(0, TAKEN_MAX);
      this.#eye.set(null);
      this.#draw();
    }
  }

  #draw() {
    const camera = this.#camera();
    const {patient, exam} = this.#fields();
    const about = say('camera.exam', {exam});
    if (this.#exam.textContent !== about) {
      this.#exam.textContent = about;
    }
    const armed = camera?.armed ?? null;
    const ready = camera?.state === 'live' && !this.#busy;
    this.#shoot.disabled = !ready || armed !== null;
    this.#arm.disabled = this.#busy || camera === null || (camera.state !== 'live' && armed === null);
    const word = say(armed === null ? 'camera.arm' : 'camera.disarm');
    if (this.#arm.textContent !== word) {
      fill(this.#arm, word);
    }
    this.#tell(camera, armed);
    fill(this.#list, this.#taken.map(id => this.#row(this.#page.day.find(id), patient)));
  }

  #tell(camera, armed) {
    const left = armed === null ? '' : say('camera.left', {seconds: Math.ceil(armed.leftMs / 1_000)});
    if (this.#left.textContent !== left) {
      this.#left.textContent = left;
    }
    if (camera === null) {
      this.#mark('missing', say('camera.none'));
    } else if (armed !== null) {
      const whose = {eye: eyeWord(armed.laterality), patient: patientWord(armed.patient)};
      this.#mark('waiting', say('camera.armed', whose));
    } else if (this.#waited === camera.name && !this.#busy && camera.missed) {
      this.#mark('failed', say('camera.missed', {reason: camera.missed}));
    } else {
      const word = say(`camera.state.${camera.state}`);
      this.#mark(camera.state === 'live' ? 'no-sign' : 'failed', camera.trouble && camera.state !== 'live' ? `${word} (${camera.trouble})` : word);
    }
  }

  #mark(kind, words) {
    if (this.#state.textContent !== words) {
      this.#state.dataset.kind = kind;
      fill(this.#state, icon(kind), el('span', {}, words));
    }
  }

  // Where the camera is not at hand, or the photograph is in a file.
  #withFile() {
    const {patient, exam, task} = this.#fields();
    const laterality = this.#eye.get() ?? undefined;
    this.#page.close();
    this.#page.upload({patient, exam: patient === '' ? undefined : exam, laterality, task});
  }

  #row(capture) {
    if (capture === null) {
      return null;
    }
    const {state} = read([capture]);
    return el('li', {'data-capture': capture.id, 'data-state': state},
      el('b', {}, eyeWord(capture.laterality)), ' ', typed(patientWord(capture.patient)), ' ', stateBadge(state),
      el('button', {type: 'button', class: 'quiet', onclick: () => this.#page.show(capture)}, icon('picture'), say('camera.show')));
  }
}
