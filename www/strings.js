// The languages of the interface, and the one a reader is greeted in. A language more is a file
// `texts.<tag>.js` more, and its line here and in `phrases.js`.

import { language as ar, page as arPage } from './texts.ar.js';
import { language as en, page as enPage } from './texts.en.js';
import { language as fa, page as faPage } from './texts.fa.js';
import { translatorOf } from './translate.js';

const KNOWN = { fa, ar, en };
const TEXTS = { fa: faPage, ar: arPage, en: enPage };

/** The languages of the interface, by their own names. */
export const LANGUAGES = Object.fromEntries(Object.entries(KNOWN).map(([tag, { name }]) => [tag, name]));

/** The language to greet a reader in: the stored choice, else the first one known of the browser. */
export function chooseLanguage(stored, preferred) {
  const known = [stored, ...preferred].map((tag) => tag?.split('-')[0].toLowerCase());
  return known.find((tag) => Object.hasOwn(KNOWN, tag)) ?? 'en';
}

/** The direction that a language of the interface is written in. */
export const directionOf = (language) => KNOWN[language].dir;

/** The locale of numbers: in the digits chosen, else in those of the language's texts. */
export const numbersOf = (language, digits) =>
  digits ? `${language}-u-nu-${digits}` : KNOWN[language].numbers;

/** The function that gives a language's text for a key. */
export const translator = (language, digits) =>
  translatorOf(TEXTS[language], language, numbersOf(language, digits));
