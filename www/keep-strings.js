// What the page says of keeping the collection, in the languages of the interface. `{why}`, `{file}`
// and `{n}` stand for what went wrong.

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
  (key, values = {}) => {
    const text = (texts[document.documentElement.lang] ?? texts.en)[key];
    // A file's name is Latin and would turn the sentence around.
    const shown = { ...values, file: `\u2068${values.file}\u2069` };
    return text.replace(/\{(\w+)\}/g, (_, name) => shown[name]);
  };
