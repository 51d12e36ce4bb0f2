// The reader's place in the address of the page around it: only with `route="hash"`, behind a prefix.

import { format, parse } from './router.js';

/** The address of a reader. */
export function route(reader) {
  const isOn = () => reader.route === 'hash';
  const start = () => `#${reader.routePrefix}/`;
  const written = (place) => `#${reader.routePrefix}${format(place).slice(1)}`;
  const current = () => (isOn() && location.hash.startsWith(start()) ? parse(`#/${location.hash.slice(start().length)}`) : undefined);

  const push = (place) => {
    if (isOn() && written(place) !== location.hash) history.pushState(null, '', written(place));
  };

  const replace = (place) => {
    if (isOn()) history.replaceState(null, '', written(place));
  };

  /** Tells of other addresses: `show` gets the place that one names. */
  function listen(signal, show) {
    const changed = () => {
      const place = current() ?? (isOn() && !location.hash ? { name: 'home' } : undefined);
      if (place) show(place);
    };
    addEventListener('popstate', changed, { signal });
  }

  return { current, listen, push, replace };
}
