// The figures of one photograph as lists and bars.
import {el, typed} from './dom.js';
import {bytes, figure, labelWord, moment, percent, say} from './words.js';

const STAGES = ['accept', 'wait', 'decode', 'preprocess', 'queue', 'infer', 'post', 'persist'];

// rows: [[word, text or element]]; rows without a value are left out
export function facts(title, rows) {
  return el('section', {class: 'facts'}, el('h3', {}, title),
    el('dl', {}, rows.filter(([, value]) => value !== null && value !== undefined && value !== '')
      .map(([word, value]) => el('div', {}, el('dt', {}, word), el('dd', {}, value)))));
}

// One bar per class, its operating point marked.
export function scoreList(scores) {
  return el('section', {class: 'scores'}, el('h3', {}, say('detail.scores')),
    el('ul', {}, scores.map(score)),
    el('p', {class: 'small'}, say('detail.scores-note'),
      scores.some(one => one.band) ? ` ${say('detail.scores-band')}` : null));
}

function score(one) {
  const {finding, probability, threshold, positive, certainty, band} = one;
  const label = labelWord(one);
  const words = {
    label, probability: percent(probability), threshold: percent(threshold),
    low: band ? percent(band.low) : '', high: band ? percent(band.high) : '',
  };
  const fill = el('span', {class: 'bar-fill'});
  fill.style.width = `${Math.min(1, Math.max(0, probability)) * 100}%`;
  const mark = finding ? el('span', {class: 'bar-mark'}) : null;
  if (mark !== null) {
    mark.style.left = `${Math.min(1, Math.max(0, threshold)) * 100}%`;
  }
  const shade = band ? el('span', {class: 'bar-band'}) : null;
  if (shade !== null) {
    shade.style.left = `${band.low * 100}%`;
    shade.style.width = `${(band.high - band.low) * 100}%`;
  }
  const spoken = finding ? (band ? 'detail.score-band' : 'detail.score-finding') : 'detail.score';
  const notes = finding
    ? [note(say('detail.operating-point', words), positive ? say('detail.reached') : ''),
      band ? note(say('detail.band', words), certainty === 'uncertain' ? say('detail.between') : '') : null]
    : [say('detail.not-finding')];
  const kind = positive ? 'score-positive' : certainty === 'uncertain' ? 'score-uncertain' : '';
  return el('li', {class: `score ${kind}`},
    el('div', {class: 'score-words'}, el('span', {class: 'score-label'}, label), el('b', {}, words.probability)),
    el('div', {class: 'bar', role: 'img', 'aria-label': say(spoken, words)}, shade, fill, mark),
    el('p', {class: 'score-note'}, notes.filter(Boolean).join('; ')));
}

const note = (words, more) => (more === '' ? words : `${words}: ${more}`);

export function qualityFacts(quality) {
  return [
    [say('detail.size'), say('unit.pixels', quality)],
    [say('detail.brightness'), percent(quality.brightness)],
    [say('detail.contrast'), figure(quality.contrast, 2)],
    [say('detail.sharpness'), figure(quality.sharpness, 2)],
    [say('detail.burnt'), percent(quality.burnt)],
    [say('detail.field'), percent(quality.field)],
  ];
}

export function modelFacts(model) {
  return [
    [say('detail.model-name'), typed(model.name)],
    [say('detail.model-version'), model.version],
    [say('detail.model-engine'), `${model.engine}, ${model.precision}`],
    [say('detail.model-hash'), hash(model.sha256)],
    [say('detail.model-signed'), signature(model)],
  ];
}

// Who vouches for the model; an old answer does not know.
export const signature = model => (model.signedBy ? say('model.signed', {key: model.signedBy}) : say('model.unsigned'));

// How unlike those the model learned from; nothing where the model does not tell.
export function noveltyFacts(novelty) {
  return [[say('detail.distance'), novelty && say('detail.distance-long', {
    distance: figure(novelty.distance, 2), threshold: figure(novelty.threshold, 2),
  })]];
}

export function photoFacts(capture) {
  return [
    [say('upload.exam'), typed(capture.exam)],
    [say('detail.arrived'), moment(new Date(capture.arrivedAt))],
    [say('detail.answered'), capture.result ? moment(new Date(capture.result.answeredAt)) : null],
    [say('detail.file'), capture.fileName ? typed(capture.fileName) : null],
    [say('detail.bytes'), bytes(capture.bytes)],
    [say('detail.source'), typed(capture.source)],
    [say('detail.operator'), capture.operator ? typed(capture.operator) : null],
    [say('detail.id'), el('code', {}, capture.id)],
    [say('detail.hash'), hash(capture.sha256)],
  ];
}

const hash = hex => el('code', {title: hex}, `${hex.slice(0, 12)}…`);

// Each stage's share of the whole as a bar; null when nothing was timed.
export function stageTimes(timesMs) {
  const stages = STAGES.filter(stage => Number.isFinite(timesMs[stage]));
  if (stages.length === 0) {
    return null;
  }
  const total = stages.reduce((sum, stage) => sum + timesMs[stage], 0);
  return el('section', {class: 'times'}, el('h3', {}, say('detail.times')),
    el('dl', {},
      stages.map(stage => {
        const fill = el('span', {class: 'time-fill'});
        fill.style.width = `${total > 0 ? (timesMs[stage] / total) * 100 : 0}%`;
        return row(say(`stage.${stage}`), timesMs[stage], el('span', {class: 'time-bar', 'aria-hidden': 'true'}, fill));
      }),
      row(say('detail.total'), total, null, 'times-total')));
}

function row(word, ms, bar, className = null) {
  return el('div', {class: className}, el('dt', {}, word),
    el('dd', {}, bar, el('span', {}, say('unit.ms', {n: figure(ms, ms < 10 ? 1 : 0)}))));
}
