// What is said of a newer version, by the page and by the elements.

export const UPDATES = {
  fa: { update: 'نسخهٔ تازه آماده است.', load: 'بارگذاری' },
  ar: { update: 'يتوفر إصدار جديد.', load: 'تحديث' },
  en: { update: 'A new version is ready.', load: 'Load it' },
};
