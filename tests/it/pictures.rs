//! Pictures: from a document to what an article shows, and what a search finds of them.

use std::borrow::Cow;

use kashkul_engine::document::{Document, Heading, Image};
use kashkul_engine::index::Index;
use kashkul_engine::search::SearchOptions;
use kashkul_engine::view::{Attributes, Node, tree};
use kashkul_engine::writer::{self, Settings};

fn pack(data: &str) -> Vec<u8> {
    let document = Document {
        id: "a".into(),
        title: "Places".into(),
        lead: Some("A lead.".into()),
        body: ["Isfahan", "پل خواجو در شب", "Text below."]
            .map(str::to_owned)
            .to_vec(),
        headings: vec![Heading {
            paragraph: 0,
            level: 2,
        }],
        images: vec![Image {
            paragraph: 1,
            size: (640, 480),
            data: data.into(),
        }],
        ..Document::default()
    };
    writer::write(&[document], &Settings::default()).expect("packs")
}

fn index(data: &str) -> Index {
    Index::open_verified(pack(data)).expect("opens")
}

/// The elements of the article, with their attributes.
fn shown(index: &Index) -> Vec<(&'static str, Attributes<'_>)> {
    let view = index.article("a", Some("خواجو")).expect("is there");
    let Node::Element { children, .. } = tree(&view) else {
        panic!("an element");
    };
    let elements = children.into_iter().filter_map(|child| match child {
        Node::Element {
            name, attributes, ..
        } => Some((name, attributes)),
        Node::Text(_) => None,
    });
    elements.collect()
}

#[test]
fn a_picture_stands_in_its_place_and_holds_itself() {
    let index = index("png;base64,iVBORw0K");
    let shown = shown(&index);
    let names: Vec<&str> = shown.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["h1", "p", "h2", "img", "p"]);
    let expected = [
        ("data-p", "3"),
        ("lang", "fa"),
        ("dir", "rtl"),
        ("src", "data:image/png;base64,iVBORw0K"),
        ("alt", "پل خواجو در شب"),
        ("width", "640"),
        ("height", "480"),
    ];
    assert_eq!(
        shown[3].1,
        expected.map(|(name, value)| (name, Cow::from(value)))
    );
}

#[test]
fn its_words_are_found_in_the_section_that_it_is_in() {
    let index = index("png;base64,iVBORw0K");
    for query in ["خواجو", "below"] {
        let result = index.search(query, &SearchOptions::default());
        let place = &result.hits[0].places[0];
        let section = place.section.expect("a section");
        assert_eq!(
            (section.title, section.anchor),
            ("Isfahan", "isfahan"),
            "{query}"
        );
    }
}

#[test]
fn nothing_is_fetched_for_a_picture() {
    let mut pack = pack("png;base64,iVBORw0K");
    let start = b"data:image/";
    let at = pack.windows(start.len()).position(|bytes| bytes == start);
    // As long as what stands there, so that all else stays where it is.
    let far = b"https://x.y";
    pack[at.expect("an address")..][..far.len()].copy_from_slice(far);
    let index = Index::open(pack).expect("opens unverified");
    let names: Vec<&str> = shown(&index).iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["h1", "p", "h2", "p", "p"]);
}
