// The page's addresses. Everything stands in the fragment, so that they work from `file://`, on any
// host and in any folder.
//
//   #/                    the list        { name: 'home' }
//   #/s?q=…               the results     { name: 'search', query }
//   #/a/<id>?q=…&h=3      an article      { name: 'article', id, query?, hit? }

/** Reads an address; what it does not know is the list. */
export function parse(fragment) {
  const [, path, parameters] = /^#?([^?]*)\??(.*)$/s.exec(fragment);
  const values = new URLSearchParams(parameters);
  const query = values.get('q') || undefined;
  // The second form is what the page's links are while no script has run.
  const id = /^(?:\/a\/|a-)(.+)$/s.exec(path)?.[1];
  if (id) {
    const hit = /^[1-9]\d{0,5}$/.test(values.get('h')) ? Number(values.get('h')) : undefined;
    return withoutUndefined({ name: 'article', id: decoded(id), query, hit });
  }
  return path === '/s' && query ? { name: 'search', query } : { name: 'home' };
}

/** Writes an address; the inverse of `parse`. */
export function format({ name, id, query, hit }) {
  const values = new URLSearchParams(withoutUndefined({ q: query || undefined, h: hit })).toString();
  const parameters = values && `?${values}`;
  if (name === 'article') return `#/a/${encodeURIComponent(id)}${parameters}`;
  return name === 'search' && query ? `#/s${parameters}` : '#/';
}

const withoutUndefined = (object) =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));

// A hand-made address may hold a stray percent sign.
const decoded = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
