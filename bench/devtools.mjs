// A fresh Chromium that is spoken to through a pipe, by the DevTools protocol.
//
// Owns starting and ending it, and the messages; what they say is the caller's.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ARGUMENTS = [
  '--headless=new',
  // A machine for measuring is often a container, whose root has no other sandbox to nest.
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-background-networking',
  '--no-first-run',
  '--remote-debugging-pipe',
];

/** Runs `work` with `send(method, parameters)` and `on(method, listener)` of a page in a browser of its own. */
export async function withPage(chrome, work) {
  const profile = await mkdtemp(join(tmpdir(), 'kashkul-bench-'));
  const stdio = ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'];
  const browser = spawn(chrome, [...ARGUMENTS, `--user-data-dir=${profile}`], { detached: true, stdio });
  const stopWithUs = () => stop(browser);
  process.once('exit', stopWithUs);
  const gone = once(browser, 'exit');
  const failure = gone.then(() => Promise.reject(new Error('the browser ended by itself')));
  failure.catch(() => {});
  try {
    return await Promise.race([failure, work(await attached(connection(browser)))]);
  } finally {
    process.off('exit', stopWithUs);
    stop(browser);
    await gone;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

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

/** Ends a browser with the processes that it has started. */
function stop(browser) {
  try {
    process.kill(-browser.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
