import { chinese } from './chinese.js';
import { english } from './english.js';

/** @typedef {typeof english} Texts */

/**
 * The texts for a language tag; null for a language that we do not speak. Traditional script is another language to its readers: they
 * get English rather than the wrong one.
 * @param {string} tag
 * @returns {{ language: string, texts: Texts } | null}
 */
function speak(tag) {
  const [language, ...rest] = tag.toLowerCase().split('-');
  if (language === 'zh') {
    return rest.some((part) => ['hant', 'tw', 'hk', 'mo'].includes(part)) ? null : { language: 'zh-CN', texts: chinese };
  }

  return language === 'en' ? { language: 'en', texts: english } : null;
}

/**
 * The language of an element: its own, that of the page around it, or the reader's.
 * @param {Element} element
 */
export function languageOf(element) {
  const around = element.closest('[lang]')?.getAttribute('lang');
  const wanted = around ? [around] : navigator.languages ?? [navigator.language];
  return wanted.map(speak).find(Boolean) ?? { language: 'en', texts: english };
}
