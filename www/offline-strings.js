// What the page says of working without a network, of new versions and of saving, in the languages
// of the interface. `{why}`, `{file}` and `{n}` stand for what went wrong.

export const TEXTS = {
  fa: {
    keep: 'نگه‌داشتن این مجموعه',
    ready: 'بدون اینترنت هم کار می‌کند.',
    update: 'نسخهٔ تازه آماده است.',
    load: 'بارگذاری',
    later: 'بعداً',
    close: 'بستن',
    elsewhere: 'نسخهٔ تازه در پنجره‌ای دیگر بارگذاری شد.',
    check: 'نسخهٔ تازه‌ای هست؟',
    current: 'همین نسخه تازه‌ترین است.',
    'refused-first': 'این مجموعه برای خواندن بدون اینترنت نگه داشته نشد. {why}',
    'refused-update': 'نسخهٔ تازه درست نرسید و همین نسخه می‌ماند. {why}',
    network: '«{file}» کامل نرسید.',
    status: 'پاسخ میزبان برای «{file}»: {n}.',
    digest: '«{file}» آنی نیست که باید باشد.',
    quota: 'در حافظهٔ مرورگر جا نیست.',
    worker: 'میزبان یا مرورگر اجازه نمی‌دهد.',
    save: 'ذخیرهٔ مجموعه در یک فایل',
    unsaved: 'فایل ساخته نشد. {why}',
  },
  ar: {
    keep: 'الاحتفاظ بهذه المجموعة',
    ready: 'يعمل دون اتصال.',
    update: 'يتوفر إصدار جديد.',
    load: 'تحديث',
    later: 'لاحقًا',
    close: 'إغلاق',
    elsewhere: 'حُمِّل الإصدار الجديد في نافذة أخرى.',
    check: 'هل يوجد إصدار جديد؟',
    current: 'هذا أحدث إصدار.',
    'refused-first': 'تعذّر حفظ المجموعة للقراءة دون اتصال. {why}',
    'refused-update': 'لم يصل الإصدار الجديد سليمًا، ويبقى هذا الإصدار. {why}',
    network: 'لم يصل «{file}» كاملًا.',
    status: 'رد المضيف على «{file}»: {n}.',
    digest: 'محتوى «{file}» غير المتوقع.',
    quota: 'لا مساحة كافية في المتصفح.',
    worker: 'المضيف أو المتصفح لا يسمح بذلك.',
    save: 'حفظ المجموعة في ملف واحد',
    unsaved: 'تعذّر إنشاء الملف. {why}',
  },
  en: {
    keep: 'Keep this collection',
    ready: 'Works without a connection.',
    update: 'A new version is ready.',
    load: 'Load it',
    later: 'Later',
    close: 'Close',
    elsewhere: 'The new version was loaded in another window.',
    check: 'Is there a new version?',
    current: 'This version is the newest.',
    'refused-first': 'The collection could not be kept for reading without a connection. {why}',
    'refused-update': 'The new version did not arrive whole, so this one stays. {why}',
    network: '“{file}” did not arrive whole.',
    status: 'The host answered {n} for “{file}”.',
    digest: '“{file}” is not what it should be.',
    quota: 'The browser has no room left.',
    worker: 'The host or the browser does not allow it.',
    save: 'Save the collection as one file',
    unsaved: 'The file could not be made. {why}',
  },
};

/** A text in the language that the interface has now. */
export function say(key, values = {}) {
  const texts = TEXTS[document.documentElement.lang] ?? TEXTS.en;
  // A file's name is Latin and would turn the sentence around.
  const shown = { ...values, file: `\u2068${values.file}\u2069` };
  return texts[key].replace(/\{(\w+)\}/g, (_, name) => shown[name]);
}
