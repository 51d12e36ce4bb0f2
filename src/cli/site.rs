//! A finished site from a collection and the browser's files.
//!
//! Owns the page: the template's placeholders, the articles written out for readers without
//! JavaScript, the content security policies, and the two shapes a site comes in (a folder to be
//! served, one file to be opened). Where the files come from and go to is the caller's.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use html_escape::encode_double_quoted_attribute;
use kashkul_engine::index::Index;
use kashkul_engine::language::Dir;
use kashkul_engine::view::{self, ArticleInfo, ArticleView, Node};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::block;
use crate::fonts::{self, Fonts};
use crate::html::{element, text, write};
use crate::offline::{self, Offline};
use crate::own::{self, Own};

/// The most bytes of articles that are written out in a page. Those of a larger collection are drawn by
/// the search module when they are opened: else every visit would load all of its text twice.
const MAX_ARTICLES_LEN: usize = 300_000;

/// What of an id is escaped in a link's fragment.
const FRAGMENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'`');

/// The policy of a served site; [`HOSTED_CSP_HEADER_ONLY`] completes it in a header.
///
/// A script's address may become code in one way: workers are begun by trusted ones. `www/trusted.js`
/// makes that policy, which gives the addresses of the site's own two.
pub const HOSTED_CSP: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; \
    manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; \
    require-trusted-types-for 'script'; trusted-types kashkul-worker";

/// The directive that browsers heed in a header alone.
pub const HOSTED_CSP_HEADER_ONLY: &str = "frame-ancestors 'self'";

/// The files of the browser side, the same for every collection.
#[derive(Debug, Clone, Copy)]
pub struct Assets<'a> {
    /// The page with its placeholders.
    pub template: &'a str,
    /// The page's modules linked into one, the style sheet within.
    pub script: &'a str,
    /// The same without the style sheet, for a page that carries it itself, and with what saves it.
    pub inline_script: &'a str,
    /// The style sheet.
    pub style: &'a str,
    /// The collection's own rules of style; empty where it has none.
    pub theme: &'a str,
    /// The search module.
    pub wasm: &'a [u8],
    /// The modules that the page's script imports on demand: names and texts. The inline script
    /// has them within.
    pub on_demand: &'a [(String, String)],
    /// The collection, unless it is the one inside the search module.
    pub pack: Option<&'a [u8]>,
    /// The page's own fonts.
    pub fonts: Fonts<'a>,
    /// What works apart from the page.
    pub offline: Offline<'a>,
}

/// One file of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its path relative to the site's root.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl File {
    pub(crate) fn new(path: &str, bytes: impl Into<Vec<u8>>) -> File {
        File {
            path: path.to_owned(),
            bytes: bytes.into(),
        }
    }
}

/// Why a page could not be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SiteError {
    /// The template holds a placeholder that stands for nothing.
    UnknownPlaceholder(String),
    /// The template lacks a placeholder that the page cannot do without.
    MissingPlaceholder(&'static str),
}

impl fmt::Display for SiteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SiteError::UnknownPlaceholder(name) => {
                write!(
                    f,
                    "the page template has a placeholder that nothing fills: {name}"
                )
            }
            SiteError::MissingPlaceholder(name) => {
                write!(f, "the page template lacks the placeholder {name}")
            }
        }
    }
}

impl std::error::Error for SiteError {}

/// The site as a folder: the page, its script, its style sheet, the search module, and what keeps
/// them all for reading without a network.
///
/// All addresses are relative. For the first result a browser fetches the page, the script and the
/// search module; the style sheet is a file for readers without JavaScript.
///
/// # Errors
/// When the template's placeholders are not the ones this module fills.
pub fn hosted(index: &Index, assets: &Assets<'_>) -> Result<Vec<File>, SiteError> {
    hosted_with(index, assets, None)
}

/// The same, with a page that packs and reads articles of the visitor's own, where one is given.
///
/// # Errors
/// As [`hosted`].
pub fn hosted_with(
    index: &Index,
    assets: &Assets<'_>,
    own: Option<&Own<'_>>,
) -> Result<Vec<File>, SiteError> {
    let styles = r#"<noscript><link rel="stylesheet" href="kashkul.css"></noscript>"#.to_owned();
    let mut scripts =
        String::from(r#"<link rel="preload" as="fetch" crossorigin href="kashkul.wasm">"#);
    if assets.pack.is_some() {
        scripts.push_str(
            r#"<link rel="preload" as="fetch" crossorigin href="collection.kashkul" id="kashkul-pack">"#,
        );
    }
    if own.is_some() {
        scripts.push_str(own::LINK);
    }
    scripts.push_str(r#"<script type="module" src="app.js" blocking="render"></script>"#);
    let page = page(index, assets.template, HOSTED_CSP, styles, scripts)?;

    let mut files = vec![
        File::new("index.html", page),
        File::new(
            "app.js",
            guard_script(&(adopting(assets.theme) + assets.script)),
        ),
        File::new("kashkul.css", guard_style(&styles_of(assets))),
        File::new("kashkul.wasm", assets.wasm),
        // What the page saves itself as one file with.
        File::new("inline.js", guard_script(assets.inline_script)),
    ];
    for (name, module) in assets.on_demand {
        files.push(File::new(name, module.as_str()));
    }
    let named = || fonts::NAMES.into_iter().zip(assets.fonts.fonts);
    for (name, font) in named() {
        files.push(File::new(&format!("{name}.woff2"), font.bytes));
    }
    if let Some(pack) = assets.pack {
        files.push(File::new("collection.kashkul", pack));
    }
    if let Some(own) = own {
        files.extend(own.kept(assets.template)?);
    }
    let (lang, dir) = main_language(index, &index.articles());
    let manifest = offline::manifest(index.title(), lang, dir, assets.offline.icons);
    // The page may write these parts into one file: they are ready for that.
    let script = guard_script(assets.offline.script);
    let offline = Offline {
        script: &script,
        ..assets.offline
    };
    let mut files = offline::complete(files, &offline, &manifest);
    // Nothing of the page asks for these.
    for (name, font) in named() {
        files.push(File::new(&format!("{name}-OFL.txt"), font.licence));
    }
    files.extend(own.map(Own::module));
    Ok(files)
}

/// The site as one HTML file that needs neither server nor network.
///
/// Its policy names the hashes of the one script and the one style sheet inside.
///
/// # Errors
/// When the template's placeholders are not the ones this module fills.
pub fn single_file(index: &Index, assets: &Assets<'_>) -> Result<String, SiteError> {
    let script = guard_script(assets.inline_script);
    let style = guard_style(&styles_of(assets));
    let csp = format!(
        "default-src 'none'; script-src '{}' 'wasm-unsafe-eval'; style-src '{}'; \
         img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; \
         trusted-types 'none'",
        csp_hash(&script),
        csp_hash(&style),
    );
    let mut scripts = block::deflated("wasm", "application/wasm", assets.wasm);
    if let Some(pack) = assets.pack {
        scripts.push_str(&block::deflated("pack", "application/kashkul", pack));
    }
    for (name, font) in fonts::NAMES.into_iter().zip(assets.fonts.fonts) {
        scripts.push_str(&block::plain(name, "font/woff2", font.bytes));
    }
    // A module's code runs after the whole page is parsed, so it may stand in the head.
    scripts.push_str("<script type=\"module\">");
    scripts.push_str(&script);
    scripts.push_str("</script>");
    page(
        index,
        assets.template,
        &csp,
        format!("<style>{style}</style>"),
        scripts,
    )
}

/// The style sheet with the collection's rules.
fn styles_of(assets: &Assets<'_>) -> String {
    [assets.style, assets.theme].concat()
}

/// A script that adopts rules of style: that needs neither a file nor an exception in a policy.
fn adopting(rules: &str) -> String {
    if rules.is_empty() {
        return String::new();
    }
    let rules = json!(rules);
    format!(
        "{{const theme=new CSSStyleSheet();theme.replaceSync({rules});\
         document.adoptedStyleSheets=[theme]}}\n"
    )
}

fn csp_hash(text: &str) -> String {
    format!("sha256-{}", BASE64.encode(Sha256::digest(text)))
}

/// Keeps the HTML parser from ending the script early or reading it as doubly escaped.
///
/// Both sequences stand in string, template and regular expression literals only, where the
/// replacement means the same.
fn guard_script(script: &str) -> String {
    replace_ignoring_case(&script.replace("<!--", "<\\x21--"), "</script", "<\\/")
}

/// Keeps the HTML parser from ending the style sheet early.
fn guard_style(style: &str) -> String {
    replace_ignoring_case(style, "</style", "<\\/")
}

/// Replaces the first two characters (`</`) of every `end_tag`, whatever its letters' case.
fn replace_ignoring_case(code: &str, end_tag: &str, replacement: &str) -> String {
    let lower = code.to_ascii_lowercase();
    let mut out = String::with_capacity(code.len());
    let mut copied = 0;
    for (at, _) in lower.match_indices(end_tag) {
        out.push_str(&code[copied..at]);
        out.push_str(replacement);
        copied = at + "</".len();
    }
    out.push_str(&code[copied..]);
    out
}

/// Writes the collection into the template.
pub(crate) fn page(
    index: &Index,
    template: &str,
    csp: &str,
    styles: String,
    scripts: String,
) -> Result<String, SiteError> {
    let infos = index.articles();
    let (lang, dir) = main_language(index, &infos);
    let attribute = |value: &str| encode_double_quoted_attribute(value).into_owned();

    let mut list = String::new();
    write(
        &element("ol", &[], infos.iter().map(list_item).collect()),
        &mut list,
    );
    let articles = written_out(index).unwrap_or_else(|| needs_scripts(lang));
    fill(
        template,
        &[
            // What is right in an attribute is right in text: the title stands in both.
            ("{{title}}", attribute(index.title())),
            ("{{lang}}", attribute(lang)),
            ("{{dir}}", attribute(dir)),
            ("{{csp}}", attribute(csp)),
            ("<!--kashkul:list-->", list),
            ("<!--kashkul:articles-->", articles),
            ("<!--kashkul:styles-->", styles),
            ("<!--kashkul:scripts-->", scripts),
        ],
    )
}

/// The articles as they stand in the page; none where they are too long for it.
fn written_out(index: &Index) -> Option<String> {
    let mut articles = String::new();
    for view in index.ids().filter_map(|id| index.article(id, None)) {
        write(&article(&view), &mut articles);
        articles.push('\n');
        if articles.len() > MAX_ARTICLES_LEN {
            return None;
        }
    }
    Some(articles)
}

/// What is said instead of the articles to readers without JavaScript, in a collection's language.
fn needs_scripts(lang: &str) -> String {
    let (lang, dir, said) = match lang.split('-').next().unwrap_or_default() {
        "fa" => (
            "fa",
            "rtl",
            "متن نوشته‌های این مجموعه با جاوااسکریپت باز می‌شود.",
        ),
        "ar" => ("ar", "rtl", "تُفتح نصوص هذه المجموعة بجافاسكربت."),
        _ => (
            "en",
            "ltr",
            "The texts of this collection open with JavaScript.",
        ),
    };
    format!("<noscript><p lang=\"{lang}\" dir=\"{dir}\">{said}</p></noscript>\n")
}

/// The collection's first language, and the direction of the articles in it, wherever it is spoken.
fn main_language<'a>(index: &'a Index, infos: &[ArticleInfo<'a>]) -> (&'a str, &'static str) {
    let first = infos.first();
    let lang = index
        .languages()
        .first()
        .copied()
        .or(first.map(|info| info.lang));
    let lang = lang.unwrap_or("en");
    let language = |tag: &'a str| tag.split('-').next();
    let spoken = infos.iter().find(|info| info.lang == lang);
    let spoken = spoken.or_else(|| {
        let mut infos = infos.iter();
        infos.find(|info| language(info.lang) == language(lang))
    });
    let dir = match spoken.or(first) {
        Some(info) => info.dir,
        None => Dir::of(index.title()),
    };
    (lang, dir.name())
}

/// The article as it stands in the page: found by the browser's own search, hidden until wanted.
fn article<'a>(view: &ArticleView<'a>) -> Node<'a> {
    let mut node = view::tree(view);
    if let Node::Element { attributes, .. } = &mut node {
        attributes.push(("id", anchor(view.info.id).into()));
        attributes.push(("hidden", "until-found".into()));
    }
    node
}

fn list_item<'a>(info: &ArticleInfo<'a>) -> Node<'a> {
    let href = format!("#{}", utf8_percent_encode(&anchor(info.id), FRAGMENT));
    let mut meta = Vec::new();
    if let Some(source) = info.source {
        meta.push(text(source));
    }
    if let Some(date) = &info.date {
        if !meta.is_empty() {
            meta.push(text(" \u{b7} "));
        }
        let attributes = [
            ("datetime", date.iso),
            ("data-calendar", date.calendar.name()),
        ];
        meta.push(element("time", &attributes, vec![text(date.printed)]));
    }
    // An article printed inside another one says so in the reader's language, once that is known.
    if info.parent.is_some() {
        let dot = text(if meta.is_empty() { "" } else { " \u{b7} " });
        let label = element("bdi", &[("data-text", "embedded")], vec![]);
        let attributes = [("data-script", ""), ("hidden", "")];
        meta.push(element("span", &attributes, vec![dot, label]));
    }
    let mut children = vec![Node::Element {
        name: "a",
        attributes: vec![("href", href.into())],
        children: vec![text(info.title)],
    }];
    if !meta.is_empty() {
        children.push(text(" "));
        children.push(element("small", &[("class", "meta")], meta));
    }
    let mut attributes = vec![
        ("lang", info.lang),
        ("dir", info.dir.name()),
        ("data-id", info.id),
    ];
    // It stands behind it, from the first painting on.
    if info.parent.is_some() {
        attributes.push(("class", "embedded"));
    }
    element("li", &attributes, children)
}

fn anchor(id: &str) -> String {
    format!("a-{id}")
}

/// Replaces each placeholder, wherever it stands, by its value. Values are not looked into: an
/// article that speaks of `{{title}}` keeps its words.
fn fill(template: &str, values: &[(&'static str, String)]) -> Result<String, SiteError> {
    let mut out = String::with_capacity(
        template.len() + values.iter().map(|(_, value)| value.len()).sum::<usize>(),
    );
    let mut used = vec![false; values.len()];
    let mut rest = template;
    while let Some((start, close)) = [("{{", "}}"), ("<!--kashkul:", "-->")]
        .iter()
        .filter_map(|(open, close)| Some((rest.find(open)?, *close)))
        .min()
    {
        let end = rest[start..]
            .find(close)
            .map_or(rest.len(), |at| start + at + close.len());
        let placeholder = &rest[start..end];
        let Some(i) = values.iter().position(|(name, _)| *name == placeholder) else {
            let shown = placeholder.chars().take(60).collect();
            return Err(SiteError::UnknownPlaceholder(shown));
        };
        out.push_str(&rest[..start]);
        out.push_str(&values[i].1);
        used[i] = true;
        rest = &rest[end..];
    }
    out.push_str(rest);
    match used.iter().position(|used| !used) {
        Some(i) => Err(SiteError::MissingPlaceholder(values[i].0)),
        None => Ok(out),
    }
}

#[cfg(test)]
mod tests {
    use kashkul_engine::document::{Calendar, Document, PrintedDate};
    use kashkul_engine::writer::{Settings, write};

    use super::*;

    const TEMPLATE: &str = "<html lang=\"{{lang}}\" dir=\"{{dir}}\"><meta content=\"{{csp}}\">\
        <title>{{title}}</title><!--kashkul:styles--><!-- kept --><!--kashkul:scripts-->\
        <nav><!--kashkul:list--></nav><main><!--kashkul:articles--></main>";

    const ASSETS: Assets<'_> = Assets {
        template: TEMPLATE,
        script: "const css = 'p{}';",
        inline_script: "const s = '</SCRIPT><!--';",
        style: "p { content: '</style>' }",
        theme: "",
        wasm: b"\0asm",
        on_demand: &[],
        pack: None,
        fonts: fonts::NONE,
        offline: Offline {
            worker: "",
            script: "const l = '<!--';",
            icons: &[],
        },
    };

    fn index(documents: &[Document]) -> Index {
        let settings = Settings {
            title: "A & \"B\"".to_owned(),
            languages: vec!["fa".to_owned()],
            ..Settings::default()
        };
        Index::open(write(documents, &settings).unwrap()).unwrap()
    }

    fn document(id: &str, title: &str, text: &str) -> Document {
        Document {
            id: id.to_owned(),
            lang: "fa".to_owned(),
            title: title.to_owned(),
            body: vec![text.to_owned()],
            source: Some("<b>".to_owned()),
            date: Some(PrintedDate {
                printed: "\u{6f1}".to_owned(),
                calendar: Calendar::Persian,
                iso: "2022-02-04".to_owned(),
            }),
            ..Document::default()
        }
    }

    #[test]
    fn a_hosted_page_holds_every_article_as_text() {
        let hostile = "</article><script>alert('{{csp}}')</script>";
        let index = index(&[document("a b#2", "\u{62a}", hostile)]);
        let more = [("more.js".to_owned(), "export {};".to_owned())];
        let assets = Assets {
            on_demand: &more,
            ..ASSETS
        };
        let files = hosted(&index, &assets).unwrap();
        let names: Vec<&str> = files.iter().map(|file| &*file.path).collect();
        assert_eq!(
            names,
            [
                "index.html",
                "app.js",
                "kashkul.css",
                "kashkul.wasm",
                "inline.js",
                "more.js",
                "vazirmatn.woff2",
                "noto-naskh-arabic.woff2",
                "offline.js",
                "manifest.webmanifest",
                "sw.js",
                "vazirmatn-OFL.txt",
                "noto-naskh-arabic-OFL.txt"
            ]
        );
        let page = std::str::from_utf8(&files[0].bytes).unwrap();
        for expected in [
            "<html lang=\"fa\" dir=\"rtl\">",
            "<title>A &amp; &quot;B&quot;</title>",
            "<!-- kept -->",
            "<a href=\"#a-a%20b%232\">\u{62a}</a> <small class=\"meta\">&lt;b&gt; \u{b7} \
             <time datetime=\"2022-02-04\" data-calendar=\"persian\">\u{6f1}</time></small>",
            "id=\"a-a b#2\" hidden=\"until-found\">",
            "&lt;/article&gt;&lt;script&gt;alert('{{csp}}')&lt;/script&gt;",
        ] {
            assert!(page.contains(expected), "{expected}\n{page}");
        }
        assert_eq!(page.matches("<script").count(), 1, "{page}");
    }

    #[test]
    fn a_page_of_long_articles_holds_their_list_and_says_what_they_need() {
        let paragraph = "\u{645}\u{62a}\u{646} ".repeat(MAX_ARTICLES_LEN / 14);
        let page_of = |n: usize| {
            let ids = ["a", "b"].into_iter().take(n);
            let documents: Vec<Document> = ids.map(|id| document(id, id, &paragraph)).collect();
            let page = hosted(&index(&documents), &ASSETS).unwrap().swap_remove(0);
            String::from_utf8(page.bytes).unwrap()
        };
        let short = page_of(1);
        assert!(short.contains("<article") && !short.contains("<main><noscript>"));
        let long = page_of(2);
        assert!(!long.contains("<article"));
        assert!(
            long.contains("<main><noscript><p lang=\"fa\" dir=\"rtl\">"),
            "{long}"
        );
        assert_eq!(long.matches("<li ").count(), 2);
    }

    #[test]
    fn the_page_runs_as_its_main_language_does() {
        let english = Document {
            lang: "en".to_owned(),
            ..document("a", "T", "Text.")
        };
        let persian = document("b", "\u{62a}", "\u{62a}\u{62a}");
        for (tag, article, dir) in [
            ("fa", "fa", "rtl"),
            ("fa-IR", "fa", "rtl"),
            ("fa", "fa-AF", "rtl"),
            ("en-GB", "fa", "ltr"),
            ("f", "fa", "ltr"),
        ] {
            let persian = Document {
                lang: article.to_owned(),
                ..persian.clone()
            };
            let settings = Settings {
                languages: vec![tag.to_owned()],
                ..Settings::default()
            };
            let pack = write(&[english.clone(), persian], &settings).unwrap();
            let page = single_file(&Index::open(pack).unwrap(), &ASSETS).unwrap();
            let start = format!("<html lang=\"{tag}\" dir=\"{dir}\">");
            assert!(page.starts_with(&start), "{tag}, {article}: {page}");
        }
    }

    #[test]
    fn a_theme_comes_behind_the_styles_of_every_page() {
        let theme = ":root{--accent:red}";
        let assets = Assets { theme, ..ASSETS };
        let files = hosted(&index(&[]), &assets).unwrap();
        let file = |name: &str| {
            let file = files.iter().find(|file| file.path == name);
            std::str::from_utf8(&file.unwrap().bytes).unwrap()
        };
        assert!(file("kashkul.css").ends_with(theme));
        assert!(file("app.js").contains(theme));
        assert!(!file("index.html").contains(theme));
        let page = single_file(&index(&[]), &assets).unwrap();
        assert!(page.contains(&format!("{theme}</style>")), "{page}");
    }

    #[test]
    fn a_single_file_allows_what_it_carries_and_no_more() {
        let pack = Assets {
            pack: Some(b"pack"),
            ..ASSETS
        };
        let page = single_file(&index(&[]), &pack).unwrap();
        let script = "const s = '<\\/SCRIPT><\\x21--';";
        let style = "p { content: '<\\/style>' }";
        assert!(
            page.contains(&format!("<script type=\"module\">{script}</script>")),
            "{page}"
        );
        assert!(page.contains(&format!("<style>{style}</style>")), "{page}");
        for code in [script, style] {
            assert!(page.contains(&format!("'{}'", csp_hash(code))), "{page}");
        }
        assert_eq!(page.matches("</script").count(), 5, "{page}");
        for id in ["kashkul-wasm", "kashkul-pack", "kashkul-vazirmatn"] {
            assert!(
                page.contains(&format!(" id=\"{id}\" data-size=\"")),
                "{page}"
            );
        }
        // The hash of the Content Security Policy standard's own example.
        assert_eq!(
            csp_hash("alert('Hello, world.');"),
            "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng="
        );
    }

    #[test]
    fn placeholders_must_be_known_and_complete() {
        let check = |template: &str, expected: SiteError| {
            let assets = Assets { template, ..ASSETS };
            assert_eq!(hosted(&index(&[]), &assets).unwrap_err(), expected);
        };
        check(
            "{{nothing}}",
            SiteError::UnknownPlaceholder("{{nothing}}".to_owned()),
        );
        check(
            "{{title",
            SiteError::UnknownPlaceholder("{{title".to_owned()),
        );
        check(
            &TEMPLATE.replace("{{csp}}", ""),
            SiteError::MissingPlaceholder("{{csp}}"),
        );
    }
}
