import { make } from '../ui/dom.js';
import { language, languages, speakOtherwise } from '../ui/language.js';
import { words } from './words.js';

/** @param {string} label @param {string} value @param {[string, string][]} options @param {(value: string) => void} choose */
const choice = (label, value, options, choose) => make('label', { class: 'side-choice' }, make('span', {}, label),
  make('select', { change: (/** @type {Event} */ event) => choose(/** @type {HTMLSelectElement} */ (event.currentTarget).value) },
    ...options.map(([each, text]) => make('option', { value: each, selected: each === value }, text))));

export const languageChoice = () => choice(words.language, language, languages, speakOtherwise);

export const themeChoice = () =>
  choice(words.theme, localStorage.getItem('headlesskey-theme') ?? '', [['', words.system], ['light', words.light], ['dark', words.dark]], (theme) => {
    if (theme) {
      localStorage.setItem('headlesskey-theme', theme);
      document.documentElement.dataset.theme = theme;
    } else {
      localStorage.removeItem('headlesskey-theme');
      delete document.documentElement.dataset.theme;
    }
  });
