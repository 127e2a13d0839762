// Talks to the daemon's /v1. Every wait is bounded; every failure is an ApiError with a sentence.
import {say} from './words.js';

const ANSWER_MAX_MS = 15_000;
// An upload that neither moves nor is answered for so long is lost.
const UPLOAD_SILENT_MAX_MS = 150_000;
const PAGE_SIZE = 200;
// A busy clinic takes some 300 photographs a day; more than this are not held in one page.
const CAPTURES_MAX = 2_000;

export class ApiError extends Error {
  // status 0: no answer came; body: what came with the error, or null
  constructor(message, status = 0, body = null) {
    super(message);
    this.status = status;
    this.body = body;
  }
}

export async function request(path, options = {}) {
  let response;
  try {
    response = await fetch(path, {cache: 'no-store', signal: AbortSignal.timeout(ANSWER_MAX_MS), ...options});
  } catch (e) {
    throw new ApiError(say(e.name === 'TimeoutError' ? 'trouble.timeout' : 'trouble.network'));
  }
  let body = null;
  try {
    body = await response.json();
  } catch {
    // No JSON: the status tells.
  }
  if (!response.ok) {
    throw new ApiError(body?.error ?? say('refused.other', {status: response.status}), response.status, body);
  }
  if (body === null) {
    throw new ApiError(say('refused.other', {status: response.status}), response.status);
  }
  return body;
}

export const status = () => request('/v1/status');

export const box = () => request('/v1/box');

export const capture = id => request(`/v1/captures/${encodeURIComponent(id)}`);

// Only captures of the dead letter can be tried again.
export const retry = id => request(`/v1/captures/${encodeURIComponent(id)}/retry`, {method: 'POST'});

// All captures that arrived from `since` (inclusive) to `until` (exclusive), newest first.
export async function captures(since, until) {
  const found = [];
  let before = null;
  do {
    const query = new URLSearchParams({since: since.toISOString(), until: until.toISOString(), limit: PAGE_SIZE});
    if (before !== null) {
      query.set('before', before);
    }
    const page = await request(`/v1/captures?${query}`);
    found.push(...page.captures);
    before = page.next ?? null;
  } while (before !== null && found.length < CAPTURES_MAX);
  return found;
}

const EXAMS_MAX = 200;
export const DELIVERIES_MAX = 50;

// What people added to the exams of that span: {exam, chart, finished, report, ...}, without their photographs.
export const charts = (since, until) => request(`/v1/exams?${new URLSearchParams({
  since: since.toISOString(), until: until.toISOString(), limit: EXAMS_MAX, captures: false,
})}`).then(page => page.exams);

export const chart = exam => request(`${examPath(exam)}?captures=false`);

// fields: {laterality, capture, agreement, grade, author}
export const addReading = (exam, fields) => post(`${examPath(exam)}/readings`, fields);

// fields: {text, author}
export const addNote = (exam, fields) => post(`${examPath(exam)}/notes`, fields);

// fields: {author, remark, basis}; the same answer again when nothing came since. With another basis than the exam now
// has, a 409 whose body.exam is the exam as it is now.
export const finish = (exam, fields) => post(`${examPath(exam)}/finish`, fields);

const examPath = exam => `/v1/exams/${encodeURIComponent(exam)}`;

export const post = (path, fields) => request(path, {
  method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(fields),
});

// Whom the clinic expects today: {day, asks, heardAt, whole, trouble, items}
export const worklist = () => request('/v1/worklist');

// fields: {patient, name, birthDate, sex, accession, procedure}
export const expect = fields => post('/v1/worklist', fields);

// Whether nothing more comes of an item.
export const expectNoMore = (id, done) => request(`/v1/worklist/${id}/${done ? 'done' : 'undone'}`, {method: 'POST'});

// The cameras the box is connected to: [{name, state, trouble, frameAgeMs, armed, missed, ...}]
export const cameras = () => request('/v1/cameras').then(found => found.cameras);

const cameraPath = name => `/v1/cameras/${encodeURIComponent(name)}`;

// A stream of pictures without an end.
export const livePictureUrl = name => `${cameraPath(name)}/preview`;

// fields: {patient, exam, laterality, operator, task}; the receipt of the photograph
export const photograph = (name, fields) => post(`${cameraPath(name)}/capture`, fields);

// The same, as soon as the eye holds still; the camera's state
export const arm = (name, fields) => post(`${cameraPath(name)}/arm`, fields);

// Also while the page goes away.
export const disarm = name => request(`${cameraPath(name)}/disarm`, {method: 'POST', keepalive: true});

// state: pending, delivered, dead or null; before: the id of the last one of the page before, or null
export function deliveries(state, before) {
  const query = new URLSearchParams({limit: DELIVERIES_MAX});
  if (state !== null) {
    query.set('state', state);
  }
  if (before !== null) {
    query.set('before', before);
  }
  return request(`/v1/deliveries?${query}`);
}

export const resend = id => request(`/v1/deliveries/${id}/resend`, {method: 'POST'});

// Photographs of a patient, newest first: {captures, next}
export function capturesOf(patient, before) {
  const query = new URLSearchParams({patient, limit: PAGE_SIZE});
  if (before !== null) {
    query.set('before', before);
  }
  return request(`/v1/captures?${query}`);
}

// The report on paper, of an exam that is finished.
export const pdfUrl = exam => `${examPath(exam)}/pdf`;

export const previewUrl = (capture, side) => `${capture.links.preview}?side=${side}`;

export const heatMapUrl = (capture, className) =>
  `${capture.links.heatmap}?class=${encodeURIComponent(className)}`;

// Sends one photograph. XMLHttpRequest because fetch still tells nothing of an upload's progress.
// The form's fields go before the file, and in the body, so that no patient key ends in a log of addresses.
//   done({status, body, retryAfter}): status 0 when no answer came
//   returns a function that gives up
export function send({file, fields, key}, progress, done) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (value) {
      form.append(name, value);
    }
  }
  form.append('file', file, file.name);
  const call = new XMLHttpRequest();
  call.open('POST', '/v1/captures');
  call.setRequestHeader('Idempotency-Key', key);
  call.responseType = 'json';
  call.timeout = UPLOAD_SILENT_MAX_MS;
  const started = performance.now();
  call.upload.onprogress = event => {
    // Counted from the start, so a slow line that moves is given more.
    call.timeout = performance.now() - started + UPLOAD_SILENT_MAX_MS;
    progress(event.lengthComputable ? event.loaded / event.total : 0);
  };
  call.onload = () => done({
    status: call.status,
    body: call.response,
    retryAfter: Number.parseInt(call.getResponseHeader('Retry-After') ?? '', 10),
  });
  call.onerror = () => done({status: 0, body: null, retryAfter: NaN});
  call.ontimeout = call.onerror; // the key makes sending it again safe
  call.send(form);
  return () => call.abort();
}
