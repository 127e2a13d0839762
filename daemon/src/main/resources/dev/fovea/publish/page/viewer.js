// A photograph one can zoom and move: by wheel, pinch, drag, double click, keyboard and buttons, with a heat map over it.
import {el} from './dom.js';
import {icon} from './icons.js';
import {percent, say} from './words.js';

const ZOOM_MAX = 16;
const ZOOM_STEP = 1.35;
const MOVE_STEP = 60; // pixels per arrow key
const WHEEL_RATE = 0.0016; // per wheel pixel; a mouse's notch is about 100

// Pure: the view after zooming to `scale` with the point (px, py) held still, kept inside the stage.
//   view: {scale, x, y} of a picture w x h (at scale 1) on a stage of W x H; x, y: where its top left corner is
export function zoomed(view, scale, px, py, size) {
  const next = Math.min(ZOOM_MAX, Math.max(1, scale));
  const ratio = next / view.scale;
  return kept({scale: next, x: px - (px - view.x) * ratio, y: py - (py - view.y) * ratio}, size);
}

// Pure: centred where the picture is smaller than the stage, else no gap at any side.
export function kept({scale, x, y}, {w, h, W, H}) {
  const along = (at, length, stage) => (length <= stage ? (stage - length) / 2 : Math.min(0, Math.max(stage - length, at)));
  return {scale, x: along(x, w * scale, W), y: along(y, h * scale, H)};
}

export class Viewer {
  #view = {scale: 1, x: 0, y: 0};
  #size = {w: 1, h: 1, W: 1, H: 1};
  #pointers = new Map();
  #zoomWord = el('output', {class: 'zoom-word', 'aria-live': 'polite'});
  #photo = el('img', {class: 'stage-photo', alt: '', draggable: 'false'});
  #heat = el('img', {class: 'stage-heat', alt: '', draggable: 'false', hidden: true});
  #frame = el('div', {class: 'frame'}, this.#photo, this.#heat);
  #nothing = el('p', {class: 'stage-nothing', hidden: true}, say('detail.no-picture'));
  #stage = el('div', {
    class: 'stage', tabindex: '0', role: 'group', 'aria-label': say('detail.stage'), 'data-focus': 'stage',
  }, this.#frame, this.#nothing);
  #sharper = null;

  constructor() {
    this.element = el('div', {class: 'viewer'}, this.#stage, el('div', {class: 'zoom'},
      this.#button('minus', 'detail.zoom-out', () => this.#zoom(1 / ZOOM_STEP)),
      this.#zoomWord,
      this.#button('plus', 'detail.zoom-in', () => this.#zoom(ZOOM_STEP)),
      this.#button('fit', 'detail.fit', () => this.fit())));
    this.#listen();
    new ResizeObserver(() => this.#measure()).observe(this.#stage);
  }

  // sharper: the same picture with more pixels, fetched once somebody zooms in
  show(url, sharper, alt) {
    this.#nothing.hidden = true;
    this.#frame.hidden = false;
    this.#sharper = sharper;
    this.#photo.alt = alt;
    this.#photo.src = url;
    this.heat(null);
    this.fit();
  }

  // url: null for none
  heat(url) {
    this.#heat.hidden = url === null;
    if (url === null) {
      this.#heat.removeAttribute('src');
    } else if (this.#heat.getAttribute('src') !== url) {
      this.#heat.src = url;
    }
  }

  // 0 to 1
  strength(share) {
    this.#heat.style.opacity = String(share);
  }

  set heatFailed(action) {
    this.#heat.onerror = action;
  }

  fit() {
    this.#set(kept({scale: 1, x: 0, y: 0}, this.#size));
  }

  #button(name, word, action) {
    return el('button', {type: 'button', class: 'quiet square', 'aria-label': say(word), title: say(word), onclick: action},
      icon(name));
  }

  #listen() {
    this.#photo.onload = () => this.#measure();
    this.#photo.onerror = () => {
      this.#frame.hidden = true;
      this.#nothing.hidden = false;
    };
    this.#stage.addEventListener('wheel', event => {
      event.preventDefault();
      const pixels = event.deltaMode === 1 ? event.deltaY * 33 : event.deltaY;
      // Trackpads report a pinch as a wheel with Ctrl, in far smaller steps.
      const at = this.#at(event);
      this.#zoom(Math.exp(-pixels * WHEEL_RATE * (event.ctrlKey ? 6 : 1)), at.x, at.y);
    }, {passive: false});
    this.#stage.addEventListener('dblclick', event => {
      const at = this.#at(event);
      this.#set(zoomed(this.#view, this.#view.scale > 1 ? 1 : 3, at.x, at.y, this.#size));
    });
    this.#stage.addEventListener('pointerdown', event => {
      this.#stage.setPointerCapture(event.pointerId);
      this.#pointers.set(event.pointerId, this.#at(event));
    });
    this.#stage.addEventListener('pointermove', event => this.#drag(event));
    for (const end of ['pointerup', 'pointercancel', 'lostpointercapture']) {
      this.#stage.addEventListener(end, event => this.#pointers.delete(event.pointerId));
    }
    this.#stage.addEventListener('keydown', event => this.#key(event));
  }

  // One pointer moves; two zoom by their distance, about their middle.
  #drag(event) {
    const before = this.#pointers.get(event.pointerId);
    if (before === undefined) {
      return;
    }
    const now = this.#at(event);
    const other = [...this.#pointers].find(([id]) => id !== event.pointerId)?.[1];
    this.#pointers.set(event.pointerId, now);
    if (other === undefined) {
      this.#set(kept({...this.#view, x: this.#view.x + now.x - before.x, y: this.#view.y + now.y - before.y}, this.#size));
    } else {
      const apart = Math.hypot(before.x - other.x, before.y - other.y);
      const factor = apart > 0 ? Math.hypot(now.x - other.x, now.y - other.y) / apart : 1;
      this.#zoom(factor, (now.x + other.x) / 2, (now.y + other.y) / 2);
    }
  }

  #key(event) {
    const moves = {ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1]};
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return; // the browser's own zoom and history
    }
    if (event.key === '+' || event.key === '=') {
      this.#zoom(ZOOM_STEP);
    } else if (event.key === '-') {
      this.#zoom(1 / ZOOM_STEP);
    } else if (event.key === '0') {
      this.fit();
    } else if (moves[event.key] && this.#view.scale > 1) {
      const [x, y] = moves[event.key];
      this.#set(kept({...this.#view, x: this.#view.x + x * MOVE_STEP, y: this.#view.y + y * MOVE_STEP}, this.#size));
    } else {
      return;
    }
    event.preventDefault();
  }

  #zoom(factor, px = this.#size.W / 2, py = this.#size.H / 2) {
    this.#set(zoomed(this.#view, this.#view.scale * factor, px, py, this.#size));
  }

  #at(event) {
    const box = this.#stage.getBoundingClientRect();
    return {x: event.clientX - box.left, y: event.clientY - box.top};
  }

  #measure() {
    const W = this.#stage.clientWidth;
    const H = this.#stage.clientHeight;
    const natural = {w: this.#photo.naturalWidth || 1, h: this.#photo.naturalHeight || 1};
    const fit = Math.min(W / natural.w, H / natural.h);
    this.#size = {w: natural.w * fit, h: natural.h * fit, W, H};
    this.#frame.style.width = `${this.#size.w}px`;
    this.#frame.style.height = `${this.#size.h}px`;
    this.#set(kept(this.#view, this.#size));
  }

  #set(view) {
    this.#view = view;
    this.#frame.style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
    this.#stage.classList.toggle('stage-zoomed', view.scale > 1);
    this.#zoomWord.value = percent(view.scale);
    if (view.scale > 1.5 && this.#sharper !== null) {
      this.#sharpen(this.#sharper);
    }
  }

  #sharpen(url) {
    this.#sharper = null;
    const better = new Image();
    const showing = this.#photo.getAttribute('src');
    better.onload = () => {
      if (this.#photo.getAttribute('src') === showing) {
        this.#photo.src = url;
      }
    };
    better.src = url;
  }
}
