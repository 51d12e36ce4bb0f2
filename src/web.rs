//! The door: what JavaScript sees of the engine.
//!
//! Owns the boundary structs, copied by hand from the engine's types, and the making of DOM nodes.
//! The only file that names wasm_bindgen, web_sys, js_sys or serde. Errors are `Error` objects
//! whose `name` is a code of the contract.

use js_sys::{Array, Error, Object, Reflect};
use kashkul_engine::index::Index;
use kashkul_engine::matcher::Run;
use kashkul_engine::search::{self, Sort};
use kashkul_engine::suggest::Suggestion;
use kashkul_engine::view::{self, Node};
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
            coded(code, &error.message())
        })?;
        Ok(Collection { index })
    }

    /// The collection's name.
    #[wasm_bindgen(getter)]
    pub fn title(&self) -> String {
        self.index.title().to_owned()
    }

    /// `ArticleInfo[]`, in order.
    pub fn articles(&self) -> Array {
        list(&self.index.articles(), article_info)
    }

    /// `SearchResult` for a query; options of other types than the contract's are left out.
    pub fn search(&self, query: &str, options: &JsValue) -> Object {
        let result = self.index.search(query, &search_options(options));
        search_result(query, &result).into()
    }

    /// `Suggestion[]` for what is typed so far.
    pub fn suggest(&self, typed: &str, limit: usize) -> Array {
        list(&self.index.suggest(typed, limit), suggestion)
    }

    /// `ArticleView` of an article, with the hits of a query.
    ///
    /// # Errors
    ///
    /// `no-article` when no article has the id.
    pub fn article(&self, id: &str, query: Option<String>) -> Result<Object, Error> {
        Ok(article_view(&self.view(id, query.as_deref())?).into())
    }

    /// An article as nodes of `document`.
    ///
    /// Where the browser `has_highlights`, which paint text without elements, hits are text nodes
    /// that `data-hits` of their parent lists; elsewhere they are `mark` elements around whole words.
    ///
    /// # Errors
    ///
    /// `no-article` when no article has the id; another where there is no document.
    pub fn render(
        &self,
        id: &str,
        query: Option<String>,
        document: Option<Document>,
        has_highlights: bool,
    ) -> Result<DocumentFragment, Error> {
        let view = self.view(id, query.as_deref())?;
        let document = document
            .ok_or_else(|| Error::new("render needs a document: pass one as options.document"))?;
        let fragment = document.create_document_fragment();
        let painter = Painter {
            document: &document,
            marks: !has_highlights,
        };
        painter
            .append(&fragment, &view::tree(&view), false)
            .map_err(JsValue::unchecked_into::<Error>)?;
        Ok(fragment)
    }

    fn view(&self, id: &str, query: Option<&str>) -> Result<view::ArticleView<'_>, Error> {
        self.index.article(id, query).ok_or_else(|| {
            let message = String::from("there is no article with the id ") + id;
            coded("no-article", &message)
        })
    }
}

/// Makes DOM nodes of a tree.
struct Painter<'a> {
    document: &'a Document,
    marks: bool,
}

impl Painter<'_> {
    fn append(&self, parent: &web_sys::Node, node: &Node<'_>, is_hit: bool) -> Result<(), JsValue> {
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
                for (number, child) in (0u32..).zip(children) {
                    let number = number.to_string();
                    let is_hit = hits.split(' ').any(|hit| hit == number);
                    self.append(&element, child, is_hit)?;
                }
                parent.append_child(&element)?;
            }
        }
        Ok(())
    }
}

fn coded(code: &str, message: &str) -> Error {
    let error = Error::new(message);
    error.set_name(code);
    error
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
        wanted
            .langs
            .extend(langs.iter().filter_map(|lang| lang.as_string()));
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

#[wasm_bindgen]
extern "C" {
    /// A plain object under construction.
    #[wasm_bindgen(extends = js_sys::Object)]
    type Record;
    #[wasm_bindgen(method, indexing_setter)]
    fn set_text(this: &Record, name: &str, value: &str);
    #[wasm_bindgen(method, indexing_setter)]
    fn set_number(this: &Record, name: &str, value: f64);
    #[wasm_bindgen(method, indexing_setter)]
    fn set_flag(this: &Record, name: &str, value: bool);
    #[wasm_bindgen(method, indexing_setter)]
    fn set_value(this: &Record, name: &str, value: &JsValue);
}

impl Record {
    fn new() -> Record {
        Object::new().unchecked_into()
    }

    /// Sets what is there; what is not stays undefined.
    fn set_optional(&self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.set_text(name, value);
        }
    }
}

fn list<'a, T: 'a>(items: &'a [T], copy: impl Fn(&'a T) -> Record) -> Array {
    let list = Array::new();
    for item in items {
        list.push(&copy(item));
    }
    list
}

/// A list of strings.
fn names(names: &[&str]) -> JsValue {
    serde_wasm_bindgen::to_value(names).unwrap_or_default()
}

fn run(run: &Run<'_>) -> Record {
    let record = Record::new();
    record.set_text("text", run.text);
    record.set_flag("isMatch", run.is_match);
    record
}

fn article_info(info: &view::ArticleInfo<'_>) -> Record {
    let record = Record::new();
    record.set_text("id", info.id);
    record.set_text("title", info.title);
    record.set_text("lang", info.lang);
    record.set_text("dir", info.dir.name());
    record.set_number("nParagraphs", info.n_paragraphs.into());
    record.set_optional("parent", info.parent);
    record.set_optional("source", info.source);
    if let Some(date) = info.date {
        record.set_text("date", date.iso);
        record.set_text("printedDate", date.printed);
        record.set_text("calendar", date.calendar.name());
    }
    record
}

fn search_result(query: &str, result: &search::SearchResult<'_>) -> Record {
    let facets = Record::new();
    let name_counts = |(value, n): &(&str, usize)| count(value, *n);
    facets.set_value("lang", &list(&result.facets.lang, name_counts));
    facets.set_value("source", &list(&result.facets.source, name_counts));
    let year_counts = |(year, n): &(u32, usize)| count(&year.to_string(), *n);
    facets.set_value("year", &list(&result.facets.year, year_counts));
    let record = Record::new();
    record.set_text("query", query);
    record.set_number("total", result.total as f64);
    record.set_value("hits", &list(&result.hits, hit));
    record.set_value("facets", &facets);
    let interpreted = Array::new();
    if let Some(reading) = &result.interpreted {
        let record = Record::new();
        record.set_text("kind", reading.kind.name());
        record.set_text("text", &reading.text);
        interpreted.push(&record);
    }
    record.set_value("interpreted", &interpreted);
    record.set_optional("didYouMean", result.did_you_mean.as_deref());
    record
}

fn count(value: &str, count: usize) -> Record {
    let record = Record::new();
    record.set_text("value", value);
    record.set_number("count", count as f64);
    record
}

fn hit(hit: &search::Hit<'_>) -> Record {
    let record = Record::new();
    record.set_text("id", hit.id);
    record.set_value("title", &list(&hit.title, run));
    // The best place stands in the hit itself, too.
    if let Some(best) = hit.places.first() {
        set_place(&record, best);
    }
    record.set_value("places", &list(&hit.places, place));
    record.set_text("lang", hit.lang);
    record.set_text("dir", hit.dir.name());
    record.set_number("score", hit.score.into());
    record.set_optional("parent", hit.parent);
    record.set_optional("date", hit.date);
    record.set_optional("source", hit.source);
    let why: Vec<&str> = hit.why.iter().map(|why| why.name()).collect();
    record.set_value("why", &names(&why));
    record
}

fn place(place: &search::Place<'_>) -> Record {
    let record = Record::new();
    set_place(&record, place);
    record
}

fn set_place(record: &Record, place: &search::Place<'_>) {
    record.set_value("snippet", &list(&place.snippet, run));
    record.set_text("snippetDir", place.dir.name());
    record.set_number("paragraph", place.paragraph.into());
}

fn suggestion(suggestion: &Suggestion<'_>) -> Record {
    let record = Record::new();
    record.set_text("kind", suggestion.kind.name());
    record.set_text("text", &suggestion.text);
    record.set_number("count", suggestion.n_docs as f64);
    record.set_optional("id", suggestion.id);
    record
}

fn article_view(view: &view::ArticleView<'_>) -> Record {
    let record = article_info(&view.info);
    record.set_value("title", &list(&view.title, run));
    record.set_optional("via", view.via);
    record.set_optional("section", view.section);
    record.set_optional("url", view.url);
    record.set_value("blocks", &list(&view.blocks, block));
    let tags = Array::new();
    for tag in &view.tags {
        tags.push(&list(tag, run));
    }
    record.set_value("tags", &tags);
    record.set_value("comments", &list(&view.comments, comment));
    record.set_value("children", &names(&view.children));
    record
}

fn block(block: &view::Block<'_>) -> Record {
    let record = Record::new();
    record.set_text("kind", if block.is_lead { "lead" } else { "p" });
    record.set_number("p", block.number.into());
    record.set_text("lang", block.lang);
    record.set_text("dir", block.dir.name());
    record.set_value("runs", &list(&block.runs, run));
    record
}

fn comment(comment: &view::CommentView<'_>) -> Record {
    let record = Record::new();
    record.set_text("author", comment.author);
    record.set_optional("date", comment.date.map(|date| date.iso));
    record.set_optional("time", comment.time);
    record.set_text("text", comment.text);
    record.set_text("dir", comment.dir.name());
    record
}
