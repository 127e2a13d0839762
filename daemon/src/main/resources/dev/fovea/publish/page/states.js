// What an eye's state is. Pure: captures in, words' ids out; newest first everywhere.

// From here on another retake is not asked for: a clinician looks.
export const TRIES_MAX = 3;

export const STATES = ['refer', 'retake', 'failed', 'ungradable', 'waiting', 'no-sign'];

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
      return result.verdict === 'refer' ? 'refer' : 'no-sign';
    case 'ungradable':
      return result.fault?.advice ? 'retake' : 'ungradable';
    default:
      return 'failed';
  }
}

const isGraded = capture => capture.state === 'answered' && capture.result?.outcome === 'findings';

// One eye under one task, by the rules of the daemon's ExamOutcome: the newest gradable photograph counts, a retake
// replaces what was there before; while it is on its way a referral stands. Of an eye nobody named, a referral stays.
//   state: what to show; shown: the photograph it is about; other: the newest one when that is not `shown`, or null;
//   tries: how many were ungradable
export function read(captures) {
  const newest = captures[0];
  const referred = captures.find(capture => stateOf(capture) === 'refer') ?? null;
  const graded = captures.find(isGraded) ?? null;
  const tries = captures.filter(capture => capture.result?.outcome === 'ungradable').length;
  const waiting = stateOf(newest) === 'waiting';
  let shown = newest;
  if (!newest.laterality && referred !== null) {
    shown = referred;
  } else if (graded !== null && !(waiting && stateOf(graded) === 'no-sign')) {
    shown = graded;
  }
  let state = stateOf(shown);
  if (state === 'retake' && tries >= TRIES_MAX) {
    state = 'ungradable';
  }
  return {state, shown, other: shown !== newest ? newest : waiting ? captures[1] ?? null : null, tries};
}

// Worst eye first: one eye to refer is an exam to refer, whatever the other says. `no-sign` needs both eyes.
//   readings: [{laterality, state}]
export function examState(readings) {
  for (const state of ['refer', 'failed', 'retake', 'ungradable', 'waiting']) {
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
