// Fills a language's texts in: numbers, plurals, text from outside.
//
// `{n}` and `{m}` stand for numbers, any other name in braces for text from outside: that is set
// between isolates, so that its direction cannot turn the sentence around.

/** Marks text off from the sentence around it (FSI … PDI). */
export const isolate = (text) => `\u2068${text}\u2069`;

/** The function that gives the text for a key; `locale` writes its numbers. */
export function translatorOf(texts, language, locale) {
  const numbers = new Intl.NumberFormat(locale);
  const plurals = new Intl.PluralRules(language);
  return (key, values = {}) => {
    let text = texts[key];
    if (typeof text === 'object') text = text[plurals.select(values.n)] ?? text.other;
    return text.replace(/\{(\w+)\}/g, (_, name) =>
      typeof values[name] === 'number' ? numbers.format(values[name]) : isolate(values[name]),
    );
  };
}
