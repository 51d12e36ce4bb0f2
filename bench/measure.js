// Searches the same questions with Kashkul and its peers, in whichever engine runs this.

/** Calls of one query that are timed together: browsers round their clocks. */
const CALLS = 5;

const percentile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

/** The rows of the table: milliseconds to open, and of one query. */
export function measure({ kashkul, MiniSearch, documents, queries, limit }) {
  const openings = [
    ['Kashkul', () => {
      const collection = kashkul();
      return (query) => collection.search(query, { limit }).total;
    }],
    ['MiniSearch, prefix + fuzzy 0.2', () => {
      const index = new MiniSearch({ fields: ['title', 'text'], searchOptions: { prefix: true, fuzzy: 0.2 } });
      index.addAll(documents);
      return (query) => index.search(query).slice(0, limit).length;
    }],
  ];
  return openings.map(([engine, open]) => {
    const opened = performance.now();
    const search = open();
    const first = performance.now();
    search(queries[0]);
    const end = performance.now();
    for (const query of queries.slice(0, 50)) search(query);
    let answered = 0;
    const times = queries.map((query) => {
      const start = performance.now();
      let total;
      for (let call = 0; call < CALLS; call += 1) total = search(query);
      const time = (performance.now() - start) / CALLS;
      answered += total > 0;
      return time;
    });
    times.sort((a, b) => a - b);
    return {
      engine,
      open: first - opened,
      first: end - first,
      p50: percentile(times, 0.5),
      p95: percentile(times, 0.95),
      max: times.at(-1),
      answered: answered / queries.length,
    };
  });
}

/** The rows as a table in Markdown. */
export function table(where, rows) {
  const head = `| ${where} | open | first query | p50 | p95 | slowest | answered |\n|---|---:|---:|---:|---:|---:|---:|`;
  const number = (value) => value.toFixed(value < 10 ? 3 : 1);
  const line = ({ engine, open, first, p50, p95, max, answered }) =>
    `| ${[engine, ...[open, first, p50, p95, max].map(number), `${(answered * 100).toFixed(1)} %`].join(' | ')} |`;
  return [head, ...rows.map(line)].join('\n');
}

/** `{id, title, text}` of every line. */
export const documentsOf = (lines) => lines.trim().split('\n').map((line) => JSON.parse(line));

/** The questions of lines of `qid<TAB>text`, evenly thinned out to at most `most`. */
export function queriesOf(lines, most) {
  const all = lines.trim().split('\n').map((line) => line.split('\t')[1]);
  const step = Math.ceil(all.length / most);
  return all.filter((_, at) => at % step === 0);
}
