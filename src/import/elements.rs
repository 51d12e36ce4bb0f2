//! What the elements of HTML are to a text, by their names and how they are shown: for trees of pages,
//! and for the loose tags amid Markdown.

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

/// Whether an element of this name and `style` is not shown. A whole page that is not is waiting for its
/// script.
pub(crate) fn is_undisplayed(name: &str, style: &str) -> bool {
    let declarations = style.split(';').filter_map(|one| one.split_once(':'));
    let mut displays = declarations.filter(|(key, _)| key.trim().eq_ignore_ascii_case("display"));
    // The last of several counts.
    let display = displays.next_back().map_or("", |(_, value)| value);
    let display = display.split('!').next().unwrap_or_default().trim();
    display.eq_ignore_ascii_case("none") && !matches!(name, "html" | "body")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_displayed_says_so_in_its_style() {
        for (name, style, expected) in [
            ("p", "display:none", true),
            ("p", "color: red; DISPLAY : None ;", true),
            ("p", "display: none !important", true),
            ("p", "display: block; display: none", true),
            ("p", "display: none; display: block", false),
            ("p", "display: block", false),
            ("p", "--display: none", false),
            ("p", "display", false),
            ("p", "", false),
            ("body", "display: none", false),
        ] {
            assert_eq!(is_undisplayed(name, style), expected, "{name} {style}");
        }
    }
}
