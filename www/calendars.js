// An article's date on demand in every calendar that its readers count in, and as it was printed.

import { element } from './dom.js';
import { format } from './router.js';
import { formatMoment } from './dates.js';
import { openWhenPressed } from './pressed.js';

const CALENDARS = ['persian', 'gregory', 'islamic-umalqura'];

/** Makes the date of an article a button; it opens a small list. */
export function calendars(reading) {
  const { page } = reading;
  const list = element('dl');
  const panel = element('div', { id: 'calendars', popover: 'auto', role: 'dialog', tabindex: '-1' }, list);
  document.body.append(panel);
  const wasOpen = openWhenPressed(panel);
  let opener;

  function toggle(time) {
    if (wasOpen()) return panel.hidePopover();
    const { t } = reading;
    const [digits, months] = ['digits', 'months'].map(page.preference);
    const options = { digits, months };
    opener = time;
    const lines = CALENDARS.map((calendar) => [
      t(`calendar-${calendar}`),
      formatMoment(time.dateTime, page.language, { ...options, calendar }),
    ]);
    const { printed } = time.dataset;
    if (printed) lines.push([t('printed'), printed]);
    list.replaceChildren(
      ...lines.flatMap(([name, date]) => [element('dt', {}, name), element('dd', { dir: 'auto' }, date)]),
    );
    panel.setAttribute('aria-label', t('calendars'));
    panel.showPopover();
    panel.focus();
    return undefined;
  }

  // On paper there is nothing to open: both dates stand below the article, and where it came from.
  const colophon = element('p', { id: 'colophon' });
  page.main.append(colophon);

  function sign(article) {
    const time = article.querySelector('.meta time[datetime]');
    const months = page.preference('months');
    const dates = time ? ['persian', 'gregory'].map((calendar) => formatMoment(time.dateTime, article.lang, { calendar, months })) : [];
    const place = format({ ...page.route, query: undefined, hit: undefined });
    const address = new URL(place, location).href;
    const parts = [...dates, address].map((part) => element('bdi', {}, part));
    colophon.replaceChildren(...parts.flatMap((part) => [' · ', part]).slice(1));
    colophon.lang = article.lang;
    colophon.dir = article.dir;
  }

  panel.addEventListener('toggle', ({ newState }) => {
    opener?.setAttribute('aria-expanded', newState === 'open');
    if (newState === 'closed' && panel.contains(document.activeElement)) opener?.focus();
  });

  function offer(article) {
    sign(article);
    const time = article.querySelector('.meta time[datetime]');
    if (!time || time.role === 'button') return;
    time.tabIndex = 0;
    time.setAttribute('role', 'button');
    time.setAttribute('aria-expanded', 'false');
    time.addEventListener('click', () => toggle(time));
    time.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      toggle(time);
    });
  }

  return { offer };
}
