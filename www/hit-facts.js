// The line of facts below a hit: where and when it was printed, its language, why it was found.

import { element } from './dom.js';
import { formatDate } from './dates.js';

/** The nodes of the line; `isMixed` says whether languages are told apart. */
export function factsOf(hit, { t, language, calendar, digits }, isMixed) {
  const { source, date, lang } = hit;
  const facts = [];
  if (source) facts.push(element('bdi', {}, source));
  if (date) {
    const options = { calendar: calendar || undefined, digits: digits || undefined };
    facts.push(element('time', { datetime: date }, formatDate(date, lang || language, options)));
  }
  if (isMixed && lang) facts.push(element('bdi', {}, new Intl.DisplayNames(language, { type: 'language' }).of(lang)));
  if (hit.parent) facts.push(element('bdi', {}, t('embedded')));
  for (const why of hit.why) if (why !== 'exact') facts.push(element('bdi', { class: 'why' }, t(why)));
  return facts.flatMap((fact) => [' · ', fact]).slice(1);
}

/** Whether hits are of several languages. */
export const areMixed = (hits) => new Set(hits.map((hit) => hit.lang)).size > 1;
