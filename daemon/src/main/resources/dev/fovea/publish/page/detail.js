// One photograph in full: picture and heat map at the left, everything that is known of it at the right.
import {el, fill, typed} from './dom.js';
import {icon} from './icons.js';
import {capture as fetchCapture, heatMapUrl, previewUrl} from './api.js';
import {
  advice, cameraLine, drawingBadge, eyeWord, flag,
  otherEye, patientWord, stateBadge, stateWord, why,
} from './exams.js';
import {borderline, findings, read, stateOf} from './states.js';
import {facts, modelFacts, noveltyFacts, photoFacts, qualityFacts, scoreList, stageTimes} from './facts.js';
import {Viewer} from './viewer.js';
import {clock, labelWord, percent, say} from './words.js';

const SIDE = 1024;
const SIDE_SHARP = 2048;
const STRENGTH_FIRST = 55; // percent

export class Detail {
  #dialog;
  #day;
  #actions;
  #capture = null;
  #shown = '';
  #strength = STRENGTH_FIRST;
  #className = null;
  #viewer = null;
  #mapTools = null;
  #panel = null;
  #head = null;

  // actions: retake(wanted), retry(capture, button)
  constructor(dialog, day, actions) {
    this.#dialog = dialog;
    this.#day = day;
    this.#actions = actions;
    dialog.addEventListener('close', () => {
      this.#giveFocusBack();
      this.#capture = null;
      if (location.hash.startsWith('#capture/')) {
        history.replaceState(null, '', location.pathname + location.search);
      }
    });
    addEventListener('hashchange', () => this.follow());
  }

  // The address names the photograph, so that a link to it can be kept, and "back" closes it.
  open(capture) {
    location.hash = `#capture/${capture.id}`;
  }

  // Shows what the address names.
  async follow() {
    const id = named();
    if (id === null) {
      if (this.#dialog.open) {
        this.#dialog.close();
      }
      return;
    }
    let show = () => this.#show(this.#day.find(id));
    if (this.#day.find(id) === null) {
      try {
        const fetched = await fetchCapture(id);
        show = () => this.#show(this.#day.find(id) ?? fetched);
      } catch (e) {
        show = () => this.#say(e.status === 404 ? say('detail.gone') : e.message);
      }
    }
    // Meanwhile the address may name another photograph, or none.
    if (named() === id) {
      show();
    }
  }

  // Called whenever something changed.
  refresh() {
    const newer = this.#capture === null ? null : this.#day.find(this.#capture.id);
    if (this.#dialog.open && newer !== null) {
      this.#show(newer);
    }
  }

  // The dialog returns the focus to the photograph it came from, unless that was drawn anew meanwhile.
  #giveFocusBack() {
    if (document.activeElement === document.body && this.#capture !== null) {
      document.querySelector(`[data-focus="open ${CSS.escape(this.#capture.id)}"]`)?.focus();
    }
  }

  #say(words) {
    this.#dialog.replaceChildren(el('header', {class: 'detail-head'},
      el('h2', {id: 'detail-title'}, words), this.#closeButton()));
    this.#capture = null;
    this.#shown = '';
    this.#open();
  }

  #show(capture) {
    const looks = JSON.stringify([capture, this.#day.examOf(capture)]);
    if (this.#dialog.open && looks === this.#shown) {
      return;
    }
    const another = this.#capture?.id !== capture.id || this.#shown === '';
    const focus = this.#dialog.open ? document.activeElement?.dataset?.focus : undefined;
    const answered = this.#capture?.state !== capture.state;
    const drawable = this.#capture?.state === 'waiting' && answered;
    this.#capture = capture;
    this.#shown = looks;
    if (another || drawable) {
      this.#build(capture);
    }
    if (another || answered) {
      this.#drawMapTools(capture);
    }
    this.#drawHead(capture);
    this.#drawPanel(capture);
    this.#open();
    if (focus) {
      this.#dialog.querySelector(`[data-focus="${CSS.escape(focus)}"]`)?.focus();
    }
  }

  #open() {
    if (!this.#dialog.open) {
      this.#dialog.showModal();
    }
  }

  #build(capture) {
    this.#viewer = new Viewer();
    if (capture.state !== 'waiting') {
      this.#viewer.show(previewUrl(capture, SIDE), previewUrl(capture, SIDE_SHARP),
        say('detail.picture', {eye: eyeWord(capture.laterality)}));
    }
    this.#mapTools = el('div', {class: 'map-tools'});
    this.#head = el('header', {class: 'detail-head'});
    this.#panel = el('div', {class: 'panel'});
    this.#dialog.replaceChildren(this.#head, el('div', {class: 'detail-body'},
      el('div', {class: 'detail-left'}, this.#viewer.element, this.#mapTools), this.#panel));
  }

  #drawHead(capture) {
    const eye = eyeWord(capture.laterality);
    const exam = this.#day.examOf(capture);
    const strip = exam.length < 2 ? null : el('nav', {class: 'strip', 'aria-label': say('detail.photos')},
      [...exam].sort(rightEyeFirst).map(other => {
        const code = say(`eye.code.${other.laterality || 'none'}`);
        return el('button', {
          type: 'button', class: `strip-one state-${stateOf(other)}`, 'data-focus': `strip ${other.id}`,
          'aria-current': other.id === capture.id ? 'true' : null,
          'aria-label': `${eyeWord(other.laterality)}, ${clock(new Date(other.arrivedAt))}: ${stateWord(stateOf(other))}`,
          onclick: () => {
            history.replaceState(null, '', `#capture/${other.id}`);
            this.follow();
          },
        }, icon(stateOf(other)), el('b', {}, code), el('span', {}, clock(new Date(other.arrivedAt))));
      }));
    fill(this.#head,
      el('div', {class: 'detail-who'},
        el('h2', {id: 'detail-title'}, el('span', {}, eye), el('span', {class: 'detail-patient'}, typed(patientWord(capture.patient)))),
        capture.drawing ? drawingBadge() : null),
      strip,
      this.#closeButton());
  }

  #closeButton() {
    return el('button', {
      type: 'button', class: 'quiet square', 'aria-label': say('action.close'), title: say('action.close'),
      'data-focus': 'close', onclick: () => this.#dialog.close(),
    }, icon('close'));
  }

  // Which class's map, and how strong.
  #drawMapTools(capture) {
    const scores = capture.result?.scores ?? [];
    if (scores.length === 0) {
      this.#viewer.heat(null);
      this.#mapTools.replaceChildren(el('p', {class: 'map-none'}, say('detail.map-none')));
      return;
    }
    // Without a finding, or one that may be there, there is nothing to point at: a map of next to nothing would look
    // like something.
    this.#className = (findings(capture)[0] ?? borderline(capture)[0])?.class ?? '';
    const choice = el('select', {id: 'map-class', 'data-focus': 'map-class', onchange: () => choose(choice.value)},
      scores.map(score => el('option', {value: score.class}, labelWord(score))),
      el('option', {value: ''}, say('detail.map-off')));
    const strength = el('input', {
      type: 'range', id: 'map-strength', min: '0', max: '100', step: '5', value: String(this.#strength),
      'data-focus': 'map-strength',
    });
    const word = el('output', {for: 'map-strength', class: 'map-word'});
    const note = el('p', {class: 'map-note'});
    const choose = name => {
      const score = scores.find(one => one.class === name);
      this.#className = name;
      this.#viewer.heat(score ? heatMapUrl(capture, name) : null);
      strength.disabled = !score;
      note.textContent = score ? say('detail.map-note', {label: labelWord(score)}) : '';
    };
    const fade = () => {
      this.#strength = Number(strength.value);
      strength.style.setProperty('--share', `${this.#strength}%`);
      word.value = percent(this.#strength / 100);
      this.#viewer.strength(this.#strength / 100);
    };
    strength.addEventListener('input', fade);
    this.#viewer.heatFailed = () => {
      this.#viewer.heat(null);
      note.textContent = say('detail.map-none');
    };
    this.#mapTools.replaceChildren(
      el('div', {class: 'map-row'},
        el('label', {for: 'map-class'}, say('detail.map')), choice,
        el('label', {for: 'map-strength', class: 'unseen'}, say('detail.map-strength')), strength, word),
      note);
    choice.value = this.#className;
    choose(this.#className);
    fade();
  }

  #drawPanel(capture) {
    const alone = read([capture]);
    const advised = advice(alone);
    const result = capture.result;
    fill(this.#panel,
      el('section', {class: `verdict on-${alone.state}`},
        stateBadge(alone.state),
        el('p', {class: 'why'}, why(alone)),
        otherEye(alone),
        flag(alone),
        advised === null ? null : el('p', {class: 'advice'}, el('b', {}, say('advice')), ' ', advised),
        cameraLine(capture),
        this.#buttons(capture, alone.state)),
      result?.scores?.length > 0 ? scoreList(result.scores) : null,
      result?.quality ? facts(say('detail.quality'), qualityFacts(result.quality)) : null,
      result?.model ? facts(say('detail.model'), [...modelFacts(result.model), ...noveltyFacts(result.outOfDistribution)]) : null,
      stageTimes(result?.timesMs ?? {}),
      facts(say('detail.photo'), photoFacts(capture)),
      el('p', {class: 'small'}, say('disclaimer.long')));
  }

  #buttons(capture, state) {
    const wanted = {
      patient: capture.patient, exam: capture.exam, laterality: capture.laterality, task: capture.task,
    };
    return el('div', {class: 'verdict-buttons'},
      capture.state === 'dead' ? el('button', {
        type: 'button', class: 'quiet', 'data-focus': 'retry',
        onclick: event => this.#actions.retry(capture, event.currentTarget),
      }, icon('retake'), say('action.try-again')) : null,
      state === 'waiting' ? null : el('button', {
        type: 'button', class: 'quiet', 'data-focus': 'retake', onclick: () => {
          this.#dialog.close();
          this.#actions.retake(wanted);
        },
      }, icon('camera'), say('action.retake')),
      el('a', {
        class: 'button quiet', href: capture.links.original, target: '_blank', rel: 'noopener', 'data-focus': 'original',
      }, icon('picture'), say('action.original')),
      el('button', {type: 'button', class: 'quiet', 'data-focus': 'print', onclick: () => print()},
        icon('print'), say('action.print')));
  }
}

// The id of the photograph that the address names, or null.
function named() {
  return /^#capture\/([0-9a-f-]{36})$/i.exec(location.hash)?.[1] ?? null;
}

// Right eye on the left; within an eye in the order they were taken.
function rightEyeFirst(a, b) {
  const order = ['OD', 'OS', ''];
  const eyes = order.indexOf(a.laterality ?? '') - order.indexOf(b.laterality ?? '');
  return eyes !== 0 ? eyes : a.id < b.id ? -1 : 1;
}
