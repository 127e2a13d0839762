// What somebody typed or scanned, held against the list. Pure, no DOM here.

// Case and accents aside.
const folded = text => (text ?? '').normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();

const keys = item => [item.patient, item.accession].filter(Boolean);

// Whether that is all of a patient key or order number of the item, in whatever letters.
export const isKey = (item, text) => keys(item).some(key => folded(key) === folded(text));

// The items that are meant: a whole patient key or order number, to the letter, goes before the same in other letters, and
// both before items in which all the words stand somewhere.
export function matches(items, text) {
  const wanted = text.trim();
  const exact = items.filter(item => keys(item).includes(wanted));
  if (wanted === '' || exact.length > 0) {
    return wanted === '' ? items : exact;
  }
  const same = items.filter(item => isKey(item, wanted));
  if (same.length > 0) {
    return same;
  }
  const words = folded(wanted).split(/[\s,]+/).filter(Boolean);
  return items.filter(item => {
    const said = folded([item.patient, item.name, item.accession, item.procedure, item.birthDate].filter(Boolean).join(' '));
    return words.every(word => said.includes(word));
  });
}
