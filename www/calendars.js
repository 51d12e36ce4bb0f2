// An article's date on demand in every calendar that its readers count in, and as it was printed.

import { element } from './dom.js';
import { formatDate } from './dates.js';

const CALENDARS = ['persian', 'gregory', 'islamic-umalqura'];

/** Makes the date of an article a button; it opens a small list. */
export function calendars(reading) {
  const { page } = reading;
  const list = element('dl', { id: 'calendars', popover: 'auto' });
  document.body.append(list);
  let opener;

  function open(time) {
    const { t } = reading;
    const digits = page.preference('digits');
    const options = { isLong: true, digits };
    opener = time;
    const lines = CALENDARS.map((calendar) => [
      t(`calendar-${calendar}`),
      formatDate(time.dateTime, page.language, { ...options, calendar }),
    ]);
    const { printed } = time.dataset;
    if (printed) lines.push([t('printed'), printed]);
    list.replaceChildren(
      ...lines.flatMap(([name, date]) => [element('dt', {}, name), element('dd', { dir: 'auto' }, date)]),
    );
    list.setAttribute('aria-label', t('calendars'));
    list.tabIndex = -1;
    list.setAttribute('role', 'group');
    list.showPopover();
    list.focus();
  }

  list.addEventListener('toggle', ({ newState }) => {
    opener?.setAttribute('aria-expanded', newState === 'open');
    if (newState === 'closed' && list.contains(document.activeElement)) opener?.focus();
  });

  function offer(article) {
    const time = article.querySelector('.meta time[datetime]');
    if (!time || time.role === 'button') return;
    time.tabIndex = 0;
    time.setAttribute('role', 'button');
    time.setAttribute('aria-expanded', 'false');
    time.addEventListener('click', () => open(time));
    time.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      open(time);
    });
  }

  return { offer };
}
