// What the page says of working without a network and of new versions, in the languages of the
// interface.

import { sayer } from './keep-strings.js';
import { UPDATES } from './update-texts.js';

export const TEXTS = {
  fa: {
    ready: 'بدون اینترنت هم کار می‌کند.',
    ...UPDATES.fa,
    later: 'بعداً',
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
    own: 'خواندن نوشته‌های خودتان',
  },
  ar: {
    ready: 'يعمل دون اتصال.',
    ...UPDATES.ar,
    later: 'لاحقًا',
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
    own: 'قراءة نصوصك الخاصة',
  },
  en: {
    ready: 'Works without a connection.',
    ...UPDATES.en,
    later: 'Later',
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
    own: 'Read articles of your own',
  },
};

/** A text in the language of the page. */
export const say = sayer(TEXTS);
