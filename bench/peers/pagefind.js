// Pagefind: its Node library indexes; the page loads what it wrote, piece by piece.

export const name = 'Pagefind';
export const settings = 'as it is, one language for all documents';
// It needs a page: it fetches by addresses, and searches in a worker.
export const needsPage = true;

export async function build({ documents, language, library, file, remove }) {
  const { createIndex, close } = await library('pagefind');
  const { index } = await createIndex({ forceLanguage: language });
  for (const { id, title, text } of documents) {
    const { errors } = await index.addCustomRecord({ url: id, content: `${title}\n${text}`, language, meta: { title } });
    if (errors.length) throw new Error(errors.join('; '));
  }
  const { errors } = await index.writeFiles({ outputPath: file('pagefind') });
  if (errors.length) throw new Error(errors.join('; '));
  await close();
  // Its interfaces are not part of searching.
  await remove(/^pagefind\/pagefind-(?!entry|worker)/);
}

export async function open({ address }) {
  const pagefind = await import(address('pagefind/pagefind.js'));
  await pagefind.options({ baseUrl: '' });
  await pagefind.init();
  return async (query, limit) => {
    const { results } = await pagefind.search(query);
    const hits = await Promise.all(results.slice(0, limit).map((result) => result.data()));
    return hits.map(({ raw_url, url, meta, excerpt }) => ({ id: raw_url ?? url, title: meta.title, text: excerpt }));
  };
}
