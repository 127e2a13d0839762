// The form for somebody whom no worklist knows.
import {el, fill} from '../../dom.js';
import {icon} from '../../icons.js';
import {say} from '../../words.js';

export class EntryForm {
  #patient = field('worklist-patient', '64');
  #name = field('worklist-name', '200');
  #born = el('input', {type: 'date', id: 'worklist-born'});
  #sex = el('select', {id: 'worklist-sex'}, ['', 'F', 'M', 'O'].map(sex =>
    el('option', {value: sex}, say(sex === '' ? 'worklist.sex-none' : `worklist.sex.${sex}`))));
  #accession = field('worklist-accession', '128');
  #procedure = field('worklist-procedure', '128');
  #trouble = el('p', {class: 'trouble', role: 'alert', id: 'worklist-trouble'});
  #send = el('button', {type: 'submit', class: 'quiet'}, say('worklist.enter'));

  // send(fields): a promise of the item
  constructor(send) {
    this.element = el('details', {class: 'worklist-entry', id: 'worklist-entry'},
      el('summary', {}, icon('plus'), say('worklist.by-hand')),
      el('form', {novalidate: true, onsubmit: event => this.#submit(event, send)},
        el('div', {class: 'fields'},
          labelled('upload.patient', this.#patient), labelled('worklist.name', this.#name),
          labelled('worklist.birth-date', this.#born), labelled('worklist.sex', this.#sex),
          labelled('worklist.accession', this.#accession), labelled('worklist.procedure', this.#procedure)),
        this.#trouble, el('p', {class: 'worklist-send'}, this.#send)));
  }

  open({patient}) {
    this.element.open = true;
    this.#patient.value = patient;
    this.#name.focus();
  }

  async #submit(event, send) {
    event.preventDefault();
    this.#send.disabled = true;
    fill(this.#trouble);
    try {
      await send({
        patient: this.#patient.value.trim(), name: this.#name.value, birthDate: this.#born.value, sex: this.#sex.value,
        accession: this.#accession.value, procedure: this.#procedure.value,
      });
      event.target.reset();
      this.element.open = false;
    } catch (e) {
      fill(this.#trouble, say('worklist.refused', {reason: e.message}));
      this.#patient.focus();
    }
    this.#send.disabled = false;
  }
}

const field = (id, maxlength) => el('input', {
  type: 'text', id, maxlength, autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false',
});

const labelled = (word, input) => el('div', {class: 'field'}, el('label', {for: input.id}, say(word)), input);
