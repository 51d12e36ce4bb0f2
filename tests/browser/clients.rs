//! The library behind the front ends of others, and the engines of others behind the elements: real
//! packages from npm, in Chromium.
//!
//! The search server is its documented answer, behind its real adapter. What npm, PyPI and crates.io have
//! under the names of Meilisearch, Typesense, Quickwit and ZincSearch are clients or empty packages, and
//! Debian has none of them: no server was found that a test could start.

use kashkul_browser_tests::session::Browser;
use kashkul_browser_tests::state::CHROMIUM;
use serde_json::{Value, json};

use crate::elements::{NAME, focus, host, part};
use crate::embedding::package;

/// A page with a script of its own.
fn page(body: &str, script: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>t</title>\
         <link rel=\"icon\" href=\"data:,\"><body>{body}<script src=\"front-end.js\"></script>\
         <script type=\"module\">{script}</script>"
    )
}

/// Opens a page with a front end, which may do what it likes.
fn open(
    page: &str,
    front_end: &str,
    files: &[(&str, &str)],
) -> (kashkul_browser_tests::site::Host, Browser) {
    let mut pages = vec![("index.html", page), ("front-end.js", front_end)];
    pages.extend(files);
    let host = host(&pages);
    host.allow_frames();
    let browser = Browser::start(CHROMIUM, "en");
    browser.go(&host.address());
    (host, browser)
}

#[test]
fn instant_search_shows_hits_facets_and_pages() {
    let page = page(
        "<div id=\"box\"></div><div id=\"hits\"></div><div id=\"facets\"></div><div id=\"pages\"></div>",
        "import { asSearchClient, open } from './kashkul.js';
        const searchClient = asSearchClient(await open());
        const search = instantsearch({ indexName: 'news', searchClient });
        const { configure, hits, pagination, refinementList, searchBox } = instantsearch.widgets;
        const item = (hit, { html, components }) =>
            html`<b data-id=${hit.objectID}>${components.Highlight({ attribute: 'title', hit })}</b>`;
        search.addWidgets([
            configure({ hitsPerPage: 2 }),
            searchBox({ container: '#box' }),
            hits({ container: '#hits', templates: { item } }),
            refinementList({ container: '#facets', attribute: 'lang' }),
            pagination({ container: '#pages' }),
        ]);
        search.start();",
    );
    let library = package("instantsearch.js/dist/instantsearch.production.min.js");
    let (_host, browser) = open(&page, &library, &[]);
    let ids = "[...document.querySelectorAll('#hits [data-id]')].map((node) => node.dataset.id)";
    // Everything, before anything is typed.
    browser.wait(&format!("{ids}.length === 2"));
    browser.wait("document.querySelectorAll('#pages .ais-Pagination-item--page').length >= 3");
    browser.click("#box input");
    browser.strike(NAME);
    browser.wait("document.querySelector('#hits mark')");
    let marked = browser.evaluate("return document.querySelector('#hits mark').textContent");
    assert_eq!(marked, NAME);
    // Signs of markup are neither doubled nor lost.
    let text = browser.evaluate("return document.querySelector('#hits').textContent");
    assert!(!text.as_str().unwrap().contains("&#"), "{text}");

    let count = "[...document.querySelectorAll('#facets label')].map((node) => node.textContent.replace(/\\s+/g, ' ').trim())";
    let facets = browser.evaluate(&format!("return {count}"));
    assert!(facets.as_array().unwrap().len() >= 2, "{facets}");
    browser.click("#facets input[value=ar]");
    browser.wait("document.querySelector('#facets .ais-RefinementList-item--selected')");
    let articles = browser.evaluate_async(
        "await (async () => {
            const { open } = await import('./kashkul.js');
            const articles = (await open()).articles;
            return articles.filter(({ lang }) => lang === 'ar').map(({ id }) => id);
        })()",
    );
    let arabic = articles.as_array().unwrap().clone();
    browser.wait(&format!(
        "{ids}.length > 0 && {ids}.every((id) => {}.includes(id))",
        json!(arabic)
    ));
    // The other languages can still be chosen.
    assert_eq!(
        browser.evaluate(&format!("return {count}.length")),
        facets.as_array().unwrap().len()
    );
    browser.click("#facets input[value=ar]");
    browser.wait(&format!("{ids}.length === 2"));
    let first = browser.evaluate(&format!("return {ids}"));
    browser.click("#pages .ais-Pagination-item--nextPage a");
    browser.wait(&format!("{ids}.length > 0 && !{first}.includes({ids}[0])"));
}

#[test]
fn autocomplete_shows_hits() {
    let page = page(
        "<div id=\"box\"></div>",
        "import { asSearchClient, open } from './kashkul.js';
        const searchClient = asSearchClient(await open());
        const { autocomplete, getAlgoliaResults } = window['@algolia/autocomplete-js'];
        autocomplete({
            container: '#box',
            detachedMediaQuery: 'none',
            getSources: ({ query }) => [{
                sourceId: 'news',
                getItems: () => getAlgoliaResults({ searchClient, queries: [{ indexName: 'news', params: { query, hitsPerPage: 3 } }] }),
                templates: { item: ({ item, components, html }) =>
                    html`<b data-id=${item.objectID}>${components.Highlight({ hit: item, attribute: 'title' })}</b>` },
            }],
        });",
    );
    let library = package("@algolia/autocomplete-js/dist/umd/index.production.js");
    let (_host, browser) = open(&page, &library, &[]);
    browser.wait("document.querySelector('#box input')");
    browser.click("#box input");
    browser.strike(NAME);
    browser.wait("document.querySelectorAll('[data-id]').length === 3");
    let marked = browser.wait("document.querySelector('[data-id] mark')?.textContent");
    assert_eq!(marked, NAME);
}

#[test]
fn doc_search_shows_hits() {
    let page = page(
        "<div id=\"box\"></div>",
        "import { asSearchClient, open } from './kashkul.js';
        const client = asSearchClient(await open());
        docsearch({ container: '#box', appId: 'none', apiKey: 'none', indices: ['news'],
            transformSearchClient: (usual) => ({ ...usual, search: client.search }) });",
    );
    let library = package("@docsearch/js/dist/umd/index.js");
    let (_host, browser) = open(&page, &library, &[]);
    browser.wait("document.querySelector('.DocSearch-Button')");
    browser.click(".DocSearch-Button");
    browser.wait("document.activeElement.localName === 'input'");
    browser.strike(NAME);
    browser.wait("document.querySelectorAll('.DocSearch-Hit').length >= 3");
    let marked = browser.wait("document.querySelector('.DocSearch-Hit mark')?.textContent");
    assert_eq!(marked, NAME);
    let link =
        browser.evaluate("return document.querySelector('.DocSearch-Hit a').getAttribute('href')");
    assert!(link.as_str().unwrap().starts_with("#/a/"), "{link}");
}

/// What a Meilisearch server answers to its multi-search, as its documentation has it.
fn meilisearch_answer() -> Value {
    let hit = |id: &str, title: &str, text: &str| {
        let (start, end) = ("__ais-highlight__", "__/ais-highlight__");
        json!({
            "id": id, "key": id, "title": title, "text": text, "lang": "fa", "dir": "rtl",
            "date": "2022-02-04", "source": "s <b>",
            "_formatted": {
                "id": id, "title": format!("{start}{NAME}{end} {title}"),
                "text": format!("{start}{NAME}{end} <img src=x>"),
            },
        })
    };
    json!({ "results": [{
        "indexUid": "archive", "query": NAME, "processingTimeMs": 1,
        "hits": [hit("one", "a & b", "first\n\nsecond"), hit("two", "c", "third")],
        "hitsPerPage": 20, "page": 1, "totalPages": 1, "totalHits": 2,
    }] })
}

#[test]
fn a_search_server_answers_in_place_of_the_engine() {
    let page = page(
        "<kashkul-search index-name=\"archive\" target=\"#reader\"></kashkul-search>\
         <kashkul-reader id=\"reader\" index-name=\"archive\"></kashkul-reader>",
        "import './kashkul-search.js';
        import './kashkul-reader.js';
        const { searchClient } = instantMeiliSearch(location.origin, 'key', { primaryKey: 'key', finitePagination: true });
        for (const element of document.querySelectorAll('kashkul-search, kashkul-reader')) element.engine = searchClient;",
    );
    let library = package("@meilisearch/instant-meilisearch/dist/instant-meilisearch.umd.min.js");
    let answer = meilisearch_answer().to_string();
    let (host, browser) = open(&page, &library, &[("multi-search", &answer)]);
    browser.wait("document.querySelector('kashkul-search')?.engine");
    focus(&browser, "kashkul-search");
    browser.strike(NAME);
    browser.wait(&format!(
        "{}?.dataset.id === 'one'",
        part("kashkul-search", "[part=option]")
    ));
    let shown = browser.evaluate(&format!(
        "const option = {};
        return ['option-title', 'snippet', 'option-meta'].map((part) => option.querySelector(`[part=${{part}}]`).textContent)",
        part("kashkul-search", "[part=option]")
    ));
    assert_eq!(
        shown,
        json!([
            format!("{NAME} a & b"),
            format!("{NAME} <img src=x>"),
            "s <b> · \u{6f1}\u{6f5} \u{628}\u{647}\u{645}\u{646} \u{6f1}\u{6f4}\u{6f0}\u{6f0}"
        ])
    );
    // The words that it marked are marked.
    let hits = browser.evaluate(&format!(
        "return {}.dataset.hits",
        part("kashkul-search", "[part=option-title]")
    ));
    assert_eq!(hits, "0");
    let asked = host.requests();
    let asked = asked
        .iter()
        .rfind(|request| request.starts_with("/multi-search"))
        .expect("a request");
    let asked: Value = serde_json::from_str(asked.split_once(' ').unwrap().1).unwrap();
    let query = &asked["queries"][0];
    assert_eq!(
        (
            &query["indexUid"],
            &query["q"],
            &query["highlightPreTag"],
            &query["hitsPerPage"]
        ),
        (
            &json!("archive"),
            &json!(NAME),
            &json!("__ais-highlight__"),
            &json!(8)
        )
    );
    // What it answered is all that there is of an article.
    browser.strike("\u{e015}\u{e007}");
    browser.wait(&format!(
        "{}?.dataset.id === 'one'",
        part("kashkul-reader", "article")
    ));
    let paragraphs = browser.evaluate(&format!(
        "return [...{}.querySelectorAll('[part=paragraph]')].map((node) => node.textContent)",
        part("kashkul-reader", "article")
    ));
    assert_eq!(paragraphs, json!(["first", "second"]));
    // Neither the module nor what opens it was asked for.
    assert!(
        !host
            .requests()
            .iter()
            .any(|path| path.contains("engine") || path.contains("wasm"))
    );
}
