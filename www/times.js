// Writes the dates that stand in the page: in their article's language, and as the reader chose.

import { calendarOf, formatDate, formatMoment } from './dates.js';
import { preference } from './preferences.js';

// The same few dates are written at every key of a search.
const written = new Map();

/** Writes the dates below `within`; `infos` has the library's facts of each article by id. */
export function writeTimes(within, infos) {
  const [digits, months] = ['digits', 'months'].map(preference);
  for (const time of within.querySelectorAll('time[datetime]')) {
    const lang = time.closest('[lang]').lang;
    const info = infos.get(time.closest('[data-id]')?.dataset.id);
    const own = time.dataset.calendar ?? info?.calendar ?? calendarOf(lang);
    const calendar = preference('calendar') ?? own;
    const isLong = Boolean(time.closest('article'));
    time.dataset.printed ??= time.textContent;
    const asked = [time.dateTime, lang, { calendar, digits, months }];
    const key = JSON.stringify([isLong, ...asked]);
    if (!written.has(key)) written.set(key, (isLong ? formatMoment : formatDate)(...asked));
    time.textContent = written.get(key);
  }
}
