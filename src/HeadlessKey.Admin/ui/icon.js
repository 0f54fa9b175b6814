import { draw } from './dom.js';

// Drawn by hand on a grid of 24.
const paths = {
  overview: 'M4 20V10M10 20V4M16 20v-7M21 20H3',
  general: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 4.5v5M9 14.5v5',
  algorithms: 'M8 15a4 4 0 1 1 3.5-2.1L21 13v3h-3v3h-3l-3-3',
  access: 'M4 4h16v16H4zM4 10h16M10 4v16',
  users: 'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-3.5 3-6 6.5-6s6.5 2.5 6.5 6M16 4.5a3.5 3.5 0 0 1 0 6M18 14.5c2 .8 3.5 2.9 3.5 5.5',
  sessions: 'M3 5h18v11H3zM9 20h6M12 16v4',
  activity: 'M3 12h4l3-8 4 16 3-8h4',
  webhooks: 'M4 12h12M11 7l5 5-5 5M20 4v16',
  hooks: 'M8 3v6M16 3v6M5 9h14v3a7 7 0 0 1-14 0zM12 19v3',
  sites: 'M9 15l6-6M10 6l2-2a4.2 4.2 0 0 1 6 6l-2 2M14 18l-2 2a4.2 4.2 0 0 1-6-6l2-2',
  email: 'M3 5h18v14H3zM3 7l9 6 9-6',
  system: 'M4 4h16v6H4zM4 14h16v6H4zM8 7h.01M8 17h.01',
  menu: 'M4 7h16M4 12h16M4 17h16',
  close: 'M6 6l12 12M18 6L6 18',
  lock: 'M6 11h12v9H6zM8.5 11V7.500a3.5 3.5 0 0 1 7 0V11',
  good: 'M5 12.500l4.5 4.500L19 7.5',
  warning: 'M12 4l9.5 16h-19zM12 10v4M12 17h.01',
  wrong: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 8v5M12 16h.01',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5M12 8h.01',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  out: 'M10 4H4v16h6M14 8l4 4-4 4M18 12H9',
  empty: 'M4 13l3-8h10l3 8v6H4zM4 13h5l1 2.500h4L15 13h5',
};

/** @typedef {keyof typeof paths} IconName */

/** A drawing beside a text that says the same. @param {IconName} name */
export const icon = (name) => draw('svg', { class: 'icon', viewBox: '0 0 24 24', 'aria-hidden': 'true', focusable: 'false' }, draw('path', { d: paths[name] }));
