//! The page of the seeds, hosted and as a single file.

use std::path::Path;

use kashkul_browser_tests::engine::Engine;
use kashkul_browser_tests::session::{Browser, wait_for};
use kashkul_browser_tests::site::{Host, dist, files, packed};
use kashkul_engine::document::Document;
use kashkul_engine::writer::Settings;
use url::Url;

use crate::on_every_engine;

const DOWN: &str = "\u{e015}";
const ENTER: &str = "\u{e007}";

/// The articles of the seeds: five files, two of which hold a second article.
const N_ARTICLES: usize = 7;

const FOCUSED_ID: &str = "document.activeElement?.dataset.id";
const FIRST_RESULT_ID: &str = "document.querySelector('ol#results li a[data-id]')?.dataset.id";
const OPEN_ARTICLE_ID: &str =
    "document.querySelector('main article[data-id]:not([hidden])')?.dataset.id";
/// Hits are painted without elements where the engine can, else by elements.
const N_MARKS: &str = "(globalThis.CSS?.highlights?.get('kashkul-hit')?.size ?? 0) \
    + document.querySelectorAll('main article:not([hidden]) mark').length";

fn host() -> Host {
    Host::serve(files(&dist().join("site")))
}

/// The single file, alone in a folder: nothing that stands beside it in `dist` can help it.
fn single_file(folder: &Path) -> String {
    let path = folder.join("kashkul.html");
    std::fs::copy(dist().join("kashkul.html"), &path).expect("the single file is built");
    Url::from_file_path(path).expect("an absolute path").into()
}

/// What a reader does with the page, wherever it came from.
fn search_read_and_come_back(browser: &Browser) {
    assert_eq!(browser.count("nav ol li a"), N_ARTICLES);

    browser.click("input[type=search]#q");
    browser.press("\u{644}\u{627}\u{648}\u{631}");
    browser.wait(FIRST_RESULT_ID);
    browser.press("\u{648}\u{641}");
    browser.wait("document.querySelector('#q').value.length === 6");
    let id = browser.wait(FIRST_RESULT_ID);
    browser.wait("document.querySelector('#status[role=status]').textContent.trim()");
    let is_titled_by_query = "document.title.includes(document.querySelector('#q').value)";
    browser.wait(is_titled_by_query);

    browser.press(DOWN);
    assert_eq!(browser.wait(FOCUSED_ID), id);
    browser.press(ENTER);
    assert_eq!(browser.wait(OPEN_ARTICLE_ID), id);
    browser.wait(N_MARKS);
    let headline = "document.querySelector('main article:not([hidden]) h1').textContent";
    browser.wait(&format!("document.title.includes({headline})"));
    assert!(
        browser
            .evaluate("return location.hash")
            .as_str()
            .unwrap()
            .starts_with("#/a/")
    );

    browser.back();
    assert_eq!(browser.wait(FIRST_RESULT_ID), id);
    assert_eq!(browser.wait(FOCUSED_ID), id, "focus returns to the result");
    browser.wait(is_titled_by_query);
    assert_eq!(browser.complaints(), [""; 0]);
}

#[test]
fn the_hosted_page_finds_opens_and_comes_back() {
    on_every_engine(|engine| {
        let host = host();
        let browser = Browser::start(engine, "fa");
        browser.go(&host.address());
        search_read_and_come_back(&browser);
    });
}

#[test]
fn the_single_file_does_the_same_without_a_network() {
    on_every_engine(|engine| {
        let folder = tempfile::tempdir().unwrap();
        let browser = Browser::start(engine, "ar");
        browser.go(&single_file(folder.path()));
        search_read_and_come_back(&browser);
        let loaded = browser.evaluate(
            "return performance.getEntriesByType('resource').map((entry) => entry.name)
                .filter((name) => !name.startsWith('data:'));",
        );
        assert_eq!(loaded, serde_json::json!([]));
    });
}

#[test]
fn the_first_result_takes_three_requests() {
    on_every_engine(|engine| {
        let host = host();
        let browser = Browser::start(engine, "en");
        browser.go(&host.address());
        browser.click("input[type=search]#q");
        browser.press("\u{644}\u{627}\u{641}\u{631}\u{648}\u{641}");
        browser.wait(FIRST_RESULT_ID);
        // What is loaded beside them is not waited for.
        let mut requests = host.requests();
        let is_later = |path: &&str| ["/offline.js", "/reading.js", "/starts.js"].contains(path);
        let later = requests.iter().position(|path| is_later(&path.as_str()));
        requests.truncate(later.unwrap_or(requests.len()));
        requests.sort();
        requests.dedup_by(|a, b| a == b && engine.preloads_in_vain);
        assert_eq!(requests, ["/", "/app.js", "/kashkul.wasm"]);
    });
}

#[test]
fn a_link_with_a_query_opens_at_the_first_hit() {
    on_every_engine(|engine| {
        let host = host();
        let browser = Browser::start(engine, "fa");
        browser.go(&host.address());
        browser.click("input[type=search]#q");
        browser.press("\u{644}\u{627}\u{648}\u{631}\u{648}\u{641}");
        browser.wait(FIRST_RESULT_ID);
        let address = browser.evaluate("return document.querySelector('ol#results li a').href");
        // A new page, so that nothing but the address tells where to go.
        browser.go("about:blank");
        browser.go(address.as_str().unwrap());
        browser.wait(OPEN_ARTICLE_ID);
        browser.wait(N_MARKS);
        browser.wait(
            "(() => {
                const hits = [...(CSS.highlights?.get('kashkul-current') ?? []),
                    ...document.querySelectorAll('mark.current')];
                const box = hits[0]?.getBoundingClientRect();
                return box && box.height > 0 && box.top >= 0 && box.bottom <= innerHeight;
            })()",
        );
        assert_eq!(browser.complaints(), [""; 0]);
    });
}

#[test]
fn a_reader_without_scripts_reads_every_article() {
    on_every_engine(|engine: &Engine| {
        let host = host();
        let browser = Browser::start_without_scripts(engine, "fa");
        browser.go(&host.address());
        assert_eq!(browser.count("nav ol li a"), N_ARTICLES);
        browser.click("nav ol li:last-child a");
        browser.wait(
            "(() => {
                const article = document.querySelector('main article[data-id]:last-of-type');
                return article.getBoundingClientRect().height > 100 && article.innerText.length > 100;
            })()",
        );
    });
}

#[test]
fn a_broken_policy_would_be_noticed() {
    on_every_engine(|engine| {
        let host = host();
        let browser = Browser::start(engine, "fa");
        browser.go(&host.address());
        let _ = browser.evaluate(
            "document.head.append(document.createElement('style'));
            document.querySelector('style').textContent = 'p { color: red }';
            const image = new Image(); image.src = 'https://example.invalid/x.png';",
        );
        // An engine may tell of it after the script has ended.
        wait_for("a complaint", || {
            let complaints = browser.complaints().join("\n");
            complaints.contains("Content Security Policy").then_some(())
        });
    });
}

#[test]
fn a_reading_says_so_and_can_be_refused() {
    on_every_engine(|engine| {
        let host = host();
        let browser = Browser::start(engine, "en");
        browser.go(&host.address());
        browser.click("input[type=search]#q");
        browser.press("gh,v,t");
        browser.wait(FIRST_RESULT_ID);
        let reading = browser.wait("document.querySelector('#interpreted p')?.textContent");
        assert!(reading.as_str().unwrap().contains("لاوروف"), "{reading}");
        browser.click("#interpreted a");
        browser.wait("document.querySelector('#q').value === '\"gh,v,t\"'");
        browser.wait("!document.querySelector('ol#results li')");
        assert_eq!(browser.wait("document.activeElement.id"), "q");
    });
}

#[test]
fn results_are_narrowed_by_language_and_widened_again() {
    on_every_engine(|engine| {
        let host = host();
        let browser = Browser::start(engine, "en");
        browser.go(&host.address());
        browser.click("input[type=search]#q");
        browser.press("Lavrov");
        browser.wait(FIRST_RESULT_ID);
        let all = browser.count("ol#results li");
        browser.click(".facets a[href*='lang%3Aar']");
        browser.wait("document.querySelector('#q').value === 'lang:ar Lavrov'");
        browser.wait("document.querySelector('.facets a[aria-current]')?.href");
        assert!(browser.count("ol#results li") < all);
        assert_eq!(browser.count("ol#results li:not([lang=ar])"), 0);
        browser.click(".facets a[aria-current]");
        browser.wait("document.querySelector('#q').value === 'Lavrov'");
        assert_eq!(browser.count("ol#results li"), all);
    });
}

/// What a limit says it leaves is what it leaves.
#[test]
fn what_is_narrowed_is_what_was_read_into_the_query() {
    on_every_engine(|engine| {
        let host = host();
        let browser = Browser::start(engine, "en");
        // Another layout, and a word that is begun.
        for query in ["gh,v,t", "وزیر خا"] {
            browser.go("about:blank");
            browser.go(&format!("{}#/s", host.address()));
            browser.click("input[type=search]#q");
            browser.press(query);
            browser.wait(FIRST_RESULT_ID);
            let all = browser.count("ol#results li");
            let link = "document.querySelector('.facets a[href*=\"lang%3Afa\"]')";
            let left = browser.wait(&format!("{link}?.lastChild.textContent.match(/\\d+/)[0]"));
            let left: usize = left.as_str().unwrap().parse().unwrap();
            assert!((1..all).contains(&left), "{query}: {left} of {all}");
            browser.click(".facets a[href*='lang%3Afa']");
            browser.wait("document.querySelector('.facets a[aria-current]')");
            assert_eq!(browser.count("ol#results li"), left, "{query}");
        }
        // A limit that begins with another one is not that one.
        browser.go(&format!("{}#/s?q=year%3A2022..2023%20وزیر", host.address()));
        browser.wait(FIRST_RESULT_ID);
        assert_eq!(browser.count(".facets a[aria-current]"), 0);
    });
}

#[test]
fn the_way_back_leads_to_the_results_whatever_was_read_between() {
    on_every_engine(|engine| {
        let host = host();
        let browser = Browser::start(engine, "en");
        browser.go(&host.address());
        browser.click("input[type=search]#q");
        browser.press("Lavrov");
        browser.wait(FIRST_RESULT_ID);
        let is_in_view = |view: &str| format!("document.body.dataset.view === '{view}'");
        let open = |n: usize| {
            let link = format!("document.querySelectorAll('ol#results li > a')[{n}]");
            let id = browser.evaluate(&format!("{link}.click(); return {link}.dataset.id"));
            browser.wait(&format!("({OPEN_ARTICLE_ID}) === {id}"));
        };
        let back = || browser.evaluate("document.getElementById('back').click()");
        open(0);
        open(1);
        let _ = back();
        browser.wait(&is_in_view("search"));
        assert_eq!(
            browser.evaluate("return document.querySelector('#q').value"),
            "Lavrov"
        );
        // Straight from the results it is a step back, which leaves none to go forward from twice.
        open(2);
        let length = browser.evaluate("return history.length");
        let _ = back();
        browser.wait(&is_in_view("search"));
        assert_eq!(browser.evaluate("return history.length"), length);
    });
}

/// Opens the last article of the list and goes down in it.
fn read_on(browser: &Browser, host: &Host, top: u32) {
    browser.go(&host.address());
    browser.click("nav ol li:last-child a");
    browser.wait(OPEN_ARTICLE_ID);
    let _ = browser.evaluate(&format!("scrollTo(0, {top})"));
    browser.wait(&format!("scrollY === {top}"));
}

#[test]
fn a_page_that_is_loaded_anew_is_where_it_was() {
    on_every_engine(|engine| {
        let host = host();
        let browser = Browser::start(engine, "fa");
        read_on(&browser, &host, 300);
        // Where the end of scrolling is not told, the page is asked in time.
        browser.wait("!('onscrollend' in window) || history.state?.scroll === 300");
        browser.reload();
        browser.wait(OPEN_ARTICLE_ID);
        // What comes above it later moves it a little.
        browser.wait("Math.abs(scrollY - 300) < 150");
    });
}

#[test]
fn the_box_takes_the_keys_without_moving_the_page() {
    on_every_engine(|engine| {
        let host = host();
        let browser = Browser::start(engine, "fa");
        read_on(&browser, &host, 400);
        browser.strike("/");
        browser.wait("document.activeElement.id === 'q'");
        assert_eq!(browser.evaluate("return scrollY"), 400);
    });
}

/// Half of the results are below the window, where a key has to wait for nothing.
#[test]
fn a_key_draws_what_is_in_sight_first() {
    const TYPED_ON: &str = "(async () => {
        const [box, list] = ['q', 'results'].map((id) => document.getElementById(id));
        const items = () => [...list.children];
        const isDrawn = (item) => new URLSearchParams(item.firstChild.href.split('?')[1]).get('q') === box.value;
        const drawn = () => items().filter(isDrawn).length;
        const type = (text) => {
            box.value = text;
            box.dispatchEvent(new InputEvent('input'));
        };
        const settled = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 200)));
        document.documentElement.style.fontSize = '32px';
        type('وزیر خارجه رو');
        await settled();
        type('وزیر خارجه روس');
        const first = drawn();
        const seen = items().filter((item) => item.getBoundingClientRect().top < innerHeight).length;
        await settled();
        return { first, seen, all: drawn(), there: items().length };
    })()";
    on_every_engine(|engine| {
        let host = host();
        let browser = Browser::start(engine, "en");
        browser.go(&host.address());
        browser.click("input[type=search]#q");
        browser.press("وزیر");
        browser.wait("document.querySelector('#sorts select')");
        let counts = browser.evaluate_async(TYPED_ON);
        let [first, seen, all, there] =
            ["first", "seen", "all", "there"].map(|name| counts[name].as_u64().unwrap());
        assert!(seen > 0 && first >= seen && first < all, "{counts}");
        assert_eq!(all, there, "{counts}");
    });
}

#[test]
fn one_text_of_two_sources_is_one_result() {
    let text: Vec<String> = (0..80).map(|n| format!("واژهٔ{n}")).collect();
    let document = |id: &str, source: &str| Document {
        id: id.to_owned(),
        lang: "fa".to_owned(),
        title: format!("{source} می‌گوید"),
        source: Some(source.to_owned()),
        body: vec![text.join(" ")],
        ..Document::default()
    };
    let documents = [document("a", "روزنامهٔ یک"), document("b", "روزنامهٔ دو")];
    let site = packed(&documents, &Settings::default());
    on_every_engine(|engine| {
        let host = Host::serve(site.clone());
        let browser = Browser::start(engine, "fa");
        browser.go(&host.address());
        browser.click("input[type=search]#q");
        browser.press("واژهٔ7");
        browser.wait(FIRST_RESULT_ID);
        assert_eq!(browser.count("#results > li"), 1);
        let other = "return document.querySelector('#results .meta a').textContent";
        assert_eq!(browser.evaluate(other), "روزنامهٔ دو");
        browser.click("#results .meta a");
        assert_eq!(browser.wait(OPEN_ARTICLE_ID), "b");
        assert_eq!(browser.complaints(), [""; 0]);
    });
}
