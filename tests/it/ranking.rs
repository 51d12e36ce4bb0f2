//! What a reader can rely on in the order of hits and in what is found at all.

use kashkul_engine::document::Document;
use kashkul_engine::index::Index;
use kashkul_engine::query::Why;
use kashkul_engine::search::{SearchOptions, SearchResult, Sort};
use kashkul_engine::writer::{self, Settings};

/// A collection of one-paragraph articles with the ids 0, 1, 2 …
fn collection(texts: &[&str]) -> Index {
    let documents: Vec<Document> = texts
        .iter()
        .enumerate()
        .map(|(id, text)| Document {
            id: id.to_string(),
            body: vec![(*text).to_owned()],
            ..Document::default()
        })
        .collect();
    let pack = writer::write(&documents, &Settings::default()).expect("packs");
    Index::open_verified(pack).expect("opens")
}

fn ids(result: &SearchResult<'_>) -> Vec<String> {
    result.hits.iter().map(|hit| hit.id.to_owned()).collect()
}

#[track_caller]
fn check(texts: &[&str], query: &str, expected: &[&str]) {
    let index = collection(texts);
    let result = index.search(query, &SearchOptions::default());
    assert_eq!(ids(&result), expected, "{query}");
}

#[test]
fn the_form_that_was_typed_comes_first() {
    // The other spelling stands more often and in a shorter text.
    let texts = ["رؤسای رؤسای", "دیدار روسای جمهور دو کشور در روز جمعه"];
    check(&texts, "روسای", &["1", "0"]);
    check(&texts, "رؤسای", &["0", "1"]);
    let texts = ["هستهای هستهای", "برنامهٔ هسته‌ای یک کشور دیگر است"];
    check(&texts, "هسته‌ای", &["1", "0"]);
    check(&texts, "هستهای", &["0", "1"]);
}

#[test]
fn pages_fit_together() {
    // Every third article has the other spelling; there are more than the window of typed forms.
    let texts: Vec<&str> = (0..300)
        .map(|id| {
            if id % 3 == 0 {
                "آمریکا"
            } else {
                "امریکا"
            }
        })
        .collect();
    let index = collection(&texts);
    let search = |offset, limit| {
        let options = SearchOptions {
            offset,
            limit,
            ..SearchOptions::default()
        };
        ids(&index.search("امریکا", &options))
    };
    let all = search(0, 1000);
    let pages: Vec<String> = (0..300).step_by(20).flat_map(|at| search(at, 20)).collect();
    assert_eq!(all, pages);
    let typed = |id: &String| id.parse::<usize>().is_ok_and(|id| id % 3 != 0);
    assert!(all[..170].iter().all(typed), "the typed form comes first");
}

#[test]
fn one_word_of_four_may_be_missing() {
    let texts = [
        "سفر وزیر خارجه به پکن",
        "سفر وزیر خارجه به مسکو پس از دیدار",
        "سفر به مسکو",
    ];
    check(&texts, "سفر وزیر خارجه مسکو", &["1", "0"]);
    check(&texts, "سفر وزیر مسکو", &["1"]);
}

#[test]
fn a_question_mark_makes_a_question() {
    let texts = ["اصفهان در ایران است", "ایران"];
    check(&texts, "موقعیت اصفهان", &[]);
    check(&texts, "موقعیت اصفهان؟", &["0"]);
}

#[test]
fn of_equals_the_one_with_the_words_side_by_side_comes_first() {
    let texts = [
        "gas is dear and cold wind blows where the house stands, old as the hills",
        "cold gas wind blows where is dear and the house stands, old as the hills",
    ];
    check(&texts, "blows gas cold wind", &["1", "0"]);
}

#[test]
fn ties_stand_in_document_order() {
    check(&["صلح", "جنگ", "صلح", "صلح"], "صلح", &["0", "2", "3"]);
}

#[test]
fn compounds_are_found_however_they_are_written() {
    for text in [
        "یک گفت و گو",
        "منحصر به فرد",
        "مسائل بین المللی",
        "چشم‌انداز",
    ] {
        for query in [
            "گفتگو",
            "گفت و گو",
            "منحصربهفرد",
            "منحصر به فرد",
            "بینالمللی",
            "بین‌المللی",
            "چشم انداز",
            "چشمانداز",
        ] {
            let letters = |text: &str| -> String {
                text.chars().filter(|c| !" \u{200c}".contains(*c)).collect()
            };
            let same = letters(text)
                .replace("گفتوگو", "گفتگو")
                .contains(&letters(query).replace("گفتوگو", "گفتگو"));
            let n_found = collection(&[text])
                .search(query, &SearchOptions::default())
                .total;
            assert_eq!(n_found, usize::from(same), "{query} in {text}");
        }
    }
}

#[test]
fn the_last_word_may_be_unfinished() {
    check(&["ژوهانسبورگ"], "ژوهانس", &["0"]);
    check(&["ژوهانسبورگ"], "ژوهانس ", &[]);
    check(&["ژوهانسبورگ", "ژوهان"], "ژوهان", &["1"]);
}

#[test]
fn a_word_that_is_begun_takes_nothing_away() {
    let texts = ["وزیر خارجه روسیه", "وزیر خارجه چین", "دریا"];
    let found = ["0", "1"];
    let begun = ["ر", "رو", "رُو", "ﺭﻮ"];
    check(&texts, "وزیر خارجه", &found);
    for letters in begun {
        check(&texts, &format!("وزیر خارجه {letters}"), &found);
    }
    check(&texts, "وزیر خارجه روس", &["0"]);
    // A word that is finished, or more of one, is asked for; alone, it is all that is asked for.
    for query in ["وزیر خارجه رو ", "وزیر خارجه روم", "«وزیر خارجه رو»", "رو"]
    {
        check(&texts, query, &[]);
    }
    check(&["وزیر خارجه ۲", "وزیر خارجه"], "وزیر خارجه 2", &["0"]);
}

#[test]
fn letters_that_stand_alone_somewhere_may_begin_a_word() {
    let texts = ["قیمت نفت بالا رفت", "م. ن. رضایی", "قیمت آب", "ال و ام"];
    for query in ["قیمت", "قیمت ن", "قیمت م", "قیمت ال", "قیمت ام"] {
        check(&texts, query, &["2", "0"]);
    }
    check(&texts, "قیمت نفت", &["0"]);
    // Those that stand beside the others are asked for, as what is finished is.
    check(&texts, "قیمت آب", &["2"]);
    check(&texts, "قیمت ن ", &[]);
}

#[test]
fn every_hit_says_why() {
    for (text, query, why) in [
        ("هستهای", "هستهای", Why::Exact),
        ("هستهای", "هسته‌ای", Why::Zwnj),
        ("آمریکا", "امریکا", Why::Letter),
        ("گروه ۲۰", "20", Why::Digit),
        ("ژوهانسبورگ", "ژوهان", Why::Prefix),
    ] {
        let index = collection(&[text]);
        let result = index.search(query, &SearchOptions::default());
        assert_eq!(result.hits[0].why, [why], "{query}");
    }
}

#[test]
fn scripts_without_spaces_are_found() {
    for (text, query) in [
        ("我学习日本語", "日本"),
        ("서울에서", "서울"),
        ("ภาษาไทย", "ไทย"),
        ("我学习日本語", "«日本語»"),
    ] {
        check(&[text, "中"], query, &["0"]);
    }
}

#[test]
fn filters_pages_and_the_order_of_dates() {
    use kashkul_engine::document::{Calendar, PrintedDate};
    let documents: Vec<Document> = ["2022-02-04", "2023-09-18T10:00", "2023-09-20", ""]
        .iter()
        .enumerate()
        .map(|(id, iso)| Document {
            id: id.to_string(),
            lang: if id == 0 { "fa" } else { "ar" }.into(),
            source: Some(if id % 2 == 0 { "الف" } else { "ب" }.into()),
            body: vec!["لافروف".into()],
            date: (!iso.is_empty()).then(|| PrintedDate {
                printed: (*iso).into(),
                calendar: Calendar::Gregorian,
                iso: (*iso).into(),
            }),
            ..Document::default()
        })
        .collect();
    let pack = writer::write(&documents, &Settings::default()).expect("packs");
    let index = Index::open_verified(pack).expect("opens");
    let search = |options: SearchOptions| {
        let result = index.search("لافروف", &options);
        (result.total, ids(&result))
    };
    let of = |ids: &[&str]| -> Vec<String> { ids.iter().map(|id| (*id).to_owned()).collect() };
    let plain = SearchOptions::default;
    let newest = SearchOptions {
        sort: Sort::Date,
        ..plain()
    };
    assert_eq!(search(newest), (4, of(&["2", "1", "0", "3"])));
    let arabic = SearchOptions {
        langs: vec!["ar".into()],
        ..plain()
    };
    assert_eq!(search(arabic), (3, of(&["1", "2", "3"])));
    let source = SearchOptions {
        source: Some("الف".into()),
        ..plain()
    };
    assert_eq!(search(source), (2, of(&["0", "2"])));
    let year = SearchOptions {
        from: Some("2023".into()),
        to: Some("2023".into()),
        ..plain()
    };
    assert_eq!(search(year), (2, of(&["1", "2"])));
    let month = SearchOptions {
        to: Some("2022-02".into()),
        ..plain()
    };
    assert_eq!(search(month), (1, of(&["0"])));
    let page = SearchOptions {
        limit: 2,
        offset: 1,
        ..plain()
    };
    assert_eq!(search(page), (4, of(&["1", "2"])));
    let unknown = SearchOptions {
        source: Some("هیچ".into()),
        ..plain()
    };
    assert_eq!(search(unknown), (0, of(&[])));
    let facets = index.search("لافروف", &plain()).facets;
    assert_eq!(facets.lang, [("ar", 3), ("fa", 1)]);
    assert_eq!(facets.source, [("الف", 2), ("ب", 2)]);
    assert_eq!(facets.year, [(2023, 2), (2022, 1)]);
}

#[test]
fn three_places_show_why_the_fullest_first() {
    let document = Document {
        id: "a".into(),
        body: ["صلح", "جنگ", "جنگ و صلح", "صلح پایدار", "سفر", "صلح"]
            .map(str::to_owned)
            .to_vec(),
        ..Document::default()
    };
    let pack = writer::write(&[document], &Settings::default()).expect("packs");
    let index = Index::open_verified(pack).expect("opens");
    let places = |query| -> (Vec<u32>, usize) {
        let result = index.search(query, &SearchOptions::default());
        let hit = &result.hits[0];
        let shown = hit.places.iter().map(|place| place.paragraph);
        (shown.collect(), hit.n_places)
    };
    assert_eq!(places("جنگ صلح"), (vec![3, 1, 2], 5));
    assert_eq!(places("سفر"), (vec![5], 1));
}

#[test]
fn what_is_not_scored_is_none_of_the_best() {
    // Words as frequent as Zipf has them, from a fixed sequence of numbers.
    let mut state = 7u32;
    let mut next = |below: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) % below
    };
    let mut word = || {
        let most = 1 + next(400);
        let number = next(most);
        let letters = [number / 20, number % 20].map(|n| char::from(b'a' + n as u8));
        format!("w{}{}", letters[0], letters[1])
    };
    let texts: Vec<String> = (0..2500)
        .map(|_| (0..12).map(|_| word()).collect::<Vec<_>>().join(" "))
        .collect();
    let queries: Vec<String> = (0..60)
        .map(|_| (0..7).map(|_| word()).collect::<Vec<_>>().join(" "))
        .collect();
    let index = collection(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    let n_docs = texts.len();
    for query in &queries {
        // Who asks for all has all scored.
        let all = index.ranked_ids(query, n_docs);
        for limit in [10, 100] {
            let best = index.ranked_ids(query, limit);
            let ids = |ranked: &[(&str, f32)]| {
                let ids = ranked.iter().take(limit).map(|(id, _)| (*id).to_owned());
                ids.collect::<Vec<String>>()
            };
            assert_eq!(ids(&best), ids(&all), "{query}");
        }
        let total = index.search(query, &SearchOptions::default()).total;
        assert_eq!(total, all.len(), "{query}");
    }
}

#[test]
fn one_story_is_one_hit() {
    let story = |paper: &str, n_words: usize| {
        let words = (0..n_words).map(|n| format!("خبر{n}"));
        let all: Vec<String> = std::iter::once(paper.to_owned()).chain(words).collect();
        all.join(" ")
    };
    // The second has the word of the query twice as often for its length.
    let texts = [
        story("ایرنا", 120),
        story("ایسنا ایسنا", 120),
        "ایرنا چیز دیگری گفت".to_owned(),
        story("خبر3", 90),
    ];
    let index = collection(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    let result = index.search("خبر3", &SearchOptions::default());
    assert_eq!(result.total, 1);
    assert_eq!(ids(&result), ["3"], "the shortest scores most");
    assert_eq!(result.hits[0].others, ["0", "1"]);
    // Asked for what only one of them has, it is that one.
    let result = index.search("ایسنا", &SearchOptions::default());
    assert_eq!(ids(&result), ["1"]);
    assert!(result.hits[0].others.is_empty());
    // Facets count all articles.
    let result = index.search("خبر3", &SearchOptions::default());
    assert_eq!(result.facets.lang.iter().map(|(_, n)| n).sum::<usize>(), 3);
}
