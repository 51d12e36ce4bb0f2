// A Chromium with nothing in its caches.
//
// Owns starting it, and ending it with all that it started; what is done in it is the caller's.

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
];

/** Runs `work` with a browser of its own; fails where the browser ends before. */
export async function withBrowser(chrome, { args, stdio = 'ignore' }, work) {
  const profile = await mkdtemp(join(tmpdir(), 'kashkul-bench-'));
  const browser = spawn(chrome, [...ARGUMENTS, `--user-data-dir=${profile}`, ...args], { detached: true, stdio });
  const stopWithUs = () => stop(browser);
  process.once('exit', stopWithUs);
  const gone = once(browser, 'exit');
  const failure = gone.then(() => Promise.reject(new Error('the browser ended by itself')));
  failure.catch(() => {});
  try {
    return await Promise.race([failure, work(browser)]);
  } finally {
    process.off('exit', stopWithUs);
    stop(browser);
    await gone.catch(() => {});
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Ends a browser with the processes that it has started. */
function stop(browser) {
  try {
    process.kill(-browser.pid, 'SIGKILL');
  } catch {
    // It has ended by itself, or never begun.
  }
}
