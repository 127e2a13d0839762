// The sheet for adding photographs: whose, which eye, which files; and how each one fares.
import {byId, el, fill, typed, unseen} from './dom.js';
import {icon} from './icons.js';
import {SendQueue, randomKey} from './queue.js';
import {read} from './states.js';
import {stateBadge} from './exams.js';
import {bytes, percent, say, sayCount} from './words.js';

export const OPERATOR_KEY = 'fovea.operator';
const CAMERA_KEY = 'fovea.camera';
const FILES_MAX = 200;
const TYPES = 'image/jpeg,image/png,image/tiff,.jpg,.jpeg,.png,.tif,.tiff';
const EYES = ['OD', 'OS', 'none'];

// Pure: the eye a file's name speaks of, or null. Whole words only: single letters mean too many things.
export function eyeInName(name) {
  const words = name.toUpperCase().split(/[^A-Z]+/);
  const right = words.some(word => word === 'OD' || word === 'RIGHT');
  const left = words.some(word => word === 'OS' || word === 'LEFT');
  return right === left ? null : right ? 'OD' : 'OS';
}

// Pure: a name for a new exam; two boxes or two tabs never make the same one.
export function examName(now, random) {
  const two = n => String(n).padStart(2, '0');
  const date = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
  return `${date}-${two(now.getHours())}${two(now.getMinutes())}-${random.slice(0, 4)}`;
}

export class Upload {
  #dialog;
  #day;
  #tasks;
  #rows = [];
  #queue;
  #progress;
  #form = {};
  #examTyped = false;

  // tasks(): [{task, title}]; progress({all, done, busy}); stored(capture); connected()
  constructor(dialog, day, {tasks, progress, stored, connected}) {
    this.#dialog = dialog;
    this.#day = day;
    this.#tasks = tasks;
    this.#progress = progress;
    this.#queue = new SendQueue(() => this.#draw(), (item, capture) => stored(capture), connected);
    this.#build();
    this.#takeDrops();
    this.#draw();
    addEventListener('beforeunload', event => this.#queue.progress().busy && event.preventDefault());
  }

  // wanted: {patient, exam, laterality, task} to fill in, each optional
  open(wanted = {}) {
    const {busy} = this.#queue.progress();
    if (!busy) {
      this.#rows.filter(row => row.item).forEach(row => this.#queue.remove(row.item));
    }
    // What was chosen and never sent was chosen for somebody else.
    this.#rows = this.#rows.filter(row => row.item && busy);
    this.#fill(wanted);
    this.#draw();
    if (!this.#dialog.open) {
      this.#dialog.showModal();
    }
    (wanted.exam ? this.#form.choose : this.#form.patient).focus();
  }

  hurry() {
    this.#queue.hurry();
  }

  // Called whenever something changed: the answers of what was sent here show here too.
  refresh() {
    if (this.#dialog.open) {
      this.#draw();
    }
  }

  #fill({patient, exam, laterality, task}) {
    const tasks = this.#tasks();
    this.#form.task.replaceChildren(...tasks.map(one => el('option', {value: one.task}, one.title || one.task)));
    this.#form.taskField.hidden = tasks.length < 2;
    if (task) {
      this.#form.task.value = task;
    }
    if (exam) {
      this.#form.patient.value = patient ?? '';
      this.#form.exam.value = exam;
      this.#examTyped = true;
      this.#form.wanted = {exam, patient: patient ?? ''};
      this.#setEye(laterality || null);
    } else {
      this.#form.wanted = null;
      this.#form.patient.value = '';
      this.#examTyped = false;
      this.#setEye(null);
    }
    this.#proposeExam();
  }

  #build() {
    const form = this.#form;
    form.patient = field('upload-patient', {placeholder: say('upload.patient-hint')});
    form.exam = field('upload-exam');
    form.examHint = el('span', {class: 'hint', id: 'upload-exam-hint'});
    form.exam.setAttribute('aria-describedby', 'upload-exam-hint');
    form.operator = field('upload-operator', {value: remembered(OPERATOR_KEY)});
    form.camera = field('upload-camera', {value: remembered(CAMERA_KEY)});
    form.task = el('select', {id: 'upload-task'});
    form.taskField = labelled('upload.task', form.task);
    form.files = el('input', {type: 'file', id: 'upload-files', multiple: true, accept: TYPES, class: 'unseen', tabindex: '-1',
      'aria-label': say('upload.choose')});
    form.files.addEventListener('change', () => {
      this.#take([...form.files.files]);
      form.files.value = '';
    });
    form.choose = el('button', {type: 'button', class: 'quiet', id: 'upload-choose', onclick: () => form.files.click()},
      icon('picture'), say('upload.choose'));
    form.rows = el('ul', {class: 'files', 'aria-label': say('upload.files')});
    form.trouble = el('p', {class: 'trouble', role: 'alert', id: 'upload-trouble'});
    form.send = el('button', {type: 'submit', class: 'primary', id: 'upload-send'});
    form.done = el('button', {type: 'button', class: 'primary', id: 'upload-done', onclick: () => this.#dialog.close()},
      say('upload.done'));
    form.eye = eyeChoice('upload-eye', say('upload.eye'), null, eye => this.#rows.forEach(row => {
      if (!row.item && !row.own) {
        row.setEye(eye);
      }
    }));
    form.patient.addEventListener('input', () => {
      // An exam that was filled in with another patient's key is not this one's.
      if (form.wanted && form.exam.value === form.wanted.exam && form.patient.value.trim() !== form.wanted.patient) {
        form.wanted = null;
        this.#examTyped = false;
      }
      this.#proposeExam();
    });
    form.exam.addEventListener('input', () => {
      this.#examTyped = form.exam.value.trim() !== '';
      this.#proposeExam(true);
    });
    // A barcode scanner ends with Enter: that means "next field", not "send".
    form.patient.addEventListener('keydown', event => {
      if (event.key === 'Enter') {
        event.preventDefault();
        form.choose.focus();
      }
    });
    this.#dialog.append(el('form', {novalidate: true, onsubmit: event => {
      event.preventDefault();
      this.#send();
    }},
    el('header', {class: 'sheet-head'}, el('h2', {id: 'upload-title'}, say('upload.title')),
      el('button', {type: 'button', class: 'quiet square', 'aria-label': say('action.close'), title: say('action.close'),
        onclick: () => this.#dialog.close()}, icon('close'))),
    el('div', {class: 'sheet-body'},
      el('div', {class: 'fields'},
        labelled('upload.patient', form.patient, 'field field-wide'),
        el('div', {}, labelled('upload.exam', form.exam), form.examHint),
        labelled('upload.operator', form.operator),
        labelled('upload.camera', form.camera),
        form.taskField,
        form.eye.element),
      el('div', {class: 'drop', id: 'upload-drop'},
        icon('picture'), el('p', {}, say('upload.drop'), ' ', el('span', {class: 'or'}, say('upload.or'))),
        form.choose, form.files, el('p', {class: 'hint'}, say('upload.formats'))),
      form.rows),
    el('footer', {class: 'sheet-foot'}, form.trouble, form.send, form.done)));
  }

  // Continues the patient's exam of today, else starts one, unless somebody typed a name.
  #proposeExam(typing = false) {
    const form = this.#form;
    const patient = form.patient.value.trim();
    const same = patient === '' || !this.#day.isToday ? null : this.#day.examOfPatient(patient);
    if (!this.#examTyped && !typing) {
      form.exam.value = same ?? (form.fresh ??= examName(new Date(), randomKey()));
    }
    const exam = form.exam.value.trim();
    form.examHint.textContent = say(
      same !== null && exam === same ? 'upload.exam-same' : exam === form.fresh || exam === '' ? 'upload.exam-new' : 'upload.exam-own');
  }

  #setEye(laterality) {
    this.#form.eye.set(laterality);
  }

  #takeDrops() {
    const veil = byId('drop-veil');
    let depth = 0;
    const withFiles = event => event.dataTransfer?.types.includes('Files');
    const over = shown => {
      veil.hidden = !shown || this.#dialog.open;
      this.#dialog.classList.toggle('dropping', shown);
    };
    addEventListener('dragenter', event => withFiles(event) && over(++depth > 0));
    addEventListener('dragleave', event => withFiles(event) && over(--depth > 0));
    addEventListener('dragover', event => withFiles(event) && event.preventDefault());
    addEventListener('drop', event => {
      if (!withFiles(event)) {
        return;
      }
      event.preventDefault();
      depth = 0;
      over(false);
      const folders = [...event.dataTransfer.items].map(item => item.webkitGetAsEntry?.()).filter(entry => entry?.isDirectory);
      const names = new Set(folders.map(folder => folder.name));
      const files = [...event.dataTransfer.files].filter(file => !names.has(file.name) || file.type !== '');
      if (!this.#dialog.open) {
        byId('detail').close();
        this.open();
      }
      this.#take(files);
      if (folders.length > 0) {
        this.#complain(say('upload.folder', {name: folders[0].name}));
      }
    });
  }

  #take(files) {
    this.#complain('');
    for (const file of files.slice(0, FILES_MAX - this.#rows.length)) {
      this.#rows.push(this.#row(file));
    }
    this.#draw();
    this.#rows.find(row => !row.item)?.focus();
  }

  #row(file) {
    const named = eyeInName(file.name);
    const row = {file, item: null, own: named !== null};
    const choice = eyeChoice(`eye-${randomKey()}`, say('upload.eye-of', {name: file.name}), named ?? this.#form.eye.get(), () => {
      row.own = true;
      hint.textContent = '';
      this.#complain('');
    });
    const hint = el('p', {class: 'hint'}, named === null ? '' : say('upload.eye-from-name'));
    const word = el('p', {class: 'file-state'});
    const bar = el('progress', {max: '1', value: 0, 'aria-label': say('upload.progress', {name: file.name})});
    const remove = el('button', {type: 'button', class: 'quiet square', onclick: () => this.#remove(row)},
      icon('close'), unseen(say('upload.remove', {name: file.name})));
    const answer = el('div', {class: 'file-answer'});
    row.element = el('li', {class: 'file'},
      el('div', {class: 'file-name'}, el('b', {}, typed(file.name)), el('span', {class: 'hint'}, bytes(file.size))),
      choice.element, hint, bar, word, answer, remove);
    row.setEye = eye => choice.set(eye);
    row.eye = () => choice.get();
    row.focus = () => choice.element.querySelector('input').focus();
    row.draw = () => {
      const item = row.item;
      const state = item?.state ?? 'ready';
      row.element.dataset.send = state;
      choice.element.disabled = item !== null;
      bar.hidden = state !== 'sending' && state !== 'storing';
      bar.value = item?.share ?? 0;
      const shown = state === 'stored' && item.duplicate ? 'duplicate' : state;
      const words = say(`upload.state.${shown}`, {
        percent: percent(item?.share ?? 0), seconds: item?.seconds, reason: item?.reason,
      });
      if (word.textContent !== words) {
        word.textContent = words;
      }
      const capture = item?.capture ? this.#day.find(item.capture) : null;
      fill(answer, capture === null ? null : stateBadge(read([capture]).state));
      remove.hidden = state === 'stored';
    };
    return row;
  }

  #remove(row) {
    if (row.item) {
      this.#queue.remove(row.item);
    }
    this.#rows = this.#rows.filter(other => other !== row);
    this.#draw();
    this.#form.choose.focus();
  }

  #send() {
    const ready = this.#rows.filter(row => !row.item);
    const unsaid = ready.find(row => row.eye() === null);
    const bad = [this.#form.patient, this.#form.exam, this.#form.operator, this.#form.camera].find(input => /\p{Cc}/u.test(input.value));
    if (ready.length === 0) {
      this.#complain(say('upload.none'));
      this.#form.choose.focus();
    } else if (bad) {
      this.#complain(say('upload.invalid-text'));
      bad.focus();
    } else if (unsaid) {
      this.#complain(say('upload.eye-needed'));
      unsaid.focus();
    } else {
      this.#complain('');
      remember(OPERATOR_KEY, this.#form.operator.value.trim());
      remember(CAMERA_KEY, this.#form.camera.value.trim());
      ready.forEach(row => {
        row.item = this.#queue.add(row.file, this.#fields(row));
      });
      this.#form.fresh = undefined;
      this.#draw();
      this.#form.done.focus();
    }
  }

  #fields(row) {
    const form = this.#form;
    return {
      patient: form.patient.value.trim(),
      exam: form.exam.value.trim(),
      laterality: row.eye() === 'none' ? '' : row.eye(),
      operator: form.operator.value.trim(),
      task: form.task.value,
      source: form.camera.value.trim() || 'page',
      fileName: row.file.name,
    };
  }

  #complain(words) {
    this.#form.trouble.textContent = words;
  }

  #draw() {
    const rows = this.#form.rows;
    const wanted = this.#rows.map(row => row.element);
    if (wanted.length !== rows.children.length || wanted.some((element, i) => rows.children[i] !== element)) {
      rows.replaceChildren(...wanted);
    }
    this.#rows.forEach(row => row.draw());
    const ready = this.#rows.filter(row => !row.item).length;
    const {busy} = this.#queue.progress();
    this.#form.send.replaceChildren(ready > 0 ? sayCount('upload.send', ready) : say('upload.send'));
    this.#form.send.hidden = ready === 0 && this.#rows.length > 0;
    this.#form.done.hidden = !this.#form.send.hidden;
    this.#form.rows.hidden = this.#rows.length === 0;
    this.#progress({...this.#queue.progress(), busy});
  }
}

export function field(id, props = {}) {
  return el('input', {type: 'text', id, maxlength: '128', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', ...props});
}

export function labelled(word, input, className = 'field') {
  return el('div', {class: className}, el('label', {for: input.id}, say(word)), input);
}

// Radio buttons: right, left, not stated. get() is null until one is chosen.
export function eyeChoice(name, legend, chosen, changed, eyes = EYES) {
  const radios = eyes.map(eye => el('input', {
    type: 'radio', name, value: eye, id: `${name}-${eye}`, checked: eye === chosen, onchange: () => changed(eye),
  }));
  const element = el('fieldset', {class: 'eye-choice'}, el('legend', {}, legend),
    el('div', {class: 'segments'}, radios.map((radio, i) => el('label', {for: radio.id}, radio,
      el('span', {}, eyes[i] === 'none' ? null : el('b', {}, `${say(`eye.code.${eyes[i]}`)} `), say(`eye.short.${eyes[i]}`))))));
  return {
    element,
    get: () => radios.find(radio => radio.checked)?.value ?? null,
    set: eye => radios.forEach(radio => {
      radio.checked = radio.value === eye;
    }),
  };
}

export function remembered(key) {
  try {
    return localStorage.getItem(key) ?? '';
  } catch {
    return ''; // storage is forbidden in some kiosks
  }
}

export function remember(key, text) {
  try {
    localStorage.setItem(key, text);
  } catch {
    // typed again next time, then
  }
}
