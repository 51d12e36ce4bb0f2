//! The fixed words of news pages: owns the tables of labels, chrome and outlets, and telling
//! whether a line is one.
//!
//! A line is judged by its own words, never by its page. What a label means for the lines after
//! it is for `news` to say. Spellings are folded by `letters`, so each label stands once.

use crate::{date, letters};

/// What a label announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Label {
    /// When it was published.
    Date,
    /// Who published it.
    Source,
    /// The publisher's keywords.
    Tags,
    /// The publisher's number of the article.
    Id,
    /// The rubric.
    Section,
    /// Where it was published.
    Url,
    /// A fact of the page that no document keeps.
    Fact,
    /// Another article, printed in full or as a link.
    AlsoRead,
    /// Links inside the running text.
    ReadMore,
    /// Lists of links around the article.
    Links,
    /// The form for a comment.
    Form,
    /// The comments.
    Comments,
}

/// A label and the value beside it, empty if the value is on the next line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Labelled<'a> {
    pub(crate) label: Label,
    pub(crate) value: &'a str,
}

impl Labelled<'_> {
    /// Whether it stands above lines around the article: links, a form, comments.
    pub(crate) fn opens_part_of_page(self) -> bool {
        let opens = matches!(
            self.label,
            Label::AlsoRead | Label::Links | Label::Form | Label::Comments
        );
        opens && self.value.is_empty()
    }

    /// Whether its value is a field of the document on whatever page it stands.
    pub(crate) fn is_field(self) -> bool {
        matches!(
            self.label,
            Label::Date | Label::Source | Label::Tags | Label::Id | Label::Url
        )
    }
}

#[rustfmt::skip]
const LABELS: &[(&str, Label)] = &[
    ("تاريخ النشر", Label::Date), ("نشر في", Label::Date), ("نشر بتاريخ", Label::Date),
    ("تاریخ انتشار", Label::Date), ("زمان انتشار", Label::Date), ("تاریخ خبر", Label::Date),
    ("تاریخ درج", Label::Date), ("تاریخ", Label::Date), ("التاريخ", Label::Date),
    ("منتشر شده در", Label::Date), ("published", Label::Date), ("date", Label::Date),

    ("المصدر", Label::Source), ("مصدر الخبر", Label::Source), ("منبع", Label::Source), ("منبع خبر", Label::Source), ("source", Label::Source),

    ("كلمات دلالية", Label::Tags), ("الكلمات الدلالية", Label::Tags),
    ("الكلمات المفتاحية", Label::Tags), ("كلمات مفتاحية", Label::Tags), ("الوسوم", Label::Tags),
    ("وسوم", Label::Tags), ("برچسب ها", Label::Tags), ("برچسب", Label::Tags),
    ("برچسب های خبر", Label::Tags), ("کلیدواژه ها", Label::Tags), ("کلیدواژه", Label::Tags),
    ("کلمات کلیدی", Label::Tags), ("واژه های کلیدی", Label::Tags), ("تگ ها", Label::Tags),
    ("tags", Label::Tags), ("keywords", Label::Tags),

    ("کد خبر", Label::Id), ("شناسه خبر", Label::Id), ("شماره خبر", Label::Id),
    ("کد مطلب", Label::Id), ("شناسه مطلب", Label::Id), ("شماره مطلب", Label::Id),
    ("کد مقاله", Label::Id), ("رقم الخبر", Label::Id), ("رمز الخبر", Label::Id),
    ("كود الخبر", Label::Id),

    ("دسته بندی ها", Label::Section), ("دسته بندی", Label::Section), ("دسته ها", Label::Section),
    ("دسته", Label::Section), ("سرویس", Label::Section), ("موضوع خبر", Label::Section),
    ("القسم", Label::Section), ("التصنيف", Label::Section), ("التصنيفات", Label::Section),
    ("تصنيفات", Label::Section),

    ("لینک خبر", Label::Url), ("لینک کوتاه", Label::Url), ("لینک کوتاه خبر", Label::Url),
    ("آدرس خبر", Label::Url), ("نشانی خبر", Label::Url), ("رابط الخبر", Label::Url),
    ("رابط مختصر", Label::Url), ("الرابط", Label::Url), ("url", Label::Url),

    ("تعداد بازدید", Label::Fact), ("بازدید", Label::Fact), ("تعداد نظرات", Label::Fact),
    ("عدد المشاهدات", Label::Fact), ("المشاهدات", Label::Fact), ("عدد الزيارات", Label::Fact),
    ("آخر تحديث", Label::Fact), ("تم التحديث", Label::Fact), ("تاریخ به روزرسانی", Label::Fact),
    ("آخرین به روزرسانی", Label::Fact), ("خبرنگار", Label::Fact), ("دبیر خبر", Label::Fact), ("زمان مطالعه", Label::Fact),
    ("مدة القراءة", Label::Fact),

    ("إقرأ أيضا", Label::AlsoRead), ("وإقرأ أيضا", Label::AlsoRead),
    ("إقرأ المزيد", Label::AlsoRead), ("طالع أيضا", Label::AlsoRead),
    ("شاهد أيضا", Label::AlsoRead),

    ("بیشتر بخوانید", Label::ReadMore), ("بیشتر بدانید", Label::ReadMore),
    ("همچنین بخوانید", Label::ReadMore), ("این مطلب را هم بخوانید", Label::ReadMore),
    ("مطالب بیشتر", Label::ReadMore), ("مطلب مرتبط", Label::ReadMore),
    ("خبر مرتبط", Label::ReadMore),

    ("اخبار مرتبط", Label::Links), ("مطالب مرتبط", Label::Links), ("مرتبط ها", Label::Links),
    ("اخبار پیشنهادی", Label::Links), ("مطالب پیشنهادی", Label::Links),
    ("پربیننده ترین", Label::Links), ("پربازدیدترین", Label::Links), ("پربحث ترین", Label::Links),
    ("پرمخاطب ترین", Label::Links), ("آخرین اخبار", Label::Links),
    ("تازه ترین اخبار", Label::Links), ("جدیدترین اخبار", Label::Links),
    ("مهمترین اخبار", Label::Links), ("سایر اخبار", Label::Links), ("اخبار ویژه", Label::Links),
    ("أخبار ذات صلة", Label::Links), ("مواضيع ذات صلة", Label::Links),
    ("مواضيع متعلقة", Label::Links), ("مقالات ذات صلة", Label::Links),
    ("أخبار متعلقة", Label::Links), ("الأكثر قراءة", Label::Links),
    ("الأكثر مشاهدة", Label::Links), ("الأخبار الأكثر", Label::Links), ("آخر الأخبار", Label::Links),
    ("قد يعجبك أيضا", Label::Links), ("المزيد من الأخبار", Label::Links),

    ("نظر شما", Label::Form), ("نظر خود", Label::Form), ("نظر خود را بنویسید", Label::Form),
    ("ارسال نظر", Label::Form), ("ارسال نظرات", Label::Form), ("ارسال دیدگاه", Label::Form),
    ("دیدگاه شما", Label::Form), ("نظر بدهید", Label::Form), ("ثبت نظر", Label::Form),
    ("دیدگاه خود را بنویسید", Label::Form), ("أضف تعليقا", Label::Form),
    ("أضف تعليق", Label::Form), ("أضف تعليقك", Label::Form), ("اترك تعليقا", Label::Form),
    ("اترك تعليقك", Label::Form), ("اكتب تعليقك", Label::Form),

    ("نظرات", Label::Comments), ("نظرات کاربران", Label::Comments),
    ("نظرات بینندگان", Label::Comments), ("نظرات مخاطبان", Label::Comments),
    ("نظرات خوانندگان", Label::Comments), ("دیدگاه ها", Label::Comments),
    ("دیدگاه کاربران", Label::Comments), ("التعليقات", Label::Comments),
    ("تعليقات", Label::Comments), ("تعليقات القراء", Label::Comments),
];

/// Lines that are buttons, notices and end marks of a page, whole.
#[rustfmt::skip]
const CHROME: &[&str] = &[
    "پایان پیام", "انتهای خبر", "captcha", "پاسخ", "ارسال", "ارسال پاسخ", "چاپ",
    "نسخه چاپی", "ارسال به دوستان", "ارسال به دیگران", "اشتراک گذاری", "به اشتراک بگذارید",
    "اشتراک گذاری این خبر", "کپی لینک", "لینک کپی شد", "لینک کوتاه کپی شد", "ذخیره",
    "گزارش خطا", "گزارش تخلف", "رد", "طباعة", "مشاركة", "شارك", "شارك الخبر", "شارك المقال",
    "شاركها", "نسخ الرابط", "حفظ", "إرسال", "رد على التعليق", "share", "print", "reply",
    "facebook", "twitter", "telegram", "whatsapp", "linkedin", "copy link",
];

/// The mark under a finished report.
const END_MARK: &str = "انتهای پیام";

/// Openings of the notices around a comment form.
#[rustfmt::skip]
const FORM_NOTICES: &[&str] = &[
    "شما در حال پاسخ", "نظرات حاوی", "نظراتی که", "نظرات ارسال شده", "دیدگاه های ارسال شده",
    "پیام هایی که", "لطفا نظر", "لن يتم نشر", "البريد الإلكتروني", "الحقول الإلزامية",
    "تنويه", "نام", "نام و نام خانوادگی", "ایمیل", "متن نظر", "حداکثر تعداد", "در انتظار بررسی",
    "انتشار یافته", "غیر قابل انتشار",
];

/// Openings of an invitation to follow the publisher elsewhere …
#[rustfmt::skip]
const INVITATIONS: &[&str] = &[
    "انضم إلى", "انضموا إلى", "انضم الآن", "تابعونا", "تابعوا", "تابعنا", "تابع", "اشترك",
    "اشتركوا", "للاشتراك", "لمتابعة", "لمتابعتنا", "يمكنكم متابعة", "حمل تطبيق", "حملوا تطبيق",
    "ما را در", "ما را دنبال", "اخبار را در", "به کانال", "به صفحه", "عضو کانال", "با ما در",
    "برای عضویت", "برای دنبال کردن", "کانال", "دنبال کنید", "join", "follow",
];

/// … and the places it leads to.
#[rustfmt::skip]
const PLATFORMS: &[&str] = &[
    "واتساب", "الواتساب", "واتس اب", "تلغرام", "التلغرام", "تليغرام", "تليجرام", "تلجرام",
    "تلگرام", "فيسبوك", "الفيسبوك", "فیس بوک", "تويتر", "توییتر", "إنستغرام", "انستجرام",
    "اینستاگرام", "يوتيوب", "یوتیوب", "سروش", "ایتا", "روبیکا", "نبض", "تيك توك",
    "جوجل نيوز", "غوغل نيوز", "گوگل نیوز", "التواصل الاجتماعي", "شبکه های اجتماعی",
    "whatsapp", "telegram", "facebook", "twitter", "instagram", "youtube", "google news",
];

/// Agencies that datelines name.
#[rustfmt::skip]
const AGENCIES: &[&str] = &[
    "سانا", "واس", "وام", "قنا", "كونا", "بترا", "وفا", "واج", "وات", "بنا", "أش أ", "د ب أ",
    "أ ف ب", "ا ف ب", "فرانس برس", "رويترز", "رویترز", "سبوتنيك", "اسپوتنیک", "نوفوستي",
    "تاس", "شينخوا", "شینهوا", "الأناضول", "آناتولی", "روسيا اليوم", "آسوشیتدپرس",
    "أسوشيتد برس", "ایسنا", "ایرنا", "مهر", "فارس", "تسنیم", "ایلنا", "ایکنا", "ایبنا", "پانا",
    "شبستان", "میزان", "برنا", "خانه ملت", "شانا", "باشگاه خبرنگاران جوان", "حوزه", "دفاع پرس",
    "ایمنا", "آنا", "ریانووستی", "إرنا", "afp", "ap", "reuters", "tass", "rt", "sana", "irna",
];

/// Outlets that print their name before the rubric.
#[rustfmt::skip]
const OUTLETS: &[&str] = &[
    "العالم", "الميادين", "المنار", "الجزيرة", "العربية", "بي بي سي", "سكاي نيوز عربية",
    "آران نیوز", "خبرآنلاین", "عصر ایران", "تابناک", "انتخاب", "مشرق", "جهان نیوز", "فرارو",
    "اقتصادنیوز", "همشهری آنلاین", "خبرفوری", "یورونیوز", "پرس تی وی", "العین", "روسيا اليوم",
];

/// Nouns before the name of an outlet.
#[rustfmt::skip]
pub(crate) const OUTLET_NOUNS: &[&str] = &[
    "خبرگزاری", "پایگاه", "شبکه", "روزنامه", "هفته نامه", "هفتهنامه", "نشریه", "مجله", "سایت",
    "وبسایت", "وبگاه", "تارنمای", "تارنما", "رسانه", "کانال", "تلویزیون", "رادیو",
];

/// Adjectives between such a noun and the name.
#[rustfmt::skip]
pub(crate) const OUTLET_ADJECTIVES: &[&str] = &[
    "خبری", "تحلیلی", "تلویزیونی", "اینترنتی", "ماهواره ای", "اطلاعرسانی", "اطلاع", "رسانی",
];

/// Reads `line` as a label, with or without a value beside it.
pub(crate) fn read(line: &str) -> Option<Labelled<'_>> {
    let line = undecorated(line);
    LABELS.iter().find_map(|&(name, label)| {
        let rest = letters::strip_label(line, name)?;
        value_of(label, rest).map(|value| Labelled { label, value })
    })
}

/// The value after a label, or `None` if what follows shows the words to be plain text.
fn value_of(label: Label, rest: &str) -> Option<&str> {
    let rest = letters::trim(rest);
    let value =
        letters::trim(rest.trim_start_matches([':', '：', '؛', '.', '…', '!', '/', '>', '«']));
    let has_colon = rest.starts_with([':', '：']);
    match label {
        _ if value.is_empty() => Some(""),
        Label::Date => {
            let is_near = has_colon
                && value.contains(|c| letters::digit(c).is_some())
                && value.split_whitespace().count() <= 8;
            (is_near || date::parse(value).is_some()).then_some(value)
        }
        Label::Id => {
            let value = letters::trim(value.trim_start_matches(['#', '-']));
            let is_number = value.starts_with(|c| letters::digit(c).is_some());
            (is_number && value.split_whitespace().count() == 1).then_some(value)
        }
        Label::Tags => (has_colon || value.starts_with(['#', '•'])).then_some(value),
        Label::Source => (has_colon && value.split_whitespace().count() <= 7).then_some(value),
        Label::Section | Label::Url | Label::Fact => {
            (has_colon && value.split_whitespace().count() <= 6).then_some(value)
        }
        Label::AlsoRead | Label::ReadMore => rest
            .starts_with([':', '：', '.', '…', '|', '-'])
            .then_some(value),
        Label::Links => {
            (value.split_whitespace().count() <= 3 && !is_sentence(value)).then_some("")
        }
        Label::Form | Label::Comments => value.chars().all(|c| !c.is_alphabetic()).then_some(""),
    }
}

/// Parts a line of several labels with a value each: `کد خبر: 1 | تاریخ انتشار: 1401/12/03`.
///
/// A line that is not all labels stays whole.
pub(crate) fn split(line: &str) -> Vec<&str> {
    let starts_label = |text| {
        LABELS
            .iter()
            .any(|(name, _)| letters::strip_label(text, name).is_some())
    };
    if line.len() > 300 || !line.contains([':', '|']) || !starts_label(undecorated(line)) {
        return vec![line];
    }
    let mut parts = Vec::new();
    let mut start = 0;
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        let starts_word =
            c.is_alphabetic() && !before.is_alphanumeric() && letters::fold(before).is_some();
        before = c;
        if starts_word && at > 0 && read(&line[at..]).is_some_and(|next| !next.value.is_empty()) {
            parts.push(&line[start..at]);
            start = at;
        }
    }
    parts.push(&line[start..]);
    for part in &mut parts {
        *part = letters::trim(part.trim_end_matches([' ', '|', '-', '–', '/', '،']));
    }
    if parts.iter().all(|part| read(part).is_some()) {
        parts
    } else {
        vec![line]
    }
}

/// Whether `line` is a button, a notice or an invitation: no part of any article.
pub(crate) fn is_chrome(line: &str) -> bool {
    if line.len() > 400 {
        return false;
    }
    let line = undecorated(line);
    CHROME.iter().any(|whole| letters::same(line, whole))
        || is_end_mark(line)
        || is_invitation(line)
}

/// Whether `line` is the mark under a finished report, perhaps with an editor's number.
pub(crate) fn is_end_mark(line: &str) -> bool {
    letters::strip_label(line, END_MARK).is_some_and(|rest| !rest.contains(char::is_alphabetic))
}

/// Whether `line` is a word that a text may have as a heading, too: «پاسخ».
pub(crate) fn is_one_word(line: &str) -> bool {
    letters::trim(undecorated(line)).split_whitespace().count() == 1
}

/// Whether `line` belongs to the form for a comment.
pub(crate) fn is_form_notice(line: &str) -> bool {
    let line = undecorated(line);
    FORM_NOTICES.iter().any(|notice| {
        let has_field = |rest: &str| rest.trim_start().starts_with([':', '：', '*']);
        // A sentence may begin with a single word such as «نام».
        letters::strip_label(line, notice)
            .is_some_and(|rest| !is_one_word(notice) || has_field(rest) || !is_prose(line))
    })
}

/// Whether `line` asks the reader to follow the publisher elsewhere.
fn is_invitation(line: &str) -> bool {
    line.chars().count() <= 120
        && INVITATIONS
            .iter()
            .any(|opening| letters::strip_label(line, opening).is_some())
        && PLATFORMS.iter().any(|platform| has_words(line, platform))
}

/// `paragraph` without the end mark printed behind its last sentence.
pub(crate) fn without_end_mark(paragraph: &str) -> &str {
    let Some((before, last)) = paragraph.trim_end().rsplit_once(char::is_whitespace) else {
        return paragraph;
    };
    let Some(start) = before.rfind(char::is_whitespace) else {
        return paragraph;
    };
    if letters::same(&format!("{}{last}", &before[start..]), END_MARK) {
        return before[..start].trim_end();
    }
    paragraph
}

/// Whether `name` is an agency that datelines name.
pub(crate) fn is_agency(name: &str) -> bool {
    AGENCIES.iter().any(|agency| letters::same(name, agency))
}

/// Whether `name` is an outlet known to print its name before the rubric.
pub(crate) fn is_outlet(name: &str) -> bool {
    OUTLETS.iter().any(|outlet| letters::same(name, outlet))
}

/// Whether the words of `phrase` stand in `text` as words.
fn has_words(text: &str, phrase: &str) -> bool {
    text.split_whitespace().enumerate().any(|(i, _)| {
        let mut words = text.split_whitespace().skip(i);
        let n = phrase.split_whitespace().count();
        let joined: String = words.by_ref().take(n).collect();
        letters::same(&joined, phrase)
    })
}

/// Signs that may stand after the end of a sentence.
const CLOSING: [char; 8] = ['"', '”', '»', '’', ')', ']', '\'', ' '];

/// Whether `text` ends as a sentence does.
pub(crate) fn is_sentence(text: &str) -> bool {
    text.trim_end_matches(CLOSING)
        .ends_with(['.', '؟', '?', '!', '…', '۔'])
        || text.ends_with([':', '؛', '،']) && text.split_whitespace().count() > 8
}

/// Whether `text` is running text: a statement, or too long for a headline.
///
/// Headlines ask and exclaim, and trail off in dots, but they do not end in a full stop.
pub(crate) fn is_prose(text: &str) -> bool {
    let n_words = text.split_whitespace().count();
    let end = text.trim_end_matches(CLOSING);
    let is_statement = end.ends_with(['.', '۔']) && !end.ends_with("..");
    n_words > 28 || n_words > 1 && is_statement || n_words > 12 && is_sentence(text)
}

/// `line` without the bullets and signs around it.
pub(crate) fn undecorated(line: &str) -> &str {
    letters::trim(line.trim_start_matches(|c: char| {
        c.is_whitespace()
            || letters::is_invisible(c)
            || matches!(
                c,
                '•' | '◦'
                    | '▪'
                    | '◾'
                    | '■'
                    | '●'
                    | '○'
                    | '*'
                    | '-'
                    | '–'
                    | '—'
                    | '|'
                    | '/'
                    | '»'
                    | '›'
                    | '>'
                    | '·'
                    | '✓'
                    | '#'
            )
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_told_from_sentences() {
        for (line, expected) in [
            ("المصدر: RT", Some((Label::Source, "RT"))),
            ("المصدر : بوابة الوفد", Some((Label::Source, "بوابة الوفد"))),
            ("المصدر الذي تحدث إلى الوكالة نفى ذلك.", None),
            ("مصدر: أسعار النفط لن تتأثر بالقرار الجديد", None),
            ("المصدر: “نوفوستي”.", Some((Label::Source, "“نوفوستي”."))),
            ("منبع این خبر هنوز روشن نیست.", None),
            ("کد خبر 5715736", Some((Label::Id, "5715736"))),
            ("کدخبر: ۵۷۱۵۷۳۶", Some((Label::Id, "۵۷۱۵۷۳۶"))),
            ("شناسه خبر: ۱۲۳", Some((Label::Id, "۱۲۳"))),
            ("برچسب\u{200c}ها:", Some((Label::Tags, ""))),
            ("• برچسبها", Some((Label::Tags, ""))),
            ("برچسب ها چه می گویند؟", None),
            ("إقرأ أيضاً:", Some((Label::AlsoRead, ""))),
            ("اقرأ أيضًا.. خبر آخر", Some((Label::AlsoRead, "خبر آخر"))),
            ("نظرات (۳)", Some((Label::Comments, ""))),
            ("نظرات او درباره جنگ", None),
            ("نظر شما", Some((Label::Form, ""))),
            ("دسته بندی ها :", Some((Label::Section, ""))),
            ("پربیننده ترین خبرها", Some((Label::Links, ""))),
            (
                "پربیننده ترین فیلم سال در جشنواره پاریس نمایش داده شد.",
                None,
            ),
            ("تاریخ انتشار ۱۴۰۱/۱۲/۰۳", Some((Label::Date, "۱۴۰۱/۱۲/۰۳"))),
            ("تاریخ روابط دو کشور", None),
        ] {
            let read = read(line).map(|read| (read.label, read.value));
            assert_eq!(read, expected, "{line}");
        }
    }

    #[test]
    fn lines_of_several_labels_are_parted() {
        for (line, expected) in [
            (
                "کد خبر: 12 | تاریخ انتشار: 1401/12/03",
                &["کد خبر: 12", "تاریخ انتشار: 1401/12/03"][..],
            ),
            (
                "تاریخ انتشار: ۱۴۰۱/۱۲/۰۳ - ۱۷:۲۳   کد خبر: ۱۲",
                &["تاریخ انتشار: ۱۴۰۱/۱۲/۰۳ - ۱۷:۲۳", "کد خبر: ۱۲"],
            ),
            ("کد خبر: 12", &["کد خبر: 12"]),
            ("منبع: کتاب تاریخ: از آغاز", &["منبع: کتاب تاریخ: از آغاز"]),
            ("او گفت: بیا | برو", &["او گفت: بیا | برو"]),
        ] {
            assert_eq!(split(line), expected, "{line}");
        }
    }

    #[test]
    fn chrome_is_told_from_sentences() {
        for line in [
            "انضم إلى قناة زمان على واتساب:",
            "تابعونا على تلغرام",
            "ما را در تلگرام دنبال کنید",
            "انتهای پیام/",
            "• captcha",
        ] {
            assert!(is_chrome(line), "{line}");
        }
        for line in [
            "انضم اللاعب إلى النادي.",
            "تابع الوزير: لقد انتهت المحادثات.",
            "پاسخ ایران",
        ] {
            assert!(!is_chrome(line), "{line}");
        }
        assert_eq!(without_end_mark("او رفت. انتهای پیام/"), "او رفت.");
        assert_eq!(without_end_mark("این انتهای راه"), "این انتهای راه");
    }
}
