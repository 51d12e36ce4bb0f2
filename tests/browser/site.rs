//! What is shipped, and sites made of it.
//!
//! Owns finding the built files and packing other collections with them; [`Host`] serves them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

use kashkul_cli::fonts::{Font, Fonts, NAMES};
use kashkul_cli::offline::Offline;
use kashkul_cli::site::{Assets, hosted};
use kashkul_engine::document::Document;
use kashkul_engine::index::Index;
use kashkul_engine::writer::{Settings, write};

pub use crate::host::{Fault, Host};

/// The folder of everything that is shipped.
///
/// # Panics
/// When it is not told by `KASHKUL_DIST`.
#[must_use]
pub fn dist() -> PathBuf {
    let path = env::var_os("KASHKUL_DIST");
    PathBuf::from(path.expect("KASHKUL_DIST names dist/: run `cargo xtask test`"))
}

/// The files of a folder by name.
///
/// # Panics
/// When the folder cannot be read.
#[must_use]
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder:?}: {error}"));
    entries
        .map(|entry| {
            let entry = entry.expect("an entry of the folder");
            let name = entry.file_name().into_string().expect("a name in UTF-8");
            (
                name,
                fs::read(entry.path()).expect("a file that can be read"),
            )
        })
        .collect()
}

/// The site of another collection, made of what is shipped; its pack is a file of its own.
///
/// # Panics
/// When the collection cannot be packed, or what is shipped is not there.
#[must_use]
pub fn packed(documents: &[Document], settings: &Settings) -> BTreeMap<String, Vec<u8>> {
    let shipped = files(&dist().join("site"));
    let bytes = |name: &str| -> &[u8] {
        let file = shipped.get(name);
        file.unwrap_or_else(|| panic!("{name} is built"))
    };
    let text = |name: &str| std::str::from_utf8(bytes(name)).expect("text");
    let pack = write(documents, settings).expect("a collection");
    // The first line is the list of another site's files.
    let (_, worker) = text("sw.js").split_once('\n').expect("a list");
    let known = ["app.js", "inline.js", "offline.js", "sw.js"];
    let on_demand: Vec<(String, String)> = shipped
        .keys()
        .filter(|name| name.ends_with(".js") && !known.contains(&name.as_str()))
        .map(|name| (name.clone(), text(name).to_owned()))
        .collect();
    let assets = Assets {
        template: include_str!("../../www/index.html"),
        script: text("app.js"),
        inline_script: text("inline.js"),
        style: text("kashkul.css"),
        theme: "",
        wasm: bytes("kashkul.wasm"),
        on_demand: &on_demand,
        pack: Some(&pack),
        fonts: Fonts {
            fonts: NAMES.map(|name| Font {
                bytes: bytes(&format!("{name}.woff2")),
                licence: bytes(&format!("{name}-OFL.txt")),
            }),
            letters: "",
        },
        offline: Offline {
            worker,
            script: text("offline.js"),
            icons: &[],
        },
    };
    let index = Index::open(pack.clone()).expect("the pack just written");
    let site = hosted(&index, &assets).expect("the page");
    site.into_iter()
        .map(|file| (file.path.to_owned(), file.bytes))
        .collect()
}
