//! How many bytes each shipped file is, and how many it may be.
//!
//! Owns measuring, the table and the limits. The limits are the project's promise to people on
//! slow lines: a change that breaks one must shrink something or say why.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Result, bail};
use kashkul_cli::fonts;
use sha2::{Digest as _, Sha256};

use crate::Paths;

/// 10 KB of it are speed: the engine for size alone takes half as long again.
const MAX_WASM_BROTLI: usize = 113_200;
const MAX_SITE_BROTLI: usize = 134_600;
const MAX_SCRIPT_BROTLI: usize = 14_000;
const MAX_READING_BROTLI: usize = 16_000;
/// Both of them; they are compressed already.
const MAX_FONTS: usize = 35_000;
const MAX_SEARCH_ELEMENT_BROTLI: usize = 10_050;
const MAX_SINGLE_FILE: usize = 313_400;

/// A file and its sizes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sized {
    /// Its path below `dist`.
    pub(crate) path: String,
    /// As it lies on the disk.
    pub(crate) raw: usize,
    /// By gzip at its best.
    pub(crate) gzip: usize,
    /// By brotli at its best.
    pub(crate) brotli: usize,
}

/// Measures a file's content.
pub(crate) fn measure(paths: &Paths, path: &str, bytes: &[u8]) -> Result<Sized> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(bytes)?;
    Ok(Sized {
        path: path.to_owned(),
        raw: bytes.len(),
        gzip: gzip.finish()?.len(),
        brotli: brotli(&paths.cache().join("brotli"), bytes)?.len(),
    })
}

/// Compresses at the highest quality, which takes long enough to be worth remembering.
pub(crate) fn brotli(cache: &Path, bytes: &[u8]) -> Result<Vec<u8>> {
    let path = cache.join(digest(bytes));
    if let Ok(compressed) = fs::read(&path) {
        return Ok(compressed);
    }
    let mut compressed = Vec::new();
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &params)?;
    fs::create_dir_all(cache)?;
    fs::write(path, &compressed)?;
    Ok(compressed)
}

/// A name for a content: its SHA-256 in hexadecimal.
pub(crate) fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .fold(String::new(), |mut hex, byte| {
            write!(hex, "{byte:02x}").expect("writing to a string cannot fail");
            hex
        })
}

/// The sizes as lines for people.
pub(crate) fn table(files: &[Sized]) -> String {
    let width = files.iter().map(|file| file.path.len()).max().unwrap_or(0);
    let mut out = format!(
        "{:width$} {:>9} {:>9} {:>9}\n",
        "file", "raw", "gzip", "brotli"
    );
    for Sized {
        path,
        raw,
        gzip,
        brotli,
    } in files
    {
        writeln!(out, "{path:width$} {raw:>9} {gzip:>9} {brotli:>9}")
            .expect("writing to a string cannot fail");
    }
    out
}

/// Refuses files that are larger than promised.
pub(crate) fn check_limits(files: &[Sized]) -> Result<()> {
    let loaded = crate::dist::LOADED_BY_THE_PAGE;
    let find = |path: &str| files.iter().find(|file| file.path == path);
    let site = loaded
        .iter()
        .map(|path| find(path).map(|file| file.brotli))
        .sum::<Option<usize>>();
    let fonts = fonts::NAMES
        .iter()
        .map(|name| find(&format!("site/{name}.woff2")).map(|file| file.raw))
        .sum::<Option<usize>>();
    let checks = [
        ("fonts", fonts, MAX_FONTS),
        (
            "wasm, brotli",
            find("site/kashkul.wasm").map(|file| file.brotli),
            MAX_WASM_BROTLI,
        ),
        ("site, brotli", site, MAX_SITE_BROTLI),
        (
            "script and style, brotli",
            find("site/app.js").map(|file| file.brotli),
            MAX_SCRIPT_BROTLI,
        ),
        (
            "what comes later, brotli",
            find("site/reading.js").map(|file| file.brotli),
            MAX_READING_BROTLI,
        ),
        (
            "the search element, brotli",
            find("npm/kashkul-search.js").map(|file| file.brotli),
            MAX_SEARCH_ELEMENT_BROTLI,
        ),
        (
            "kashkul.html",
            find("kashkul.html").map(|file| file.raw),
            MAX_SINGLE_FILE,
        ),
    ];
    let mut broken = Vec::new();
    for (what, value, limit) in checks {
        match value {
            Some(value) if value <= limit => {}
            Some(value) => broken.push(format!("{what}: {value}, at most {limit} promised")),
            None => broken.push(format!("{what}: not there")),
        }
    }
    match broken.is_empty() {
        true => Ok(()),
        false => bail!("{}", broken.join("; ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sized(path: &str, bytes: usize) -> Sized {
        Sized {
            path: path.to_owned(),
            raw: bytes,
            gzip: bytes,
            brotli: bytes,
        }
    }

    #[test]
    fn a_broken_limit_is_named() {
        let files = |wasm: usize, page: usize, single: usize| {
            [
                sized("site/kashkul.wasm", wasm),
                sized("site/index.html", page),
                sized("site/app.js", 10_000),
                sized("site/reading.js", 16_000),
                sized("site/vazirmatn.woff2", 20_000),
                sized("site/noto-naskh-arabic.woff2", 15_000),
                sized("npm/kashkul-search.js", 10_000),
                sized("site/kashkul.css", 900_000),
                sized("kashkul.html", single),
            ]
        };
        let wasm = MAX_WASM_BROTLI;
        let page = MAX_SITE_BROTLI - wasm - 10_000;
        check_limits(&files(wasm, page, MAX_SINGLE_FILE)).unwrap();
        let check = |files: &[Sized], expected: &str| {
            let error = check_limits(files).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{error}");
        };
        check(
            &files(wasm + 1, 0, 0),
            &format!("wasm, brotli: {}", MAX_WASM_BROTLI + 1),
        );
        check(
            &files(wasm, page + 1, 0),
            &format!("site, brotli: {}", MAX_SITE_BROTLI + 1),
        );
        check(
            &files(0, 0, MAX_SINGLE_FILE + 1),
            &format!("kashkul.html: {}", MAX_SINGLE_FILE + 1),
        );
        check(&[], "fonts: not there; wasm, brotli: not there");
    }
}
