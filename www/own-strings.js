// What the page of one's own articles says, in the languages of the interface.

import { numbersOf } from './languages.js';
import { preference } from './preferences.js';
import { translatorOf } from './translate.js';

export const TEXTS = {
  fa: {
    title: 'نوشته‌های خودتان',
    what: 'پوشه یا فایل‌های خود را این‌جا رها کنید تا مانند این مجموعه خوانده و جست‌وجو شوند. چیزی از این دستگاه بیرون نمی‌رود.',
    kinds: 'فایل‌های ‎.txt .md .html .epub .json .jsonl .rss .atom .xml',
    folder: 'انتخاب پوشه',
    files: 'انتخاب فایل',
    reading: 'خواندن فایل‌ها…',
    packing: 'ساختن نمایه…',
    opening: 'باز کردن…',
    cancel: 'لغو',
    cancelled: 'لغو شد.',
    open: 'باز کردن «{title}»',
    'left-out': 'همه‌چیز خوانده نشد ({n}):',
    'nothing-read': 'هیچ‌کدام خوانده نشد ({n}):',
    failed: 'بسته‌بندی نشد: {why}',
    nothing: 'فایلی در آن نیست.',
    keep: 'نگه‌داشتن در این دستگاه',
    kept: 'در این دستگاه نگه داشته شد.',
    forget: 'پاک کردن از این دستگاه',
    forgotten: 'از این دستگاه پاک شد.',
    another: 'نوشته‌های دیگر',
    saving: 'ساختن فایل…',
  },
  ar: {
    title: 'نصوصك الخاصة',
    what: 'أسقط مجلدك أو ملفاتك هنا لتُقرأ ويُبحث فيها مثل هذه المجموعة. لا يغادر شيء هذا الجهاز.',
    kinds: 'ملفات ‎.txt .md .html .epub .json .jsonl .rss .atom .xml',
    folder: 'اختيار مجلد',
    files: 'اختيار ملفات',
    reading: 'قراءة الملفات…',
    packing: 'بناء الفهرس…',
    opening: 'فتح…',
    cancel: 'إلغاء',
    cancelled: 'أُلغي.',
    open: 'فتح «{title}»',
    'left-out': 'لم يُقرأ كل شيء ({n}):',
    'nothing-read': 'لم يُقرأ شيء ({n}):',
    failed: 'تعذّر التحزيم: {why}',
    nothing: 'لا ملفات فيه.',
    keep: 'الاحتفاظ بها على هذا الجهاز',
    kept: 'حُفظت على هذا الجهاز.',
    forget: 'حذفها من هذا الجهاز',
    forgotten: 'حُذفت من هذا الجهاز.',
    another: 'نصوص أخرى',
    saving: 'إنشاء الملف…',
  },
  en: {
    title: 'Articles of your own',
    what: 'Drop a folder or files here to read and search them like this collection. Nothing leaves this device.',
    kinds: 'Files .txt .md .html .epub .json .jsonl .rss .atom .xml',
    folder: 'Choose a folder',
    files: 'Choose files',
    reading: 'Reading the files…',
    packing: 'Building the index…',
    opening: 'Opening…',
    cancel: 'Cancel',
    cancelled: 'Cancelled.',
    open: 'Open “{title}”',
    'left-out': 'Not everything could be read ({n}):',
    'nothing-read': 'Nothing could be read ({n}):',
    failed: 'This could not be packed: {why}',
    nothing: 'There is no file in it.',
    keep: 'Keep it on this device',
    kept: 'Kept on this device.',
    forget: 'Remove it from this device',
    forgotten: 'Removed from this device.',
    another: 'Other articles',
    saving: 'Making the file…',
  },
};

/** What is wrong with a file, by the kinds of `src/import/problem.rs`; the packer itself says it in English. */
export const WRONG = {
  fa: {
    unreadable: 'دستگاه آن را نمی‌دهد.',
    unsupported: 'چنین فایلی خوانده نمی‌شود.',
    encoding: 'متنِ آن UTF-8 نیست.',
    malformed: 'ساختار آن درست نیست.',
    empty: 'متنی در آن نیست.',
    date: 'تاریخ آن خوانا نیست.',
    duplicate: 'شناسهٔ آن تکراری است.',
    settings: 'تنظیم آن درست نیست.',
    picture: 'تصویری از آن کنار گذاشته شد.',
  },
  ar: {
    unreadable: 'لا يتيحه الجهاز.',
    unsupported: 'لا يُقرأ مثل هذا الملف.',
    encoding: 'ليس نصه بترميز UTF-8.',
    malformed: 'بنيته غير صحيحة.',
    empty: 'لا نص فيه.',
    date: 'تعذّرت قراءة تاريخه.',
    duplicate: 'معرّفه مكرر.',
    settings: 'إعداداته غير صحيحة.',
    picture: 'تُركت صورة منه.',
  },
};

/** A text in the language that the interface has now. */
export function say(key, values) {
  const chosen = document.documentElement.lang;
  const lang = Object.hasOwn(TEXTS, chosen) ? chosen : 'en';
  return translatorOf(TEXTS[lang], lang, numbersOf(lang, preference('digits')))(key, values);
}
