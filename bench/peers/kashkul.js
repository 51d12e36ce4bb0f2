// Kashkul: the native program packs; the library of dist/npm searches.

export const name = 'Kashkul';
export const settings = 'as it is';

export async function build({ documentsFile, copy, run, environment, file, seeds }) {
  await copy(`${environment.KASHKUL_LIBRARY}/kashkul.wasm`, 'kashkul.wasm');
  // The articles of seeds/ are inside of the module.
  if (seeds) return;
  await run(environment.KASHKUL, ['pack', '--format', 'pack', '--out', file('collection.kashkul'), documentsFile]);
}

export async function open({ address, bytes, seeds }) {
  const { open } = await import('kashkul');
  const wasm = address ? address('kashkul.wasm') : await bytes('kashkul.wasm');
  const pack = seeds ? undefined : address ? address('collection.kashkul') : await bytes('collection.kashkul');
  const collection = await open({ wasm, pack });
  const text = (runs) => runs.map((run) => run.text).join('');
  return (query, limit) => collection.search(query, { limit })
    .hits.map(({ id, title, snippet }) => ({ id, title: text(title), text: text(snippet) }));
}
