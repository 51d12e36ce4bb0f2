//! The door: what JavaScript sees of the engine.
//!
//! Owns the boundary structs, copied by hand from the engine's types, and the making of DOM nodes.
//! The only file that names wasm_bindgen, web_sys, js_sys or serde. Errors are `Error` objects
//! whose `name` is a code of the contract.

use js_sys::{Array, Error, Reflect};
use kashkul_engine::index::Index;
use kashkul_engine::matcher::Run;
use kashkul_engine::search::{self, Sort};
use kashkul_engine::view::{self, Node};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use web_sys::{Document, DocumentFragment};

/// An opened pack.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Collection {
    index: Index,
}

#[wasm_bindgen]
impl Collection {
    /// Opens a pack from outside, or the one inside the module.
    ///
    /// # Errors
    ///
    /// `bad-pack` or `version` when the bytes cannot be read.
    #[wasm_bindgen(constructor)]
    pub fn new(pack: Option<Vec<u8>>) -> Result<Collection, Error> {
        let opened = match pack {
            Some(bytes) => Index::open_verified(bytes),
            None => Index::open(crate::PACK),
        };
        let index = opened.map_err(|error| {
            let code = match error {
                kashkul_engine::pack::OpenError::Version { .. } => "version",
                _ => "bad-pack",
            };
            coded(code, &error.to_string())
        })?;
        Ok(Collection { index })
    }

    /// The collection's name.
    #[wasm_bindgen(getter)]
    pub fn title(&self) -> String {
        self.index.title().to_owned()
    }

    /// `ArticleInfo[]`, in order.
    ///
    /// # Errors
    ///
    /// Never, but for want of memory.
    pub fn articles(&self) -> Result<JsValue, Error> {
        let articles: Vec<ArticleInfo> =
            self.index.articles().into_iter().map(Into::into).collect();
        to_js(&articles)
    }

    /// `SearchResult` for a query.
    ///
    /// # Errors
    ///
    /// When `options` holds values of other types than the contract says.
    pub fn search(&self, query: &str, options: JsValue) -> Result<JsValue, Error> {
        let options = search_options(options)?;
        let result = self.index.search(query, &options);
        to_js(&SearchResult {
            query: query.to_owned(),
            total: result.total,
            hits: result.hits.into_iter().map(Into::into).collect(),
            facets: Facets {
                lang: counts(result.facets.lang),
                source: counts(result.facets.source),
                year: counts(result.facets.year),
            },
            interpreted: [],
        })
    }

    /// `ArticleView` of an article, with the hits of a query.
    ///
    /// # Errors
    ///
    /// `no-article` when no article has the id.
    pub fn article(&self, id: &str, query: Option<String>) -> Result<JsValue, Error> {
        to_js(&ArticleView::from(self.view(id, query.as_deref())?))
    }

    /// An article as nodes of `document`, the page's where none is given.
    ///
    /// Where the browser paints highlights without elements, hits are text nodes that
    /// `data-hits` of their parent lists; elsewhere they are `mark` elements around whole words.
    ///
    /// # Errors
    ///
    /// `no-article` when no article has the id; an error of the DOM where there is no document.
    pub fn render(
        &self,
        id: &str,
        query: Option<String>,
        document: Option<Document>,
    ) -> Result<DocumentFragment, Error> {
        let view = self.view(id, query.as_deref())?;
        let document = document
            .or_else(|| web_sys::window().and_then(|window| window.document()))
            .ok_or_else(|| Error::new("render needs a document: pass one as options.document"))?;
        let fragment = document.create_document_fragment();
        let painter = Painter {
            document: &document,
            marks: !has_highlights(),
        };
        painter
            .append(&fragment, &view::tree(&view), false)
            .map_err(JsValue::unchecked_into::<Error>)?;
        Ok(fragment)
    }

    fn view(&self, id: &str, query: Option<&str>) -> Result<view::ArticleView, Error> {
        self.index
            .article(id, query)
            .ok_or_else(|| coded("no-article", &format!("there is no article with the id {id}")))
    }
}

/// Makes DOM nodes of a tree.
struct Painter<'a> {
    document: &'a Document,
    marks: bool,
}

impl Painter<'_> {
    fn append(&self, parent: &web_sys::Node, node: &Node, is_hit: bool) -> Result<(), JsValue> {
        match node {
            Node::Text(text) => {
                let text = self.document.create_text_node(text);
                if is_hit {
                    let mark = self.document.create_element("mark")?;
                    mark.append_child(&text)?;
                    parent.append_child(&mark)?;
                } else {
                    parent.append_child(&text)?;
                }
            }
            Node::Element {
                name,
                attributes,
                children,
            } => {
                let element = self.document.create_element(name)?;
                let mut hits = "";
                for (name, value) in attributes {
                    if *name == "data-hits" && self.marks {
                        hits = value;
                    } else {
                        element.set_attribute(name, value)?;
                    }
                }
                let mut hits = hits.split(' ').filter_map(|hit| hit.parse().ok()).peekable();
                for (number, child) in children.iter().enumerate() {
                    let is_hit = hits.next_if_eq(&number).is_some();
                    self.append(&element, child, is_hit)?;
                }
                parent.append_child(&element)?;
            }
        }
        Ok(())
    }
}

/// Whether the browser has the CSS Custom Highlight API.
fn has_highlights() -> bool {
    let css = Reflect::get(&js_sys::global(), &"CSS".into());
    css.and_then(|css| Reflect::has(&css, &"highlights".into())) == Ok(true)
}

fn coded(code: &str, message: &str) -> Error {
    let error = Error::new(message);
    error.set_name(code);
    error
}

fn to_js(value: &impl Serialize) -> Result<JsValue, Error> {
    serde_wasm_bindgen::to_value(value).map_err(|error| Error::from(JsValue::from(error)))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct SearchOptions {
    limit: Option<f64>,
    offset: Option<f64>,
    source: Option<String>,
    from: Option<String>,
    to: Option<String>,
    sort: Option<String>,
}

fn search_options(options: JsValue) -> Result<search::SearchOptions, Error> {
    let mut wanted = search::SearchOptions::default();
    if options.is_undefined() || options.is_null() {
        return Ok(wanted);
    }
    // One language or several.
    let lang = Reflect::get(&options, &"lang".into()).unwrap_or_default();
    if let Some(lang) = lang.as_string() {
        wanted.langs.push(lang);
    } else if Array::is_array(&lang) {
        let langs = Array::from(&lang);
        wanted.langs.extend(langs.iter().filter_map(|lang| lang.as_string()));
    }
    let given: SearchOptions = serde_wasm_bindgen::from_value(options)
        .map_err(|error| Error::from(JsValue::from(error)))?;
    if let Some(limit) = given.limit {
        wanted.limit = limit as usize;
    }
    wanted.offset = given.offset.unwrap_or(0.0) as usize;
    wanted.source = given.source;
    wanted.from = given.from;
    wanted.to = given.to;
    if given.sort.as_deref() == Some("date") {
        wanted.sort = Sort::Date;
    }
    Ok(wanted)
}

#[derive(Debug, Serialize)]
struct TextRun {
    text: String,
    #[serde(rename = "isMatch")]
    is_match: bool,
}

fn text_runs(runs: Vec<Run>) -> Vec<TextRun> {
    let copy = |run: Run| TextRun {
        text: run.text,
        is_match: run.is_match,
    };
    runs.into_iter().map(copy).collect()
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ArticleInfo {
    id: String,
    title: String,
    lang: String,
    dir: &'static str,
    n_paragraphs: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    printed_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    calendar: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
}

impl From<view::ArticleInfo> for ArticleInfo {
    fn from(info: view::ArticleInfo) -> ArticleInfo {
        let calendar = info.date.as_ref().map(|date| date.calendar.name());
        let (date, printed_date) = info.date.map(|date| (date.iso, date.printed)).unzip();
        ArticleInfo {
            id: info.id,
            title: info.title,
            lang: info.lang,
            dir: info.dir.name(),
            n_paragraphs: info.n_paragraphs,
            parent: info.parent,
            date,
            printed_date,
            calendar,
            source: info.source,
        }
    }
}

#[derive(Debug, Serialize)]
struct SearchResult {
    query: String,
    total: usize,
    hits: Vec<Hit>,
    facets: Facets,
    interpreted: [(); 0],
}

#[derive(Debug, Serialize)]
struct Facets {
    lang: Vec<Count>,
    source: Vec<Count>,
    year: Vec<Count>,
}

#[derive(Debug, Serialize)]
struct Count {
    value: String,
    count: usize,
}

fn counts(counts: Vec<(String, usize)>) -> Vec<Count> {
    let copy = |(value, count)| Count { value, count };
    counts.into_iter().map(copy).collect()
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Hit {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<String>,
    title: Vec<TextRun>,
    snippet: Vec<TextRun>,
    snippet_dir: &'static str,
    lang: String,
    dir: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    score: f32,
    paragraph: u32,
    why: Vec<&'static str>,
}

impl From<search::Hit> for Hit {
    fn from(hit: search::Hit) -> Hit {
        Hit {
            id: hit.id,
            parent: hit.parent,
            title: text_runs(hit.title),
            snippet: text_runs(hit.snippet),
            snippet_dir: hit.snippet_dir.name(),
            lang: hit.lang,
            dir: hit.dir.name(),
            date: hit.date,
            source: hit.source,
            score: hit.score,
            paragraph: hit.paragraph,
            why: hit.why.into_iter().map(|why| why.name()).collect(),
        }
    }
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ArticleView {
    id: String,
    title: Vec<TextRun>,
    lang: String,
    dir: &'static str,
    n_paragraphs: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    printed_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    calendar: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    via: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    blocks: Vec<Block>,
    tags: Vec<Vec<TextRun>>,
    comments: Vec<Comment>,
    children: Vec<String>,
}

impl From<view::ArticleView> for ArticleView {
    fn from(view: view::ArticleView) -> ArticleView {
        let info = ArticleInfo::from(view.info);
        ArticleView {
            id: info.id,
            title: text_runs(view.title),
            lang: info.lang,
            dir: info.dir,
            n_paragraphs: info.n_paragraphs,
            parent: info.parent,
            date: info.date,
            printed_date: info.printed_date,
            calendar: info.calendar,
            source: info.source,
            via: view.via,
            section: view.section,
            url: view.url,
            blocks: view.blocks.into_iter().map(Into::into).collect(),
            tags: view.tags.into_iter().map(text_runs).collect(),
            comments: view.comments.into_iter().map(Into::into).collect(),
            children: view.children,
        }
    }
}

#[derive(Debug, Serialize)]
struct Block {
    kind: &'static str,
    p: u32,
    lang: String,
    dir: &'static str,
    runs: Vec<TextRun>,
}

impl From<view::Block> for Block {
    fn from(block: view::Block) -> Block {
        Block {
            kind: if block.is_lead { "lead" } else { "p" },
            p: block.number,
            lang: block.lang,
            dir: block.dir.name(),
            runs: text_runs(block.runs),
        }
    }
}

#[derive(Debug, Serialize)]
struct Comment {
    author: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<String>,
    text: String,
    dir: &'static str,
}

impl From<view::CommentView> for Comment {
    fn from(comment: view::CommentView) -> Comment {
        Comment {
            author: comment.author,
            date: comment.date.map(|date| date.iso),
            time: comment.time,
            text: comment.text,
            dir: comment.dir.name(),
        }
    }
}
