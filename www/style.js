// Gives the page its style sheet before anything is painted. A constructable sheet needs neither a
// request of its own nor an exception in the content security policy.

import { css } from './kashkul.css.js';

/** Adopts the style sheet that was linked in; a page with an inline one carries none. */
export function adoptStyles() {
  if (!css) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
}
