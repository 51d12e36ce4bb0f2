// Where the reader was in each article: kept on the device, offered on the next visit; and the
// paragraph that a link names, found again where the text has changed.

import { element } from './dom.js';
import { fingerprint } from './share.js';
import { toast } from './toast.js';

const PAUSE_MS = 400;
/** So many articles are remembered. */
const MOST = 100;

/** The places of a page. */
export function places(reading) {
  const { page } = reading;
  const name = 'places';
  let timer;
  let hasScrolled = false;
  const button = element('button', { id: 'resume', type: 'button', hidden: '' });
  page.main.append(button);
  button.addEventListener('click', () => resume());
  addEventListener('scroll', () => {
    hasScrolled = true;
    button.hidden ||= document.activeElement !== button;
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE_MS);
  }, { passive: true });

  function read() {
    try {
      return new Map(JSON.parse(page.preference(name) ?? '[]'));
    } catch {
      // Whatever else was stored under this name is no list of places.
      return new Map();
    }
  }

  function keep() {
    const { article } = reading;
    if (!article || !hasScrolled) return;
    const { id } = article.dataset;
    const kept = read();
    const p = inSight(article);
    kept.delete(id);
    if (p > 1) kept.set(id, p);
    page.setPreference(name, JSON.stringify([...kept].slice(-MOST)));
  }

  /** Begins anew with the article that is shown, and offers to go on where the reader was. */
  function follow(isOpened) {
    clearTimeout(timer);
    hasScrolled = false;
    button.hidden = !(isOpened && kept());
    button.textContent = reading.t('continue');
  }

  /** The paragraph to go on at, where no link names another place. */
  function kept() {
    const { article } = reading;
    const { query, hit, paragraph, id } = page.route;
    if (!article || query || hit || paragraph) return undefined;
    return article.querySelector(`[data-p="${Number(read().get(id))}"]`);
  }

  function resume() {
    const paragraph = kept();
    button.hidden = true;
    paragraph.tabIndex = -1;
    paragraph.focus({ preventScroll: true });
    paragraph.scrollIntoView({ block: 'start' });
  }

  /** Sees to it that a link to a paragraph shows the text it was made for. */
  function check() {
    const { paragraph, print } = page.route;
    if (!print) return;
    const all = [...reading.article.querySelectorAll('[data-p]')];
    const meant = reading.original(() => all.find((node) => fingerprint(node.textContent) === print));
    if (!meant) toast(reading, reading.t('changed'));
    else if (Number(meant.dataset.p) !== paragraph) meant.scrollIntoView({ block: 'center' });
  }

  return { follow, check };
}

/** The number of the first paragraph in sight; 0 at the top and at the end of the article. */
function inSight(article) {
  const header = document.querySelector('header').getBoundingClientRect().bottom;
  const all = [...article.querySelectorAll('[data-p]')];
  if (scrollY < 10 || all.at(-1)?.getBoundingClientRect().bottom < innerHeight) return 0;
  const first = all.find((node) => node.getBoundingClientRect().bottom > header + 20);
  return Number(first?.dataset.p ?? 0);
}
