// Puts the page together: the day's captures in the middle, the stream that feeds them, the views that draw them.
import {byId, el, fill} from './dom.js';
import {icon} from './icons.js';
import * as api from './api.js';
import {Box} from './box.js';
import {Charts} from './charts.js';
import {Day, midnight} from './day.js';
import {Detail} from './detail.js';
import {Engine} from './engine.js';
import {ExamList, Filters, advice, chartLine, eyeWord, otherEyeWords, patientWord, stateWord, why} from './exams.js';
import {Live} from './live.js';
import {Panels} from './panels.js';
import {Upload} from './upload.js';
import {read} from './states.js';
import * as words from './words.js';

const {say} = words;
// Screen readers lose what comes faster than this.
const ANNOUNCE_EVERY_MS = 700;
const RESTORED_SHOWN_MS = 4_000;

const day = new Day(() => draw());
const engine = new Engine(() => draw());
const box = new Box(() => draw());
const charts = new Charts(() => draw());
const list = new ExamList(byId('exam-list'), {
  open: capture => detail.open(capture),
  retake: wanted => photographAgain(wanted),
  retry,
  taskTitle: task => engine.title(task),
  redraw: () => draw(),
  chart: exam => charts.of(exam),
  chartLine: exam => chartLine(exam, charts.of(exam.exam), () => panels.open('chart', exam)),
  history: exam => panels.open('history', exam),
});
const filters = new Filters(byId('filters'), () => draw());
const detail = new Detail(byId('detail'), day, {retake: wanted => photographAgain(wanted), retry});
const upload = new Upload(byId('upload'), day, {
  connected: () => link === 'live',
  tasks: () => engine.models,
  progress: ({all, done, busy}) => byId('add').replaceChildren(
    icon('plus'), el('span', {}, busy ? say('action.sending', {done, all}) : say('action.add'))),
  stored,
});
const panels = new Panels(byId('panels'), {
  day, charts, stored, announce,
  taskTitle: task => engine.title(task),
  upload: wanted => upload.open(wanted),
  show: capture => detail.open(capture),
});
const live = new Live('/v1/events', {
  opened: () => resync(),
  message: ({event, data}) => hear(event, data),
  changed: state => linkIs(state),
});

let link = 'connecting';
let linkBefore = 'connecting';
let restored = 0;
let loaded = false;
let unreadable = null;
let today = midnight(new Date());
let drawing = false;
// What was heard during each reading of the day that is under way.
const readings = new Set();

document.querySelectorAll('[data-word]').forEach(element => {
  element.textContent = say(element.dataset.word);
});
document.documentElement.lang = words.LANGUAGE;
fill(byId('language'), ...Object.entries(words.LANGUAGES).map(([code, name]) => el('option', {value: code, lang: code}, name)));
byId('language').value = words.LANGUAGE;
byId('language').addEventListener('change', event => words.speak(event.target.value));
byId('day-before').append(icon('before'));
byId('day-after').append(icon('after'));
byId('day-before').addEventListener('click', () => turnTo(midnight(day.since, -1)));
byId('day-after').addEventListener('click', () => turnTo(midnight(day.since, 1)));
byId('day-today').addEventListener('click', () => turnTo(midnight(new Date())));
byId('add').addEventListener('click', () => upload.open());
byId('theme').addEventListener('click', () => {
  globalThis.foveaTheme.next();
  drawTheme();
});
// Past midnight "today" is another day; a page left open over night follows.
setInterval(() => {
  const now = midnight(new Date());
  if (now > today) {
    const followed = day.since.getTime() === today.getTime();
    today = now;
    followed ? turnTo(now) : draw();
  }
}, 30_000);

drawTheme();
draw();
engine.start();
box.start();
live.start();

// Many changes in one moment are drawn once.
function draw() {
  if (!drawing) {
    drawing = true;
    queueMicrotask(() => {
      drawing = false;
      drawNow();
    });
  }
}

function drawNow() {
  const exams = day.exams();
  const isToday = day.since.getTime() === today.getTime();
  fill(byId('day-title'),
    el('span', {}, isToday ? say('day.today') : words.day(day.since)),
    isToday ? el('small', {}, words.day(day.since)) : null);
  for (const [id, word] of [['day-before', 'day.before'], ['day-after', 'day.after']]) {
    byId(id).setAttribute('aria-label', say(word));
    byId(id).title = say(word);
  }
  byId('day-after').disabled = isToday;
  byId('day-today').hidden = isToday;
  filters.draw(exams);
  const shown = filters.keep(exams);
  list.draw(shown);
  drawEmpty(shown.length === 0, isToday);
  drawBanner();
  detail.refresh();
  panels.refresh();
  upload.refresh();
  const waiting = exams.flatMap(exam => exam.captures).filter(capture => capture.state === 'waiting').length;
  document.title = waiting > 0 ? `(${waiting}) ${say('product')}` : say('product');
}

function drawEmpty(empty, isToday) {
  byId('empty').hidden = !empty;
  if (!empty) {
    return;
  }
  const none = filters.narrowed ? 'day.empty-filter' : isToday ? 'day.empty-today' : 'day.empty';
  if (unreadable !== null) {
    fill(byId('empty'), el('p', {}, say('day.unreadable', {reason: unreadable})));
  } else if (!loaded) {
    fill(byId('empty'), el('p', {}, say('day.loading')));
  } else {
    fill(byId('empty'), el('p', {}, say(none)),
      isToday && !filters.narrowed ? el('p', {class: 'hint'}, say('day.empty-hint')) : null);
  }
}

function drawTheme() {
  const theme = globalThis.foveaTheme.current();
  byId('theme').replaceChildren(icon(theme));
  byId('theme').setAttribute('aria-label', say(`theme.${theme}`));
  byId('theme').title = say(`theme.${theme}`);
}

// Connection first: while it is lost, everything else on the page is hearsay.
function drawBanner() {
  const banner = byId('banner');
  const lost = link === 'lost' || (link === 'connecting' && linkBefore === 'lost');
  const words = lost ? say('link.banner') : restored !== 0 ? say('link.back') : engine.trouble ?? box.trouble;
  banner.hidden = words === null;
  banner.dataset.kind = lost ? 'lost' : restored !== 0 ? 'back' : 'trouble';
  if (banner.textContent !== (words ?? '')) {
    fill(banner, words === null ? null : el('p', {}, icon(restored !== 0 && !lost ? 'no-sign' : 'failed'), words));
  }
}

function linkIs(state) {
  linkBefore = link;
  link = state;
  byId('link').textContent = say(`link.${state}`);
  byId('link').dataset.state = state;
  if (state === 'live' && linkBefore === 'lost') {
    clearTimeout(restored);
    restored = setTimeout(() => {
      restored = 0;
      draw();
    }, RESTORED_SHOWN_MS);
    upload.hurry();
    list.retryPhotos();
    panels.lookAround();
    engine.ask();
  }
  draw();
}

// With the camera where there is one and it is known whose eye it is; else with files. Cameras make no scans, so what
// another model than the first one answered goes with files too.
function photographAgain(wanted) {
  const usual = !wanted.task || wanted.task === engine.models[0]?.task;
  panels.offers('camera') && wanted.patient && usual ? panels.open('camera', wanted) : upload.open(wanted);
}

// A receipt that somebody on this page got.
function stored(capture) {
  if (!day.holds(capture)) {
    turnTo(midnight(new Date()));
  } else if (day.find(capture.id) === null) {
    take(capture); // else the stream was faster, and knows more
  }
}

// Reads the whole day anew. What the stream says meanwhile may be newer than what is read, so it is heard again after.
async function resync() {
  const asked = day.since;
  const meanwhile = [];
  readings.add(meanwhile);
  try {
    const [captures] = await Promise.all([
      api.captures(day.since, day.until), charts.load(day.since, day.until),
    ]);
    if (asked === day.since) {
      unreadable = null;
      loaded = true;
      day.replace(captures);
      meanwhile.forEach(([event, capture]) => apply(event, capture));
      detail.follow();
    }
  } catch (e) {
    unreadable = e.message;
    draw();
    throw e;
  } finally {
    readings.delete(meanwhile);
  }
}

function turnTo(date) {
  loaded = false;
  unreadable = null;
  today = midnight(new Date());
  day.turnTo(date);
  draw();
  resync().catch(() => {}); // shown on the page, and read again with the next connection
}

function hear(event, data) {
  if (event === 'reload') {
    resync().catch(() => {}); // shown on the page, and read again with the next connection
    return;
  }
  let told;
  try {
    told = JSON.parse(data);
  } catch {
    return; // not ours
  }
  if (event === 'charted') {
    charts.ask(told.exam);
  } else if (event === 'accepted' || event === 'answered') {
    readings.forEach(meanwhile => meanwhile.push([event, told]));
    apply(event, told);
    charts.touched(told.exam);
  }
  panels.hear(event, told);
}

// An answer is final: an acceptance heard after it is an old one. (A failure is not: it may be tried again.)
function apply(event, capture) {
  if (event === 'answered' || day.find(capture.id)?.state !== 'answered') {
    take(capture);
  }
}

function take(capture) {
  const before = day.put(capture);
  if (capture.state !== 'waiting' && (before === null || before.state === 'waiting') && day.holds(capture)) {
    const reading = read([capture]);
    announce(say('announce', {
      eye: eyeWord(capture.laterality), patient: patientWord(capture.patient), state: stateWord(reading.state),
      why: [why(reading), otherEyeWords(reading), advice(reading)].filter(Boolean).join(' '),
    }));
  }
}

async function retry(capture, button) {
  const old = [...button.childNodes];
  const known = day.find(capture.id);
  button.disabled = true;
  button.replaceChildren(say('action.trying'));
  try {
    const newer = await api.retry(capture.id);
    if (day.find(capture.id) === known) {
      take(newer); // else the stream was faster, and knows more
    }
  } catch (e) {
    button.replaceChildren(...old);
    announce(say('trouble.retry', {reason: e.message}));
    button.after(el('p', {class: 'trouble'}, say('trouble.retry', {reason: e.message})));
  }
  button.disabled = false;
}

const sentences = [];
let announcing = 0;

function announce(sentence) {
  sentences.push(sentence);
  announcing ||= setTimeout(() => {
    announcing = 0;
    byId('announcer').textContent = sentences.splice(0).join(' ');
  }, ANNOUNCE_EVERY_MS);
}
