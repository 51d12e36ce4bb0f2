//! The door: what JavaScript sees of the engine.
//!
//! Owns the boundary structs, copied by hand from the engine's types, and the making of DOM nodes.
//! The only file that names wasm_bindgen, web_sys, js_sys or serde. Errors are `Error` objects
//! whose `name` is a code of the contract.

use js_sys::{Array, Error, Reflect};
use kashkul_engine::index::Index;
use kashkul_engine::matcher::Run;
use kashkul_engine::query::Why;
use kashkul_engine::search::{self, Sort};
use kashkul_engine::view::{self, Node};
use serde::{Serialize, Serializer};
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
        to_js(&List(&self.index.articles(), ArticleInfo::of))
    }

    /// `SearchResult` for a query.
    ///
    /// # Errors
    ///
    /// Never, but for want of memory.
    pub fn search(&self, query: &str, options: JsValue) -> Result<JsValue, Error> {
        let options = search_options(&options);
        let result = self.index.search(query, &options);
        to_js(&SearchResult {
            query,
            total: result.total,
            hits: List(&result.hits, Hit::of),
            facets: Facets {
                lang: List(&result.facets.lang, Count::of),
                source: List(&result.facets.source, Count::of),
                year: List(&result.facets.year, Count::of),
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
        to_js(&ArticleView::of(&self.view(id, query.as_deref())?))
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
                let mut hits = hits.split(' ').filter_map(|hit| hit.parse::<usize>().ok()).peekable();
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

/// The options of a search; what is missing or of another type keeps its default.
fn search_options(options: &JsValue) -> search::SearchOptions {
    let mut wanted = search::SearchOptions::default();
    if !options.is_object() {
        return wanted;
    }
    let get = |name: &str| Reflect::get(options, &name.into()).unwrap_or_default();
    let number = |name: &str| get(name).as_f64().map(|number| number as usize);
    let lang = get("lang");
    if Array::is_array(&lang) {
        let langs = Array::from(&lang);
        wanted.langs.extend(langs.iter().filter_map(|lang| lang.as_string()));
    } else {
        wanted.langs.extend(lang.as_string());
    }
    wanted.limit = number("limit").unwrap_or(wanted.limit);
    wanted.offset = number("offset").unwrap_or(wanted.offset);
    wanted.source = get("source").as_string();
    wanted.from = get("from").as_string();
    wanted.to = get("to").as_string();
    if get("sort").as_string().as_deref() == Some("date") {
        wanted.sort = Sort::Date;
    }
    wanted
}

/// `Run[]`.
struct Runs<'a>(&'a [Run]);

impl Serialize for Runs<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|run| TextRun {
            text: &run.text,
            is_match: run.is_match,
        }))
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TextRun<'a> {
    text: &'a str,
    is_match: bool,
}

/// A list whose items cross the door as another type.
struct List<'a, T, U>(&'a [T], fn(&'a T) -> U);

impl<T, U: Serialize> Serialize for List<'_, T, U> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(self.1))
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArticleInfo<'a> {
    id: &'a str,
    title: &'a str,
    lang: &'a str,
    dir: &'static str,
    n_paragraphs: u32,
    parent: Option<&'a str>,
    date: Option<&'a str>,
    printed_date: Option<&'a str>,
    calendar: Option<&'static str>,
    source: Option<&'a str>,
}

impl<'a> ArticleInfo<'a> {
    fn of(info: &'a view::ArticleInfo) -> ArticleInfo<'a> {
        let date = info.date.as_ref();
        ArticleInfo {
            id: &info.id,
            title: &info.title,
            lang: &info.lang,
            dir: info.dir.name(),
            n_paragraphs: info.n_paragraphs,
            parent: info.parent.as_deref(),
            date: date.map(|date| date.iso.as_str()),
            printed_date: date.map(|date| date.printed.as_str()),
            calendar: date.map(|date| date.calendar.name()),
            source: info.source.as_deref(),
        }
    }
}

#[derive(Serialize)]
struct SearchResult<'a> {
    query: &'a str,
    total: usize,
    hits: List<'a, search::Hit, Hit<'a>>,
    facets: Facets<'a>,
    interpreted: [(); 0],
}

#[derive(Serialize)]
struct Facets<'a> {
    lang: Counts<'a>,
    source: Counts<'a>,
    year: Counts<'a>,
}

type Counts<'a> = List<'a, (String, usize), Count<'a>>;

#[derive(Serialize)]
struct Count<'a> {
    value: &'a str,
    count: usize,
}

impl<'a> Count<'a> {
    fn of((value, count): &'a (String, usize)) -> Count<'a> {
        Count {
            value,
            count: *count,
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Hit<'a> {
    id: &'a str,
    parent: Option<&'a str>,
    title: Runs<'a>,
    snippet: Runs<'a>,
    snippet_dir: &'static str,
    lang: &'a str,
    dir: &'static str,
    date: Option<&'a str>,
    source: Option<&'a str>,
    score: f32,
    paragraph: u32,
    why: List<'a, Why, &'static str>,
}

impl<'a> Hit<'a> {
    fn of(hit: &'a search::Hit) -> Hit<'a> {
        Hit {
            id: &hit.id,
            parent: hit.parent.as_deref(),
            title: Runs(&hit.title),
            snippet: Runs(&hit.snippet),
            snippet_dir: hit.snippet_dir.name(),
            lang: &hit.lang,
            dir: hit.dir.name(),
            date: hit.date.as_deref(),
            source: hit.source.as_deref(),
            score: hit.score,
            paragraph: hit.paragraph,
            why: List(&hit.why, |why| why.name()),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArticleView<'a> {
    id: &'a str,
    title: Runs<'a>,
    lang: &'a str,
    dir: &'static str,
    n_paragraphs: u32,
    parent: Option<&'a str>,
    date: Option<&'a str>,
    printed_date: Option<&'a str>,
    calendar: Option<&'static str>,
    source: Option<&'a str>,
    via: Option<&'a str>,
    section: Option<&'a str>,
    url: Option<&'a str>,
    blocks: List<'a, view::Block, Block<'a>>,
    tags: List<'a, Vec<Run>, Runs<'a>>,
    comments: List<'a, view::CommentView, Comment<'a>>,
    children: &'a [String],
}

impl<'a> ArticleView<'a> {
    fn of(view: &'a view::ArticleView) -> ArticleView<'a> {
        let info = ArticleInfo::of(&view.info);
        ArticleView {
            id: info.id,
            title: Runs(&view.title),
            lang: info.lang,
            dir: info.dir,
            n_paragraphs: info.n_paragraphs,
            parent: info.parent,
            date: info.date,
            printed_date: info.printed_date,
            calendar: info.calendar,
            source: info.source,
            via: view.via.as_deref(),
            section: view.section.as_deref(),
            url: view.url.as_deref(),
            blocks: List(&view.blocks, Block::of),
            tags: List(&view.tags, |tag| Runs(tag)),
            comments: List(&view.comments, Comment::of),
            children: &view.children,
        }
    }
}

#[derive(Serialize)]
struct Block<'a> {
    kind: &'static str,
    p: u32,
    lang: &'a str,
    dir: &'static str,
    runs: Runs<'a>,
}

impl<'a> Block<'a> {
    fn of(block: &'a view::Block) -> Block<'a> {
        Block {
            kind: if block.is_lead { "lead" } else { "p" },
            p: block.number,
            lang: &block.lang,
            dir: block.dir.name(),
            runs: Runs(&block.runs),
        }
    }
}

#[derive(Serialize)]
struct Comment<'a> {
    author: &'a str,
    date: Option<&'a str>,
    time: Option<&'a str>,
    text: &'a str,
    dir: &'static str,
}

impl<'a> Comment<'a> {
    fn of(comment: &'a view::CommentView) -> Comment<'a> {
        Comment {
            author: &comment.author,
            date: comment.date.as_ref().map(|date| date.iso.as_str()),
            time: comment.time.as_deref(),
            text: &comment.text,
            dir: comment.dir.name(),
        }
    }
}
