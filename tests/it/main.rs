//! Tests over whole packs: the seeds, and random collections held against a naive oracle.

mod extraction;
mod golden;
mod laws;
mod operators;
mod oracle;
mod pictures;
mod queries;
mod ranking;
mod readings;
mod sections;
mod settings;
mod snippets;

use kashkul_engine::index::Index;
use std::sync::OnceLock;

/// The pack of `seeds/`, opened.
fn seeds() -> Index {
    Index::open_verified(kashkul::PACK.to_vec()).expect("the build script's pack opens")
}

/// Compares with a golden file under `tests/it/golden/`, or writes it when `UPDATE_GOLDEN` is set.
#[track_caller]
fn check_golden(name: &str, found: &str) {
    static UPDATE: OnceLock<bool> = OnceLock::new();
    let path = format!("{}/tests/it/golden/{name}", env!("CARGO_MANIFEST_DIR"));
    if *UPDATE.get_or_init(|| std::env::var_os("UPDATE_GOLDEN").is_some()) {
        std::fs::write(&path, found).expect("the golden file can be written");
        return;
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    for (number, (found, expected)) in (1..).zip(found.lines().zip(expected.lines())) {
        assert_eq!(
            found, expected,
            "{name}:{number} (UPDATE_GOLDEN=1 accepts the change)"
        );
    }
    assert_eq!(
        found.lines().count(),
        expected.lines().count(),
        "{name}: number of lines"
    );
}
