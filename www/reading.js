// The later part of the page, loaded once the search is ready or a reader asks for something in it:
// the article's tools, the rail of hits, related articles, the order of the list, the panels.
//
// Owns putting these together; each has a module of its own. The first part tells when something
// else is shown (`shown`) and when the current hit has changed (`moved`), has results drawn (`draw`), and
// passes commands on.

import { arrangement } from './arrange.js';
import { calendars } from './calendars.js';
import { explain } from './failure.js';
import { fonts } from './fonts.js';
import { foldComments } from './comments.js';
import { laterCommand } from './commands.js';
import { css } from './reading.css.js';
import { displayPanel } from './display.js';
import { dock } from './dock.js';
import { keySheet } from './keys.js';
import { lens } from './lens.js';
import { offerNearest } from './nearest.js';
import { pass } from './passage.js';
import { PHRASES } from './phrases.js';
import { places } from './places.js';
import { rail } from './rail.js';
import { relatives } from './related.js';
import { share } from './share.js';
import { speech } from './speech.js';
import { stepSize, stepTheme } from './looks.js';
import { toolbar } from './tools.js';
import { translatorOf } from './translate.js';
import { turns } from './turns.js';

/** Starts it for a page; answers what the page tells it by. */
export function start(page) {
  page.adoptStyles(css);
  const reading = { page, article: undefined, t: undefined, act };
  reading.fonts = fonts(reading);
  const parts = {
    places: places(reading),
    speech: speech(reading),
    toolbar: undefined,
    dock: dock(reading),
    rail: rail(reading),
    related: relatives(reading),
    arrangement: arrangement(reading),
    display: displayPanel(reading),
    keys: keySheet(reading),
    calendars: calendars(reading),
    lens: lens(reading),
  };
  parts.toolbar = toolbar(reading, parts);
  reading.original = parts.lens.without;
  const commands = {
    'next-article': () => step(page.links(), 1),
    'previous-article': () => step(page.links(), -1),
    left: () => step(page.listed(), isRightToLeft() ? 1 : -1),
    right: () => step(page.listed(), isRightToLeft() ? -1 : 1),
    larger: () => stepSize(reading, 1),
    smaller: () => stepSize(reading, -1),
    'usual-size': () => stepSize(reading, 0),
    theme: () => stepTheme(reading),
    print: () => print(),
    share: () => share(reading),
    listen: () => parts.speech.toggle(),
    display: () => parts.display.toggle(),
    keys: () => parts.keys.open(),
  };

  function act(command) {
    const needsArticle = ['share', 'listen', 'left', 'right'].includes(command);
    if (!needsArticle || reading.article) commands[command]?.();
  }

  /** Does what a key asks for; true if it was one for something here. */
  function obey(event) {
    const command = laterCommand(event);
    if (command) act(command);
    return Boolean(command);
  }

  /** Moves along the links of the list in sight; true if the key was one for that. */
  function walk({ key, target }) {
    const { input } = page;
    const all = page.links();
    const index = all.indexOf(target);
    if (target !== input && index < 0) return false;
    if (key === 'ArrowDown') all[index + 1]?.focus();
    else if (key === 'ArrowUp' && index >= 0) (all[index - 1] ?? input).focus();
    else if (key === 'Enter' && target === input) all[0]?.focus();
    else return false;
    return true;
  }

  const isRightToLeft = () => document.documentElement.dir === 'rtl';

  // The neighbour of the open article among the links of a list; the first where none is open.
  function step(links, by) {
    const index = links.findIndex((link) => link.dataset.id === page.route.id);
    const link = index < 0 ? links[0] : links[index + by];
    if (link) page.go({ name: 'article', id: link.dataset.id, query: page.route.query });
  }

  /** A step back: what lies over the page goes first; true if there was anything. */
  const retreat = () => parts.display.close() || parts.speech.stop();

  let spoken;
  function translate() {
    const { numbers } = page;
    if (spoken === numbers + page.language) return false;
    spoken = numbers + page.language;
    reading.numbers = numbers;
    reading.t = translatorOf(PHRASES[page.language], page.language, numbers);
    return true;
  }

  function shown(article, arrival) {
    const isOther = reading.article !== article;
    reading.article = article;
    const isNew = translate() || isOther;
    if (isNew) parts.speech.stop();
    reading.fonts.shown();
    parts.toolbar.show(isNew);
    parts.places.follow(isOther && arrival === 'open');
    parts.dock.show();
    parts.rail.draw();
    parts.related.show(isNew, isOther);
    parts.arrangement.show();
    starts?.shown(arrival);
    explain(reading);
    offerNearest(reading);
    if (article) {
      foldComments(article, reading.t);
      parts.calendars.offer(article);
      parts.lens.apply();
      if (arrival !== 'stay') parts.places.check();
    }
  }

  let starts;
  shown(page.shownArticle(), 'open');
  // Without it (the connection broke) an empty search box offers nothing.
  import('./starts.js').then((module) => {
    starts = module.start(reading);
  }, () => {});
  // A first search makes ready what all others use: it need not be the reader's.
  const rehearse = () => page.kashkul?.search(page.collectionTitle);
  (globalThis.requestIdleCallback ?? setTimeout)(rehearse);
  // Lines that new fonts move must not be seen to move by a fading.
  const fade = (change) => !reading.fonts.isDue() && pass(change);
  return { act, draw: turns(), obey, pass: fade, shown, moved: parts.rail.draw, retreat, walk };
}
