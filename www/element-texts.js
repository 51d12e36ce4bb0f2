// The words of the elements that the page does not have.

/** By language, like those of the page. */
export const ELEMENT_TEXTS = {
  fa: {
    clear: 'پاک کردن',
    'more-places': '+{n} جای دیگر',
    'open-frame': 'جست‌وجو در همین‌جا، درون یک قاب',
    'open-page': 'جست‌وجو در صفحهٔ خودش',
    'frame-title': 'جست‌وجو و خواندن نوشته‌ها',
    'blocked-here': 'این سایت اجازهٔ جست‌وجو در صفحهٔ خود را نمی‌دهد.',
  },
  ar: {
    clear: 'مسح',
    'more-places': '+{n} غيرها',
    'open-frame': 'البحث هنا داخل إطار',
    'open-page': 'البحث في صفحته',
    'frame-title': 'البحث في المقالات وقراءتها',
    'blocked-here': 'لا يسمح هذا الموقع بالبحث في صفحته.',
  },
  en: {
    clear: 'Clear',
    'more-places': '+{n} more',
    'open-frame': 'Search here, in a frame',
    'open-page': 'Open the search in its own page',
    'frame-title': 'Search and articles',
    'blocked-here': 'This site does not allow searching in its page.',
  },
};
