// One shape of answer, whoever searched: the built-in engine or the client of a search server.
//
// Clients are those of Algolia's shape, which Meilisearch, Typesense, OpenSearch and others have
// adapters for. What they answer is text between marks, never HTML.

const [START, END] = ['__ais-highlight__', '__/ais-highlight__'];

/** Where the texts of a hit may be: Kashkul's own fields first, then what other collections use. */
const TITLES = ['title', 'name', 'headline'];
const TEXTS = ['text', 'content', 'snippet', 'description', 'body'];

/** Whether an engine is an opened collection. */
export const isCollection = (engine) => typeof engine?.render === 'function';

/**
 * Asks an engine; a collection answers at once, a client in a promise. `scope` narrows every search
 * down: in the language of queries for a collection, as `filters` for a client.
 */
export function ask(engine, query, { limit, offset = 0, scope, indexName = 'kashkul' }) {
  if (isCollection(engine)) {
    return engine.search(scope ? `${query} ${scope}` : query, { limit, offset });
  }
  const params = {
    query,
    // Adapters count pages, so that a page begins where the offset is.
    page: Math.floor(offset / limit),
    hitsPerPage: limit,
    filters: scope || undefined,
    attributesToHighlight: TITLES,
    attributesToSnippet: TEXTS.map((name) => `${name}:30`),
    highlightPreTag: START,
    highlightPostTag: END,
  };
  return answer(engine.search([{ indexName, query, params }]), query);
}

const answer = async (answering, query) => {
  const { results } = await answering;
  const { hits, nbHits } = results[0];
  return { query, total: nbHits ?? hits.length, hits: hits.map(hitOf), interpreted: [] };
};

const hitOf = (hit) => {
  const shown = { ...hit, ...values(hit._highlightResult), ...values(hit._snippetResult) };
  const found = { ...hit, ...values(hit._highlightResult) };
  const text = (fields, within) => fields.map((name) => within[name]).find((value) => typeof value === 'string') ?? '';
  const dir = hit.dir ?? 'auto';
  const snippet = runs(text(TEXTS, shown));
  return {
    ...hit,
    id: String(hit.id ?? hit.objectID),
    title: runs(text(TITLES, found)),
    snippet,
    places: [{ snippet, snippetDir: dir, paragraph: 0 }],
    text: text(TEXTS, hit),
    snippetDir: dir,
    dir,
    lang: hit.lang ?? '',
    why: [],
    others: [],
  };
};

const values = (fields = {}) =>
  Object.fromEntries(Object.entries(fields).flatMap(([name, field]) => (field?.value === undefined ? [] : [[name, `${field.value}`]])));

/** Text between marks as runs. */
const runs = (text) =>
  text.split(START).flatMap((part, index) => {
    const [match, rest] = index ? part.split(END) : [undefined, part];
    return [{ text: match ?? '', isMatch: true }, { text: rest ?? '', isMatch: false }].filter((run) => run.text);
  });
