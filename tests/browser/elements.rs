//! The elements in other people's pages: what a person does with them, in every engine.

use std::collections::BTreeMap;
use std::time::Duration;

use kashkul_browser_tests::session::{Browser, wait_for};
use kashkul_browser_tests::site::{Host, dist, files};
use kashkul_engine::document::Document;
use kashkul_engine::writer::{Settings, write};
use serde_json::{Value, json};

use crate::on_every_engine;

pub(crate) const DOWN: &str = "\u{e015}";
pub(crate) const UP: &str = "\u{e013}";
pub(crate) const ENTER: &str = "\u{e007}";
pub(crate) const ESCAPE: &str = "\u{e00c}";
/// A name that several articles have.
pub(crate) const NAME: &str = "\u{644}\u{627}\u{648}\u{631}\u{648}\u{641}";

/// The package and a page beside it.
pub(crate) fn host_files(page: &str) -> BTreeMap<String, Vec<u8>> {
    let mut files = files(&dist().join("npm"));
    files.insert("index.html".to_owned(), page.as_bytes().to_vec());
    files
}

/// The package and pages beside it.
pub(crate) fn host(pages: &[(&str, &str)]) -> Host {
    let mut files = files(&dist().join("npm"));
    for (name, page) in pages {
        files.insert((*name).to_owned(), page.as_bytes().to_vec());
    }
    let host = Host::serve(files);
    host.set_policy(STRICT);
    host
}

/// What a host's policy has to allow, and not a word more.
const STRICT: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; \
     img-src data:; require-trusted-types-for 'script'; trusted-types 'none'";

/// A page with elements in it.
pub(crate) fn page(body: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>t</title>\
         <link rel=\"icon\" href=\"data:,\">\
         <script type=\"module\" src=\"kashkul-search.js\"></script>\
         <script type=\"module\" src=\"kashkul-reader.js\"></script>\
         <body><main><h1>host</h1>{body}</main>"
    )
}

/// The first element of a name, in the words of a script.
pub(crate) fn part(element: &str, selector: &str) -> String {
    format!("document.querySelector('{element}').shadowRoot.querySelector('{selector}')")
}

/// Puts the focus into an element's box.
pub(crate) fn focus(browser: &Browser, element: &str) {
    browser.wait(&format!(
        "document.querySelector('{element}')?.shadowRoot?.querySelector('input')"
    ));
    let _ = browser.evaluate(&format!("document.querySelector('{element}').focus()"));
}

/// The event's details that pages note, by their names.
pub(crate) fn listen(browser: &Browser) {
    let _ = browser.evaluate(
        "const page = window.wrappedJSObject ?? window;
        page.kashkulEvents = '';
        for (const name of ['ready', 'search', 'open', 'hit', 'share', 'error', 'update']) {
            page.document.addEventListener(`kashkul-${name}`, (event) => {
                page.kashkulEvents += `${name} ${event.target.localName} ${JSON.stringify(event.detail)}\\n`;
            });
        }",
    );
}

pub(crate) fn events(browser: &Browser) -> String {
    let notes = browser.evaluate("return (window.wrappedJSObject ?? window).kashkulEvents");
    notes.as_str().unwrap_or_default().to_owned()
}

/// What a person does in one page, by name.
type Scenario = (&'static str, fn(&Browser));

#[test]
fn the_elements_do_what_they_promise() {
    on_every_engine(|engine| {
        let browser = Browser::start(engine, "en");
        let scenarios: [Scenario; 9] = [
            ("the box is a combobox", the_box_is_a_combobox),
            (
                "the reader searches, lists and shows",
                the_reader_searches_lists_and_shows,
            ),
            ("the engine comes when it is asked to", autoload),
            ("elements live anywhere", elements_live_anywhere),
            (
                "properties set before the script arrived count",
                early_properties_count,
            ),
            ("what is asked for early is answered", early_calls),
            (
                "packs share a module, attributes narrow",
                packs_and_attributes,
            ),
            (
                "an article named in the markup leaves the page around alone",
                articles_in_markup,
            ),
            ("what is shown follows the attributes", attributes_change),
        ];
        for (name, scenario) in scenarios {
            eprintln!("  {name}");
            scenario(&browser);
            assert_eq!(browser.complaints(), [""; 0], "{name}");
        }
    });
}

fn the_box_is_a_combobox(browser: &Browser) {
    let body = "<kashkul-search target=\"#reader\" hotkey=\"/ ctrl+k\"></kashkul-search>\
                <kashkul-reader id=\"reader\" autoload=\"never\"></kashkul-reader>";
    let page = page(body);
    let host = host(&[("index.html", &page)]);
    browser.go(&host.address());
    listen(browser);
    browser.wait(&part("kashkul-search", "input"));
    // Nothing but the scripts of the page before the first focus.
    std::thread::sleep(Duration::from_millis(300));
    let requests = host.requests();
    let names = ["/", "/kashkul-search.js", "/kashkul-reader.js"];
    assert!(
        requests.iter().all(|path| names.contains(&path.as_str())),
        "{requests:?}"
    );

    let input = part("kashkul-search", "input");
    let state = || {
        browser.evaluate(&format!(
                "const input = {input};
                const active = input.getRootNode().getElementById(input.getAttribute('aria-activedescendant'));
                return [input.getAttribute('aria-expanded'), active?.dataset.id ?? null,
                    input.getRootNode().querySelectorAll('[aria-selected=true]').length, input.value]"
            ))
    };
    browser.strike("/");
    browser.wait("document.activeElement.localName === 'kashkul-search'");
    browser.strike(NAME);
    browser.wait(&format!("{input}.getAttribute('aria-expanded') === 'true'"));
    assert_eq!(state(), json!(["true", null, 0, NAME]));
    let first = browser.evaluate(&format!(
        "return {}.dataset.id",
        part("kashkul-search", "[part=option]")
    ));
    browser.strike(DOWN);
    assert_eq!(state(), json!(["true", first, 1, NAME]));
    // Up from the first is the input itself, then the last.
    browser.strike(UP);
    assert_eq!(state(), json!(["true", null, 0, NAME]));
    browser.strike(UP);
    let last = browser.evaluate(
        "const all = document.querySelector('kashkul-search').shadowRoot.querySelectorAll('[role=option]');
        return all[all.length - 1].dataset.id",
    );
    assert_eq!(state(), json!(["true", last, 1, NAME]));
    browser.strike(DOWN);
    assert_eq!(state(), json!(["true", null, 0, NAME]));
    // The keys of the text stay the input's.
    browser.strike(DOWN);
    browser.strike("\u{e011}");
    assert_eq!(state(), json!(["true", null, 0, NAME]));
    assert_eq!(
        browser.evaluate(&format!("return {input}.selectionStart")),
        0
    );
    // Closed and opened without moving.
    browser.strike("\u{e00a}\u{e013}\u{e000}");
    assert_eq!(state(), json!(["false", null, 0, NAME]));
    browser.strike("\u{e00a}\u{e015}\u{e000}");
    assert_eq!(state(), json!(["true", null, 0, NAME]));
    browser.strike(ESCAPE);
    assert_eq!(state(), json!(["false", null, 0, NAME]));
    browser.strike(DOWN);
    assert_eq!(state(), json!(["true", first, 1, NAME]));

    // The article opens in the reader, at its first hit, and the host may forbid it.
    browser.strike(ENTER);
    let open = part("kashkul-reader", "article");
    browser.wait(&format!("{open}?.dataset.id === {first}"));
    assert_eq!(state(), json!(["false", null, 0, NAME]));
    let _ = browser
        .evaluate("document.addEventListener('kashkul-open', (event) => event.preventDefault())");
    focus(browser, "kashkul-search");
    browser.strike(UP);
    browser.strike(ENTER);
    std::thread::sleep(Duration::from_millis(200));
    assert_eq!(
        browser.evaluate(&format!("return {open}.dataset.id")),
        first
    );
    // One step back for each Escape.
    focus(browser, "kashkul-search");
    browser.strike(DOWN);
    browser.strike(ESCAPE);
    browser.strike(ESCAPE);
    assert_eq!(state(), json!(["false", null, 0, ""]));
    let noted = events(browser);
    for name in [
        "ready kashkul-search {\"articles\":7}",
        "search kashkul-search",
        "open kashkul-search {",
    ] {
        assert!(noted.contains(name), "{noted}");
    }
    // What the site itself asks for is no news to it.
    let asked = format!(
        "document.querySelectorAll('kashkul-search, kashkul-reader').forEach((element) => {{
             element.search('{NAME}').then(({{ total }}) => (element.dataset.total = total));
         }});"
    );
    let _ = browser.evaluate(&asked);
    browser.wait("document.querySelectorAll('[data-total]').length === 2");
    assert_eq!(events(browser), noted);
    let loads = host
        .requests()
        .iter()
        .filter(|path| path.ends_with(".wasm"))
        .count();
    assert_eq!(loads, 1, "one module for both elements");
}

fn the_reader_searches_lists_and_shows(browser: &Browser) {
    let page = page("<kashkul-reader route=\"hash\" route-prefix=\"news\"></kashkul-reader>");
    let host = host(&[("index.html", &page)]);
    browser.go(&host.address());
    let count = "document.querySelector('kashkul-reader').shadowRoot.querySelectorAll('a[part=option]').length";
    browser.wait(&format!("{count} === 7"));
    listen(browser);
    focus(browser, "kashkul-reader");
    browser.strike(NAME);
    browser.wait(&format!("{count} > 1 && {count} < 7"));
    browser.strike(DOWN);
    let id = browser.evaluate("return document.activeElement.shadowRoot.activeElement.dataset.id");
    browser.strike(ENTER);
    let article = part("kashkul-reader", "article[data-id]");
    browser.wait(&format!("{article}?.dataset.id === {id}"));
    browser.wait("document.activeElement.shadowRoot.activeElement.localName === 'h1'");
    let hash = browser.evaluate("return location.hash");
    assert!(hash.as_str().unwrap().starts_with("#news/a/"), "{hash}");
    browser.strike("n");
    let counter = part("kashkul-reader", ".count");
    browser.wait(&format!("/^2 /.test({counter}.textContent)"));
    // What the site itself asks for is no news to it.
    let noted = events(browser);
    let _ = browser.evaluate("document.querySelector('kashkul-reader').previous()");
    browser.wait(&format!("/^1 /.test({counter}.textContent)"));
    assert_eq!(events(browser), noted);
    let parts = browser.evaluate(&format!(
            "return [...new Set([{article}, ...{article}.querySelectorAll('[part]')].map((node) => node.getAttribute('part')))]"
        ));
    assert_eq!(parts, json!(["article", "title", "meta", "paragraph"]));
    browser.back();
    browser.wait(&part("kashkul-reader", ".open[hidden]"));
    browser.wait(&format!("{count} > 1 && {count} < 7"));
    let noted = events(browser);
    let _ = browser.evaluate("document.querySelector('kashkul-reader').query = 'Lavrov'");
    let status = part("kashkul-reader", "[part=status]");
    browser.wait(&format!("{status}.textContent.includes('Lavrov')"));
    assert_eq!(events(browser), noted);
    for name in [
        "search kashkul-reader",
        "open kashkul-reader",
        "hit kashkul-reader",
    ] {
        assert!(noted.contains(name), "{noted}");
    }
    // From outside, too.
    let _ = browser.evaluate(
        "document.querySelector('kashkul-reader').open('002_19d5c2ce21f9d31f', { p: 3 })",
    );
    browser.wait(&format!("{article}?.dataset.id === '002_19d5c2ce21f9d31f'"));
    let _ = browser.evaluate("document.querySelector('kashkul-reader').reset()");
    browser.wait(&format!("{count} === 7"));
}

fn autoload(browser: &Browser) {
    let idle = page("<kashkul-search autoload=\"idle\"></kashkul-search>");
    let never = page("<kashkul-search autoload=\"never\"></kashkul-search>");
    let host = host(&[
        ("index.html", &page("")),
        ("idle.html", &idle),
        ("never.html", &never),
    ]);
    let n_engines = || {
        let asked = host.requests();
        asked.iter().filter(|path| *path == "/engine.js").count()
    };
    let wait = |n: usize| wait_for("the engine", || (n_engines() == n).then_some(()));
    // Far below what is seen.
    browser.go(&host.address());
    let _ = browser.evaluate(
        "const sheet = new CSSStyleSheet();
        sheet.replaceSync('main { margin-block-start: 9000px }');
        document.adoptedStyleSheets = [sheet];
        const element = document.createElement('kashkul-search');
        element.setAttribute('autoload', 'visible');
        document.querySelector('main').append(element)",
    );
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(n_engines(), 0);
    let _ = browser.evaluate("document.querySelector('kashkul-search').scrollIntoView()");
    wait(1);
    browser.go(&format!("{}idle.html", host.address()));
    wait(2);
    browser.go(&format!("{}never.html", host.address()));
    focus(browser, "kashkul-search");
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(n_engines(), 2);
    browser.strike(NAME);
    browser.wait(&part("kashkul-search", "[part=option]"));
}

fn elements_live_anywhere(browser: &Browser) {
    let page = page("<div id=\"a\"></div><div id=\"b\"></div>");
    let host = host(&[("index.html", &page)]);
    browser.go(&host.address());
    let answer = browser.evaluate_async(
            "await (async () => {
                const [a, b] = ['a', 'b'].map((id) => document.getElementById(id));
                // Properties that were set before the element was one.
                await customElements.whenDefined('kashkul-search');
                const early = document.createElementNS('http://www.w3.org/1999/xhtml', 'kashkul-search');
                const inner = b.attachShadow({ mode: 'open' });
                const one = document.createElement('kashkul-search');
                const two = document.createElement('kashkul-search');
                one.maxResults = 1;
                a.append(one);
                inner.append(two);
                const found = await Promise.all([one.search('\u{644}\u{627}\u{648}\u{631}\u{648}\u{641}'), two.search('\u{633}\u{648}\u{631}\u{6cc}\u{647}')]);
                // Moved, it goes on.
                inner.append(one);
                one.search('x').catch(() => {});
                one.remove();
                a.append(one);
                const again = await one.search('\u{644}\u{627}\u{648}\u{631}\u{648}\u{641}');
                return {
                    limit: found[0].hits.length,
                    second: found[1].total > 0,
                    again: again.hits.length,
                    shared: one.engine === two.engine,
                    globals: Object.keys(window).filter((name) => /kashkul/i.test(name) && name !== 'kashkulComplaints'),
                    head: document.head.querySelectorAll('style').length + document.adoptedStyleSheets.length,
                    storage: localStorage.length + document.cookie.length,
                };
            })()",
        );
    assert_eq!(
        answer,
        json!({ "limit": 1, "second": true, "again": 1, "shared": true, "globals": [], "head": 0, "storage": 0 })
    );
}

fn early_properties_count(browser: &Browser) {
    let page = "<!doctype html><title>t</title><link rel=\"icon\" href=\"data:,\"><main><kashkul-search></kashkul-search></main>";
    let host = host(&[("index.html", page)]);
    browser.go(&host.address());
    let answer: Value = browser.evaluate_async(
        "await (async () => {
                const element = document.querySelector('kashkul-search');
                element.maxResults = 2;
                element.strings = { search: 'Look it up' };
                element.query = '\u{644}\u{627}\u{648}\u{631}\u{648}\u{641}';
                await import('/kashkul-search.js');
                const { hits } = await element.search(element.query);
                return [hits.length, element.getAttribute('max-results'),
                    element.shadowRoot.querySelector('input').getAttribute('aria-label')];
            })()",
    );
    assert_eq!(answer, json!([2, "2", "Look it up"]));
}

/// Methods that are called while the engine is still to be loaded do what they do later.
fn early_calls(browser: &Browser) {
    let page = page("<kashkul-reader autoload=\"never\"></kashkul-reader>");
    let host = host(&[("index.html", &page)]);
    let reader = "document.querySelector('kashkul-reader')";
    let early = |call: &str| {
        browser.go(&host.address());
        browser.evaluate_async(&format!(
            "await (async () => {{
                    await customElements.whenDefined('kashkul-reader');
                    if ({reader}.engine) return 'too late';
                    {call}
                }})()"
        ))
    };
    let found = early(&format!(
        "const {{ total }} = await {reader}.search('{NAME}');
        return total === (await {reader}.engine.search('{NAME}')).total;"
    ));
    assert_eq!(found, json!(true));
    browser.wait(&format!(
        "{}.textContent",
        part("kashkul-reader", "[part=status]")
    ));
    let focused = early(&format!(
        "const [{{ id }}] = (await (await import('/engine.js')).collection({reader})).articles;
        await {reader}.open(id);
        return {reader}.shadowRoot.activeElement?.localName;"
    ));
    assert_eq!(focused, json!("h1"));
}

/// A pack of one article.
pub(crate) fn pack(id: &str, title: &str) -> Vec<u8> {
    let document = Document {
        id: id.to_owned(),
        title: title.to_owned(),
        body: vec!["A paragraph of its own.".to_owned()],
        url: Some("javascript:document.title = 'run'".to_owned()),
        ..Document::default()
    };
    write(&[document], &Settings::default()).expect("a pack")
}

fn packs_and_attributes(browser: &Browser) {
    let page = page(
        "<kashkul-search id=\"one\" src=\"one.kashkul\" autoselect></kashkul-search>\
         <kashkul-search id=\"two\" src=\"two.kashkul\"></kashkul-search>\
         <kashkul-search id=\"own\" scope=\"lang:ar\" max-results=\"2\"></kashkul-search>\
         <kashkul-search id=\"other\" src=\"kashkul.wasm?other\"></kashkul-search>",
    );
    let host = host(&[("index.html", &page)]);
    let mut files = host_files(&page);
    files.insert("one.kashkul".to_owned(), pack("first", "Apples"));
    files.insert("two.kashkul".to_owned(), pack("second", "Apples and pears"));
    host.replace(files);
    browser.go(&host.address());
    let answer = browser.evaluate_async(
        "await (async () => {
            const element = (id) => document.getElementById(id);
            const found = async (id, query) => (await element(id).search(query)).hits.map((hit) => hit.id ?? hit);
            const both = [await found('one', 'apples'), await found('two', 'apples')];
            // A page runs one module, whatever was opened first.
            const refused = await element('other').search('x').catch((error) => error.message.includes('packs'));
            const langs = (await element('own').search('\u{644}\u{627}\u{641}\u{631}\u{648}\u{641}')).hits.map((hit) => hit.lang);
            // What an article names as its address is followed only where it leads to a page.
            element('one').open('first');
            return [...both, langs, refused];
        })()",
    );
    assert_eq!(answer, json!([["first"], ["second"], ["ar", "ar"], true]));
    assert_ne!(browser.evaluate("return document.title"), "run");
    focus(browser, "#one");
    browser.wait(&format!(
        "{}?.getAttribute('aria-selected') === 'true'",
        part("#one", "[part=option]")
    ));
    let n_modules = host
        .requests()
        .iter()
        .filter(|path| path.contains(".wasm"))
        .count();
    assert_eq!(n_modules, 1);
}

fn articles_in_markup(browser: &Browser) {
    let reader = format!(
        "<kashkul-reader article=\"001_11b1b7ba18b955e1\" query=\"{NAME}\" route=\"hash\" \
         autoload=\"never\"></kashkul-reader>"
    );
    let page = page(&["<p>The host's own text.</p>".repeat(200), reader].concat());
    let host = host(&[("index.html", &page)]);
    browser.go(&format!("{}#host", host.address()));
    browser.wait(&part("kashkul-reader", "input"));
    std::thread::sleep(Duration::from_millis(300));
    assert!(!host.requests().contains(&"/engine.js".to_owned()));
    let around = "[scrollY, location.hash, document.activeElement.localName]";
    let as_it_was = json!([0, "#host", "body"]);
    assert_eq!(browser.evaluate(&format!("return {around}")), as_it_was);
    let shown = "(() => {
        const { shadowRoot, article, query } = document.querySelector('kashkul-reader');
        return [article, query, shadowRoot.querySelector('article')?.dataset.id ?? ''];
    })()";
    let load = "document.querySelector('kashkul-reader').load().then(() => true)";
    let _ = browser.evaluate_async(load);
    browser.wait(&part("kashkul-reader", "article"));
    let id = "001_11b1b7ba18b955e1";
    assert_eq!(
        browser.evaluate(&format!("return {shown}")),
        json!([id, NAME, id])
    );
    assert_eq!(browser.evaluate(&format!("return {around}")), as_it_was);

    // Closed it stays closed, wherever in the page the element is put.
    let _ = browser.evaluate("document.querySelector('kashkul-reader').close()");
    browser.wait(&format!("!{}", part("kashkul-reader", "article")));
    let _ = browser.evaluate(
        "const reader = document.querySelector('kashkul-reader');
        const { parentElement } = reader;
        reader.remove();
        parentElement.append(reader);",
    );
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(
        browser.evaluate(&format!("return {shown}")),
        json!(["", NAME, ""])
    );
    // The way back ends where it began: at the article of the markup.
    let _ = browser.evaluate_async(
        "(async () => {
            history.replaceState(null, '', location.pathname);
            await document.querySelector('kashkul-reader').open('003_611cd1c4fbaa120a');
            history.back();
            return true;
        })()",
    );
    browser.wait(&format!("{shown}[2] === '001_11b1b7ba18b955e1'"));
    // An address that names an article is followed rather than the attributes.
    browser.go("about:blank");
    browser.go(&format!("{}#/a/003_611cd1c4fbaa120a", host.address()));
    browser.wait(&part("kashkul-reader", "input"));
    let _ = browser.evaluate_async(load);
    browser.wait(&part("kashkul-reader", "article"));
    let id = "003_611cd1c4fbaa120a";
    assert_eq!(
        browser.evaluate(&format!("return {shown}")),
        json!([id, "", id])
    );
    assert_eq!(
        browser.evaluate("return location.hash"),
        format!("#/a/{id}")
    );
}

fn attributes_change(browser: &Browser) {
    let page = page("<kashkul-search></kashkul-search><kashkul-reader></kashkul-reader>");
    let host = host(&[("index.html", &page)]);
    let mut files = host_files(&page);
    files.insert("one.kashkul".to_owned(), pack("first", "Apples"));
    host.replace(files);
    browser.go(&host.address());
    let ids = "['kashkul-search', 'kashkul-reader'].map((name) => {
        const options = document.querySelector(name).shadowRoot.querySelectorAll('[part=option]');
        return [...options].map((option) => option.dataset.id).join(' ');
    })";
    let all = "document.querySelectorAll('kashkul-search, kashkul-reader')";
    let set = |name: &str, value: &str| {
        let _ = browser.evaluate(&format!(
            "for (const element of {all}) element.setAttribute('{name}', '{value}')"
        ));
    };
    let _ = browser.evaluate_async(&format!(
        "Promise.all([...{all}].map((element) => element.search('{NAME}'))).then(() => true)"
    ));
    listen(browser);
    let both = |n: &str| format!("{ids}.every((ids) => ids.split(' ').length {n})");
    browser.wait(&both("> 2"));
    set("max-results", "2");
    browser.wait(&both("=== 2"));
    set("scope", "lang:ar");
    browser.wait(&format!(
        "{ids}.every((ids) => /^00[24]\\S+( 00[24]\\S+)?$/.test(ids))"
    ));
    set("scope", "");
    let _ = browser.evaluate(&format!(
        "for (const element of {all}) element.query = 'apples'"
    ));
    browser.wait(&format!("{ids}.join() === ','"));
    set("src", "one.kashkul");
    browser.wait(&format!("{ids}.join() === 'first,first'"));
    // What the site itself asked for is no search of the reader's.
    assert!(!events(browser).contains("search kashkul-"));

    // A window that is open has no place where there is to be none.
    let dialog = part("kashkul-search", "dialog");
    let _ = browser.evaluate(
        "const search = document.querySelector('kashkul-search');
        search.display = 'modal';
        search.show();
        search.display = '';",
    );
    assert_eq!(
        browser.evaluate(&format!("return {dialog}.open")),
        json!(false)
    );

    // Looks move nothing; another choice leaves the reader at its hit.
    let _ = browser.evaluate_async(
        "(async () => {
            const reader = document.querySelector('kashkul-reader');
            reader.removeAttribute('src');
            await reader.load();
            const { hits } = await reader.search('lavrov');
            await reader.open(hits[0].id, { query: 'lavrov' });
            reader.next();
            return true;
        })()",
    );
    let place = "(() => {
        const { shadowRoot } = document.querySelector('kashkul-reader');
        return [shadowRoot.querySelector('.count').textContent.match(/\\d+/)[0],
            shadowRoot.activeElement?.dataset.p ?? ''];
    })()";
    let before = browser.evaluate(&format!("return {place}"));
    assert_eq!(before[0], "2");
    assert_ne!(before[1], "");
    for (name, value) in [("theme", "dark"), ("text-size", "4")] {
        let _ = browser.evaluate(&format!(
            "document.querySelector('kashkul-reader').setAttribute('{name}', '{value}')"
        ));
        assert_eq!(
            browser.evaluate(&format!("return {place}")),
            before,
            "{name}"
        );
    }
    set("calendar", "persian");
    std::thread::sleep(Duration::from_millis(100));
    assert_eq!(browser.evaluate(&format!("return {place}"))[0], "2");

    // What empties the box is no higher than the box.
    for name in ["kashkul-search", "kashkul-reader"] {
        let height = |query: &str| {
            browser.evaluate(&format!(
                "document.querySelector('{name}').query = '{query}';
                return {}.offsetHeight",
                part(name, ".box")
            ))
        };
        assert_eq!(height(""), height("apples"), "{name}");
    }
}
