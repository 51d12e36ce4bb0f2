// Dates in words. `Intl` knows the calendars and the names of months; the order of a Persian date is
// put together here, because engines print «۱۴۰۰ بهمن ۱۵, جمعه».

const LOCALES = {
  fa: { tag: 'fa', digits: 'arabext', calendar: 'persian' },
  ar: { tag: 'ar', digits: 'arab', calendar: 'gregory' },
  en: { tag: 'en-GB', digits: 'latn', calendar: 'gregory' },
};

/** The calendar that a language's readers count in. */
export const calendarOf = (lang) => locale(lang).calendar;

/**
 * Writes the day of an ISO date (`YYYY-MM-DD`, optionally `Thh:mm`) in a language, a calendar and digits
 * (a Unicode numbering system); `months` 'SY' takes the months of Syria, Lebanon and Iraq for those of
 * Egypt in Arabic. What is no such date comes back as it was.
 */
export function formatDate(iso, lang, { weekday, ...choices } = {}) {
  const [, year, month, day] = ISO.exec(iso) ?? [];
  if (!day) return iso;
  const date = formatter(lang, choices, { day: 'numeric', month: 'long', year: 'numeric', weekday });
  const instant = Date.UTC(year, month - 1, day);
  return locale(lang) === LOCALES.fa ? inOrder(date.formatToParts(instant)) : date.format(instant);
}

/** The same with the day of the week, and with the time of day where it is known. */
export function formatMoment(iso, lang, choices = {}) {
  const date = formatDate(iso, lang, { ...choices, weekday: 'long' });
  const [, , , , hour, minute] = ISO.exec(iso) ?? [];
  if (!hour) return date;
  const time = formatter(lang, choices, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const comma = locale(lang) === LOCALES.en ? ', ' : '، ';
  return date + comma + time.format(Date.UTC(2000, 0, 1, hour, minute));
}

// A formatter takes longer to make than hundreds of dates to write.
const formatters = new Map();
function formatter(lang, { calendar = calendarOf(lang), digits, months }, options) {
  const { tag, digits: own } = locale(lang);
  const place = tag === 'ar' && months === 'SY' ? 'ar-SY' : tag;
  const name = `${place}-u-ca-${calendar}-nu-${digits ?? own}`;
  const key = name + JSON.stringify(options);
  // The printed time carries no zone: it is read and written in the same one.
  if (!formatters.has(key)) formatters.set(key, new Intl.DateTimeFormat(name, { timeZone: 'UTC', ...options }));
  return formatters.get(key);
}

const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?/;

const inOrder = (parts) =>
  ['weekday', 'day', 'month', 'year']
    .flatMap((type) => parts.find((part) => part.type === type)?.value ?? [])
    .join(' ');

const locale = (lang) => LOCALES[lang.split('-')[0]] ?? LOCALES.en;
