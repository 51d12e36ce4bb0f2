// What the page says of keeping the collection, in the languages of the interface. `{why}`, `{file}`
// and `{n}` stand for what went wrong.

import { numbersOf } from './languages.js';
import { preference } from './preferences.js';
import { translatorOf } from './translate.js';

export const TEXTS = {
  fa: {
    keep: 'نگه‌داشتن این مجموعه',
    close: 'بستن',
    save: 'ذخیرهٔ مجموعه در یک فایل',
    unsaved: 'فایل ساخته نشد. {why}',
  },
  ar: {
    keep: 'الاحتفاظ بهذه المجموعة',
    close: 'إغلاق',
    save: 'حفظ المجموعة في ملف واحد',
    unsaved: 'تعذّر إنشاء الملف. {why}',
  },
  en: {
    keep: 'Keep this collection',
    close: 'Close',
    save: 'Save the collection as one file',
    unsaved: 'The file could not be made. {why}',
  },
};

/** The function that gives a text of a table in the language of the page. */
export const sayer =
  (texts) =>
  (key, values) => {
    const chosen = document.documentElement.lang;
    const lang = Object.hasOwn(texts, chosen) ? chosen : 'en';
    return translatorOf(texts[lang], lang, numbersOf(lang, preference('digits')))(key, values);
  };
