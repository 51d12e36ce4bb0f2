// The order of the lists and what is left out of them: by language, source and year.

import { element } from './dom.js';

const ORDERS = ['given', 'newest', 'oldest', 'title', 'source'];

/** The choices above the list and above the results; `show` brings them up to date. */
export function arrangement(reading) {
  const { page } = reading;
  const row = document.getElementById('arrange');
  const empty = element('p', { id: 'none-left', hidden: '' });
  const count = document.getElementById('count');
  const items = [...page.list.querySelectorAll('li')];
  let left = items.length;
  row.after(empty);
  const chosen = { order: 'given', lang: '', source: '', year: '' };
  let drawnFor;

  const facts = (item) => {
    const info = page.infos.get(item.dataset.id) ?? {};
    return { ...info, year: info.date?.slice(0, 4), lang: info.lang ?? item.lang };
  };

  function show() {
    const { t, numbers } = reading;
    // The first part of the page counts the whole list.
    count.textContent = page.t('articles', { n: left });
    const key = `${numbers} ${page.language} ${page.infos.size}`;
    if (key === drawnFor) return;
    drawnFor = key;
    row.setAttribute('aria-label', t('arrange'));
    row.replaceChildren(...choices());
    const sorts = document.getElementById('sorts');
    if (!sorts.firstChild || sorts.lang !== page.language) {
      sorts.lang = page.language;
      const options = ['score', 'date'].map((value) => [value, t(`sort-${value}`)]);
      sorts.replaceChildren(select('sort', options, page.sort, (value) => {
        page.sort = value;
      }));
    }
  }

  function choices() {
    const { t, numbers } = reading;
    const names = new Intl.DisplayNames(page.language, { type: 'language' });
    const years = new Intl.NumberFormat(numbers, { useGrouping: false });
    const named = { lang: (tag) => names.of(tag), source: (name) => name, year: (year) => years.format(year) };
    const collator = new Intl.Collator(page.language, { numeric: true });
    const orders = ORDERS.map((order) => [order, t(`order-${order}`)]);
    const selects = [select('order', orders, chosen.order, (value) => arrange({ order: value }))];
    for (const name of ['lang', 'source', 'year']) {
      const values = [...new Set(items.map((item) => facts(item)[name]).filter(Boolean))];
      if (values.length < 2) continue;
      const labelled = values.map((value) => [value, named[name](value)]);
      labelled.sort(([, a], [, b]) => collator.compare(a, b));
      const options = [['', t(`every-${name}`)], ...labelled];
      selects.push(select(name, options, chosen[name], (value) => arrange({ [name]: value })));
    }
    return selects;
  }

  function select(name, options, value, onChange) {
    const node = element('select', { 'aria-label': reading.t(`by-${name}`) });
    for (const [key, text] of options) node.append(element('option', { value: key }, text));
    node.value = value;
    node.addEventListener('change', () => onChange(node.value));
    return node;
  }

  function arrange(change) {
    Object.assign(chosen, change);
    const { order, ...limits } = chosen;
    left = 0;
    for (const item of items) {
      const of = facts(item);
      item.hidden = Object.entries(limits).some(([name, value]) => value && of[name] !== value);
      if (!item.hidden) left += 1;
    }
    const collator = new Intl.Collator(page.language, { numeric: true });
    const text = (item, name) => facts(item)[name] ?? '';
    const compare = {
      given: () => 0,
      newest: (a, b) => text(b, 'date').localeCompare(text(a, 'date')),
      // What has no date stands last in either order.
      oldest: (a, b) => (text(a, 'date') || '9').localeCompare(text(b, 'date') || '9'),
      title: (a, b) => collator.compare(text(a, 'title'), text(b, 'title')),
      source: (a, b) => collator.compare(text(a, 'source'), text(b, 'source')),
    };
    page.list.querySelector('ol').replaceChildren(...[...items].sort(compare[order]));
    show();
    const said = reading.t('left', { n: left });
    empty.textContent = said;
    empty.hidden = left > 0;
    page.announce(said);
  }

  return { show };
}
