// The words of the page until the first result, by language.

import { chooseLanguage, directionOf, KNOWN, numbersOf } from './languages.js';
import { page as ar } from './texts.ar.js';
import { page as en } from './texts.en.js';
import { page as fa } from './texts.fa.js';
import { translatorOf } from './translate.js';

export { chooseLanguage, directionOf, numbersOf };

/** The languages of the interface, by their own names. */
export const LANGUAGES = Object.fromEntries(Object.entries(KNOWN).map(([tag, { name }]) => [tag, name]));

/** What the page says, by language. */
export const PAGES = { fa, ar, en };

/** The function that gives a language's text for a key. */
export const translator = (language, digits) =>
  translatorOf(PAGES[language], language, numbersOf(language, digits));
