// The header's word on the machine: well or what is wrong, with the figures behind it. What the machine does not tell
// is left out, so a plain computer shows less than a Jetson.
import {askAgainAndAgain, byId, closesByItself, el, fill, typed} from './dom.js';
import * as api from './api.js';
import {bytes, figure, percent, say} from './words.js';

// Places as warm as each other say the same: the warmest are enough.
const TEMPERATURES_SHOWN = 4;

export class Box {
  #changed;
  #looks = '';
  // A sentence for the banner, or null.
  trouble = null;

  // changed(): the trouble is another one
  constructor(changed) {
    this.#changed = changed;
    closesByItself(byId('box'));
    this.#lamp('asking');
  }

  start() {
    askAgainAndAgain(() => this.ask());
  }

  async ask() {
    try {
      this.#show(await api.box());
    } catch (e) {
      this.#lamp('unknown');
      fill(byId('box-card'), el('p', {}, e.message));
      this.#looks = '';
      this.#say(null);
    }
  }

  #lamp(state) {
    byId('box').dataset.state = state;
    byId('box-word').textContent = say(`box.${state}`);
  }

  #say(trouble) {
    if (trouble !== this.trouble) {
      this.trouble = trouble;
      this.#changed();
    }
  }

  #show(box) {
    const looks = JSON.stringify(box);
    if (looks === this.#looks) {
      return;
    }
    this.#looks = looks;
    const grave = box.warnings.find(warning => warning.grave);
    this.#lamp(box.readAt === undefined ? 'asking' : grave ? 'not-ready' : box.warnings.length > 0 ? 'note' : 'ready');
    fill(byId('box-card'),
      box.warnings.map(({grave: bad, words, advice}) =>
        el('div', {class: bad ? 'box-warning engine-why' : 'box-warning'}, el('p', {}, el('b', {}, words)), el('p', {}, advice))),
      box.readAt === undefined ? el('p', {}, say('box.not-yet')) : el('dl', {}, rows(box).map(([word, value]) =>
        el('div', {}, el('dt', {}, word), el('dd', {}, value)))));
    this.#say(grave ? `${grave.words} ${grave.advice}` : null);
  }
}

// Pure: a reading as lines of a table.
export function rows(box) {
  return [
    ...board(box.board),
    ...temperatures(box.temperatures),
    ...box.fans.map(fan => [say('box.fan'), fanWords(fan)]),
    ...power(box),
    ...(box.cpuLoad === undefined ? [] : [[say('box.cpu'), processor(box.cpuLoad, box.cores[0]?.hertz)]]),
    ...(box.gpu === undefined ? [] : [[say('box.gpu'), processor(box.gpu.load, box.gpu.hertz)]]),
    ...memory(box.memory),
  ];
}

const board = known => (known === undefined ? [] : [
  [say('box.board'), typed(known.model)],
  ...(known.jetPack === undefined ? [] : [[say('box.jetpack'), say('box.jetpack-long', known)]]),
]);

function temperatures(all) {
  return [...all].sort((one, other) => other.celsius - one.celsius).slice(0, TEMPERATURES_SHOWN).map(place => [
    typed(place.zone),
    place.limit === undefined
      ? say('box.celsius', {n: figure(place.celsius, 0)})
      : say('box.celsius-of', {n: figure(place.celsius, 0), limit: figure(place.limit, 0)}),
  ]);
}

function fanWords({duty, rpm}) {
  return [
    duty === undefined ? null : percent(duty),
    rpm === undefined ? null : say('box.rpm', {n: figure(rpm, 0)}),
  ].filter(Boolean).join(', ');
}

function power(box) {
  const input = box.rails.find(rail => rail.watts !== undefined);
  return [
    ...(input === undefined ? [] : [[say('box.power'), say('box.watts', {n: figure(input.watts, 1)})]]),
    ...(input?.volts === undefined ? [] : [[say('box.voltage'), say('box.volts', {n: figure(input.volts, 2)})]]),
    ...(box.powerMode === undefined ? [] : [[say('box.mode'), box.powerMode]]),
  ];
}

function processor(load, hertz) {
  return [
    load === undefined ? null : percent(load),
    hertz === undefined ? null : say('box.megahertz', {n: figure(hertz / 1e6, 0)}),
  ].filter(Boolean).join(', ');
}

function memory(known) {
  if (known === undefined) {
    return [];
  }
  const of = (used, total) => say('box.of', {used: bytes(used), total: bytes(total)});
  return [
    [say('box.memory'), of(known.totalBytes - known.availableBytes, known.totalBytes)],
    ...(known.zram.totalBytes > 0 ? [[say('box.zram'), of(known.zram.usedBytes, known.zram.totalBytes)]] : []),
    ...(known.swap.totalBytes > 0 ? [[say('box.swap'), of(known.swap.usedBytes, known.swap.totalBytes)]] : []),
  ];
}
