//! The page's own fonts come late, as bytes, and move nothing that is being read.

use std::collections::BTreeMap;

use kashkul_browser_tests::engine::Engine;
use kashkul_browser_tests::session::{Browser, wait_for};
use kashkul_browser_tests::site::{Host, dist, files};
use kashkul_browser_tests::state::CHROMIUM;
use serde_json::json;

use crate::on_every_engine;
use crate::versions::{self, FIRST};

const FAMILIES: &str = "[...document.fonts].map(({ family, status }) => \
     `${family.replaceAll('\"', '')} ${status}`).sort()";
const BOTH: [&str; 2] = ["Noto Naskh Arabic loaded", "Vazirmatn loaded"];
/// The letters of each font, as the build compares collections with them.
const LETTERS: &str = include_str!("../../www/fonts/letters.txt");

fn site() -> BTreeMap<String, Vec<u8>> {
    files(&dist().join("site"))
}

fn asked(host: &Host) -> Vec<String> {
    let requests = host.requests().into_iter();
    requests.filter(|path| path.ends_with(".woff2")).collect()
}

/// What was asked for by the page; its service worker asks for all there is.
fn without_worker() -> BTreeMap<String, Vec<u8>> {
    let mut site = site();
    site.remove("sw.js");
    site
}

fn open_first_article(browser: &Browser) {
    browser.click("nav ol li a");
    browser.wait("document.querySelector('main article[data-id]:not([hidden])')?.dataset.id");
}

#[test]
fn fonts_are_put_on_with_the_article_that_is_opened_and_not_before() {
    on_every_engine(|engine: &Engine| {
        let host = Host::serve(without_worker());
        let browser = Browser::start(engine, "fa");
        browser.go(&host.address());
        wait_for("both fonts", || (asked(&host).len() == 2).then_some(()));
        browser.wait("document.querySelector('#keep')?.id");
        assert_eq!(browser.evaluate("return document.fonts.size"), json!(0));
        open_first_article(&browser);
        browser.wait("document.fonts.size === 2");
        assert_eq!(browser.evaluate(&format!("return {FAMILIES}")), json!(BOTH));
        assert_eq!(host.reports(), [""; 0]);

        // The reader may do without, now and when coming back.
        browser.click("#display");
        browser.wait("document.querySelectorAll('#panel input[type=checkbox]').length > 1");
        let _ =
            browser.evaluate("document.querySelectorAll('#panel input[type=checkbox]')[1].click()");
        browser.wait("document.fonts.size === 0");
        browser.go("about:blank");
        browser.go(&host.address());
        browser.wait("document.querySelector('#arrange select')?.tagName");
        open_first_article(&browser);
        assert_eq!(browser.evaluate("return document.fonts.size"), json!(0));
        assert_eq!(asked(&host).len(), 2);
    });
}

#[test]
fn fonts_that_do_not_arrive_are_done_without() {
    on_every_engine(|engine| {
        let mut site = without_worker();
        site.remove("vazirmatn.woff2");
        site.insert("noto-naskh-arabic.woff2".to_owned(), b"wOF2".to_vec());
        let host = Host::serve(site);
        let browser = Browser::start(engine, "fa");
        browser.go(&host.address());
        wait_for("both fonts", || (asked(&host).len() == 2).then_some(()));
        open_first_article(&browser);
        browser.wait("document.querySelector('[role=toolbar] button')?.tagName");
        assert_eq!(browser.evaluate("return document.fonts.size"), json!(0));
    });
}

#[test]
fn a_collection_in_latin_letters_loads_no_fonts() {
    on_every_engine(|engine| {
        let mut site = versions::site(FIRST);
        site.remove("sw.js");
        let host = Host::serve(site);
        let browser = Browser::start(engine, "en");
        browser.go(&host.address());
        browser.wait("document.querySelector('#arrange select')?.tagName");
        open_first_article(&browser);
        assert_eq!(asked(&host), [""; 0]);
    });
}

#[test]
fn nothing_moves_when_fonts_arrive_or_are_put_on() {
    let host = Host::serve(site());
    let browser = Browser::start(CHROMIUM, "fa");
    for route in ["", "#/s?q=%D9%84%D8%A7%D9%88%D8%B1%D9%88%D9%81"] {
        browser.go("about:blank");
        browser.go(&format!("{}{route}", host.address()));
        let _ = browser.evaluate(
            "window.moved = 0;
            new PerformanceObserver((list) => {
                for (const { value, hadRecentInput } of list.getEntries()) {
                    if (!hadRecentInput) window.moved += value;
                }
            }).observe({ type: 'layout-shift', buffered: true });",
        );
        browser.wait("document.querySelector('#keep')?.id");
        browser.wait(
            "performance.getEntriesByType('resource').filter(({ name, responseEnd }) => \
             name.endsWith('.woff2') && responseEnd).length === 2",
        );
        browser.click(".side :not([hidden]) > ol li a");
        browser.wait("document.fonts.size === 2");
        let _ = browser.evaluate_async("await new Promise((done) => setTimeout(done, 300))");
        assert_eq!(browser.evaluate("return window.moved"), json!(0), "{route}");
    }
}

#[test]
fn each_letter_that_the_build_relies_on_is_drawn_by_its_font() {
    let host = Host::serve(without_worker());
    let browser = Browser::start(CHROMIUM, "fa");
    browser.go(&host.address());
    wait_for("both fonts", || (asked(&host).len() == 2).then_some(()));
    open_first_article(&browser);
    browser.wait("document.fonts.size === 2");
    for line in LETTERS.lines() {
        let (file, ranges) = line.split_once(' ').expect("a name and ranges");
        let family = match file {
            "vazirmatn" => "Vazirmatn",
            _ => "Noto Naskh Arabic",
        };
        let letters: Vec<char> = ranges
            .split(' ')
            .flat_map(|range| {
                let (first, last) = range.split_once('-').unwrap_or((range, range));
                let code = |hex| u32::from_str_radix(hex, 16).expect("a number");
                (code(first)..=code(last)).filter_map(char::from_u32)
            })
            // What is not seen is drawn by nobody.
            .filter(|letter| letter.is_alphanumeric())
            .collect();
        assert!(letters.len() > 50, "{line}");
        let text: String = letters.iter().flat_map(|letter| [*letter, ' ']).collect();
        assert_eq!(drawn_by(&browser, family, &text), [family]);
        let strange = format!("{text}\u{6bb}");
        assert_ne!(drawn_by(&browser, family, &strange), [family]);
    }
}

#[test]
fn words_in_latin_letters_stay_on_their_line() {
    let host = Host::serve(without_worker());
    let browser = Browser::start(CHROMIUM, "en");
    browser.go(&host.address());
    wait_for("both fonts", || (asked(&host).len() == 2).then_some(()));
    // How far down the words of a line stand on.
    let baseline = "(() => {
        const line = document.createElement('p');
        const foot = document.createElement('span');
        line.style = 'font: 100px/3 var(--interface)';
        foot.style = 'display: inline-block';
        line.append('Arabic', foot);
        document.body.append(line);
        const depth = foot.getBoundingClientRect().bottom - line.getBoundingClientRect().top;
        line.remove();
        return depth;
    })()";
    let before = browser.evaluate(&format!("return {baseline}")).as_f64();
    open_first_article(&browser);
    browser.wait("document.fonts.size === 2");
    let after = browser.evaluate(&format!("return {baseline}")).as_f64();
    let moved = after
        .zip(before)
        .map(|(after, before)| (after - before).abs());
    assert!(moved <= Some(2.0), "{before:?} {after:?}");
}

/// The fonts that draw a text in a family.
fn drawn_by(browser: &Browser, family: &str, text: &str) -> Vec<String> {
    let _ = browser.evaluate(&format!(
        "document.querySelector('#probe')?.remove();
        const probe = document.createElement('p');
        probe.id = 'probe';
        probe.style.fontFamily = '{family}';
        probe.textContent = '{text}';
        document.body.append(probe);
        return probe.getBoundingClientRect().width;"
    ));
    browser.devtools("DOM.enable", json!({}));
    browser.devtools("CSS.enable", json!({}));
    let root = browser.devtools("DOM.getDocument", json!({ "depth": 0 }));
    let node = browser.devtools(
        "DOM.querySelector",
        json!({ "nodeId": root["root"]["nodeId"], "selector": "#probe" }),
    );
    let fonts = browser.devtools(
        "CSS.getPlatformFontsForNode",
        json!({ "nodeId": node["nodeId"] }),
    );
    let fonts = fonts["fonts"].as_array().expect("a list").iter();
    let name = |font: &serde_json::Value| match font["isCustomFont"].as_bool() {
        Some(true) => family.to_owned(),
        _ => font["familyName"].to_string(),
    };
    fonts.map(name).collect()
}
