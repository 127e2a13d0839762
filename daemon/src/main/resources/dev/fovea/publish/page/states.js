// What an eye's state is. Pure: captures in, words' ids out; newest first everywhere.

// From here on another retake is not asked for: a clinician looks.
export const TRIES_MAX = 3;

export const STATES = ['refer', 'uncertain', 'retake', 'failed', 'ungradable', 'waiting', 'no-sign'];

// The state of one photograph alone.
export function stateOf(capture) {
  if (capture.state === 'dead') {
    return 'failed';
  }
  const result = capture.result;
  if (capture.state !== 'answered' || !result) {
    return 'waiting';
  }
  switch (result.outcome) {
    case 'findings':
      // A word this page does not know reassures nobody.
      return ['refer', 'no-sign'].includes(result.verdict) ? result.verdict : 'uncertain';
    case 'ungradable':
      return result.fault?.advice ? 'retake' : 'ungradable';
    default:
      return 'failed';
  }
}

const isGraded = capture => capture.state === 'answered' && capture.result?.outcome === 'findings';

// The photograph that counts among those that could be graded, or null.
function counting(captures) {
  const graded = captures.filter(isGraded);
  if (!captures[0].laterality) {
    return ['refer', 'uncertain', 'no-sign']
      .map(state => graded.find(capture => stateOf(capture) === state)).find(Boolean) ?? null;
  }
  const answered = graded.find(capture => stateOf(capture) !== 'uncertain');
  return answered !== undefined && stateOf(answered) === 'refer' ? answered : graded[0] ?? null;
}

// One eye under one task, by the rules of the daemon's ExamOutcome: the newest gradable photograph counts, a retake
// replaces what was there before; what asks for a person stands while it is on its way. An uncertain photograph takes
// back no referral. Of an eye nobody named, the worst stays.
//   state: what to show; shown: the photograph it is about; other: the newest one when that is not `shown`, or null;
//   tries: how many were ungradable
export function read(captures) {
  const newest = captures[0];
  const graded = counting(captures);
  const tries = captures.filter(capture => capture.result?.outcome === 'ungradable').length;
  const waiting = stateOf(newest) === 'waiting';
  const shown = graded !== null && !(waiting && stateOf(graded) === 'no-sign') ? graded : newest;
  let state = stateOf(shown);
  if (state === 'retake' && tries >= TRIES_MAX) {
    state = 'ungradable';
  }
  return {state, shown, other: shown !== newest ? newest : waiting ? captures[1] ?? null : null, tries};
}

// Worst eye first: one eye to refer is an exam to refer, whatever the other says; so is one to be read by a person.
// `no-sign` needs both eyes.
//   readings: [{laterality, state}]
export function examState(readings) {
  for (const state of ['refer', 'uncertain', 'failed', 'retake', 'ungradable', 'waiting']) {
    if (readings.some(reading => reading.state === state)) {
      return state;
    }
  }
  const seen = new Set(readings.map(reading => reading.laterality));
  if (!seen.has('OD') && !seen.has('OS')) {
    return 'missing';
  }
  return seen.has('OD') ? (seen.has('OS') ? 'no-sign' : 'missing-OS') : 'missing-OD';
}

// The findings that count, strongest first.
export function findings(capture) {
  return (capture.result?.scores ?? [])
    .filter(score => score.positive)
    .sort((a, b) => b.probability - a.probability);
}

// The findings that can be neither seen nor ruled out, strongest first.
export function borderline(capture) {
  return (capture.result?.scores ?? [])
    .filter(score => score.certainty === 'uncertain' && !score.positive)
    .sort((a, b) => b.probability - a.probability);
}

// Why the answer is not to be relied on as it stands: [{code, reason, advice}].
export const doubts = capture => capture.result?.doubts ?? [];
