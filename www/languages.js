// The languages of the interface, and the one a reader is greeted in. A language more is a file
// `texts.<tag>.js` more, and its line here, in `boxes.js`, in `strings.js` and in `phrases.js`.

import { language as ar } from './texts.ar.js';
import { language as en } from './texts.en.js';
import { language as fa } from './texts.fa.js';

/** What is known of each language of the interface, by its tag. */
export const KNOWN = { fa, ar, en };

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
