// node page.mjs SITE: loads the page on a slow line and a slow device, types into it, and prints what
// it took as JSON.
//
// Owns the device, the line, the words typed, and the moments that are compared.

import { once } from 'node:events';
import { createServer } from 'node:http';
import { readFile, readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { brotliCompressSync } from 'node:zlib';
import { withPage } from './devtools.mjs';

/** A processor a fourth as fast, and Lighthouse's slow 4G: 1.6 Mbit/s, 150 ms to every answer. */
const SLOWER = 4;
const KILOBIT = 1000 / 8;
const LINE = { offline: false, latency: 150, downloadThroughput: 1600 * KILOBIT, uploadThroughput: 750 * KILOBIT };
const DEVICES = {
  phone: { width: 412, height: 823, deviceScaleFactor: 1.75, mobile: true },
  desktop: { width: 1280, height: 800, deviceScaleFactor: 1, mobile: false },
};
const LOADS = 5;
/** The loads that are typed into: a key that the machine was slow for once is not a slow key. */
const TYPED = 3;
/** Between two keys: fast typing. */
const KEY_MS = 150;
const QUERIES = [
  'لاوروف', 'وانگ یی', 'مذاکرات هسته‌ای', 'وزیر خارجه روسیه', 'ایران', 'جنگ در اوکراین', 'همکاری چین و روسیه',
  'لافروف', 'وزير الخارجية الصيني', 'روسيا والصين', 'مفاوضات', 'سوريا',
  'Lavrov', 'Wang Yi', 'foreign minister', 'gh,v,t', 'zzz',
];
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm',
};

/** What is loaded, and when it can be typed into: the site, and beside it what the browser takes by itself. */
const PAGE = { path: '', isReady: 'globalThis.watched?.ready' };
const BOX = { path: 'box.html', isReady: "globalThis.watched && document.readyState === 'complete'" };
const BOX_HTML = '<!doctype html><html lang="fa" dir="rtl"><title>.</title><input id="q">';

const [site] = process.argv.slice(2);
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
const server = createServer(await answering(site));
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const address = `http://127.0.0.1:${server.address().port}/`;
const measured = {};
for (const [name, device] of Object.entries(DEVICES)) {
  const loads = [];
  for (let load = 0; load < LOADS; load += 1) {
    console.error(`• ${name}, load ${load + 1} of ${LOADS}`);
    const isTyped = load + TYPED >= LOADS;
    loads.push(await withPage(process.env.CHROME, (page) => loaded(page, device, PAGE, isTyped)));
  }
  console.error(`• ${name}, an empty box`);
  const box = await withPage(process.env.CHROME, (page) => loaded(page, device, BOX, true));
  const typed = loads.slice(-TYPED);
  measured[name] = {
    loads: loads.map(({ lcp, cls, element }) => ({ lcp, cls, element })),
    typed: typed[0].typed.map((_, key) => ({
      drawn: median(typed.map(({ typed }) => typed[key].drawn)),
      presented: median(typed.map(({ typed }) => typed[key].presented)),
    })),
    busy: median(typed.map(({ busy }) => busy)),
    box: box.typed,
  };
}
await new Promise((done) => process.stdout.write(`${JSON.stringify(measured)}\n`, done));
process.exit();

/** The site's files, compressed as a host compresses them. */
async function answering(folder) {
  const files = new Map();
  for (const name of await readdir(folder)) {
    const bytes = await readFile(join(folder, name));
    const type = TYPES[extname(name)];
    const body = type ? brotliCompressSync(bytes) : bytes;
    files.set(`/${name}`, { body, headers: { 'content-type': type, 'content-encoding': type && 'br' } });
  }
  files.set('/', files.get('/index.html'));
  files.set(`/${BOX.path}`, { body: BOX_HTML, headers: { 'content-type': TYPES['.html'] } });
  return ({ url }, response) => {
    const { body = '', headers = {} } = files.get(new URL(url, address).pathname) ?? {};
    const known = Object.entries(headers).filter(([, value]) => value);
    response.writeHead(body ? 200 : 404, Object.fromEntries(known)).end(body);
  };
}

/** Loads a page, and types where that is asked. */
async function loaded({ send }, device, { path, isReady }, isTyped) {
  const evaluate = async (expression) => {
    const { result, exceptionDetails } = await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  await send('Page.enable');
  await send('Network.enable');
  await send('Emulation.setDeviceMetricsOverride', device);
  await send('Emulation.setLocaleOverride', { locale: 'fa-IR' });
  await send('Emulation.setUserAgentOverride', { userAgent: await evaluate('navigator.userAgent'), acceptLanguage: 'fa-IR,fa' });
  await send('Page.addScriptToEvaluateOnNewDocument', { source: `(${watch})()` });
  await send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await send('Network.emulateNetworkConditions', LINE);
  await send('Page.navigate', { url: address + path });
  // The page that is left does not answer any more.
  await until(() => evaluate(isReady).catch(() => false), 'the page is not ready');
  // What comes later has come: the fonts too.
  await pause(1500);
  if (!isTyped) return JSON.parse(await evaluate('JSON.stringify(watched)'));
  const busy = async () => {
    const { metrics } = await send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
  };
  await evaluate("document.getElementById('q').focus()");
  await send('Performance.enable', { timeDomain: 'threadTicks' });
  const before = await busy();
  for (const query of QUERIES) await type(send, query);
  const after = await busy();
  const report = JSON.parse(await evaluate('JSON.stringify(watched)'));
  return { ...report, typed: strokes(report), busy: (after - before) / report.keys.length };
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

/** Types a query over the one before, key by key. */
async function type(send, query) {
  for (const [index, text] of [...query].entries()) {
    if (!index) {
      await send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'a', code: 'KeyA', modifiers: 2, commands: ['selectAll'] });
      await send('Input.dispatchKeyEvent', { type: 'keyUp', key: 'a', code: 'KeyA', modifiers: 2 });
      await pause(400);
    }
    await send('Input.dispatchKeyEvent', { type: 'keyDown', key: text, text });
    await pause(KEY_MS / 2);
    await send('Input.dispatchKeyEvent', { type: 'keyUp', key: text });
    await pause(KEY_MS / 2);
  }
}

async function until(condition, complaint) {
  for (let waited = 0; waited < 600; waited += 1) {
    if (await condition()) return;
    await pause(50);
  }
  throw new Error(complaint);
}

/** Runs in the page, before its scripts: notes what is painted when, and what is moved. */
function watch() {
  const watched = { lcp: 0, cls: 0, element: '', ready: 0, keys: [], events: [] };
  globalThis.watched = watched;
  const observe = (type, each, options) =>
    new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true, ...options });
  observe('largest-contentful-paint', ({ startTime, element }) => {
    watched.lcp = startTime;
    watched.element = element?.id ? `#${element.id}` : element?.localName;
  });
  observe('layout-shift', ({ value, hadRecentInput }) => {
    if (!hadRecentInput) watched.cls += value;
  });
  observe('resource', ({ name, responseEnd }) => {
    if (name.endsWith('/reading.js')) watched.ready = responseEnd;
  });
  const named = ['keydown', 'keypress', 'input'];
  observe('event', ({ name, startTime, duration }) => {
    if (named.includes(name)) watched.events.push({ start: startTime, end: startTime + duration });
  }, { durationThreshold: 16 });
  addEventListener('keydown', ({ timeStamp, ctrlKey, key }) => {
    if (ctrlKey || [...key].length !== 1) return;
    const stroke = { start: timeStamp };
    watched.keys.push(stroke);
    requestAnimationFrame(() => {
      // The first task after the frame: style, layout and paint are done.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => { stroke.painted = performance.now(); };
      port2.postMessage(0);
    });
  }, true);
}

/** For each key: until the frame was drawn, and until it was presented, in steps of 8 ms (16 is the least). */
function strokes({ keys, events }) {
  return keys.map(({ start, painted }) => {
    const own = events.filter((event) => event.start >= start - 1 && event.start < painted);
    return { drawn: painted - start, presented: Math.max(16, ...own.map(({ end }) => end - start)) };
  });
}
