//! What the elements of HTML are to a text, by their names alone: for trees of pages, and for the loose
//! tags amid Markdown.

#[rustfmt::skip]
const BLOCKS: &[&str] = &[
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hgroup", "hr", "html", "li", "main", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "tfoot", "thead", "tr", "ul",
];

#[rustfmt::skip]
const SILENT: &[&str] = &[
    "audio", "button", "canvas", "datalist", "dialog", "embed", "head", "iframe", "input", "map",
    "math", "menu", "nav", "noscript", "object", "script", "select", "style", "svg", "template",
    "textarea", "title", "video",
];

/// Whether browsers show an element as a block of its own.
pub(crate) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

/// Whether the words of an element are never text of an article, wherever it stands.
pub(crate) fn is_silent(name: &str) -> bool {
    SILENT.contains(&name)
}

/// The level of a heading.
pub(crate) fn level_of(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}
