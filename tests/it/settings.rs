//! What `collection.toml` changes: from its text to the order of hits.

use kashkul_engine::index::Index;
use kashkul_engine::search::SearchOptions;
use kashkul_engine::writer;
use kashkul_import::Sources;

/// Packs a folder of pages with these settings.
fn packed(settings: &str, pages: &[(&str, &str)]) -> Index {
    let settings = format!("title = \"T\"\n{settings}");
    let named = pages.iter().map(|(name, text)| {
        let len = text.len() as u64;
        ((*name).to_owned(), len)
    });
    let named = named.chain([("collection.toml".to_owned(), settings.len() as u64)]);
    let mut sources = Sources::in_memory("pages", true, named);
    sources.read_settings_bytes(settings.as_bytes().to_vec());
    let reads = sources.files().iter().map(|file| {
        let page = pages.iter().find(|(name, _)| file.path.ends_with(name));
        file.read_bytes(page.expect("is one of them").1.into())
    });
    let reads = reads.collect();
    let (collection, problems) = sources.collect(reads);
    assert!(problems.0.is_empty(), "{problems}");
    let pack = writer::write(&collection.documents(), &collection.settings).expect("packs");
    Index::open_verified(pack).expect("opens")
}

fn ids<'a>(index: &'a Index, query: &str) -> Vec<&'a str> {
    let result = index.search(query, &SearchOptions::default());
    result.hits.iter().map(|hit| hit.id).collect()
}

#[test]
fn weights_change_the_order() {
    let pages = [
        ("body.md", "# Rivers\n\nThe lake, and a lake again.\n"),
        ("title.md", "# lake\n\nWater of the north.\n"),
    ];
    for (settings, order) in [
        ("", ["title", "body"]),
        ("weights = { title = 0.1 }", ["body", "title"]),
        ("weights = { title = 0.1, body = 0 }", ["title", "body"]),
    ] {
        assert_eq!(ids(&packed(settings, &pages), "lake"), order, "{settings}");
    }
}

#[test]
fn a_stop_word_is_weak() {
    let pages = [
        ("a.md", "# a\n\nReport of the ministry on water.\n"),
        ("b.md", "# b\n\nThe water of the north.\n"),
        ("c.md", "# c\n\nReport, report, report on the north.\n"),
        ("d.md", "# d\n\nگزارش‌ها از شمال\n"),
        ("e.md", "# e\n\nشمال\n"),
    ];
    let usual = packed("", &pages);
    assert_eq!(ids(&usual, "report water"), ["a"]);
    let weak = packed(
        "stop_words = { en = [\"Report\"], fa = [\"گزارش‌ها\"] }",
        &pages,
    );
    // It is not asked for, but counts a little.
    assert_eq!(ids(&weak, "report water"), ["a", "b"]);
    assert_eq!(ids(&weak, "report"), ["c", "a"]);
    assert_eq!(ids(&usual, "گزارش‌ها شمال"), ["d"]);
    assert_eq!(ids(&weak, "گزارش‌ها شمال"), ["d", "e"]);
}
