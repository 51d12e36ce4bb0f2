// Paints hits with the CSS Custom Highlight API.
//
// Owns which nodes they are, and the two highlights of the document.

/**
 * Paints the hits of a list, to be looked at alone; answers what takes the paint away. The ranges are
 * static: live ones are kept up to date with every change of the document.
 */
export function paint(list) {
  const hits = registered('kashkul-hit', 0);
  const ranges = hitsOf(list).map(
    (node) => new StaticRange({ startContainer: node, startOffset: 0, endContainer: node, endOffset: node.length ?? 1 }),
  );
  for (const range of ranges) hits?.add(range);
  return () => {
    for (const range of ranges) hits?.delete(range);
  };
}

/** The hits below `root`: the text nodes that `data-hits` counts, or the `<mark>` elements. */
export function hitsOf(root) {
  const nodes = [];
  for (const element of root.querySelectorAll('[data-hits], mark')) {
    if (element.localName === 'mark') nodes.push(element);
    else for (const index of element.dataset.hits.split(' ')) nodes.push(element.childNodes[index]);
  }
  return nodes;
}

/** A highlight. The registry belongs to the document: several painted roots share the two. */
export const registered = (name, priority) => {
  const registry = globalThis.CSS?.highlights;
  if (registry && !registry.has(name)) {
    registry.set(name, Object.assign(new Highlight(), { priority }));
  }
  return registry?.get(name);
};
