//! `cargo xtask bench`: the time of searches beside that of peers, in Node and in Chromium.
//!
//! Owns fetching the peers and laying out what is measured. What is measured and how is in
//! `bench/measure.js`, the same for both engines.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::process::run;
use crate::{Paths, checks, dist, setup};

/// Measures the searches of a `.jsonl` collection with questions of `qid<TAB>text`.
pub(crate) fn run_all(paths: &Paths, collection: &Path, queries: &Path, limit: u32) -> Result<()> {
    dist::build_all(paths)?;
    let bench = paths.root.join("bench");
    let node = setup::node()?;
    run(Command::new("npm")
        .args(["ci", "--no-audit", "--no-fund"])
        .current_dir(&bench))?;
    let folder = paths.target.join("bench");
    fs::create_dir_all(&folder)?;
    let pack = folder.join("collection.kashkul");
    checks::pack(paths, collection, &pack)?;
    let copy = |from: &Path, name: &str| {
        fs::copy(from, folder.join(name)).with_context(|| from.display().to_string())
    };
    copy(collection, "documents.jsonl")?;
    copy(queries, "queries.tsv")?;
    for name in ["measure.js", "browser.js", "browser.html"] {
        copy(&bench.join(name), name)?;
    }
    copy(
        &bench.join("node_modules/minisearch/dist/es/index.js"),
        "minisearch.js",
    )?;
    fs::write(folder.join("limit"), limit.to_string())?;
    run(Command::new(node)
        .arg(bench.join("node.mjs"))
        .arg(paths.dist().join("npm"))
        .arg(pack)
        .arg(collection)
        .arg(queries)
        .arg(limit.to_string()))?;
    checks::bench_in_browser(paths, &folder)
}
