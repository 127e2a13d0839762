// Every word the page says, keyed by id; another language is another table of the same ids.
// Class names are the bundle's own. Camera faults and doubts are the daemon's words, unless this table has
// `fault.CODE.reason` or `doubt.CODE.reason`; so with `advice`.

export const LANGUAGE = 'en';

const ENGLISH = {
  'product': 'Fovea',
  'skip': 'Skip to the eyes',
  'disclaimer': 'A screening aid. Not a diagnosis, not a cleared medical device.',
  'disclaimer.long':
    'Fovea is a screening aid. It does not diagnose and it is not a cleared medical device. “No sign” means that no ' +
    'finding reached its operating point; it does not mean healthy. “Uncertain” means that the program cannot tell and a ' +
    'person should read the photograph. A clinician decides.',

  'eye.OD': 'Right eye',
  'eye.OS': 'Left eye',
  'eye.none': 'Eye not stated',
  'eye.short.OD': 'Right',
  'eye.short.OS': 'Left',
  'eye.short.none': 'Not stated',
  'eye.code.OD': 'OD',
  'eye.code.OS': 'OS',
  'eye.code.none': '?',
  'eye.empty': 'No photograph yet',

  'state.waiting': 'Waiting',
  'state.no-sign': 'No sign',
  'state.refer': 'Refer',
  'state.uncertain': 'Uncertain',
  'state.retake': 'Retake',
  'state.ungradable': 'Ungradable',
  'state.failed': 'Failed',
  'why.waiting': 'Stored safely. The answer is on its way.',
  'why.waiting-again': 'New photograph stored. Before it: {state}.',
  'why.no-sign': 'No finding reached its operating point.',
  'why.refer': 'A clinician should look at this eye.',
  'why.uncertain': 'The model is not sure. A person should read this photograph.',
  'why.borderline': '{findings}: can be neither seen nor ruled out.',
  'why.ungradable': 'This photograph cannot be graded.',
  'why.tried': '{n} photographs of this eye could not be graded. A clinician should look at it.',
  'why.failed': 'No answer ({stage}): {reason}',
  'why.failed-unknown': 'No answer could be given.',
  'why.kept': 'The photograph is kept. Try again, or photograph the eye again.',
  'why.newest': 'Newest photograph: {state}.',
  'advice': 'What to do',

  'exam.waiting': 'Waiting for answers',
  'exam.refer': 'Exam: refer',
  'exam.uncertain': 'Exam: uncertain, a person should read it',
  'exam.retake': 'Exam: a retake is needed',
  'exam.ungradable': 'Exam: an eye cannot be graded',
  'exam.failed': 'Exam: an answer failed',
  'exam.missing-OD': 'Exam: right eye is missing',
  'exam.missing-OS': 'Exam: left eye is missing',
  'exam.missing': 'Exam: which eye is not stated',
  'exam.no-sign': 'Exam: no sign in either eye',
  'exam.name': 'Exam {exam}',
  'exam.no-patient': 'No patient key',
  'exam.photos.one': '{n} photograph',
  'exam.photos.other': '{n} photographs',
  'exam.by': 'by {operator}',
  'drawing': 'Drawing',
  'drawing.long': 'A drawn demonstration eye, not a photograph',

  'chart.title': 'Exam of',
  'chart.open': 'Read, note, finish',
  'chart.read': 'Read by a person',
  'chart.finished': 'Finished at {time}',
  'chart.reopened': 'Changed since it was finished',
  'chart.empty': 'Nobody has added anything yet.',
  'chart.name': 'Your name',
  'chart.reading': 'Your own reading',
  'chart.answer': 'The answer shown',
  'chart.choose': 'Choose',
  'chart.agree': 'I agree',
  'chart.disagree': 'I disagree',
  'chart.grade': 'Your final grade (needed if you disagree)',
  'chart.keep-reading': 'Keep reading',
  'chart.note': 'Note',
  'chart.keep-note': 'Keep note',
  'chart.remark': 'Remark',
  'chart.finish': 'Finish exam',
  'chart.finish-hint': 'Needed if an eye has no answer: say why. What the exam says now is kept as its report; what comes later makes a new edition.',
  'chart.agrees': '{eye}: agrees with the answer',
  'chart.disagrees': '{eye}: disagrees with the answer',
  'chart.noted': 'Note',
  'chart.is-finished': 'Finished, edition {edition}',
  'chart.was-finished': 'Finished, edition {edition}; something came after that',
  'chart.refused': 'Not kept: {reason}',

  'action.add': 'Add photographs',
  'action.add-eye': 'Add photograph',
  'action.sending': 'Sending {done} of {all}',
  'action.retake': 'Retake',
  'action.try-again': 'Try again',
  'action.trying': 'Trying again…',
  'action.open': 'Details of {eye}, {patient}: {state}',
  'action.close': 'Close',
  'action.print': 'Print',
  'action.original': 'Original',

  'day.today': 'Today',
  'day.before': 'Day before',
  'day.after': 'Day after',
  'day.go-today': 'Back to today',
  'day.empty': 'No photographs on this day',
  'day.empty-today': 'No photographs yet today',
  'day.empty-hint': 'Drop photographs anywhere on this page, or press “Add photographs”.',
  'day.empty-filter': 'No eye in this state',
  'day.loading': 'Reading the day’s photographs…',
  'day.unreadable': 'The photographs could not be read: {reason}',
  'filter.label': 'Show eyes by state',
  'filter.all': 'All eyes',

  'engine.ready': 'Ready',
  'engine.not-ready': 'Not ready',
  'engine.unknown': 'Unknown',
  'engine.asking': 'Checking',
  'engine.summary': 'Engine: {state}',
  'engine.not-ready-long': 'The engine is not ready: {reason} New photographs are kept and answered when it is back.',
  'engine.no-reason': 'no reason was given.',
  'engine.disk': 'The disk is almost full ({free} free). New photographs may be refused.',
  'engine.models': 'Models',
  'engine.gpu': 'GPU',
  'engine.gpu.off': 'Not used: switched off in the settings',
  'engine.gpu.looking': 'Being looked for',
  'engine.gpu.absent': 'None; the processor does the work',
  'engine.gpu.building': '{task}: its engine is being made once, the processor answers meanwhile ({stage}, about {percent} % of that, {minutes} min so far)',
  'engine.gpu.serving': '{task}: answered by the GPU',
  'engine.gpu.failed': '{task}: answered by the processor. {reason}',
  'engine.stage.starting': 'starting',
  'engine.stage.reading': 'reading the network',
  'engine.stage.tuning': 'trying what is fastest here',
  'engine.stage.verifying': 'comparing with the processor',
  'engine.stage.writing': 'storing it',
  'engine.tally': 'Since the first photograph',
  'engine.accepted': 'Accepted',
  'engine.answered': 'Answered',
  'engine.in-flight': 'Waiting',
  'engine.dead': 'Failed, can be tried again',
  'engine.free': 'Free disk',
  'engine.version': 'Fovea version',

  'box.ready': 'Box',
  'box.note': 'Box: a remark',
  'box.not-ready': 'Box: trouble',
  'box.unknown': 'Box: unknown',
  'box.asking': 'Box: checking',
  'box.not-yet': 'The first reading comes within seconds.',
  'box.board': 'Board',
  'box.jetpack': 'JetPack',
  'box.jetpack-long': '{jetPack} (L4T {l4t})',
  'box.celsius': '{n} °C',
  'box.celsius-of': '{n} °C, limit {limit} °C',
  'box.fan': 'Fan',
  'box.rpm': '{n} turns a minute',
  'box.power': 'Power drawn',
  'box.watts': '{n} W',
  'box.voltage': 'Supply',
  'box.volts': '{n} V',
  'box.mode': 'Power mode',
  'box.cpu': 'Processor',
  'box.gpu': 'Graphics processor',
  'box.megahertz': '{n} MHz',
  'box.memory': 'Memory used',
  'box.zram': 'Compressed memory',
  'box.swap': 'Swap on disk',
  'box.of': '{used} of {total}',

  'link.live': 'Live',
  'link.connecting': 'Connecting',
  'link.lost': 'Connection lost',
  'link.banner': 'Connection lost. What you see may be out of date. Trying to reconnect…',
  'link.back': 'Connection restored. The page is up to date.',

  'theme.auto': 'Colours: as the system. Change to light',
  'theme.light': 'Colours: light. Change to dark',
  'theme.dark': 'Colours: dark. Change to as the system',

  'announce': '{eye} of {patient}: {state}. {why}',

  'upload.title': 'Add photographs',
  'upload.patient': 'Patient key',
  'upload.patient-hint': 'Type it or scan the barcode',
  'upload.exam': 'Exam',
  'upload.exam-new': 'Starts a new exam',
  'upload.exam-same': 'Continues this patient’s exam of today',
  'upload.exam-own': 'As typed',
  'upload.operator': 'Operator (optional)',
  'upload.camera': 'Camera (optional)',
  'upload.task': 'Kind of picture',
  'upload.eye': 'Eye',
  'upload.eye-of': 'Eye in {name}',
  'upload.eye-from-name': 'Eye taken from the file’s name: check it.',
  'upload.eye-needed': 'Say which eye this is.',
  'upload.drop': 'Drop photographs here',
  'upload.or': 'or',
  'upload.choose': 'Choose files',
  'upload.formats': 'JPEG, PNG or TIFF',
  'upload.drop-veil': 'Drop to add photographs',
  'upload.files': 'Photographs to send',
  'upload.remove': 'Remove {name}',
  'upload.send': 'Send',
  'upload.done': 'Done',
  'upload.send.one': 'Send {n} photograph',
  'upload.send.other': 'Send {n} photographs',
  'upload.none': 'Choose a photograph first.',
  'upload.invalid-text': 'At most 128 characters, none of them control characters.',
  'upload.folder': '“{name}” is a folder. Open it and choose the photographs in it.',
  'upload.progress': 'Sending {name}',
  'upload.state.ready': 'Ready to send',
  'upload.state.queued': 'In line',
  'upload.state.sending': 'Sending, {percent}',
  'upload.state.storing': 'Sent. Waiting until it is stored…',
  'upload.state.stored': 'Stored safely',
  'upload.state.duplicate': 'Already stored before: this is its answer',
  'upload.state.busy': 'Not taken now: {reason} Sending again in {seconds} s.',
  'upload.state.offline': 'No connection. Sending again in {seconds} s.',
  'upload.state.refused': 'Refused: {reason}',
  'upload.full': 'the box is busy.',

  'refused.400': 'a field is not valid.',
  'refused.404': 'this kind of picture is not known here.',
  'refused.409': 'this was sent before with other contents. Remove it and add it again.',
  'refused.413': 'the file is too large.',
  'refused.415': 'the file is not a JPEG, PNG or TIFF picture.',
  'refused.422': 'the file cannot be graded.',
  'refused.broken': 'the connection broke off {n} times while it was sent. It may be too large.',
  'refused.other': 'the box answered with an error ({status}).',
  'refused.server': 'the box had an error.',

  'detail.photos': 'Photographs of this exam',
  'detail.gone': 'This photograph was not found.',
  'detail.stage': 'Photograph. Plus and minus zoom, arrow keys move, 0 fits.',
  'detail.picture': 'Photograph of the {eye}',
  'detail.no-picture': 'The picture cannot be shown.',
  'detail.zoom-in': 'Zoom in',
  'detail.zoom-out': 'Zoom out',
  'detail.fit': 'Fit',
  'detail.map': 'Heat map for',
  'detail.map-off': 'No heat map',
  'detail.map-strength': 'Heat map strength',
  'detail.map-note': 'Warm places weighed most towards “{label}”. Each map is scaled to its own warmest place; it is no outline of disease.',
  'detail.map-none': 'No heat map for this photograph.',
  'detail.scores': 'Probabilities',
  'detail.scores-note': 'Calibrated. The mark is the operating point: from there on a finding counts.',
  'detail.scores-band': 'In the shaded band the model is not sure.',
  'detail.score': '{label}: {probability}',
  'detail.score-finding': '{label}: {probability}, counts from {threshold}',
  'detail.score-band': '{label}: {probability}, counts from {threshold}, uncertain from {low} to {high}',
  'detail.operating-point': 'counts from {threshold}',
  'detail.band': 'uncertain from {low} to {high}',
  'detail.between': 'in between',
  'detail.reached': 'reached',
  'detail.not-finding': 'not a finding',
  'detail.quality': 'Picture quality',
  'detail.size': 'Size',
  'detail.brightness': 'Brightness',
  'detail.burnt': 'Burnt out',
  'detail.contrast': 'Contrast',
  'detail.sharpness': 'Sharpness',
  'detail.field': 'Field in view',
  'detail.model': 'Model',
  'detail.model-name': 'Name',
  'detail.model-version': 'Version',
  'detail.model-engine': 'Engine',
  'detail.model-hash': 'Network file',
  'detail.model-signed': 'Signature',
  'camera.validated': 'Camera validated on {date}',
  'camera.new': 'Camera not validated',
  'camera.new-long': 'Nobody has tried out this camera with this model: read the answer with care.',
  'model.signed': 'signed by {key}',
  'model.unsigned': 'unsigned',
  'detail.distance': 'Unlikeness',
  'detail.distance-long': '{distance}; from {threshold} on the photograph is unlike those the model learned from',
  'detail.photo': 'Photograph',
  'detail.file': 'File name',
  'detail.arrived': 'Arrived',
  'detail.answered': 'Answered',
  'detail.source': 'Source',
  'detail.operator': 'Operator',
  'detail.bytes': 'File size',
  'detail.hash': 'SHA-256',
  'detail.id': 'Capture',
  'detail.times': 'Time per stage',
  'detail.total': 'Together',
  'stage.accept': 'Store',
  'stage.wait': 'Wait',
  'stage.decode': 'Decode',
  'stage.preprocess': 'Prepare',
  'stage.queue': 'Queue',
  'stage.infer': 'Network',
  'stage.post': 'Decide',
  'stage.persist': 'Record',

  'trouble.timeout': 'the box did not answer in time.',
  'trouble.network': 'no connection to the box.',
  'trouble.retry': 'Trying again was refused: {reason}',
  'unit.ms': '{n} ms',
  'unit.pixels': '{width} × {height} px',
};

const PLURALS = new Intl.PluralRules(LANGUAGE);

// The words of an id, with {name} places filled. A missing id is a bug, and is shown as itself.
export function say(id, places = {}) {
  const words = ENGLISH[id];
  if (words === undefined) {
    console.error(`words.js has no ${id}`);
    return id;
  }
  return words.replace(/\{(\w+)\}/g, (_, name) => String(places[name] ?? ''));
}

// The words of an id if this language has them, else what somebody else said.
export function sayOr(id, otherwise) {
  return ENGLISH[id] ?? otherwise;
}

export function sayCount(id, n) {
  return say(`${id}.${PLURALS.select(n) === 'one' ? 'one' : 'other'}`, {n: NUMBER.format(n)});
}

export const ids = () => Object.keys(ENGLISH);

const NUMBER = new Intl.NumberFormat(LANGUAGE);
const PERCENT = new Intl.NumberFormat(LANGUAGE, {style: 'percent', maximumFractionDigits: 0});
const CLOCK = new Intl.DateTimeFormat(LANGUAGE, {hour: '2-digit', minute: '2-digit', hourCycle: 'h23'});
const MOMENT = new Intl.DateTimeFormat(LANGUAGE, {
  day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
});
const DATE = new Intl.DateTimeFormat(LANGUAGE, {weekday: 'long', day: 'numeric', month: 'long'});
const SHORT_DATE = new Intl.DateTimeFormat(LANGUAGE, {day: 'numeric', month: 'short', year: 'numeric'});

// Never rounds a small chance to none or a large one to certainty.
export function percent(share) {
  if (share > 0 && share < 0.01) {
    return `< ${PERCENT.format(0.01)}`;
  }
  return share < 1 && share > 0.99 ? `> ${PERCENT.format(0.99)}` : PERCENT.format(share);
}

export const clock = date => CLOCK.format(date);
export const moment = date => MOMENT.format(date);
export const day = date => DATE.format(date);
export const date = moment => SHORT_DATE.format(moment);

export function figure(value, digits) {
  return new Intl.NumberFormat(LANGUAGE, {minimumFractionDigits: digits, maximumFractionDigits: digits}).format(value);
}

export function bytes(count) {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];
  const step = Math.min(units.length - 1, count < 1 ? 0 : Math.floor(Math.log10(count) / 3));
  const format = {style: 'unit', unit: units[step], unitDisplay: 'short', maximumFractionDigits: step < 2 ? 0 : 1};
  return new Intl.NumberFormat(LANGUAGE, format).format(count / 1000 ** step);
}
