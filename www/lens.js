// The half-space lens: shows the half-space in Persian words that lost it when they were copied
// («میکنند» as «می‌کنند»). Display only: what is copied, shared or searched is the text as it came.
//
// Owns the words it knows, those alone that read one way only: «حرفهای» may be words or skill, and stays.

const ZWNJ = '\u200c';
const STEMS =
  'کن|کرد|شو|شد|ده|داد|گوی|گفت|توان|توانست|خواه|خواست|گیر|گرفت|رس|رسید|رسان|رو|رفت|آی|آمد|آور|آورد|دان|دانست|بین|دید|گذار|گذاشت|پرداز|پرداخت|یاب|یافت|ماند|مان|ساز|ساخت|نویس|نوشت|برد|زن|زد|دار|داشت|باش|بخش|بخشید|انجام|افزای|افزود|کوش|کوشید|پذیر|پذیرفت|شناس|شناخت|خوان|خواند|کش|کشید|نگر|نگریست|طلب|انداز|انداخت|آموز|آموخت';
// «میدان» is a field, «می‌داند» a verb.
const VERB = `ن?می(?!دان(?![\\p{L}\\p{M}]))(?=(?:${STEMS})(?:م|د|یم|ید|ند)?(?![\\p{L}\\p{M}]))`;
const AFTER_HEH =
  'هسته|منطقه|رسانه|توسعه|جامعه|برنامه|پرونده|گزینه|هزینه|سرمایه|پایه|رابطه|جلسه|حمله|نقطه|مسئله|نماینده|گسترده|ویژه|تازه|آماده|تاریخچه|شیوه|نمونه|اتحادیه|بیانیه|قاره|خاورمیانه';
const HEH = `(?<![\\p{L}\\p{M}])(?:${AFTER_HEH})(?=(?:ای|اند|ها|های)(?![\\p{L}\\p{M}]))`;
const NOUNS =
  'کشور|همکاری|سازوکار|سیاست|تلاش|مقام|گروه|سازمان|بخش|حوزه|دولت|رهبر|نیرو|سال|روز|ماه|شهر|شرکت|بانک|تحریم|مذاکر|توافق|دیدگاه|موضوع|طرف|کنفرانس|چالش|فعالیت|ارزش|دستاورد|پیشنهاد|اقدام|نظر|بازار|نشست|گفتگو|برنامه|رسانه|منطقه|هدف|مانع|زمینه|خبر|نهاد|ساختار|اصل|تصمیم|نقش|دارایی|پیام';
// After a letter that joins nothing to its left the half-space would show nothing.
const PLURAL = `(?<![\\p{L}\\p{M}])(?:${NOUNS})(?<![ادذرزژو])(?=ها(?:ی|یی|یش|یشان|یمان)?(?![\\p{L}\\p{M}]))`;

/** Where half-spaces are missing in a Persian text: offsets, ascending. */
export function missing(text) {
  const pattern = new RegExp(`(?<![\\p{L}\\p{M}])${VERB}|${HEH}|${PLURAL}`, 'gu');
  return [...text.matchAll(pattern)].map((match) => match.index + match[0].length);
}

/** The lens over the open article; `apply` puts it on or off as the reader chose. */
export function lens(reading) {
  const { page } = reading;
  let inserted = [];

  const isOn = () => page.preference('lens') === 'on';

  function apply() {
    takeOff();
    const { article } = reading;
    if (isOn() && article?.lang === 'fa') putOn(article);
  }

  function putOn(article) {
    for (const block of article.querySelectorAll('h1, [data-p]')) {
      for (const node of block.childNodes) {
        // From the end on, so that the offsets before stay right.
        for (const offset of missing(node.data ?? '').reverse()) {
          node.insertData(offset, ZWNJ);
          inserted.push([node, offset]);
        }
      }
    }
  }

  function takeOff() {
    for (const [node, offset] of inserted.reverse()) node.deleteData(offset, 1);
    inserted = [];
  }

  /** What a call answers about the text as it came. */
  function without(call) {
    takeOff();
    const answer = call();
    apply();
    return answer;
  }

  // The clipboard gets the text as it came.
  document.addEventListener('copy', () => {
    if (!inserted.length) return;
    takeOff();
    setTimeout(apply);
  });

  return { apply, without };
}
