// The reader's choices that a key changes: the size of the text and the colours of the page.

import { SIZES, USUAL_SIZE } from './sizes.js';

/** The themes in the order a key walks through them. */
export const THEMES = ['auto', 'light', 'dark', 'sepia', 'contrast'];

/** Takes a choice, and shows it at once; the usual one is not stored. */
export function choose({ page }, name, value, usual) {
  page.setPreference(name, value === usual ? undefined : value);
  page.applyChoices();
}

/** The step of the text's size that is chosen. */
export function sizeStep(page) {
  const step = Number(page.preference('size') ?? USUAL_SIZE);
  return step in SIZES ? step : USUAL_SIZE;
}

/** Makes the text larger or smaller by a step, or as it was at first. */
export function stepSize(reading, by) {
  const { page } = reading;
  const wanted = by ? sizeStep(page) + by : USUAL_SIZE;
  const step = Math.min(Math.max(wanted, 0), SIZES.length - 1);
  choose(reading, 'size', `${step}`, `${USUAL_SIZE}`);
  page.announce(sizeText(reading, step));
}

/** A size in words. */
export const sizeText = ({ t }, step) =>
  t('size-value', { n: Math.round((100 * SIZES[step]) / SIZES[USUAL_SIZE]) });

/** The next theme. */
export function stepTheme(reading) {
  const { page, t } = reading;
  const current = THEMES.indexOf(page.preference('theme') ?? 'auto');
  const next = THEMES[(current + 1) % THEMES.length];
  choose(reading, 'theme', next, 'auto');
  page.announce(`${t('theme')}: ${t(`theme-${next}`)}`);
}
