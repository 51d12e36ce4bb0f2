// Dates in words. `Intl` knows the calendars and the names of months; the order of a Persian date is
// put together here, because engines print «۱۴۰۰ بهمن ۱۵, جمعه».

const LOCALES = {
  fa: { tag: 'fa-IR', digits: 'arabext', calendar: 'persian', comma: '، ' },
  ar: { tag: 'ar', digits: 'arab', calendar: 'gregory', comma: '، ' },
  en: { tag: 'en-GB', digits: 'latn', calendar: 'gregory', comma: ', ' },
};

/** The calendar that a language's readers count in. */
export const calendarOf = (lang) => locale(lang).calendar;

/**
 * Writes an ISO date (`YYYY-MM-DD`, optionally `Thh:mm`) in a language, a calendar and digits (a
 * Unicode numbering system); `isLong` adds the day of the week and the time, `months` 'SY' takes the months
 * of Syria, Lebanon and Iraq for those of Egypt in Arabic. What is no such date comes back as it was.
 */
export function formatDate(iso, lang, { calendar = calendarOf(lang), isLong = false, digits, months } = {}) {
  const [, year, month, day, hour, minute] = ISO.exec(iso) ?? [];
  if (!day) return iso;
  const { tag, digits: own, comma } = locale(lang);
  const place = tag === 'ar' && months === 'SY' ? 'ar-SY' : tag;
  const name = `${place}-u-ca-${calendar}-nu-${digits ?? own}`;
  // The printed time carries no zone: it is read and written in the same one.
  const instant = Date.UTC(year, month - 1, day, hour ?? 0, minute ?? 0);
  const parts = (options) => formatter(name, { timeZone: 'UTC', ...options });
  const date = parts({
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    weekday: isLong ? 'long' : undefined,
  });
  const text = tag === 'fa-IR' ? inOrder(date.formatToParts(instant)) : date.format(instant);
  if (!isLong || !hour) return text;
  const time = parts({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return text + comma + time.format(instant);
}

// A formatter takes longer to make than hundreds of dates to write.
const formatters = new Map();
const formatter = (name, options) => {
  const key = name + JSON.stringify(options);
  if (!formatters.has(key)) formatters.set(key, new Intl.DateTimeFormat(name, options));
  return formatters.get(key);
};

const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?/;

const inOrder = (parts) =>
  ['weekday', 'day', 'month', 'year']
    .flatMap((type) => parts.find((part) => part.type === type)?.value ?? [])
    .join(' ');

const locale = (lang) => LOCALES[lang.split('-')[0]] ?? LOCALES.en;
