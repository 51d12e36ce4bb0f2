// The words of the interface, in Persian, Arabic and English, and their plurals and digits.
//
// `{n}` and `{m}` stand for numbers, any other name in braces for text from outside: that is set
// between isolates, so that its direction cannot turn the sentence around.

/** The languages of the interface, by their own names. */
export const LANGUAGES = { fa: 'فارسی', ar: 'العربية', en: 'English' };

/** The language to greet a reader in: the stored choice, else the first one known of the browser. */
export function chooseLanguage(stored, preferred) {
  const known = [stored, ...preferred].map((tag) => tag?.split('-')[0].toLowerCase());
  return known.find((tag) => Object.hasOwn(LANGUAGES, tag)) ?? 'en';
}

/** The direction that a language of the interface is written in. */
export const directionOf = (language) => (language === 'en' ? 'ltr' : 'rtl');

/** Marks text off from the sentence around it (FSI … PDI). */
export const isolate = (text) => `\u2068${text}\u2069`;

/** The function that gives a language's text for a key. */
export function translator(language) {
  const numbers = new Intl.NumberFormat(NUMBERS[language]);
  const plurals = new Intl.PluralRules(language);
  return (key, values = {}) => {
    let text = TEXTS[language][key];
    if (typeof text === 'object') text = text[plurals.select(values.n)] ?? text.other;
    return text.replace(/\{(\w+)\}/g, (_, name) =>
      typeof values[name] === 'number' ? numbers.format(values[name]) : isolate(values[name]),
    );
  };
}

/** The locale of numbers by language: digits are those of its texts. */
export const NUMBERS = { fa: 'fa-u-nu-arabext', ar: 'ar-u-nu-arab', en: 'en' };

const TEXTS = {
  fa: {
    skip: 'پرش به متن',
    search: 'جست‌وجو',
    placeholder: 'جست‌وجو در همهٔ متن‌ها',
    language: 'زبان',
    theme: 'رنگ صفحه',
    'theme-auto': 'خودکار',
    'theme-light': 'روشن',
    'theme-dark': 'تیره',
    articles: { other: '{n} نوشته' },
    results: { other: '{n} نتیجه برای «{q}»' },
    none: 'برای «{q}» چیزی پیدا نشد.',
    'none-hint': 'واژهٔ کوتاه‌تر یا نگارش دیگری را بیازمایید.',
    interpreted: 'جست‌وجو برای «{text}» انجام شد.',
    instead: 'همان «{q}» جست‌وجو شود',
    'did-you-mean': 'شاید «{q}» را می‌خواستید؟',
    more: 'نتیجه‌های بیشتر',
    loading: 'در حال آماده‌سازی جست‌وجو…',
    'to-list': 'همهٔ نوشته‌ها',
    'to-results': 'نتیجه‌ها',
    hits: 'یافته‌ها در متن',
    'hit-count': '{n} از {m}',
    'hit-status': 'مورد {n} از {m}',
    'hit-paragraph': 'مورد {n} از {m}، بند {p}',
    next: 'مورد بعدی',
    previous: 'مورد قبلی',
    close: 'پاک کردن نشانه‌ها',
    comments: 'نظرهای خوانندگان',
    parent: 'این نوشته درون نوشتهٔ دیگری چاپ شده است:',
    embedded: 'درون نوشته‌ای دیگر',
    'no-article': 'این نوشته در مجموعه نیست.',
    'wasm-blocked': 'این مرورگر یا صفحه وب‌اسمبلی را نمی‌پذیرد و جست‌وجو کار نمی‌کند؛ همهٔ متن‌ها خواندنی است.',
    network: 'جست‌وجو بارگذاری نشد؛ همهٔ متن‌ها خواندنی است.',
    'bad-pack': 'دادهٔ جست‌وجو آسیب دیده است؛ همهٔ متن‌ها خواندنی است.',
    version: 'دادهٔ جست‌وجو از نسخهٔ دیگری است؛ همهٔ متن‌ها خواندنی است.',
    exact: 'همان واژه',
    zwnj: 'نیم‌فاصله',
    letter: 'شکل دیگر حروف',
    digit: 'شکل دیگر رقم‌ها',
    stem: 'صورت دیگر واژه',
    prefix: 'آغاز واژه',
    typo: 'املای نزدیک',
    name: 'نگارش دیگر نام',
    alias: 'هم‌معنی',
    keyboard: 'صفحه‌کلید دیگر',
    date: 'تاریخ برابر',
  },
  ar: {
    skip: 'انتقل إلى النص',
    search: 'البحث',
    placeholder: 'ابحث في جميع النصوص',
    language: 'اللغة',
    theme: 'ألوان الصفحة',
    'theme-auto': 'تلقائي',
    'theme-light': 'فاتح',
    'theme-dark': 'داكن',
    articles: {
      zero: 'لا مقالات',
      one: 'مقالة واحدة',
      two: 'مقالتان',
      few: '{n} مقالات',
      many: '{n} مقالةً',
      other: '{n} مقالة',
    },
    results: {
      zero: 'لا نتائج عن «{q}»',
      one: 'نتيجة واحدة عن «{q}»',
      two: 'نتيجتان عن «{q}»',
      few: '{n} نتائج عن «{q}»',
      many: '{n} نتيجةً عن «{q}»',
      other: '{n} نتيجة عن «{q}»',
    },
    none: 'لم نعثر على نتائج عن «{q}».',
    'none-hint': 'جرّب كلمة أقصر أو كتابة أخرى.',
    interpreted: 'بحثنا عن «{text}».',
    instead: 'ابحث عن «{q}» كما هي',
    'did-you-mean': 'هل تقصد «{q}»؟',
    more: 'مزيد من النتائج',
    loading: 'جارٍ تجهيز البحث…',
    'to-list': 'جميع المقالات',
    'to-results': 'النتائج',
    hits: 'المطابقات في النص',
    'hit-count': '{n} من {m}',
    'hit-status': 'المطابقة {n} من {m}',
    'hit-paragraph': 'المطابقة {n} من {m}، الفقرة {p}',
    next: 'المطابقة التالية',
    previous: 'المطابقة السابقة',
    close: 'إزالة العلامات',
    comments: 'تعليقات القراء',
    parent: 'نُشرت هذه المقالة ضمن مقالة أخرى:',
    embedded: 'ضمن مقالة أخرى',
    'no-article': 'هذه المقالة ليست في المجموعة.',
    'wasm-blocked': 'هذا المتصفح أو هذه الصفحة لا تسمح بـ WebAssembly فالبحث معطّل؛ جميع النصوص متاحة.',
    network: 'تعذّر تحميل البحث؛ جميع النصوص متاحة.',
    'bad-pack': 'بيانات البحث تالفة؛ جميع النصوص متاحة.',
    version: 'بيانات البحث من إصدار آخر؛ جميع النصوص متاحة.',
    exact: 'الكلمة نفسها',
    zwnj: 'وصل الكلمات وفصلها',
    letter: 'رسم آخر للحروف',
    digit: 'رسم آخر للأرقام',
    stem: 'صيغة أخرى',
    prefix: 'بداية الكلمة',
    typo: 'إملاء قريب',
    name: 'كتابة أخرى للاسم',
    alias: 'مرادف',
    keyboard: 'لوحة مفاتيح أخرى',
    date: 'تاريخ مطابق',
  },
  en: {
    skip: 'Skip to the text',
    search: 'Search',
    placeholder: 'Search every text',
    language: 'Language',
    theme: 'Page colours',
    'theme-auto': 'automatic',
    'theme-light': 'light',
    'theme-dark': 'dark',
    articles: { one: '{n} article', other: '{n} articles' },
    results: { one: '{n} result for “{q}”', other: '{n} results for “{q}”' },
    none: 'Nothing was found for “{q}”.',
    'none-hint': 'Try a shorter word or another spelling.',
    interpreted: 'Searched for “{text}”.',
    instead: 'Search for “{q}” instead',
    'did-you-mean': 'Did you mean “{q}”?',
    more: 'More results',
    loading: 'Getting the search ready…',
    'to-list': 'All articles',
    'to-results': 'Results',
    hits: 'Matches in the text',
    'hit-count': '{n} of {m}',
    'hit-status': 'Match {n} of {m}',
    'hit-paragraph': 'Match {n} of {m}, paragraph {p}',
    next: 'Next match',
    previous: 'Previous match',
    close: 'Clear the marks',
    comments: 'Readers’ comments',
    parent: 'This article was printed inside another one:',
    embedded: 'inside another article',
    'no-article': 'The collection has no such article.',
    'wasm-blocked': 'This browser or page does not allow WebAssembly, so there is no search; every text can be read.',
    network: 'The search could not be loaded; every text can be read.',
    'bad-pack': 'The search data is damaged; every text can be read.',
    version: 'The search data is of another version; every text can be read.',
    exact: 'same word',
    zwnj: 'word spacing',
    letter: 'other letter forms',
    digit: 'other digits',
    stem: 'other word form',
    prefix: 'start of a word',
    typo: 'similar spelling',
    name: 'other spelling of a name',
    alias: 'same meaning',
    keyboard: 'other keyboard',
    date: 'same date',
  },
};
