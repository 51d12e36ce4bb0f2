// Gives the page its style sheets before anything is painted. A constructable sheet needs neither a
// request of its own nor an exception in the content security policy.

import { css } from './kashkul.css.js';
import { preference } from './preferences.js';
import { SIZES, USUAL_SIZE, WIDTHS } from './sizes.js';

const chosen = new CSSStyleSheet();

/** Adopts a sheet of rules; none for a page that carries them inline. */
export function adoptStyles(rules = css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return sheet;
}

/** Gives the page the looks that the reader chose. */
export function applyChoices() {
  const root = document.documentElement;
  for (const name of ['theme', 'ligatures']) root.dataset[name] = preference(name) ?? 'auto';
  const size = SIZES[preference('size') ?? USUAL_SIZE] ?? SIZES[USUAL_SIZE];
  const measure = WIDTHS[preference('width')] ?? WIDTHS.normal;
  chosen.replaceSync(`:root{--size:${size}rem;--measure:${measure}em}`);
  if (!document.adoptedStyleSheets.includes(chosen)) {
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, chosen];
  }
}
