//! What must hold for any collection and any input.

use crate::seeds;
use kashkul_engine::document::Document;
use kashkul_engine::index::Index;
use kashkul_engine::matcher::Run;
use kashkul_engine::search::SearchOptions;
use kashkul_engine::view::Block;
use kashkul_engine::writer::{self, Settings};
use proptest::prelude::*;
use std::fs;
use std::path::Path;

fn pack_of(dir: &Path) -> Vec<u8> {
    let collection = kashkul_import::read_collection(dir).expect("the folder can be read");
    writer::write(&collection.documents(), &collection.settings).expect("the folder can be packed")
}

#[test]
fn packing_in_two_folders_gives_equal_bytes() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join("a folder with another name");
    fs::create_dir_all(&copy).expect("a folder");
    // In reverse, so that the order of creation cannot be what sorts them.
    let mut files: Vec<_> = fs::read_dir(&seeds).expect("seeds").flatten().collect();
    files.sort_by_key(|file| std::cmp::Reverse(file.file_name()));
    for file in files {
        fs::copy(file.path(), copy.join(file.file_name())).expect("a copy");
    }
    let first = pack_of(&seeds);
    assert_eq!(first, pack_of(&copy));
    assert_eq!(first, kashkul::PACK, "the build script packs the same");
}

#[test]
fn a_flipped_byte_is_refused_and_never_crashes() {
    for at in 0..kashkul::PACK.len() {
        // Every byte of the header and the tables, and a sample of the rest.
        if at > 512 && at % 97 != 0 {
            continue;
        }
        let mut bytes = kashkul::PACK.to_vec();
        bytes[at] ^= 0x41;
        assert!(Index::open_verified(bytes).is_err(), "byte {at}");
    }
}

#[test]
fn a_cut_pack_is_refused() {
    for len in [0, 1, 7, 23, 100, kashkul::PACK.len() - 1] {
        assert!(Index::open_verified(kashkul::PACK[..len].to_vec()).is_err());
    }
}

#[test]
fn an_empty_collection_answers_calmly() {
    let pack = writer::write(&[], &Settings::default()).expect("nothing can be packed");
    let index = Index::open_verified(pack).expect("and opened");
    assert_eq!(index.search("سلام", &SearchOptions::default()).total, 0);
    assert!(index.article("x", None).is_none());
}

/// Fragments that queries and articles are hard with.
fn fragment() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("لاوروف ".to_owned()),
        Just("می\u{200c}کند".to_owned()),
        Just("بین المللی ".to_owned()),
        Just("\"".to_owned()),
        Just("« » “”„ - : ".to_owned()),
        Just("\u{202e}\u{2067}\u{200f}\u{feff}".to_owned()),
        Just("<script>alert(1)</script>&lt;".to_owned()),
        Just("\u{64b}\u{651}\u{640}\u{200c}\u{200d}".to_owned()),
        Just("日本語👩‍👩‍👧".to_owned()),
        Just("1,234 ۱۲٬۳۴۵ ".to_owned()),
        "\\PC{0,6}",
        any::<String>(),
    ]
}

fn hard_text() -> impl Strategy<Value = String> {
    prop::collection::vec(fragment(), 0..12).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn search_is_total_and_runs_are_the_text(query in hard_text(), extra in hard_text()) {
        let document = Document {
            id: "x".into(),
            title: extra.clone(),
            body: vec![extra.clone(), "لاوروف می کند بین المللی".into()],
            ..Document::default()
        };
        let pack = writer::write(&[document], &Settings::default()).expect("packs");
        let index = Index::open_verified(pack).expect("opens");
        for index in [&index, &seeds()] {
            let result = index.search(&query, &SearchOptions::default());
            for hit in &result.hits {
                let view = index.article(hit.id, Some(&query)).expect("a hit is an article");
                let plain = index.article(hit.id, None).expect("a hit is an article");
                let text = |runs: &[Run<'_>]| -> String {
                    runs.iter().map(|run| run.text).collect()
                };
                prop_assert_eq!(text(&view.title), text(&plain.title));
                prop_assert_eq!(view.blocks.len(), plain.blocks.len());
                for (marked, plain) in view.blocks.iter().zip(&plain.blocks) {
                    prop_assert_eq!(text(&marked.runs), text(&plain.runs));
                }
                let paragraphs: Vec<String> =
                    plain.blocks.iter().map(|block| text(&block.runs)).collect();
                prop_assert!((1..=3).contains(&hit.places.len()));
                let is_marked = |block: &&Block<'_>| block.runs.iter().any(|run| run.is_match);
                prop_assert_eq!(view.blocks.iter().filter(is_marked).count(), hit.n_places);
                for place in &hit.places {
                    let shown = text(&place.snippet);
                    let shown = shown.trim_matches('…');
                    let inside = paragraphs.iter().any(|paragraph| paragraph.contains(shown));
                    prop_assert!(inside || shown.is_empty());
                }
            }
        }
    }
}
