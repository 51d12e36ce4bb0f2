//! Made-up pages in the shapes that agencies publish, and what must be read from each.

use std::fmt::Write;

use kashkul_engine::document::Document;
use proptest::prelude::*;

use crate::news::{Page, parse};

/// Every field that is set, one a line.
fn print(document: &Document) -> String {
    let mut out = String::new();
    let mut field = |name: &str, value: &str| {
        if !value.is_empty() {
            writeln!(out, "{name}: {value}").unwrap();
        }
    };
    let optional = |value: &Option<String>| value.clone().unwrap_or_default();
    field("id", &document.id);
    field("parent", &optional(&document.parent));
    field("title", &document.title);
    field("lead", &optional(&document.lead));
    field("source", &optional(&document.source));
    field("via", &optional(&document.via));
    field("agency", &optional(&document.agency));
    field("dateline", &optional(&document.dateline));
    field("section", &optional(&document.section));
    field("date", document.date.as_ref().map_or("", |date| &date.iso));
    field("article_id", &optional(&document.article_id));
    field("url", &optional(&document.url));
    field("tags", &document.tags.join("+"));
    field("tags_raw", &optional(&document.tags_raw));
    for paragraph in &document.body {
        field("-", paragraph);
    }
    for comment in &document.comments {
        let (up, down) = comment.votes.unwrap_or_default();
        let country = optional(&comment.country);
        let iso = comment.date.as_ref().map_or("", |date| &date.iso);
        let time = optional(&comment.time);
        field(
            "comment",
            &format!(
                "{} {country} {iso} {time} {up}/{down}: {}",
                comment.author, comment.text
            ),
        );
    }
    out
}

#[track_caller]
fn check(page: &str, expected: &[&[&str]]) {
    check_warned(page, expected, &[]);
}

#[track_caller]
fn check_warned(page: &str, expected: &[&[&str]], warned: &[&str]) {
    let Page {
        documents,
        problems,
        warnings,
    } = parse("p", page);
    assert_eq!(problems, []);
    let warnings = warnings.iter();
    let warnings: Vec<_> = warnings
        .map(|remark| format!("{}: {}", remark.line, remark.what))
        .collect();
    assert_eq!(warnings, warned);
    let read: Vec<String> = documents.iter().map(print).collect();
    let expected: Vec<String> = expected
        .iter()
        .map(|lines| lines.iter().map(|line| format!("{line}\n")).collect())
        .collect();
    assert_eq!(read.join("\n"), expected.join("\n"));
}

#[test]
fn mehr_with_tags_comments_and_a_reply() {
    check_warned(
        "\u{feff}
آغاز برداشت زعفران در خراسان جنوبی

آغاز برداشت زعفران در خراسان جنوبی

رئیس سازمان جهاد کشاورزی از آغاز برداشت زعفران در این استان خبر داد.

به گزارش خبرنگار مهر، برداشت زعفران از امروز در ۱۲ هزار هکتار آغاز شد.

وی افزود: پیش بینی می شود امسال ۶۰ تن زعفران برداشت شود. انتهای پیام/

کد خبر ۶۰۱۲۳۴۵

برچسب\u{200c}ها

  • زعفران
  • خراسان جنوبی

نظر شما

شما در حال پاسخ به نظر «» هستید.
  • نظرات حاوی توهین منتشر نمی\u{200c}شود.
  • captcha

    نظرات

    • مریم IR ۱۰:۰۲ - ۱۴۰۲/۰۸/۰۵
      4 1
      خدا قوت به کشاورزان
      پاسخ
        ◦ رضا DE ۱۱:۳۰ - ۱۴۰۲/۰۸/۰۶
          0 0
          موافقم
          دلم تنگ شد

ارسال نظر
نشانی شما نزد ما می ماند.

اخبار مرتبط
قیمت زعفران در بازار امروز چند است و چرا هر سال پیش از برداشت پایین می آید؟
",
        &[&[
            "id: p",
            "title: آغاز برداشت زعفران در خراسان جنوبی",
            "lead: رئیس سازمان جهاد کشاورزی از آغاز برداشت زعفران در این استان خبر داد.",
            "source: مهر",
            "article_id: ۶۰۱۲۳۴۵",
            "tags: زعفران+خراسان جنوبی",
            "-: به گزارش خبرنگار مهر، برداشت زعفران از امروز در ۱۲ هزار هکتار آغاز شد.",
            "-: وی افزود: پیش بینی می شود امسال ۶۰ تن زعفران برداشت شود.",
            "comment: مریم IR 2023-10-27 10:02 4/1: خدا قوت به کشاورزان",
            "comment: رضا DE 2023-10-28 11:30 0/0: موافقم\nدلم تنگ شد",
        ]],
        &["37: lines left out as the menus, forms and comments of a news page: 2"],
    );
}

#[test]
fn mehr_with_arabic_letters_and_labels_first() {
    check(
        "كد خبر: 123456 | تاريخ انتشار: ۳ اسفند ۱۴۰۱ - ۱۷:۲۳
بازديد وزير نيرو از سد كرج

به گزارش خبرگزاري مهر، وزير نيرو از سد كرج بازديد كرد.

سد در يك نگاه

وي گفت: آب پشت سد كافي است.
برچسب ها: سد كرج، آب، وزير نيرو
نظرات
",
        &[&[
            "id: p",
            "title: بازديد وزير نيرو از سد كرج",
            "source: خبرگزاري مهر",
            "date: 2023-02-22T17:23",
            "article_id: 123456",
            "tags: سد كرج+آب+وزير نيرو",
            "-: به گزارش خبرگزاري مهر، وزير نيرو از سد كرج بازديد كرد.",
            "-: سد در يك نگاه",
            "-: وي گفت: آب پشت سد كافي است.",
        ]],
    );
}

#[test]
fn mehr_with_a_headline_like_a_label_and_bare_tags() {
    check(
        "آخرین اخبار باران

سه\u{200c}شنبه / ۲ اسفند ۱۴۰۱ / ۰۹:۱۵
کد خبر: 77 - دسته\u{200c}بندی: آب و هوا
خبرنگار: 4012

باران شدید در شمال کشور ادامه دارد.

هواشناسی گفت: باران شدید تا فردا می بارد.

برچسبها

باران شدید شمال کشور

نظرات
",
        &[&[
            "id: p",
            "title: آخرین اخبار باران",
            "section: آب و هوا",
            "date: 2023-02-21T09:15",
            "article_id: 77",
            "tags: باران شدید+شمال کشور",
            "tags_raw: باران شدید شمال کشور",
            "-: باران شدید در شمال کشور ادامه دارد.",
            "-: هواشناسی گفت: باران شدید تا فردا می بارد.",
        ]],
    );
}

#[test]
fn alalam_with_rubric_and_links() {
    check(
        "زلزله ۵ ریشتری در شمال شیلی

سه\u{200c}شنبه 2 اسفند 1401 - 09:15

زلزله ای نسبتا شدید شمال شیلی را لرزاند اما گزارشی از خسارت نرسیده است.

العالم \u{2013} آمریکا

مرکز زلزله نگاری شیلی اعلام کرد کانون زلزله در عمق ۸۰ کیلومتری زمین بود.

به نوشته رویترز، برق در چند شهر قطع شد.

دسته بندی ها :
آمریکا
پربیننده ترین خبرها
خبر نخست
خبر دوم
",
        &[&[
            "id: p",
            "title: زلزله ۵ ریشتری در شمال شیلی",
            "lead: زلزله ای نسبتا شدید شمال شیلی را لرزاند اما گزارشی از خسارت نرسیده است.",
            "source: العالم",
            "section: آمریکا",
            "date: 2023-02-21T09:15",
            "-: مرکز زلزله نگاری شیلی اعلام کرد کانون زلزله در عمق ۸۰ کیلومتری زمین بود.",
            "-: به نوشته رویترز، برق در چند شهر قطع شد.",
        ]],
    );
}

#[test]
fn aggregator_with_an_article_inside_and_one_more() {
    check(
        "افتتاح مكتبة عامة في طنطا
تاريخ النشر: 5th, March 2024 GMT
افتتح محافظ الغربية مكتبة عامة جديدة في طنطا بحضور عدد من الكتاب.
وقال المحافظ إن المكتبة العامة مفتوحة للجميع يوميا.
المصدر: بوابة الأهرام
كلمات دلالية: محافظ الغربية طنطا مكتبة عامة
إقرأ أيضاً:
معرض الكتاب يفتح أبوابه في دمشق
دمشق-سانا
فتح معرض الكتاب أبوابه اليوم أمام الزوار بمشاركة مئتي دار نشر.
المصدر: الوكالة العربية السورية للأنباء
إقرأ أيضاً:
فوز روائي شاب بجائزة
بيروت (الوكالة الوطنية) \u{2013} فاز روائي شاب بجائزة أدبية عن روايته الأولى.
تابعونا على تلغرام
",
        &[
            &[
                "id: p",
                "title: افتتاح مكتبة عامة في طنطا",
                "source: بوابة الأهرام",
                "date: 2024-03-05",
                "tags: محافظ الغربية+طنطا+مكتبة عامة",
                "tags_raw: محافظ الغربية طنطا مكتبة عامة",
                "-: افتتح محافظ الغربية مكتبة عامة جديدة في طنطا بحضور عدد من الكتاب.",
                "-: وقال المحافظ إن المكتبة العامة مفتوحة للجميع يوميا.",
            ],
            &[
                "id: p#2",
                "parent: p",
                "title: معرض الكتاب يفتح أبوابه في دمشق",
                "source: الوكالة العربية السورية للأنباء",
                "agency: سانا",
                "dateline: دمشق",
                "-: فتح معرض الكتاب أبوابه اليوم أمام الزوار بمشاركة مئتي دار نشر.",
            ],
            &[
                "id: p#3",
                "parent: p",
                "title: فوز روائي شاب بجائزة",
                "source: الوكالة الوطنية",
                "dateline: بيروت",
                "-: بيروت (الوكالة الوطنية) \u{2013} فاز روائي شاب بجائزة أدبية عن روايته الأولى.",
            ],
        ],
    );
}

#[test]
fn aggregator_with_links_alone_and_tags_with_separators() {
    check(
        "تراجع أسعار القمح
تراجع أسعار القمح
تاريخ النشر : ١٢ آذار ٢٠٢٤
تراجعت أسعار القمح في الأسواق العالمية هذا الأسبوع.
اقرأ أيضا: ارتفاع أسعار الذرة
وتوقع خبراء أن يستمر التراجع حتى الصيف.
شاهد أيضا:
سوق الحبوب في صور
وقال تاجر إن السوق هادئة منذ أسبوع.
كلمات دلالية: القمح، أسعار الغذاء، الأسواق
المصدر :
رويترز
اقرأ أيضًا:
ارتفاع أسعار الذرة
خبز أرخص في الربيع
",
        &[&[
            "id: p",
            "title: تراجع أسعار القمح",
            "source: رويترز",
            "date: 2024-03-12",
            "tags: القمح+أسعار الغذاء+الأسواق",
            "-: تراجعت أسعار القمح في الأسواق العالمية هذا الأسبوع.",
            "-: وتوقع خبراء أن يستمر التراجع حتى الصيف.",
            "-: وقال تاجر إن السوق هادئة منذ أسبوع.",
        ]],
    );
}

#[test]
fn unclosed_page_with_an_article_inside() {
    check(
        "نتائج البطولة
تاريخ النشر: 1 يناير 2024
انتهت البطولة بفوز الفريق المضيف على ضيفه بثلاثة أهداف.
إقرأ أيضاً:
إصابة الحارس
أصيب الحارس في المباراة الأخيرة وسيغيب شهرا كاملا.
المصدر: RT
",
        &[
            &[
                "id: p",
                "title: نتائج البطولة",
                "date: 2024-01-01",
                "-: انتهت البطولة بفوز الفريق المضيف على ضيفه بثلاثة أهداف.",
            ],
            &[
                "id: p#2",
                "parent: p",
                "title: إصابة الحارس",
                "source: RT",
                "-: أصيب الحارس في المباراة الأخيرة وسيغيب شهرا كاملا.",
            ],
        ],
    );
}

#[test]
fn sana_without_an_article_inside() {
    check(
        "\r\n\r\n\r\nأمطار متوقعة في المنطقة الساحلية\r\nتاريخ النشر: 20 تشرين الثاني 2023\r\nاللاذقية-سانا\r\nتتوقع الأرصاد أمطارا غزيرة في المنطقة الساحلية.\r\nالمصدر: الوكالة العربية السورية للأنباء\r\n",
        &[&[
            "id: p",
            "title: أمطار متوقعة في المنطقة الساحلية",
            "source: الوكالة العربية السورية للأنباء",
            "agency: سانا",
            "dateline: اللاذقية",
            "date: 2023-11-20",
            "-: تتوقع الأرصاد أمطارا غزيرة في المنطقة الساحلية.",
        ]],
    );
}

#[test]
fn isna_with_links_inside_and_a_quoted_source() {
    check(
        "کشف سفالینه های هزار ساله

باستان شناسان در یک روستا سفالینه هایی هزار ساله یافتند.

به گزارش ایسنا و به نقل از خبرگزاری فرانسه، این سفالینه ها سالم مانده اند.

بیشتر بخوانید:
کشف یک گورستان کهن
موزه ای که دیده نشد

سفالینه ها به موزه سپرده می شوند.

انتهای پیام
",
        &[&[
            "id: p",
            "title: کشف سفالینه های هزار ساله",
            "lead: باستان شناسان در یک روستا سفالینه هایی هزار ساله یافتند.",
            "source: ایسنا",
            "via: خبرگزاری فرانسه",
            "-: به گزارش ایسنا و به نقل از خبرگزاری فرانسه، این سفالینه ها سالم مانده اند.",
            "-: سفالینه ها به موزه سپرده می شوند.",
        ]],
    );
}

#[test]
fn plain_essay() {
    check(
        "On slow reading

Nobody reads slowly any more.
That is a pity, for most books were not written in a hurry and will not open to a reader who is in one.

Tags are for shops - and for luggage
Date and source are words like others: they start no label here.

* * *

Comments
on this essay are welcome.
",
        &[&[
            "id: p",
            "title: On slow reading",
            "-: Nobody reads slowly any more.",
            "-: That is a pity, for most books were not written in a hurry and will not open to a reader who is in one.",
            "-: Tags are for shops - and for luggage",
            "-: Date and source are words like others: they start no label here.",
            "-: Comments",
            "-: on this essay are welcome.",
        ]],
    );
}

#[test]
fn minutes_with_headings_that_news_pages_have() {
    check(
        "صورت\u{200c}جلسه
تاریخ: ۱۴۰۳/۰۹/۱۲
جلسه برگزار شد.
نظرات:
خانم احمدی گفت که بودجه کافی نیست
آقای رضایی موافق بود.
ثبت نظر
هر عضو در دفتر می\u{200c}نویسد.
آخرین اخبار:
گزارش مالی رسید
پاسخ
انجمن نامه را خواند.
نتیجه
پیشنهاد تصویب شد.
",
        &[&[
            "id: p",
            "title: صورت\u{200c}جلسه",
            "date: 2024-12-02",
            "-: جلسه برگزار شد.",
            "-: نظرات:",
            "-: خانم احمدی گفت که بودجه کافی نیست",
            "-: آقای رضایی موافق بود.",
            "-: ثبت نظر",
            "-: هر عضو در دفتر می\u{200c}نویسد.",
            "-: آخرین اخبار:",
            "-: گزارش مالی رسید",
            "-: پاسخ",
            "-: انجمن نامه را خواند.",
            "-: نتیجه",
            "-: پیشنهاد تصویب شد.",
        ]],
    );
}

#[test]
fn guide_with_a_source_between_its_steps() {
    check(
        "راهنما
زمین را در شهریور شخم بزنید.
منبع: جهاد کشاورزی
مرحلهٔ دوم: آبیاری
آبیاری نخست در مهر است
برداشت
گل را پیش از برآمدن آفتاب بچینید.
چاپ
ذخیره
",
        &[&[
            "id: p",
            "title: راهنما",
            "-: زمین را در شهریور شخم بزنید.",
            "-: منبع: جهاد کشاورزی",
            "-: مرحلهٔ دوم: آبیاری",
            "-: آبیاری نخست در مهر است",
            "-: برداشت",
            "-: گل را پیش از برآمدن آفتاب بچینید.",
            "-: چاپ",
            "-: ذخیره",
        ]],
    );
}

#[test]
fn manual_of_a_program_with_buttons() {
    check(
        "دليل البرنامج
تعليقات
يكتب المستخدم رأيه تحت المقال.
print
share
reply
يظهر الزر تحت كل مقال.
المصدر: فريق البرنامج
",
        &[&[
            "id: p",
            "title: دليل البرنامج",
            "source: فريق البرنامج",
            "-: تعليقات",
            "-: يكتب المستخدم رأيه تحت المقال.",
            "-: print",
            "-: share",
            "-: reply",
            "-: يظهر الزر تحت كل مقال.",
        ]],
    );
}

#[test]
fn text_that_goes_on_under_the_marks_of_news() {
    check(
        "زعفران و بازار آن
زعفران و بازار آن
تاریخ انتشار: ۱۴۰۳/۰۹/۱۲
چکیدهٔ این نوشته دربارهٔ بازار زعفران است.
کلیدواژه\u{200c}ها: زعفران، بازار
مقدمه
زعفران گران\u{200c}ترین ادویهٔ جهان است.
بازار
کشاورزان از بازار راضی نیستند.
",
        &[&[
            "id: p",
            "title: زعفران و بازار آن",
            "date: 2024-12-02",
            "tags: زعفران+بازار",
            "-: چکیدهٔ این نوشته دربارهٔ بازار زعفران است.",
            "-: مقدمه",
            "-: زعفران گران\u{200c}ترین ادویهٔ جهان است.",
            "-: بازار",
            "-: کشاورزان از بازار راضی نیستند.",
        ]],
    );
}

#[test]
fn lines_left_out_in_doubt_are_counted() {
    let page = "باران در شمال
تاریخ انتشار: ۱۴۰۳/۰۹/۱۲
باران در شمال کشور ادامه دارد.
کد خبر: ۱۲
منبع: ایرنا
ورزش
اقتصاد
همهٔ حقوق این تارنما محفوظ است.
نظرات
باران خیلی خوب است
چاپ
کاش زودتر می\u{200c}بارید.
";
    check_warned(
        page,
        &[&[
            "id: p",
            "title: باران در شمال",
            "source: ایرنا",
            "date: 2024-12-02",
            "article_id: ۱۲",
            "-: باران در شمال کشور ادامه دارد.",
            "-: همهٔ حقوق این تارنما محفوظ است.",
        ]],
        &["6: lines left out as the menus, forms and comments of a news page: 4"],
    );
}

#[test]
fn signed_comments_make_a_news_page() {
    check(
        "باران در شمال
باران در شمال کشور ادامه دارد.
پاسخ
هواشناسی گفت تا فردا می\u{200c}بارد.
نظرات
مریم IR ۱۰:۰۲ - ۱۴۰۲/۰۸/۰۵
4 1
نام این باران رحمت است.
پاسخ
",
        &[&[
            "id: p",
            "title: باران در شمال",
            "-: باران در شمال کشور ادامه دارد.",
            "-: پاسخ",
            "-: هواشناسی گفت تا فردا می\u{200c}بارد.",
            "comment: مریم IR 2023-10-27 10:02 4/1: نام این باران رحمت است.",
        ]],
    );
}

#[test]
fn hard_wrapped_essay() {
    check(
        "On slow reading

Nobody reads slowly any more. That is a pity, for most books were not
written in a hurry and will not open to a reader who is in one; and a
reader who is in one will say that they are closed, which is not true
of any book.

A second paragraph stands alone.
",
        &[&[
            "id: p",
            "title: On slow reading",
            "-: Nobody reads slowly any more. That is a pity, for most books were not written in a hurry and will not open to a reader who is in one; and a reader who is in one will say that they are closed, which is not true of any book.",
            "-: A second paragraph stands alone.",
        ]],
    );
}

#[test]
fn what_is_missing_or_odd_is_said() {
    let said = |text: &str| {
        let page = parse("p", text);
        let lines = page.problems.into_iter().chain(page.warnings);
        lines
            .map(|remark| format!("{}: {}", remark.line, remark.what))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        said("\n\nعنوان تنها\n"),
        ["3: a title but no text under it"]
    );
    assert_eq!(said("انتهای پیام\n"), ["1: no text"]);
    assert_eq!(said(""), ["1: no text"]);
    assert_eq!(
        said("عنوان\nتاريخ النشر: 45 مارس\nنص قصير."),
        ["2: the date \"45 مارس\" cannot be read"]
    );
    assert_eq!(
        said("عنوان\nالأحد 18 سبتمبر 2023\nنص قصير."),
        ["2: \"الأحد 18 سبتمبر 2023\" does not fall on the weekday it names"]
    );
    assert_eq!(
        said("عنوان\nتاريخ النشر: 1445/03/03هـ\nنص قصير."),
        ["2: the date \"1445/03/03هـ\" cannot be read"]
    );
    assert_eq!(
        said("عنوان\n3 اسفند 1401 - 23 فوریه 2023\nنص قصير."),
        ["2: \"3 اسفند 1401 - 23 فوریه 2023\" names two days, not one"]
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any mix of labels and noise is read without a panic, and nothing is made up.
    #[test]
    fn reading_is_total(parts in prop::collection::vec(part(), 0..40)) {
        let text = parts.concat();
        let page = parse("p", &text);
        prop_assert_eq!(page.documents.is_empty(), !page.problems.is_empty());
        for document in &page.documents {
            prop_assert!(!document.title.is_empty());
            let without_space = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert!(without_space(&text).contains(&without_space(&document.title)));
            for value in [&document.source, &document.agency, &document.dateline, &document.section] {
                prop_assert!(value.as_deref() != Some(""));
            }
        }
    }
}

fn part() -> impl Strategy<Value = String> {
    const MARKS: &[&str] = &[
        "المصدر: RT",
        "كلمات دلالية: ",
        "تاريخ النشر: ",
        "إقرأ أيضاً:",
        "کد خبر ",
        "برچسبها",
        "نظر شما",
        "نظرات",
        "دسته بندی ها :",
        "پربیننده ترین",
        "انتهای پیام",
        "منبع:",
        " | ",
        "به گزارش ",
        "به نقل از ",
        "خبرگزاری ",
        "العالم - آسیا",
        "موسكو-سانا",
        "(",
        ")",
        " – ",
        "«",
        "»",
        "،",
        "15 بهمن 1400 - 02:33",
        "IR ۰۲:۴۱ - ۱۴۰۱/۱۲/۰۴",
        "0 0",
        "•",
        "\u{200c}",
        ":",
        "این یک جمله است و چند واژه دارد.",
        "18th, September 2023 GMT",
        "99999999999",
        "/",
    ];
    prop_oneof![
        5 => prop::sample::select(MARKS).prop_map(str::to_owned),
        4 => Just("\n".to_owned()),
        1 => Just("\r\n\n".to_owned()),
        1 => any::<String>(),
    ]
}
