//! The page `own.html` of a hosted site: packs articles that its visitor has, and becomes their reader.
//!
//! Owns which files it is. What it does is `www/own.js`; the module that packs is `kashkul-packer`.

use kashkul_engine::index::Index;
use kashkul_engine::writer::{self, Settings};

use crate::site::{File, HOSTED_CSP, SiteError, page};

/// What tells the first page that there is this one.
pub(crate) const LINK: &str = r#"<link id="kashkul-own" rel="alternate" href="own.html">"#;

/// The files of the page, the same for every site.
#[derive(Debug, Clone, Copy)]
pub struct Own<'a> {
    /// The page's script.
    pub script: &'a str,
    /// The script of its worker.
    pub worker: &'a str,
    /// The module that packs.
    pub module: &'a [u8],
}

impl Own<'_> {
    /// What is kept for reading without a network.
    pub(crate) fn kept(&self, template: &str) -> Result<[File; 3], SiteError> {
        let styles = r#"<link rel="stylesheet" href="kashkul.css">"#.to_owned();
        let scripts = r#"<script type="module" src="own.js"></script>"#.to_owned();
        let page = page(&nothing(), template, HOSTED_CSP, styles, scripts)?;
        Ok([
            File::new("own.html", page),
            File::new("own.js", self.script),
            File::new("packing-worker.js", self.worker),
        ])
    }

    /// What is loaded when there is something to pack: few visitors need that much.
    pub(crate) fn module(&self) -> File {
        File::new("packer.wasm", self.module)
    }
}

/// The collection before there is one.
fn nothing() -> Index {
    let settings = Settings {
        title: "Kashkul".to_owned(),
        languages: vec!["en".to_owned()],
        ..Settings::default()
    };
    let pack = writer::write(&[], &settings).unwrap_or_default();
    Index::open(pack).expect("nothing can be packed and read")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_no_articles_yet() {
        let page = Own {
            script: "",
            worker: "",
            module: b"",
        };
        let template = include_str!("../../www/index.html");
        let [page, ..] = page.kept(template).unwrap();
        let page = String::from_utf8(page.bytes).unwrap();
        assert!(page.contains("<title>Kashkul</title>") && page.contains("<ol></ol>"));
    }
}
