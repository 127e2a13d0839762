// The header's word on the engine: ready or why not, with the figures behind it.
import {askAgainAndAgain, byId, closesByItself, el, fill, typed} from './dom.js';
import * as api from './api.js';
import {signature} from './facts.js';
import {bytes, figure, say} from './words.js';

export class Engine {
  #changed;
  #looks = '';
  models = [];
  // A sentence for the banner, or null.
  trouble = null;

  // changed(): the models or the trouble are other ones
  constructor(changed) {
    this.#changed = changed;
    this.#lamp('asking');
    closesByItself(byId('engine'));
  }

  start() {
    askAgainAndAgain(() => this.ask());
  }

  async ask() {
    try {
      this.#show(await api.status());
    } catch (e) {
      this.#lamp('unknown');
      byId('engine-card').replaceChildren(el('p', {}, e.message));
      this.#looks = '';
    }
  }

  title(task) {
    return this.models.find(model => model.task === task)?.title ?? null;
  }

  #lamp(state) {
    byId('engine').dataset.state = state;
    byId('engine-word').textContent = say(`engine.${state}`);
  }

  #show(status) {
    this.#lamp(status.ready ? 'ready' : 'not-ready');
    const looks = JSON.stringify(status);
    if (looks === this.#looks) {
      return;
    }
    this.#looks = looks;
    this.models = status.models ?? [];
    this.trouble = trouble(status);
    fill(byId('engine-card'),
      status.ready ? null : el('p', {class: 'engine-why'}, status.reason ?? say('engine.no-reason')),
      el('h2', {}, say('engine.models')),
      el('ul', {}, this.models.map(model => el('li', {},
        el('b', {}, typed(model.title || model.task)), el('span', {}, `${model.version}, ${model.engine}, ${model.precision}, ${signature(model)}`),
        model.ready ? null : el('span', {class: 'engine-why'}, model.reason ?? say('engine.not-ready'))))),
      el('h2', {}, say('engine.gpu')),
      el('ul', {class: 'engine-gpu'}, gpu(status.accelerator).map(line => el('li', {}, line))),
      el('h2', {}, say('engine.tally')),
      el('dl', {}, [...tally(status.tally), ...box(status)].map(([word, value]) =>
        el('div', {}, el('dt', {}, word), el('dd', {}, value)))));
    this.#changed();
  }
}

function trouble(status) {
  if (!status.ready) {
    return say('engine.not-ready-long', {reason: sentence(status.reason ?? say('engine.no-reason'))});
  }
  const disk = status.disk;
  return disk && disk.freeBytes < disk.minBytes ? say('engine.disk', {free: bytes(disk.freeBytes)}) : null;
}

const sentence = text => (/[.!?]$/.test(text) ? text : `${text}.`);

function tally(tally) {
  return tally === undefined || tally === null ? [] : [
    [say('engine.accepted'), figure(tally.accepted, 0)],
    [say('engine.answered'), figure(tally.answered, 0)],
    [say('engine.in-flight'), figure(tally.inFlight, 0)],
    [say('engine.dead'), figure(tally.deadLetter, 0)],
  ];
}

// A line for the GPU and one for each task on its way there.
function gpu(accelerator) {
  if (!accelerator) {
    return [];
  }
  return [
    accelerator.name ?? say(`engine.gpu.${accelerator.state}`),
    ...(accelerator.reason ? [sentence(accelerator.reason)] : []),
    ...accelerator.tasks.map(({task, state, reason, build}) => say(`engine.gpu.${state}`, {
      task, reason: sentence(reason ?? ''), stage: say(`engine.stage.${build?.stage ?? 'starting'}`),
      percent: build?.percent ?? 0, minutes: Math.round((build?.elapsedSeconds ?? 0) / 60)})),
  ];
}

function box(status) {
  return [
    ...(status.disk ? [[say('engine.free'), bytes(status.disk.freeBytes)]] : []),
    [say('engine.version'), status.version ?? ''],
  ];
}
