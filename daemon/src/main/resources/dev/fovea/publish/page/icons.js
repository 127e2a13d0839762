// Drawn on a 24 x 24 grid. Each state has a shape of its own, so that none is told by colour alone.
import {svg} from './dom.js';

const LINES = {
  // Sand glass.
  'waiting': ['M7 4h10M7 20h10M8 4c0 5 8 5.5 8 8s-8 3-8 8M16 4c0 5-8 5.5-8 8s8 3 8 8'],
  // Tick.
  'no-sign': ['M5.5 12.5l4.5 4.5L19 7.5'],
  // Handed on: an arrow leaving to the upper right.
  'refer': ['M7 17L17 7M9 7h8v8'],
  // Question mark.
  'uncertain': ['M8.8 9.2a3.3 3.3 0 1 1 5 2.8c-1.1.7-1.8 1.2-1.8 2.6', 'M12 18.2v.3'],
  // Round again.
  'retake': ['M19 12a7 7 0 1 1-2.2-5.1', 'M19.5 3v5h-5'],
  // An eye struck out.
  'ungradable': ['M3 12c2.5-4 5.5-6 9-6s6.5 2 9 6c-2.5 4-5.5 6-9 6s-6.5-2-9-6z', 'M5 19L19 5'],
  // Exclamation.
  'failed': ['M12 5v8.5', 'M12 18.2v.3'],
  'missing': ['M5 12h14'],
  'plus': ['M12 5v14M5 12h14'],
  'sheet': ['M6 3h9l4 4v14H6z', 'M9.5 11.5h6M9.5 15.5h6'],
  'people': ['M9 5a3.2 3.2 0 1 0 0 6.4A3.2 3.2 0 0 0 9 5z', 'M3 19.5c0-4 2.5-5.5 6-5.5s6 1.5 6 5.5', 'M17.5 8.5h4M17.5 12h4M19 15.5h2.5'],
  'history': ['M5 5v5h5', 'M5.3 10A7.5 7.5 0 1 1 5 14.5', 'M12 8v4.5l3 2'],
  'minus': ['M5 12h14'],
  'fit': ['M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5'],
  'close': ['M6 6l12 12M18 6L6 18'],
  'before': ['M14.5 5.5L8 12l6.5 6.5'],
  'after': ['M9.5 5.5L16 12l-6.5 6.5'],
  'camera': ['M4 8h4l1.5-2.5h5L16 8h4v11H4z', 'M12 10a3.2 3.2 0 1 0 0 6.4a3.2 3.2 0 0 0 0-6.4z'],
  'picture': ['M4 5h16v14H4z', 'M4 16l5-5 4 4 3-3 4 4'],
  'print': ['M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z'],
  'auto': ['M12 4a8 8 0 1 0 0 16a8 8 0 0 0 0-16z', 'M12 4v16M12 8h6.5M12 12h8M12 16h6.5'],
  'light': ['M12 8a4 4 0 1 0 0 8a4 4 0 0 0 0-8z', 'M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4' +
    'M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4'],
  'dark': ['M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z'],
};

export function icon(name) {
  const attributes = {'viewBox': '0 0 24 24', 'class': `icon icon-${name}`, 'aria-hidden': 'true'};
  return svg('svg', attributes, ...LINES[name].map(d => svg('path', {d})));
}
