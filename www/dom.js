// Builds elements. Text only ever becomes text nodes, so that no article can bring markup along.

/** An element with attributes (undefined ones left out) and children (strings become text). */
export function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value !== undefined) node.setAttribute(attribute, value);
  }
  node.append(...children);
  return node;
}

/** Fills an element with runs: matches as text nodes counted in `data-hits`, or as `<mark>`. */
export function appendRuns(parent, runs) {
  if (globalThis.CSS?.highlights) {
    for (const { text } of runs) parent.appendChild(document.createTextNode(text));
    const hits = runs.flatMap((run, index) => (run.isMatch ? index : []));
    if (hits.length) parent.dataset.hits = hits.join(' ');
  } else {
    for (const { text, isMatch } of runs) parent.append(isMatch ? element('mark', {}, text) : text);
  }
  return parent;
}
