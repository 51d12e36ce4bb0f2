// Asks every query and takes the time: the same in a page and in Node.

/**
 * The share of the time in which queries are asked and not timed. Compilers need to see the code at work, and
 * an engine that answers sooner needs no less of their time.
 */
const WARM_UP = 0.1;

/** `{ times, found }`: milliseconds and the ids found, of as many queries as the seconds allow. */
export async function ask(search, queries, { limit, seconds }) {
  const begin = performance.now();
  const end = begin + seconds * 1000;
  for (let n = 0; performance.now() < begin + seconds * 1000 * WARM_UP; n += 1) {
    await search(queries[n % queries.length], limit);
  }
  const times = [];
  const found = [];
  for (const query of queries) {
    if (performance.now() > end) break;
    const start = performance.now();
    let hits = search(query, limit);
    // To wait costs a turn of the event loop, so only those do that must.
    if (hits instanceof Promise) hits = await hits;
    times.push(performance.now() - start);
    found.push(hits.map(({ id }) => id));
  }
  return { times, found };
}
