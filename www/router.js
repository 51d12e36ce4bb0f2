// The page's addresses. Everything stands in the fragment, so that they work from `file://`, on any
// host and in any folder.
//
//   #/                    the list        { name: 'home' }
//   #/s?q=…               the results     { name: 'search', query }
//   #/a/<id>?q=…&h=3      an article      { name: 'article', id, query?, hit? }
//   #/a/<id>?p=4&x=…      a paragraph     { name: 'article', id, query?, paragraph?, print? }
//
// `print` is the fingerprint of the paragraph's text, by which it is found again where the article
// has changed.

/** Reads an address; what it does not know is the list. */
export function parse(fragment) {
  const [, path, parameters] = /^#?([^?]*)\??(.*)$/s.exec(fragment);
  const values = new URLSearchParams(parameters);
  const query = values.get('q');
  // The second form is what the page's links are while no script has run.
  const id = /^(?:\/a\/|a-)(.+)$/s.exec(path)?.[1];
  if (id) {
    const number = (name) => (/^[1-9]\d{0,5}$/.test(values.get(name)) ? Number(values.get(name)) : undefined);
    const print = /^[\da-f]{8}$/.exec(values.get('x'))?.[0];
    const place = { hit: number('h'), paragraph: number('p'), print };
    return given({ name: 'article', id: decoded(id), query, ...place });
  }
  return path === '/s' && query ? { name: 'search', query } : { name: 'home' };
}

/** Writes an address; the inverse of `parse`. */
export function format({ name, id, query, hit, paragraph, print }) {
  const values = new URLSearchParams(given({ q: query, h: hit, p: paragraph, x: print })).toString();
  const parameters = values && `?${values}`;
  if (name === 'article') return `#/a/${encodeURIComponent(id)}${parameters}`;
  return name === 'search' && query ? `#/s${parameters}` : '#/';
}

/** What is there of a route: no part of one is empty or zero. */
const given = (parts) => Object.fromEntries(Object.entries(parts).filter(([, value]) => value));

// A hand-made address may hold a stray percent sign.
const decoded = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
