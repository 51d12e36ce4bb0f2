// Measures the one engine that is served below /peer: to its first result, and then every query.

import { ask } from './ask.js';

const started = performance.now();
const job = JSON.parse(document.querySelector('#job').textContent);
const send = (what, value) => fetch(`/${what}`, { method: 'POST', body: JSON.stringify(value) });
const loaded = (src) => new Promise((resolve, reject) => {
  const script = Object.assign(document.createElement('script'), { src, onload: resolve, onerror: reject });
  document.head.append(script);
});

const memories = wasmMemories();

try {
  await loaded('/peer/engine.js');
  const address = (name) => new URL(`/peer/${name}`, location.href).href;
  const answer = async (name) => {
    const response = await fetch(address(name));
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    return response;
  };
  const search = await globalThis.engine.open({
    ...job,
    address,
    text: async (name) => (await answer(name)).text(),
    bytes: async (name) => (await answer(name)).arrayBuffer(),
  });
  const opened = performance.now();
  const hits = await search(job.first, job.limit);
  document.querySelector('ol').append(...hits.map(({ title, text = '' }) => {
    const item = document.createElement('li');
    item.textContent = `${title} ${text.slice(0, 200)}`;
    return item;
  }));
  const shown = performance.now();
  await send('first', { started, opened, shown, found: hits.length });
  if (job.queries) {
    const { bytes } = await performance.measureUserAgentSpecificMemory();
    const memory = memories.reduce((sum, { buffer }) => sum + buffer.byteLength, bytes);
    const queries = await (await fetch('/queries.json')).json();
    await send('done', { memory, ...await ask(search, queries, job) });
  }
} catch (error) {
  await send('failed', `${error}`);
}

/** The memories of WebAssembly modules from now on, which the browser does not count by itself. */
function wasmMemories() {
  const memories = [];
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const answer = await original.apply(WebAssembly, given);
      const { exports } = answer.instance ?? answer;
      memories.push(...Object.values(exports).filter((value) => value instanceof WebAssembly.Memory));
      return answer;
    };
  }
  return memories;
}
