// The panel of the page's looks: size, width, colours, digits, calendar, and how the page behaves.

import { SIZES, USUAL_SIZE, WIDTHS } from './sizes.js';
import { choose, sizeStep, sizeText, THEMES } from './looks.js';
import { element } from './dom.js';
import { openWhenPressed } from './pressed.js';

const CHOICES = {
  theme: THEMES,
  width: Object.keys(WIDTHS),
  digits: ['auto', 'arabext', 'arab', 'latn'],
  calendar: ['auto', 'persian', 'gregory', 'islamic-umalqura'],
  months: ['EG', 'SY'],
};

/** Each switch: what is stored when it is not as usual, and whether usual is on. */
const SWITCHES = { keys: ['off', true], font: ['system', true], ligatures: ['few', false], lens: ['on', false] };

/** What a choice stands in again, so that all of it is drawn anew. */
const IN_TEXT = ['digits', 'calendar', 'months', 'lens'];

/** The panel; `toggle` opens and closes it. */
export function displayPanel(reading) {
  const { page } = reading;
  const panel = element('div', { id: 'panel', popover: 'auto', role: 'dialog' });
  document.body.append(panel);
  const wasOpen = openWhenPressed(panel);
  const opener = document.getElementById('display');
  opener.setAttribute('aria-expanded', 'false');
  panel.addEventListener('toggle', ({ newState }) => opener.setAttribute('aria-expanded', newState === 'open'));

  function toggle() {
    if (close() || wasOpen()) return;
    draw();
    panel.showPopover();
    panel.querySelector('input').focus();
  }

  /** Closes it; true if it was open. */
  function close() {
    const isOpen = panel.matches(':popover-open');
    if (isOpen) panel.hidePopover();
    return isOpen;
  }

  function draw() {
    const { t } = reading;
    panel.setAttribute('aria-label', page.t('display'));
    const reset = element('button', { type: 'button' }, t('as-at-first'));
    reset.addEventListener('click', () => {
      for (const name of ['size', ...Object.keys(CHOICES), ...Object.keys(SWITCHES)]) page.setPreference(name);
      page.applyChoices();
      page.redraw();
      reading.fonts.chosen();
      draw();
      panel.querySelector('button').focus();
    });
    const end = element('button', { type: 'button' }, t('close'));
    end.addEventListener('click', close);
    panel.replaceChildren(
      size(),
      ...Object.keys(CHOICES).map(choice),
      ...Object.keys(SWITCHES).map(toggled),
      element('div', { class: 'row' }, reset, end),
    );
  }

  const changed = (name) => {
    if (IN_TEXT.includes(name)) page.redraw();
    if (name === 'font') reading.fonts.chosen();
  };

  function size() {
    const step = sizeStep(page);
    const input = element('input', { type: 'range', min: '0', max: `${SIZES.length - 1}`, value: `${step}` });
    const name = () => input.setAttribute('aria-valuetext', sizeText(reading, Number(input.value)));
    input.addEventListener('input', () => {
      choose(reading, 'size', input.value, `${USUAL_SIZE}`);
      name();
    });
    name();
    return element('label', {}, element('span', {}, reading.t('size')), input);
  }

  function choice(name) {
    const [usual] = CHOICES[name];
    const select = element('select', {});
    for (const value of CHOICES[name]) select.append(element('option', { value }, reading.t(`${name}-${value}`)));
    select.value = page.preference(name) ?? usual;
    select.addEventListener('change', () => {
      choose(reading, name, select.value, usual);
      changed(name);
    });
    return element('label', {}, element('span', {}, reading.t(name)), select);
  }

  function toggled(name) {
    const [stored, isUsuallyOn] = SWITCHES[name];
    const input = element('input', { type: 'checkbox' });
    input.checked = (page.preference(name) === stored) !== isUsuallyOn;
    input.addEventListener('change', () => {
      choose(reading, name, input.checked === isUsuallyOn ? undefined : stored);
      changed(name);
    });
    return element('label', {}, input, element('span', {}, reading.t(`switch-${name}`)));
  }

  return { toggle, close };
}
