// tinysearch: its program writes a crate with the index inside and compiles it, which is most of the time
// that it builds. It answers with titles and addresses alone.

export const name = 'tinysearch';
export const settings = 'as it is; titles alone come back';
export const missing = ({ TINYSEARCH }) => (TINYSEARCH ? undefined : 'its program could not be installed');

export async function build({ documents, write, remove, file, run, environment }) {
  await write('documents.json', JSON.stringify(documents.map(({ id, title, text }) => ({ title, url: id, body: text }))));
  // The program looks for what it has compiled where cargo puts it by default.
  const { CARGO_TARGET_DIR: _, ...env } = environment;
  await run(environment.TINYSEARCH, ['--release', '-m', 'wasm', '-p', file('.'), file('documents.json')], { env });
  await remove(/^documents\.json$/);
}

export async function open({ bytes }) {
  const { instance } = await WebAssembly.instantiate(await bytes('tinysearch_engine.wasm'));
  const { memory, search, free_search_result } = instance.exports;
  // As its own loader hands strings over: in pages of memory that are added for each.
  const given = (text) => {
    const content = new TextEncoder().encode(`${text}\0`);
    memory.grow(Math.ceil(content.length / 65536));
    const at = memory.buffer.byteLength - content.length;
    new Uint8Array(memory.buffer, at).set(content);
    return at;
  };
  return (query, limit) => {
    const at = search(given(query), limit);
    if (at === 0) return [];
    const content = new Uint8Array(memory.buffer, at);
    const answer = new TextDecoder().decode(content.subarray(0, content.indexOf(0)));
    free_search_result(at);
    return JSON.parse(answer).map(({ url, title }) => ({ id: url, title }));
  };
}
