// A fresh Chromium that is spoken to through a pipe, by the DevTools protocol.
//
// Owns the messages; what they say is the caller's.

import { withBrowser } from './chromium.mjs';

/** Runs `work` with `send(method, parameters)` and `on(method, listener)` of a page in a browser of its own. */
export const withPage = (chrome, work) => {
  const stdio = ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'];
  return withBrowser(chrome, { args: ['--remote-debugging-pipe'], stdio }, async (browser) => work(await attached(connection(browser))));
};

/** Speaks with a browser: each message is a JSON text that a zero byte ends. */
function connection(browser) {
  const [, , , input, output] = browser.stdio;
  const asked = new Map();
  const listeners = new Map();
  let last = 0;
  let rest = '';
  output.setEncoding('utf8').on('data', (part) => {
    const messages = (rest + part).split('\0');
    rest = messages.pop();
    for (const { id, method, params, error, result } of messages.map((text) => JSON.parse(text))) {
      if (id === undefined) listeners.get(method)?.(params);
      else if (error) asked.get(id).reject(new Error(error.message));
      else asked.get(id).resolve(result);
      asked.delete(id);
    }
  });
  const send = (method, params = {}, sessionId = undefined) =>
    new Promise((resolve, reject) => {
      last += 1;
      asked.set(last, { resolve, reject });
      input.write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`);
    });
  return { send, on: (method, listener) => listeners.set(method, listener) };
}

/** The same for the one page that is open. */
async function attached({ send, on }) {
  const { targetInfos } = await send('Target.getTargets');
  const { targetId } = targetInfos.find(({ type }) => type === 'page');
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
  return { send: (method, params) => send(method, params, sessionId), on };
}
