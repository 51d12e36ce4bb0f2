//! Light stems of Persian, Arabic and English: a second stream of terms beside the surface forms,
//! never instead of them.
//!
//! Owns which inflected form goes with which base. A stem is a key, not always a word. A form and
//! its base meet when a query looks its word and the word's stems up among both the surface forms
//! and the stems; so a base that no rule touches needs no stem of its own.
//!
//! Suffixes of one or two letters are the end of many a name (ایران, پوتین, بوتين), so they are cut
//! only where the vocabulary of the collection holds what is left. The vocabulary has to be the
//! same when packing and when searching.
//!
//! Sources of the rules: Larkey, Ballesteros and Connell's light10 (SIGIR 2002), the suffixes of
//! hazm, Porter (1980).

mod arabic;
mod english;
mod persian;
mod plural;

use crate::language::Lang;
use crate::stopwords::is_stop_word;

/// Calls `push` with every stem of a folded word; none for function words.
///
/// `in_vocabulary` says whether the collection has a surface form.
pub(crate) fn stems(
    word: &str,
    lang: Lang,
    in_vocabulary: &dyn Fn(&str) -> bool,
    push: &mut dyn FnMut(&str),
) {
    if is_stop_word(word) {
        return;
    }
    let mut push_new = |stem: &str| {
        if stem != word && !is_stop_word(stem) {
            push(stem);
        }
    };
    match lang {
        Lang::Persian => persian::stems(word, in_vocabulary, &mut push_new),
        Lang::Arabic => arabic::stems(word, in_vocabulary, &mut push_new),
        Lang::English => english::stems(word, &mut push_new),
        Lang::Other => {}
    }
}

/// What stands behind a key that is no word: behind a root in a pack, so that no inflection meets one,
/// and behind the stem of a noun that is written as a function word is.
pub(crate) const APART: char = '-';

/// Calls `push` with a stem that is a noun's, for all that a function word may be written so: the forms
/// of such a noun meet one another (کردها and کردهای), and the function word none of them.
fn push_noun(stem: &str, push: &mut dyn FnMut(&str)) {
    if !is_stop_word(stem) {
        return push(stem);
    }
    let mut key = String::with_capacity(stem.len() + 1);
    key.push_str(stem);
    key.push(APART);
    push(&key);
}

/// What an English word and others are derived from (relat for relations and relational); none for
/// function words.
pub(crate) fn root(word: &str) -> Option<String> {
    english::root(word).filter(|_| !is_stop_word(word))
}

/// Calls `push` with a word as Arabic glues its particles to it (`وباكو` for باكو): for a word of a
/// query that is in no document.
pub(crate) fn with_proclitics(word: &str, push: &mut dyn FnMut(&str)) {
    let is_arabic = word.chars().all(|c| ('\u{621}'..='\u{6cc}').contains(&c));
    if !is_arabic || !has_letters(word, 3) {
        return;
    }
    let mut form = String::with_capacity(word.len() + 8);
    for particle in ["و", "ب", "ل", "ف", "ک", "ال", "وال", "بال", "لل"] {
        form.clear();
        form.push_str(particle);
        form.push_str(word);
        push(&form);
    }
}

/// Whether a word has at least `min` letters.
/// Calls `push` with what may be the plural of a Persian word, of its own or of Arabic: for a word of a
/// query that is in no document.
pub(crate) fn plurals(word: &str, push: &mut dyn FnMut(&str)) {
    let on_heh = word.strip_suffix('ه').unwrap_or_default();
    let mut form = String::with_capacity(word.len() + 8);
    let suffixes = [
        (word, "ان"),
        (word, "ات"),
        (word, "یان"),
        (word, "ین"),
        (word, "ون"),
    ];
    for (base, suffix) in suffixes
        .into_iter()
        .chain([(on_heh, "ات"), (on_heh, "گان")])
    {
        if has_letters(base, 4) || (has_letters(base, 3) && base.len() < word.len()) {
            form.clear();
            form.push_str(base);
            form.push_str(suffix);
            push(&form);
            form.push('ی');
            push(&form);
        }
    }
}

fn has_letters(word: &str, min: usize) -> bool {
    word.chars().take(min).count() == min
}

/// A word without a suffix, where at least `min` letters are left.
fn without<'a>(word: &'a str, suffix: &str, min: usize) -> Option<&'a str> {
    word.strip_suffix(suffix)
        .filter(|rest| has_letters(rest, min))
}

/// The vocabulary with a buffer for forms that are made up to be asked for.
struct Vocabulary<'a> {
    has: &'a dyn Fn(&str) -> bool,
}

impl Vocabulary<'_> {
    fn has(&self, word: &str) -> bool {
        (self.has)(word)
    }

    /// Whether it has the parts as one word.
    fn has_joined(&self, first: &str, second: &str) -> bool {
        let mut word = String::with_capacity(first.len() + second.len());
        word.push_str(first);
        word.push_str(second);
        self.has(&word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyzer::Words;

    const VOCABULARY: &str = "
        همکاری توافق چین امنیت کرونا هسته کشور کشورها رسانه متعادل کرده شده دیدار توافقنامه اروپا
        مذاکره کارشناس نویسنده ایرانی دانشجو روحانی معلم آماده کتاب کتابها وزیر خانه خان آسیا
        خانوادگی خانواده هست روسی باز کرم بار پای پارس پوشک میلی مقام بهتر نماینده نمایند رای خبر بزرگ این نظر
        سبزی میوه کارخانه دست دسته احتیاج مرد زن سخن پسر مسئول اقدام دان فرم مرغ
        سلم السلم روسيا الصين الصيني دم علاقات العلاقات محادثات الوزير وزير بين موسكو باكو الأمم بلد البلد بلدان لجنة
        اللجنة مسؤول دولة وزارة لقاء عالم العالم يعمل قال يزور سياسة الكتاب كتاب مبادرة قيادة
        أخبار تعاون زير تاب جنة مصالح لبنان اقتصاد
        وزراء أصدقاء السماء لغة ليل الليل لحم الدم الرئيس السابق ابق الكامل أمل أملا نداء وباء ألم آهم وراء أهل
        تحت عدا هام ألمانيا ولاية قبل بعد كرد نام
        create play nation state run";

    fn fold(word: &str) -> String {
        Words::of(word).term(0, 0).to_owned()
    }

    fn stems_of(word: &str, lang: Lang) -> Vec<String> {
        let vocabulary: Vec<String> = VOCABULARY.split_whitespace().map(fold).collect();
        let has = |word: &str| vocabulary.iter().any(|known| known == word);
        let mut found = Vec::new();
        stems(&fold(word), lang, &has, &mut |stem| {
            found.push(stem.to_owned())
        });
        found
    }

    /// Whether a query for one finds the other.
    fn meet(a: &str, b: &str, lang: Lang) -> bool {
        let keys = |word| {
            let mut keys = stems_of(word, lang);
            keys.push(fold(word));
            keys
        };
        let keys_of_b = keys(b);
        keys(a).iter().any(|key| keys_of_b.contains(key))
    }

    #[test]
    fn persian_forms_meet_their_base() {
        for (form, base) in [
            ("همکاریهای", "همکاری"),
            ("کشورهایی", "کشور"),
            ("کشورهایشان", "کشورها"),
            ("رسانهها", "رسانه"),
            ("توافقنامهها", "توافقنامه"),
            ("میدهند", "دهند"),
            ("نمیدهند", "میدهند"),
            ("میگفتند", "گفتند"),
            ("متعادلتر", "متعادل"),
            ("متعادلترین", "متعادلتر"),
            ("رفتهاند", "رفته"),
            ("رسیدهایم", "رسیده"),
            ("هستهای", "هسته"),
            ("توافقات", "توافق"),
            ("توافقاتی", "توافق"),
            ("مقامات", "مقام"),
            ("مذاکرات", "مذاکره"),
            ("کارشناسان", "کارشناس"),
            ("نویسندگان", "نویسنده"),
            ("ایرانیان", "ایرانی"),
            ("دانشجویان", "دانشجو"),
            ("بهترین", "بهتر"),
            ("نمایندگان", "نماینده"),
            ("روحانیون", "روحانی"),
            ("معلمین", "معلم"),
            ("آمادگی", "آماده"),
            ("چینی", "چین"),
            ("امنیتی", "امنیت"),
            ("کرونایی", "کرونا"),
            ("اروپایی", "اروپا"),
            ("آسیای", "آسیا"),
            ("دیداری", "دیدار"),
            ("کتابش", "کتاب"),
            ("کشورمان", "کشور"),
            ("وزرای", "وزیر"),
            ("وزراء", "وزیر"),
            ("اخبار", "خبر"),
            ("سبزیجات", "سبزی"),
            ("میوهجات", "میوه"),
            ("کارخانجات", "کارخانه"),
            ("دستجات", "دسته"),
            ("احتیاجات", "احتیاج"),
            ("مردان", "مرد"),
            ("زنانی", "زن"),
            ("سخنانش", "سخنان"),
            ("پسرانش", "پسر"),
            ("مسئولانش", "مسئولان"),
            ("اقداماتشان", "اقدامات"),
            ("آثارش", "آثار"),
            ("افکارشان", "فکر"),
            ("کردهای", "کردها"),
            ("نامهایش", "نامها"),
        ] {
            assert!(
                meet(form, base, Lang::Persian),
                "{form} {:?}",
                stems_of(form, Lang::Persian)
            );
        }
    }

    #[test]
    fn persian_words_stay_apart() {
        for word in [
            "تنها",
            "تنهایی",
            "انتها",
            "بها",
            "اشتها",
            "شانگهای",
            "میدان",
            "میلیون",
            "میهمان",
            "دختر",
            "دکتر",
            "توییتر",
            "ایران",
            "پوتین",
            "پوشکین",
            "ثبات",
            "تهران",
            "جهان",
            "باران",
            "کرمان",
            "پایان",
            "سازمان",
            "رایگان",
            "علی",
            "دانش",
            "فرمان",
            "فرمانش",
            "مردم",
            "درجات",
            "مرغان",
            "ارتش",
            "گزارش",
            "الهام",
            "لاوروف",
            "سرگیی",
            "اردوغان",
            "خانه",
            "نهایی",
            "مسکو",
            "کرد",
            "در",
        ] {
            assert_eq!(stems_of(word, Lang::Persian), [""; 0], "{word}");
        }
        for (a, b) in [
            ("کرد", "کردها"),
            ("میکرد", "کردها"),
            ("کردهاند", "کردهای"),
            ("نام", "نامها"),
            ("بعدی", "بعدها"),
        ] {
            assert!(!meet(a, b, Lang::Persian), "{a} {b}");
        }
        // A house or khans: both are meant where the collection has both.
        assert_eq!(stems_of("خانهای", Lang::Persian), ["خانه", "خان"]);
        assert_eq!(stems_of("هستهای", Lang::Persian), ["هسته"]);
        assert_eq!(stems_of("کشورهای", Lang::Persian), ["کشور"]);
    }

    #[test]
    fn arabic_forms_meet_their_base() {
        for (form, base) in [
            ("للأمم", "الأمم"),
            ("بالعلاقات", "علاقات"),
            ("العلاقات", "علاقة"),
            ("والعلاقات", "علاقاتها"),
            ("وروسيا", "روسيا"),
            ("لموسكو", "موسكو"),
            ("ولموسكو", "موسكو"),
            ("وباكو", "باكو"),
            ("ووزير", "الوزير"),
            ("الوزير", "وزير"),
            ("الوزراء", "الوزير"),
            ("وزراء", "وزير"),
            ("الصينية", "الصيني"),
            ("الصينيين", "الصين"),
            ("محادثات", "محادثة"),
            ("المحادثات", "محادثة"),
            ("مصالحهما", "مصالح"),
            ("مبادرتها", "المبادرة"),
            ("وزارته", "الوزارة"),
            ("البلدان", "بلد"),
            ("مسؤولون", "المسؤولين"),
            ("الدولتين", "دولة"),
            ("يعملون", "يعمل"),
            ("قالوا", "قال"),
            ("سيزور", "يزور"),
            ("عالماً", "العالم"),
            ("للجنة", "اللجنة"),
            ("للبنان", "لبنان"),
            ("الأخبار", "خبر"),
            ("السياسات", "سياسة"),
            ("اقتصادي", "الاقتصاد"),
            ("الدم", "دم"),
            ("وسائل", "وسيلة"),
            ("وزرائها", "وزير"),
            ("وزراؤها", "الوزراء"),
            ("أصدقاؤه", "أصدقاء"),
            ("سمائها", "السماء"),
            ("للغة", "لغة"),
            ("لليل", "الليل"),
            ("للحم", "لحم"),
            ("للدم", "الدم"),
            ("صحف", "صحيفة"),
            ("السفن", "سفينة"),
            ("خطط", "خطة"),
            ("كرئيس", "الرئيس"),
            ("ككتاب", "كتاب"),
            ("سابقا", "السابق"),
            ("الولايات", "ولاية"),
            ("والولايات", "بولاية"),
            ("للولايات", "ولايته"),
            ("القبلية", "قبلية"),
            ("الكردية", "كردي"),
            ("الكردي", "كردية"),
            ("للكرد", "الكرد"),
            ("الآلية", "الآليات"),
            ("الإلكترونية", "إلكترونية"),
            ("والإلكتروني", "إلكترونية"),
            ("للألمانية", "ألماني"),
            ("لألمانيا", "وألمانيا"),
            ("الآليات", "آليات"),
            ("الالتهابات", "التهابات"),
        ] {
            assert!(
                meet(form, base, Lang::Arabic),
                "{form} {:?}",
                stems_of(form, Lang::Arabic)
            );
        }
    }

    #[test]
    fn arabic_words_stay_apart() {
        for word in [
            "بوتين",
            "فيدان",
            "بكين",
            "وزير",
            "وانغ",
            "هاكان",
            "إيران",
            "كتاب",
            "لبنان",
            "الله",
            "والدين",
            "التي",
            "على",
            "أردوغان",
            "فلسطين",
            "ووهان",
            "غزة",
            "بين",
            "پوتین",
            "برلين",
            "كندا",
            "كوبا",
            "سالم",
            "ساهم",
            "فورا",
            "كاهل",
            "فتحت",
        ] {
            assert_eq!(stems_of(word, Lang::Arabic), [""; 0], "{word}");
        }
        assert_eq!(stems_of("الأول", Lang::Arabic), [fold("أول")]);
        assert_eq!(stems_of("للجنة", Lang::Arabic), [fold("لجن")]);
        assert!(!meet("الوزير", "زير", Lang::Arabic));
        assert!(!meet("كاملا", "أمل", Lang::Arabic));
        assert!(!meet("عداوة", "عدا", Lang::Arabic));
        // What is left of a word and is a function word is the base of other words, too.
        for (a, b) in [
            ("ولا", "ولاية"),
            ("الولاء", "ولاية"),
            ("قبل", "القبلية"),
            ("قبلها", "قبلية"),
            ("قبلها", "القبلة"),
            ("بعده", "البعد"),
            ("كرد", "الكرد"),
            ("الإلهام", "هام"),
            ("الإلهام", "هامة"),
        ] {
            assert!(!meet(a, b, Lang::Arabic), "{a} {b}");
        }
    }

    #[test]
    fn english_forms_meet_their_base() {
        for (form, base) in [
            ("nations", "nation"),
            ("countries", "country"),
            ("ties", "tie"),
            ("boxes", "box"),
            ("created", "create"),
            ("creating", "creates"),
            ("running", "run"),
            ("hoping", "hope"),
            ("hopping", "hop"),
            ("playing", "play"),
            ("states", "state"),
            ("producing", "produce"),
            ("increases", "increasing"),
            ("agreed", "agree"),
            ("tried", "tries"),
            ("adding", "add"),
            ("classes", "class"),
            ("used", "use"),
            ("using", "uses"),
            ("going", "go"),
        ] {
            assert!(
                meet(form, base, Lang::English),
                "{form} {:?}",
                stems_of(form, Lang::English)
            );
        }
        for word in [
            "news",
            "paris",
            "status",
            "crisis",
            "bring",
            "red",
            "class",
            "us",
            "лавровs",
        ] {
            assert_eq!(stems_of(word, Lang::English), [""; 0], "{word}");
        }
        assert!(!meet("hoping", "hopping", Lang::English));
        assert!(!meet("using", "us", Lang::English));
    }

    #[test]
    fn english_derivations_have_one_root() {
        for (a, b) in [
            ("relations", "relational"),
            ("conditional", "condition"),
            ("governments", "govern"),
            ("digitizer", "digitize"),
            ("derivation", "deriving"),
            ("enrichment", "enriched"),
            ("happiness", "happy"),
            ("theoretical", "theoretic"),
            ("controlling", "control"),
            ("discussion", "discuss"),
            ("adjustable", "adjustments"),
        ] {
            assert_eq!(root(a), root(b), "{a} {b}");
            assert!(!meet(a, b, Lang::English), "{a} {b}");
        }
        for (a, b) in [("nation", "native"), ("station", "state"), ("copy", "cop")] {
            assert_ne!(root(a), root(b), "{a} {b}");
        }
        assert_eq!(root("would"), None);
        assert_eq!(root("لاوروف"), None);
    }

    #[test]
    fn particles_of_a_query() {
        let forms = |word| {
            let mut forms = Vec::new();
            with_proclitics(word, &mut |form| forms.push(form.to_owned()));
            forms
        };
        assert!(forms("باکو").contains(&"وباکو".to_owned()));
        assert!(forms("وفقا").contains(&"ووفقا".to_owned()));
        assert!(forms("له").is_empty() && forms("baku").is_empty() && forms("").is_empty());
    }
}
