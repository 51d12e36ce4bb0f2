//! Which part of an article a hit shows.

use kashkul_engine::document::Document;
use kashkul_engine::index::Index;
use kashkul_engine::search::SearchOptions;
use kashkul_engine::writer::{self, Settings};

/// Checks the number of the paragraph that is shown first of an article, from 1 on.
#[track_caller]
fn check(paragraphs: &[&str], query: &str, shown: u32) {
    let document = Document {
        id: "a".into(),
        title: "عنوان".into(),
        body: paragraphs.iter().map(|text| (*text).to_owned()).collect(),
        ..Document::default()
    };
    let pack = writer::write(&[document], &Settings::default()).expect("packs");
    let index = Index::open_verified(pack).expect("opens");
    let found = index.search(query, &SearchOptions::default());
    assert_eq!(found.hits[0].places[0].paragraph, shown, "{query}");
}

#[test]
fn words_side_by_side_are_shown_before_words_apart() {
    let apart = "وزیر در تهران گفت که سیاست خارجه عوض نمی‌شود و وزیر تازه‌ای نمی‌آید.";
    let together = "سخنان وزیر خارجه را همه شنیدند.";
    check(&[apart, together], "وزیر خارجه", 2);
    check(&[together, apart], "وزیر خارجه", 1);
    // Function words of the query stand between its words.
    let apart = "جنگ و مذاکره با اوکراین و پایان جنگ";
    check(
        &[apart, "سالی از جنگ در اوکراین گذشت."],
        "جنگ در اوکراین",
        2,
    );
    // All words apart are more than some side by side.
    let all = "وزیر در تهران گفت که سیاست خارجه ادامه دارد و روسیه همراه است.";
    check(&[together, all], "وزیر خارجه روسیه", 2);
    // The order is part of what is asked for.
    check(&["متن باز، باز متن و باز متن", "یک متن باز"], "متن باز", 1);
    check(&["باز متن، سپس باز متن", "یک متن باز"], "متن باز", 2);
}
