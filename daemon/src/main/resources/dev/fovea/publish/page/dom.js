// Makes elements. Text only ever becomes a text node: names of patients and files are hostile.

const SVG = 'http://www.w3.org/2000/svg';

// el('p', {class: 'x', onclick: f, 'aria-label': '...'}, 'text', child, null)
export function el(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    set(element, name, value);
  }
  return fill(element, ...children);
}

// Puts the children in the place of those that were there; null and false are no children.
export function fill(element, ...children) {
  element.replaceChildren(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

function set(element, name, value) {
  if (value === null || value === undefined || value === false) {
    return;
  }
  if (name.startsWith('on')) {
    element.addEventListener(name.slice(2), value);
  } else if (name === 'class') {
    element.className = value;
  } else if (name === 'value' || name === 'checked' || name === 'disabled' || name === 'hidden') {
    element[name] = value;
  } else {
    element.setAttribute(name, value === true ? '' : String(value));
  }
}

// Words somebody typed: isolated, so that right-to-left tricks stay inside.
export const typed = text => el('bdi', {}, text);

export function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

const ASK_EVERY_MS = 5_000;

// ask(): now and every few seconds from then on, but not for a page that nobody sees
export async function askAgainAndAgain(ask) {
  if (document.visibilityState !== 'hidden') {
    await ask();
  }
  setTimeout(askAgainAndAgain, ASK_EVERY_MS, ask);
}

export const byId = id => document.getElementById(id);

// A card that unfolds goes away with Escape and with a click anywhere else.
export function closesByItself(details) {
  addEventListener('click', event => {
    details.open &&= details.contains(event.target);
  });
  details.addEventListener('keydown', event => {
    if (event.key === 'Escape' && details.open) {
      details.open = false;
      details.querySelector('summary').focus();
    }
  });
}

export function unseen(text) {
  return el('span', {class: 'unseen'}, text);
}
