//! What is read into a query besides the words that were typed, what is not, and what says so.

use kashkul_engine::document::{Calendar, Document, PrintedDate};
use kashkul_engine::index::Index;
use kashkul_engine::query::Why;
use kashkul_engine::search::SearchOptions;
use kashkul_engine::writer::{self, Settings};

/// A collection of articles of one paragraph, each with its language; ids are 0, 1, 2 …
fn collection(texts: &[(&str, &str)], settings: &Settings) -> Index {
    let documents: Vec<Document> = texts
        .iter()
        .enumerate()
        .map(|(id, (lang, text))| Document {
            id: id.to_string(),
            lang: (*lang).to_owned(),
            body: vec![(*text).to_owned()],
            ..Document::default()
        })
        .collect();
    let pack = writer::write(&documents, settings).expect("packs");
    Index::open_verified(pack).expect("opens")
}

/// Checks which ids are found, in whatever order.
#[track_caller]
fn finds(texts: &[(&str, &str)], query: &str, expected: &[&str]) {
    let index = collection(texts, &Settings::default());
    let result = index.search(query, &SearchOptions::default());
    let mut ids: Vec<&str> = result.hits.iter().map(|hit| hit.id).collect();
    ids.sort_unstable();
    assert_eq!(ids, expected, "{query}");
}

/// Checks the ids found in order, each with why, and what the query was searched as.
#[track_caller]
fn check(texts: &[(&str, &str)], query: &str, hits: &[(&str, Why)], interpreted: Option<&str>) {
    let index = collection(texts, &Settings::default());
    let result = index.search(query, &SearchOptions::default());
    let found: Vec<(&str, &[Why])> = result
        .hits
        .iter()
        .map(|hit| (hit.id, hit.why.as_slice()))
        .collect();
    let expected: Vec<(&str, &[Why])> = hits
        .iter()
        .map(|(id, why)| (*id, std::slice::from_ref(why)))
        .collect();
    assert_eq!(found, expected, "{query}");
    let reading = result.interpreted.map(|reading| reading.text);
    assert_eq!(reading.as_deref(), interpreted, "{query}");
}

#[test]
fn a_name_is_one_in_every_script_and_the_typed_form_comes_first() {
    let texts = [
        ("fa", "دیدار با لاوروف در مسکو"),
        ("ar", "لقاء مع لافروف في موسكو"),
        ("en", "A meeting with Lavrov"),
        ("ru", "Лавров в Москве"),
        ("fa", "دیدار با پوتین"),
    ];
    for (query, first, rest) in [
        ("Lavrov", "2", ["0", "1", "3"]),
        ("لاوروف", "0", ["1", "2", "3"]),
        ("لافروف", "1", ["0", "2", "3"]),
        ("Лавров", "3", ["0", "1", "2"]),
    ] {
        let index = collection(&texts, &Settings::default());
        let result = index.search(query, &SearchOptions::default());
        let mut ids: Vec<&str> = result.hits.iter().map(|hit| hit.id).collect();
        assert_eq!(ids.remove(0), first, "{query}");
        assert_eq!(result.hits[0].why, [Why::Exact], "{query}");
        ids.sort_unstable();
        assert_eq!(ids, rest, "{query}");
        for hit in &result.hits[1..] {
            assert_eq!(hit.why, [Why::Name], "{query}");
        }
    }
}

#[test]
fn words_of_one_language_that_only_sound_alike_are_not_one() {
    for (lang, words) in [
        ("fa", &["دوست", "دست", "تولد", "تولید", "پخش", "بخش"][..]),
        ("fa", &["آستانه", "استان", "شوهر", "شهر", "نور", "نفر"]),
        ("fa", &["کشتی", "کشته", "سرد", "زرد", "هفته", "هفت"]),
        (
            "ar",
            &["الأمن", "اليمن", "الشاعر", "الشارع", "الجنة", "اللجنة"],
        ),
        (
            "ar",
            &["مسعود", "مساعد", "زيارة", "سيارة", "السباحة", "الصباح"],
        ),
    ] {
        let texts: Vec<(&str, &str)> = words.iter().map(|word| (lang, *word)).collect();
        let index = collection(&texts, &Settings::default());
        for (id, word) in words.iter().enumerate() {
            let result = index.search(word, &SearchOptions::default());
            let ids: Vec<&str> = result.hits.iter().map(|hit| hit.id).collect();
            assert_eq!(ids, [id.to_string()], "{word}");
        }
    }
    // Spellings of one name are.
    for (lang, a, b) in [
        ("fa", "گورباچف", "گورباچوف"),
        ("fa", "نتانیاهو", "نتنیاهو"),
        ("fa", "لاوروف", "لافروف"),
        ("ar", "الكونغرس", "الكونجرس"),
    ] {
        let hits = [("0", Why::Exact), ("1", Why::Name)];
        check(&[(lang, a), (lang, b)], a, &hits, None);
    }
}

#[test]
fn forms_meet_and_names_that_look_like_forms_do_not() {
    let texts = [
        ("fa", "کشورها و چینی‌ها"),
        ("fa", "کشور بزرگ چین"),
        ("fa", "سفر به ایران"),
        ("ar", "وزير الخارجية"),
        ("ar", "اجتماع الوزير"),
    ];
    check(&texts, "کشور", &[("1", Why::Exact), ("0", Why::Stem)], None);
    check(&texts, "وزير", &[("3", Why::Exact), ("4", Why::Stem)], None);
    check(&texts, "ایر", &[("2", Why::Prefix)], None);
    check(&texts, "ایر ", &[], None);
}

#[test]
fn forms_of_what_looks_like_a_function_word_meet_and_it_does_not() {
    let texts = [
        ("fa", "کردها در شمال"),
        ("fa", "شمال کردهای سوریه"),
        ("fa", "او کار کرد"),
        ("fa", "او کار می‌کرد"),
        ("fa", "نام‌ها و نشانی"),
        ("fa", "فهرست نام‌های شهدا"),
        ("fa", "نام او"),
    ];
    for (query, ids) in [
        ("کردها", &["0", "1"][..]),
        ("کردهای", &["0", "1"]),
        ("کرد ", &["2"]),
        ("می‌کرد ", &["3"]),
        ("نام‌ها", &["4", "5"]),
        ("نام ", &["6"]),
    ] {
        finds(&texts, query, ids);
    }
    let texts = [
        ("ar", "ولاية تكساس"),
        ("ar", "في الولايات والمدن"),
        ("ar", "لا هذا ولا ذاك"),
        ("ar", "الأحزاب الكردية"),
        ("ar", "حزب كردي"),
        ("ar", "النزاعات القبلية"),
        ("ar", "نزاعات قبلية"),
        ("ar", "من قبل"),
        ("ar", "جاء قبلها"),
    ];
    for (query, ids) in [
        ("ولاية", &["0", "1"][..]),
        ("للولايات", &["0", "1"]),
        ("ولا ", &["2"]),
        ("الكردي", &["3", "4"]),
        ("القبلية", &["5", "6"]),
        ("قبلية", &["5", "6"]),
        ("قبل ", &["7"]),
        ("قبلها ", &["8"]),
    ] {
        finds(&texts, query, ids);
    }
}

#[test]
fn a_word_that_begins_as_the_article_does_meets_itself_behind_it() {
    let texts = [
        ("ar", "حكومة إلكترونية"),
        ("ar", "الحرب الإلكترونية"),
        ("ar", "دفع إلكتروني"),
        ("ar", "سيارات ألمانية"),
        ("ar", "المستشارة الألمانية"),
        ("ar", "آليات جديدة"),
        ("ar", "وضع الآليات"),
        ("ar", "خبر هام"),
        ("ar", "الكاتب توماس مان"),
    ];
    for (query, ids) in [
        ("إلكترونية", &["0", "1", "2"][..]),
        ("الإلكتروني", &["0", "1", "2"]),
        ("ألمانية", &["3", "4"]),
        ("الألمانية", &["3", "4"]),
        ("آليات", &["5", "6"]),
        ("بالآليات", &["5", "6"]),
        ("الإلهام ", &[]),
    ] {
        finds(&texts, query, ids);
    }
}

#[test]
fn what_vaguely_sounds_like_a_name_has_not_its_other_names() {
    let texts = [
        ("fa", "سفر به آلمان"),
        ("ar", "زيارة ألمانيا"),
        ("en", "In Germany"),
    ];
    check(&texts, "lemon", &[("0", Why::Name)], None);
    // What is longer or nearly the same has.
    let index = collection(&texts, &Settings::default());
    let result = index.search("Germanny", &SearchOptions::default());
    let mut found: Vec<(&str, Why)> = result.hits.iter().map(|hit| (hit.id, hit.why[0])).collect();
    found.sort_unstable();
    assert_eq!(
        found,
        [("0", Why::Alias), ("1", Why::Alias), ("2", Why::Name)]
    );
}

#[test]
fn two_words_are_read_as_one_name_only_where_neither_is_a_word_there() {
    let texts = [
        ("fa", "بندر بوشهر"),
        ("fa", "سفر به شهر"),
        ("en", "The director resigned"),
        ("en", "New sanctions on Iran"),
        ("en", "Hassan spoke of chaos and peace"),
        ("fa", "دیدار با جینپینگ"),
    ];
    check(&texts, "به شهر", &[("1", Why::Exact)], None);
    check(&texts, "to restore", &[], None);
    check(&texts, "us sanctions", &[], None);
    check(&texts, "chaos and", &[("4", Why::Exact)], None);
    check(&texts, "Jin Ping", &[("5", Why::Name)], None);
}

#[test]
fn what_begins_with_the_letters_typed_comes_before_what_sounds_like_them() {
    let texts = [
        ("fa", "ایران پیروز شد"),
        ("en", "the air force flew"),
        ("fa", "دیدار با لاوروف"),
        ("ar", "الأمير محمد"),
        ("en", "American troops"),
    ];
    let begun = ("0", Why::Prefix);
    check(&texts, "ایر", &[begun, ("1", Why::Name)], None);
    check(&texts, "ایرا", &[begun], None);
    check(&texts, "ایر ", &[("1", Why::Name)], None);
    // A name that no word begins with is one whole.
    check(&texts, "Lavrov", &[("2", Why::Name)], None);
    // What is a word is no beginning.
    check(&texts, "air", &[("1", Why::Exact)], None);
    // Letters that two words could be are a beginning all the same.
    let texts = [
        ("en", "they were standing"),
        ("fa", "استان تهران"),
        ("en", "st paul ate an apple"),
    ];
    let hits = [("0", Why::Prefix), ("1", Why::Name)];
    check(&texts, "stan", &hits, None);
    // Two words are no name where the one is known and the other a beginning.
    let texts = [
        ("fa", "رئیس جمهور ایران آمد"),
        ("fa", "رئیس\u{200c}جمهور فرانسه رفت"),
        ("en", "Pakistan is a member of RISCAM besides Iran"),
    ];
    check(&texts, "رئیس جم", &[("0", Why::Exact)], None);
    let index = collection(&texts, &Settings::default());
    let result = index.search("رئیس جمه", &SearchOptions::default());
    let whys: Vec<&[Why]> = result.hits.iter().map(|hit| hit.why.as_slice()).collect();
    assert_eq!(whys, [[Why::Exact, Why::Prefix]]);
}

#[test]
fn a_written_waw_is_a_word_of_a_compound() {
    let texts = [
        ("fa", "رفت و آمد خودروها"),
        ("fa", "کسب و کار خانگی"),
        ("fa", "خرید و فروش ارز"),
        ("fa", "حمل و نقل عمومی"),
        ("fa", "آب و هوا"),
    ];
    for (query, id) in [
        ("رفت\u{200c}وآمد", "0"),
        ("کسب\u{200c}وکار", "1"),
        ("خرید\u{200c}وفروش", "2"),
        ("خریدوفروش", "2"),
        ("حمل\u{200c}ونقل", "3"),
        ("حمل\u{200c}و\u{200c}نقل", "3"),
        ("حملونقل", "3"),
        ("\"حمل\u{200c}ونقل\"", "3"),
        ("آب\u{200c}وهوا", "4"),
    ] {
        check(&texts, query, &[(id, Why::Zwnj)], None);
    }
    // Where a text has it in one as well.
    let texts = [
        ("fa", "حمل\u{200c}ونقل عمومی"),
        ("fa", "حمل و نقل عمومی"),
        ("fa", "حمل بار و نقل خبر"),
    ];
    let own = ("0", Why::Exact);
    let apart = ("1", Why::Zwnj);
    check(&texts, "حمل\u{200c}ونقل", &[own, apart], None);
    check(&texts, "حملونقل", &[apart, ("0", Why::Zwnj)], None);
    check(&texts, "\"حمل\u{200c}ونقل\"", &[own, apart], None);
}

#[test]
fn a_misspelt_word_comes_before_what_else_it_is_called() {
    let texts = [
        ("ar", "زلزال قوي ضرب المدينة"),
        ("fa", "زلزله شدید شهر را لرزاند"),
        ("en", "A strong earthquake hit the city"),
    ];
    let [ar, fa] = [("0", Why::Alias), ("1", Why::Alias)];
    check(&texts, "earthqake", &[("2", Why::Name), ar, fa], None);
    // Spelt right it has them as ever.
    check(&texts, "earthquake", &[("2", Why::Exact), ar, fa], None);
    let texts = [("ar", "أوكرانيا أوكرانيا أوكرانيا"), ("fa", "جنگ اوکراین")];
    let hits = [("1", Why::Name), ("0", Why::Name)];
    check(&texts, "اکراین", &hits, None);
}

#[test]
fn what_sounds_like_a_correction_comes_behind_it() {
    let texts = [
        ("ar", "مذكرات مذكرات الفنانة مذكرات"),
        ("fa", "مذاکرات هسته‌ای ایران"),
    ];
    let hits = [("1", Why::Typo), ("0", Why::Typo)];
    check(&texts, "مذاکزات", &hits, Some("مذاکرات"));
}

#[test]
fn a_quoted_break_may_stand_where_it_was_typed() {
    let texts = [
        ("en", "The U.S. president arrived."),
        ("en", "Mr. Smith arrived in the U.S. and left."),
        ("fa", "ایران، روسیه و چین بیانیه دادند"),
        ("fa", "ایران روسیه و چین"),
    ];
    check(&texts, "\"U.S. president\"", &[("0", Why::Exact)], None);
    check(&texts, "\"Mr. Smith\"", &[("1", Why::Exact)], None);
    check(&texts, "\"the U.S. and left\"", &[("1", Why::Exact)], None);
    let typed = ("2", Why::Exact);
    check(&texts, "\"ایران، روسیه و چین بیانیه\"", &[typed], None);
    let [with, without] = ["2", "3"];
    let index = collection(&texts, &Settings::default());
    for (query, ids) in [
        ("\"ایران، روسیه و چین\"", &[with, without][..]),
        ("\"ایران روسیه و چین\"", &[without]),
        ("\"ایران روسیه، و چین\"", &[without]),
        ("\"Mr Smith\"", &[]),
        ("\"Smith, arrived. in\"", &["1"]),
        ("\"arrived, the\"", &[]),
    ] {
        let result = index.search(query, &SearchOptions::default());
        let mut found: Vec<&str> = result.hits.iter().map(|hit| hit.id).collect();
        found.sort_unstable();
        assert_eq!(found, ids, "{query}");
    }
}

#[test]
fn a_hamza_is_one_on_every_seat() {
    let texts = [
        ("fa", "رئیس هیأت و مسؤول مالی"),
        ("fa", "اعضای هیئت و مسئولان شهر"),
        ("fa", "مسئول شهر"),
        ("ar", "مسئول كبير في شئون البلاد"),
        ("ar", "شؤون المسؤول"),
        ("fa", "سیال است"),
        ("fa", "مسوول شهر"),
    ];
    let letter = |id| (id, Why::Letter);
    let exact = |id| (id, Why::Exact);
    check(&texts, "هیئت", &[exact("1"), letter("0")], None);
    check(&texts, "هیأت", &[exact("0"), letter("1")], None);
    check(&texts, "هیات", &[letter("0"), letter("1")], None);
    check(&texts, "شؤون", &[exact("4"), letter("3")], None);
    check(&texts, "سؤال ", &[], None);
    for query in ["مسؤول", "مسئول", "مسوول"] {
        let index = collection(&texts, &Settings::default());
        let result = index.search(query, &SearchOptions::default());
        let mut ids: Vec<&str> = result.hits.iter().map(|hit| hit.id).collect();
        ids.sort_unstable();
        assert_eq!(ids, ["0", "1", "2", "3", "4", "6"], "{query}");
    }
    let quoted = "\"مسؤول شهر\"";
    check(&texts, quoted, &[letter("2"), letter("6")], None);
}

#[test]
fn forms_of_a_word_are_found_whatever_the_seat_of_its_hamza() {
    let texts = [
        ("ar", "المسئول الكبير صرح"),
        ("ar", "المسؤول الصغير صرح"),
        ("ar", "مسئولية الدولة"),
        ("ar", "اجتماع المسئولين"),
        ("ar", "سيول في المدينة"),
        ("fa", "سیال است"),
    ];
    for query in ["مسؤول", "مسئول", "مسوول", "المسؤول", "المسئول"] {
        finds(&texts, query, &["0", "1", "2", "3"]);
    }
    finds(&texts, "سؤال ", &[]);
}

#[test]
fn an_abbreviation_is_one_with_and_without_dots() {
    let texts = [
        ("en", "U.S. officials"),
        ("en", "officials of the US"),
        ("en", "what is used and using"),
        ("en", "the U.K. and N.A.T.O. agree"),
    ];
    let letter = |id| (id, Why::Letter);
    check(&texts, "US", &[("1", Why::Exact), letter("0")], None);
    check(&texts, "U.S.", &[("0", Why::Exact), letter("1")], None);
    check(&texts, "NATO", &[letter("3")], None);
}

#[test]
fn a_compound_is_one_however_its_waw_is_written() {
    let texts = [
        ("fa", "گفتگو با وزیر"),
        ("fa", "گفت\u{200c}وگو با سفیر"),
        ("fa", "گفت وگو در تهران"),
        ("fa", "گفت و گو در مسکو"),
    ];
    for query in ["گفتگو", "گفت\u{200c}وگو", "گفت وگو", "گفت و گو"] {
        let index = collection(&texts, &Settings::default());
        let result = index.search(query, &SearchOptions::default());
        let mut ids: Vec<&str> = result.hits.iter().map(|hit| hit.id).collect();
        ids.sort_unstable();
        assert_eq!(ids, ["0", "1", "2", "3"], "{query}");
    }
}

#[test]
fn what_has_two_names_is_found_by_both() {
    let texts = [
        ("fa", "سفر به اتریش"),
        ("ar", "زيارة النمسا"),
        ("en", "Austria"),
    ];
    let both = [("2", Why::Alias), ("1", Why::Alias)];
    check(
        &texts,
        "اتریش",
        &[&[("0", Why::Exact)], &both[..]].concat(),
        None,
    );

    let settings = Settings {
        aliases: vec![vec!["سپاه".to_owned(), "Revolutionary Guards".to_owned()]],
        ..Settings::default()
    };
    let texts = [
        ("fa", "فرمانده سپاه"),
        ("en", "The Revolutionary Guards said"),
    ];
    let index = collection(&texts, &settings);
    for query in ["سپاه", "revolutionary guards"] {
        let result = index.search(query, &SearchOptions::default());
        assert_eq!(result.total, 2, "{query}");
        assert_eq!(result.hits[1].why, [Why::Alias], "{query}");
    }
}

#[test]
fn a_name_of_several_words_is_what_was_typed_where_it_stands() {
    let texts = [
        ("fa", "وزیر خارجه به سفر رفت"),
        ("fa", "وزیر امور خارجه به سفر رفت"),
        ("ar", "سافر وزير الخارجية"),
    ];
    let [typed, other, arabic] = ["0", "1", "2"];
    let shown = |own: Why| [(typed, own), (other, Why::Alias), (arabic, Why::Alias)];
    check(&texts, "وزیر خارجه", &shown(Why::Exact), None);
    // On an Arabic keyboard.
    check(&texts, "وزير خارجه", &shown(Why::Letter), None);
    let shown = [
        (arabic, Why::Exact),
        (typed, Why::Alias),
        (other, Why::Alias),
    ];
    check(&texts, "وزير الخارجية", &shown, None);
}

#[test]
fn a_date_is_one_in_every_calendar_and_vocabulary() {
    let document = Document {
        id: "day".into(),
        date: Some(PrintedDate {
            printed: String::new(),
            calendar: Calendar::Gregorian,
            iso: "2023-09-18".into(),
        }),
        body: vec!["متن".into()],
        ..Document::default()
    };
    let pack = writer::write(&[document], &Settings::default()).expect("packs");
    let index = Index::open_verified(pack).expect("opens");
    for (query, is_found) in [
        ("27 شهریور 1402", true),
        ("۱۴۰۲/۰۶/۲۷", true),
        ("18 September 2023", true),
        ("September 18th, 2023", true),
        ("١٨ أيلول ٢٠٢٣", true),
        ("18 سبتمبر 2023", true),
        ("شهریور ۱۴۰۲", true),
        ("2023-09-18", true),
        ("28 شهریور 1402", false),
        ("18 September 2022", false),
        ("مهر ۱۴۰۲", false),
    ] {
        let result = index.search(query, &SearchOptions::default());
        assert_eq!(result.total, usize::from(is_found), "{query}");
        assert!(
            result.hits.iter().all(|hit| hit.why == [Why::Date]),
            "{query}"
        );
    }
}

#[test]
fn a_typo_is_forgiven_where_nothing_has_the_word() {
    let texts = [("fa", "دور تازه مذاکرات"), ("fa", "مزار شریف")];
    check(&texts, "مزاکرات", &[("0", Why::Typo)], Some("مذاکرات"));
    check(&texts, "مذارکات", &[("0", Why::Typo)], Some("مذاکرات"));
    check(&texts, "مزار", &[("1", Why::Exact)], None);
    // Numbers and short words stand.
    check(&[("en", "In 2023 he ran")], "2033", &[], None);
    check(&[("en", "In 2023 he ran")], "rar", &[], None);
    // Beside another word one that is known may be a typo, if nothing holds both as they are.
    let texts = [("ar", "هذه الفترات ترتبط بها"), ("ar", "تربط المدينة")];
    let index = collection(&texts, &Settings::default());
    let result = index.search("تربط فترات", &SearchOptions::default());
    assert_eq!(result.hits.len(), 1);
    assert_eq!(result.hits[0].id, "0");
}

#[test]
fn what_only_sounds_alike_leaves_room_for_slips() {
    let texts = [
        ("en", "The messages came late"),
        ("en", "A messy room"),
        ("fa", "ریاست جمهوری"),
        ("fa", "آب آلوده است"),
        ("fa", "تلفات جنگ"),
        ("fa", "تولیت آستان"),
        ("fa", "دیدار با لاوروف"),
    ];
    check(&texts, "messaes", &[("0", Why::Typo)], Some("messages"));
    check(&texts, "[li,vd", &[("2", Why::Keyboard)], Some("جمهوری"));
    let hits = [("5", Why::Name), ("4", Why::Typo)];
    check(&texts, "تفلات", &hits, None);
    // What is near only by its sound, or is of another script, is a name.
    check(&texts, "لافروف", &[("6", Why::Name)], None);
    check(&texts, "Lavrow", &[("6", Why::Name)], None);
}

#[test]
fn a_query_on_the_wrong_keyboard_is_read_and_can_be_meant() {
    let texts = [
        ("fa", "لاوروف به تهران آمد"),
        ("en", "Lavrov came"),
        ("fa", "شیمی"),
    ];
    let expected = [("1", Why::Keyboard), ("0", Why::Keyboard)];
    check(&texts, "gh,v,t", &expected, Some("لاوروف"));
    let index = collection(&texts, &Settings::default());
    let result = index.search("مشرقخر", &SearchOptions::default());
    assert_eq!(result.total, 2);
    assert_eq!(
        result.interpreted.map(|reading| reading.text).as_deref(),
        Some("lavrov")
    );
    // What is quoted is meant.
    check(&texts, "\"gh,v,t\"", &[], None);
    check(&texts, "«مشرقخر»", &[], None);
    check(&texts, "«مزاکرات»", &[], None);
    // Who typed one word of the collection had the layout right.
    check(&texts, "شیمی مشرقخر", &[], None);
    // Nor are keys that give what sounds like too much: these give "foad".
    check(&[("fa", "فواد")], "بخشی", &[], None);
    // Keys that give no word are no reading: these give "]lhkd".
    check(&texts, "دمانی", &[], None);
}

#[test]
fn a_rare_word_near_a_common_one_is_asked_about() {
    let mut texts = vec![("en", "The Market in Baku"); 10];
    texts.push(("en", "The marset in Baku"));
    let index = collection(&texts, &Settings::default());
    let meant = |query: &str| index.search(query, &SearchOptions::default()).did_you_mean;
    assert_eq!(meant("marset").as_deref(), Some("Market"));
    assert_eq!(meant("«marset»"), None);
    assert_eq!(meant("market"), None);
    assert_eq!(meant("baku"), None);
}

#[test]
fn a_long_query_of_any_kind_is_answered() {
    let texts = [("fa", "لاوروف در تهران"), ("ar", "لافروف في طهران")];
    let index = collection(&texts, &Settings::default());
    for (query, total) in [
        ("لاوروف ".repeat(15_000), 1),
        ("لافروف -تهران ".repeat(8_000), 2),
        ("ا".repeat(100_000), 0),
        ("\"".repeat(100_000), 0),
        ("-".repeat(100_000), 0),
        ("gh,v,t, ".repeat(12_000), 0),
        ("\u{200c}\u{64b}".repeat(50_000), 0),
    ] {
        let result = index.search(&query, &SearchOptions::default());
        let beginning: String = query.chars().take(12).collect();
        assert_eq!(result.total, total, "{beginning}");
    }
}

#[test]
fn what_is_given_as_a_reason_stands_in_the_article() {
    let texts = [
        ("fa", "انتخابات ریاست جمهوری برگزار شد"),
        ("fa", "انتخابات ریاست جمهوری ۱۴۰۰"),
        ("en", "Covid cases rise"),
        ("en", "Cases of covid-19"),
        ("en", "In 19 cases"),
    ];
    let index = collection(&texts, &Settings::default());
    for (query, reasons) in [
        (
            "انتخابات ریاست جمهوری ۱۴۰۰",
            &[("1", &[Why::Exact, Why::Date][..]), ("0", &[Why::Exact])][..],
        ),
        ("covid-19", &[("3", &[Why::Exact]), ("2", &[Why::Alias])]),
        (
            "۱۹ cases",
            &[
                ("4", &[Why::Exact, Why::Digit]),
                ("3", &[Why::Letter, Why::Digit]),
            ],
        ),
    ] {
        let result = index.search(query, &SearchOptions::default());
        let hits = result.hits.iter();
        let found: Vec<(&str, &[Why])> = hits.map(|hit| (hit.id, hit.why.as_slice())).collect();
        assert_eq!(found, reasons, "{query}");
    }
}

/// Articles about two years, by their words and by a day alone, and one with amounts that look like years.
fn of_years() -> Index {
    let dated = |id: &str, iso: Option<&str>, body: &str| Document {
        id: id.to_owned(),
        date: iso.map(|iso| PrintedDate {
            printed: String::new(),
            calendar: Calendar::Gregorian,
            iso: iso.to_owned(),
        }),
        body: vec![body.to_owned()],
        ..Document::default()
    };
    let documents = [
        dated("dated", Some("2021-06-18"), "مذاکرات وین با چند نفر talks"),
        dated("in words", None, "مذاکرات سال ۱۴۰۰ talks of the year 2021"),
        dated(
            "other year",
            None,
            "مذاکرات سال ۱۳۹۹ talks of the year 2019",
        ),
        dated("last year", None, "مذاکرات سال گذشته"),
        dated("amount", None, "مذاکرات با ۱٬۴۰۰ نفر و 2,021 نفر"),
    ];
    let pack = writer::write(&documents, &Settings::default()).expect("packs");
    Index::open_verified(pack).expect("opens")
}

#[test]
fn the_word_for_year_is_no_more_asked_for_than_that_for_month() {
    let index = of_years();
    for (query, found) in [
        ("مذاکرات سال ۱۴۰۰", &["dated", "in words"][..]),
        ("مذاكرات عام 2021", &["dated", "in words"]),
        ("مذاكرات لعام 2021", &["dated", "in words"]),
        ("talks year 2021", &["dated", "in words"]),
        ("سال ۱۴۰۰", &["dated", "in words"]),
        ("سال ۱۳۹۹", &["other year"]),
        ("مذاکرات سال", &["in words", "last year", "other year"]),
        ("سال مذاکرات", &["in words", "last year", "other year"]),
    ] {
        let result = index.search(query, &SearchOptions::default());
        let mut ids: Vec<&str> = result.hits.iter().map(|hit| hit.id).collect();
        ids.sort_unstable();
        assert_eq!(ids, found, "{query}");
        for hit in result.hits.iter().filter(|hit| hit.id == "in words") {
            let mut runs = hit.places.iter().flat_map(|place| &place.snippet);
            let year = query.split(' ').next_back();
            let is_marked = runs.any(|run| run.is_match && Some(run.text) == year);
            assert!(is_marked, "{query}");
        }
    }
}
