// Asks every query and takes the time: the same in a page and in Node.

/** How many queries are asked before any is timed: compilers need to see the code at work. */
const WARM_UP = 20;

/** `{ times, found }`: milliseconds and the ids found, of as many queries as the seconds allow. */
export async function ask(search, queries, { limit, seconds }) {
  const end = performance.now() + seconds * 1000;
  for (const query of queries.slice(0, WARM_UP)) {
    if (performance.now() < end - seconds * 500) await search(query, limit);
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
