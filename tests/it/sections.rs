//! Headings: from a source's text to what a hit says and an article shows.

use kashkul_engine::document::{Document, Heading};
use kashkul_engine::index::Index;
use kashkul_engine::search::SearchOptions;
use kashkul_engine::view::{Node, tree};
use kashkul_engine::writer::{self, Settings};

fn index() -> Index {
    let heading = |paragraph, level| Heading { paragraph, level };
    let body = [
        "Before any heading.",
        "نصب برنامه",
        "Copy the file.",
        "Windows",
        "Run the installer.",
        "نصب برنامه",
        "Remove everything.",
    ];
    let document = Document {
        id: "guide/a".into(),
        title: "Guide".into(),
        lead: Some("A lead.".into()),
        body: body.map(str::to_owned).to_vec(),
        headings: vec![heading(1, 2), heading(3, 5), heading(5, 2)],
        ..Document::default()
    };
    let pack = writer::write(&[document], &Settings::default()).expect("packs");
    Index::open_verified(pack).expect("opens")
}

#[test]
fn a_hit_names_the_section_it_is_in() {
    let index = index();
    for (query, expected) in [
        ("lead", None),
        ("before", None),
        ("guide", None),
        ("copy", Some(("نصب برنامه", "نصب-برنامه"))),
        ("windows", Some(("Windows", "windows"))),
        ("installer", Some(("Windows", "windows"))),
        ("remove", Some(("نصب برنامه", "نصب-برنامه-1"))),
    ] {
        let result = index.search(query, &SearchOptions::default());
        let place = &result.hits[0].places[0];
        let section = place.section.map(|section| (section.title, section.anchor));
        assert_eq!(section, expected, "{query}");
    }
}

#[test]
fn headings_are_shown_as_headings() {
    let index = index();
    let view = index.article("guide/a", Some("windows")).expect("is there");
    let Node::Element { children, .. } = tree(&view) else {
        panic!("an element");
    };
    let mut found = Vec::new();
    for child in &children {
        let Node::Element {
            name, attributes, ..
        } = child
        else {
            continue;
        };
        let value = |name| {
            let attribute = attributes.iter().find(|(one, _)| *one == name);
            attribute.map_or("", |(_, value)| value.as_ref())
        };
        found.push((*name, value("data-p"), value("id"), value("data-hits")));
    }
    assert_eq!(
        found,
        [
            ("h1", "", "", ""),
            ("p", "1", "", ""),
            ("p", "2", "", ""),
            ("h2", "3", "s-guide/a#نصب-برنامه", ""),
            ("p", "4", "", ""),
            ("h3", "5", "s-guide/a#windows", "0"),
            ("p", "6", "", ""),
            ("h2", "7", "s-guide/a#نصب-برنامه-1", ""),
            ("p", "8", "", ""),
        ]
    );
}
