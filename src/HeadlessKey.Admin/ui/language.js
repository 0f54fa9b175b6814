// Which language the pages speak: the one that was chosen here, or the browser's.

const name = 'headlesskey-language';

/** What each calls itself. @type {[string, string][]} */
export const languages = [['en', 'English'], ['zh-CN', '简体中文']];

/** @param {string} tag */
export const nameOfLanguage = (tag) => languages.find(([each]) => each === tag)?.[1] ?? tag;

/** @returns {'en' | 'zh-CN'} */
function choose() {
  const chosen = localStorage.getItem(name);
  const wanted = chosen ? [chosen] : navigator.languages ?? [navigator.language];
  for (const tag of wanted.map((each) => each.toLowerCase())) {
    if (tag.startsWith('en')) {
      return 'en';
    }

    if (/^zh\b(?!.*(hant|tw|hk|mo))/.test(tag)) {
      return 'zh-CN';
    }
  }

  return 'en';
}

export const language = choose();

/**
 * The texts to use. tsc sees to it that both languages have the same.
 * @template T
 * @param {T} english
 * @param {T} chinese
 */
export const speak = (english, chinese) => (language === 'en' ? english : chinese);

/** Speaks another language from now on. @param {string} other */
export function speakOtherwise(other) {
  localStorage.setItem(name, other);
  location.reload();
}
