// Parts of the page that are loaded when they are opened first, each in a dialog of its own: panels/NAME/panel.js, its
// words and, where it says so, its style. What a panel is given and may have is said at `Panels`.
import * as api from './api.js';
import {el, fill} from './dom.js';
import {icon} from './icons.js';
import {learn, say} from './words.js';

// In the order of their buttons.
//   icon: without one there is no button; key: what opens it from anywhere; style: whether there is a style.css
//   offered(): a promise of whether there is anything to open; without it there always is
const PANELS = {
  worklist: {icon: 'people', key: '/', style: true},
  camera: {icon: 'camera', style: true, offered: () => api.cameras().then(cameras => cameras.length > 0)},
  outbox: {icon: 'refer', style: true},
  history: {style: true},
  chart: {style: true},
};

// A panel is a class:
//   constructor(body, page): the element to fill, once, and what the page can do for it
//   open(wanted): it is shown; a promise may be returned
//   close(), hear(event, told), refresh(): optional; the last two only while it is shown
export class Panels {
  #nav;
  #page;
  #known = new Map();
  #offered = new Set();

  // page: what every panel is given; close() and title(...nodes) of its own are added to it
  constructor(nav, page) {
    this.#nav = nav;
    this.#page = {...page, open: (name, wanted) => this.open(name, wanted), offers: name => this.offers(name)};
    nav.setAttribute('aria-label', say('panels'));
    addEventListener('keydown', event => this.#hearKey(event));
    this.lookAround();
  }

  // Which panels there is anything for. Asked again when the connection is back.
  async lookAround() {
    await Promise.all(Object.entries(PANELS).map(async ([name, {offered}]) => {
      try {
        const there = offered === undefined || await offered();
        there ? this.#offered.add(name) : this.#offered.delete(name);
      } catch {
        this.#offered.delete(name); // asked again when the connection is back
      }
    }));
    fill(this.#nav, Object.entries(PANELS).filter(([name, panel]) => panel.icon && this.#offered.has(name))
      .map(([name, panel]) => el('button', {
        type: 'button', class: 'quiet', id: `open-${name}`, 'aria-keyshortcuts': panel.key, onclick: () => this.open(name),
      }, icon(panel.icon), say(`panel.${name}`))));
  }

  // Whether there is anything to open.
  offers(name) {
    return this.#offered.has(name);
  }

  async open(name, wanted = {}) {
    const known = this.#known.get(name) ?? this.#make(name);
    const turn = ++known.turn;
    if (!known.dialog.open) {
      known.dialog.showModal();
    }
    try {
      known.panel ??= await this.#load(name, known);
      if (known.dialog.open && known.turn === turn) {
        await known.panel.open(wanted);
      }
    } catch (e) {
      fill(known.body, el('p', {class: 'trouble', role: 'alert'}, say('panel.failed', {reason: e.message})));
    }
  }

  hear(event, told) {
    this.#shown().forEach(panel => panel.hear?.(event, told));
  }

  refresh() {
    this.#shown().forEach(panel => panel.refresh?.());
  }

  #shown() {
    return [...this.#known.values()].filter(known => known.dialog.open && known.panel).map(known => known.panel);
  }

  #make(name) {
    const heading = el('h2', {id: `${name}-title`});
    const known = {
      dialog: el('dialog', {class: 'sheet', id: name, 'aria-labelledby': heading.id}),
      heading, body: el('div', {class: 'sheet-body'}), panel: null, loading: null, tries: 0, turn: 0,
    };
    known.dialog.append(
      el('header', {class: 'sheet-head'}, heading,
        el('button', {
          type: 'button', class: 'quiet square', 'aria-label': say('action.close'), title: say('action.close'),
          onclick: () => known.dialog.close(),
        }, icon('close'))),
      known.body);
    known.dialog.addEventListener('close', () => known.panel?.close?.());
    document.body.append(known.dialog);
    this.#known.set(name, known);
    return known;
  }

  // A browser that failed to load a module once does not try that address again.
  async #load(name, known) {
    known.loading ??= (async () => {
      const again = known.tries++ === 0 ? '' : `?${known.tries}`;
      try {
        const [{default: Panel}] = await Promise.all([
          import(`./panels/${name}/panel.js${again}`), learn(name, again), PANELS[name].style ? style(name) : null,
        ]);
        fill(known.body);
        fill(known.heading, PANELS[name].icon ? say(`panel.${name}`) : null);
        return new Panel(known.body, {
          ...this.#page, close: () => known.dialog.close(), title: (...nodes) => fill(known.heading, ...nodes),
        });
      } finally {
        known.loading = null;
      }
    })();
    known.panel ??= await known.loading;
    return known.panel;
  }

  #hearKey(event) {
    // The focus may still be in a dialog that was closed this moment: that is nobody typing.
    const field = event.target.closest?.('input, textarea, select');
    const typing = document.querySelector('dialog[open]') ?? (field?.closest('dialog') ? null : field);
    const [name] = Object.entries(PANELS).find(([, panel]) => panel.key === event.key) ?? [];
    if (name !== undefined && !typing && !event.ctrlKey && !event.altKey && !event.metaKey && this.#offered.has(name)) {
      event.preventDefault();
      this.open(name);
    }
  }
}

// A panel without its style can be used all the same.
function style(name) {
  return new Promise(done => {
    document.head.append(el('link', {rel: 'stylesheet', href: `panels/${name}/style.css`, onload: done, onerror: done}));
  });
}
