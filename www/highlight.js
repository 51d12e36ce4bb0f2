// Paints hits with the CSS Custom Highlight API.

/**
 * Paints the hits below `root`: the text nodes that `data-hits` counts, or `<mark>` elements where
 * the Custom Highlight API is missing. Ranges, not elements, keep the letters of a word joined.
 */
export function highlight(root) {
  const targets = [];
  for (const element of root.querySelectorAll('[data-hits], mark')) {
    if (element.localName === 'mark') targets.push(element);
    else for (const index of element.dataset.hits.split(' ')) targets.push(element.childNodes[index]);
  }
  const ranges = targets.map((node) => {
    const range = node.ownerDocument.createRange();
    range.selectNodeContents(node);
    return range;
  });
  const hits = registered('kashkul-hit', 0);
  const current = registered('kashkul-current', 1);
  for (const range of ranges) hits?.add(range);
  let selected = -1;
  const select = (index) => {
    if (selected in ranges) {
      current?.delete(ranges[selected]);
      targets[selected].classList?.remove('current');
    }
    selected = index;
    if (selected in ranges) {
      current?.add(ranges[selected]);
      targets[selected].classList?.add('current');
    }
    return ranges[selected];
  };
  const clear = () => {
    select(-1);
    for (const range of ranges) hits?.delete(range);
  };
  return { count: ranges.length, ranges, select, clear };
}

// The registry belongs to the document: several painted roots share these two highlights.
const registered = (name, priority) => {
  const registry = globalThis.CSS?.highlights;
  if (registry && !registry.has(name)) {
    registry.set(name, Object.assign(new Highlight(), { priority }));
  }
  return registry?.get(name);
};
