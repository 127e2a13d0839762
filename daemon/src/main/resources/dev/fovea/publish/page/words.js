// Every word the page says, keyed by id, in the language of the browser or the one chosen here; a language is a table in
// words/. Class names, camera faults and doubts are the bundle's and the daemon's words, unless the table has
// `class.NAME`, `fault.CODE.reason` or `doubt.CODE.reason`; so with `advice`. Other sentences of the daemon stay English.

// Each by its own name.
export const LANGUAGES = {en: 'English', es: 'Español', fr: 'Français', hi: 'हिन्दी', sw: 'Kiswahili'};

const LANGUAGE_KEY = 'fovea.language';

export const LANGUAGE = [localStorage.getItem(LANGUAGE_KEY), ...navigator.languages]
  .map(tag => tag?.slice(0, 2).toLowerCase())
  .find(code => Object.hasOwn(LANGUAGES, code)) ?? 'en';

const TABLE = (await import(`./words/${LANGUAGE}.js`)).default;

// Adds the words of a panel that is being loaded; `again` tells one try from another.
export async function learn(panel, again) {
  Object.assign(TABLE, (await import(`./panels/${panel}/${LANGUAGE}.js${again}`)).default);
}

// The page is read anew in that language.
export function speak(language) {
  localStorage.setItem(LANGUAGE_KEY, language);
  location.reload();
}

const PLURALS = new Intl.PluralRules(LANGUAGE);

// The words of an id, with {name} places filled. A missing id is a bug, and is shown as itself.
export function say(id, places = {}) {
  const words = TABLE[id];
  if (words === undefined) {
    console.error(`words/${LANGUAGE}.js has no ${id}`);
    return id;
  }
  return words.replace(/\{(\w+)\}/g, (_, name) => String(places[name] ?? ''));
}

// The words of an id if this language has them, else what somebody else said.
export function sayOr(id, otherwise) {
  return TABLE[id] ?? otherwise;
}

// What a class is called.
export const labelWord = score => sayOr(`class.${score.class}`, score.label);

export function sayCount(id, n) {
  return say(`${id}.${PLURALS.select(n) === 'one' ? 'one' : 'other'}`, {n: NUMBER.format(n)});
}

export const ids = () => Object.keys(TABLE);

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
