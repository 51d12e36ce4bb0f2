//! Nothing moves by itself, sticks out or is cut off, whatever the reader's window and wishes.

use kashkul_browser_tests::session::Browser;
use kashkul_browser_tests::site::Host;
use serde_json::json;

use crate::on_every_engine;
use kashkul_browser_tests::state::{
    CHROMIUM, RESULTS, STATES, WITH_COMMENTS, WITH_HITS, click, prefer, resize, site, visit,
};

/// What sticks out of the window to a side. What scrolls by itself, or is shown to listeners alone,
/// does not.
const OUTSIDE: &str = "[...document.querySelectorAll('body *')].filter((node) => {
        const { left, right, width } = node.getBoundingClientRect();
        return width && node.checkVisibility() && !node.closest('#status, .skip')
            && (left < -1 || right > document.documentElement.clientWidth + 1);
    }).map((node) => node.outerHTML.slice(0, 100))";

#[test]
fn nothing_moves_while_the_page_is_loading() {
    let host = Host::serve(site());
    let browser = Browser::start(CHROMIUM, "fa");
    for width in [320, 390, 800, 1280] {
        resize(&browser, width);
        for address in ["", RESULTS, WITH_HITS, WITH_COMMENTS] {
            visit(&browser, &host, address);
            let moved = browser.evaluate_async(
                "await new Promise((resolve) => {
                    let sum = 0;
                    new PerformanceObserver((list) => {
                        for (const { value, hadRecentInput } of list.getEntries()) {
                            if (!hadRecentInput) sum += value;
                        }
                    }).observe({ type: 'layout-shift', buffered: true });
                    setTimeout(() => resolve(sum), 300);
                })",
            );
            assert_eq!(moved.as_f64(), Some(0.0), "{width} {address}");
        }
    }
}

#[test]
fn a_narrow_window_and_a_magnified_page_need_no_scrolling_sideways() {
    let host = Host::serve(site());
    let browser = Browser::start(CHROMIUM, "ar");
    // 320 pixels are also what 400 % leave of 1280.
    resize(&browser, 320);
    visit(&browser, &host, "");
    for size in ["2", "8"] {
        let _ = browser.evaluate(&format!("localStorage['kashkul-size'] = '{size}'"));
        for (state, address, clicks) in STATES {
            visit(&browser, &host, address);
            for selector in *clicks {
                click(&browser, selector);
            }
            assert_eq!(
                browser.evaluate(&format!("return {OUTSIDE}")),
                json!([]),
                "{state}"
            );
            let wide =
                "document.documentElement.scrollWidth - document.documentElement.clientWidth";
            assert_eq!(
                browser.evaluate(&format!("return {wide}")),
                json!(0),
                "{state}"
            );
        }
    }
}

#[test]
fn text_that_a_reader_spaces_out_is_not_cut_off() {
    let host = Host::serve(site());
    let browser = Browser::start(CHROMIUM, "en");
    for width in [390, 1280] {
        resize(&browser, width);
        for (state, address, clicks) in STATES {
            visit(&browser, &host, address);
            for selector in *clicks {
                click(&browser, selector);
            }
            let cut = browser.evaluate(
                "const sheet = new CSSStyleSheet();
                sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; \
                    word-spacing: 0.16em !important } p { margin-block-end: 2em !important }');
                document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
                return [...document.querySelectorAll('body *')].filter((node) => {
                    const { overflowX, overflowY } = getComputedStyle(node);
                    const isCut = (overflow, inner, outer) => /hidden|clip/.test(overflow) && inner > outer + 1;
                    return node.checkVisibility() && !node.closest('#status, svg')
                        && (isCut(overflowX, node.scrollWidth, node.clientWidth)
                            || isCut(overflowY, node.scrollHeight, node.clientHeight));
                }).map((node) => node.outerHTML.slice(0, 100));",
            );
            assert_eq!(cut, json!([]), "{state} {width}");
            assert_eq!(
                browser.evaluate(&format!("return {OUTSIDE}")),
                json!([]),
                "{state} {width}"
            );
        }
    }
}

#[test]
fn a_marked_word_is_as_wide_as_a_plain_one() {
    on_every_engine(|engine| {
        let host = Host::serve(site());
        let browser = Browser::start(engine, "fa");
        visit(&browser, &host, WITH_HITS);
        browser.wait("document.querySelector('article [data-hits]')");
        let widths =
            "[...document.querySelectorAll('article:not([hidden]) [data-hits]')].flatMap((node) =>
            node.dataset.hits.split(' ').map((index) => {
                const range = document.createRange();
                range.selectNodeContents(node.childNodes[index]);
                return range.getBoundingClientRect().width;
            }))";
        let marked = browser.evaluate(&format!("return {widths}"));
        // The same words inside of one text node, without a mark.
        let plain = browser.evaluate(
            "CSS.highlights.clear();
            return [...document.querySelectorAll('article:not([hidden]) [data-hits]')].flatMap((node) => {
                const places = node.dataset.hits.split(' ').map((index) => {
                    const before = [...node.childNodes].slice(0, index);
                    const start = before.reduce((sum, { data }) => sum + data.length, 0);
                    return [start, start + node.childNodes[index].data.length];
                });
                node.normalize();
                return places.map(([start, end]) => {
                    const range = document.createRange();
                    range.setStart(node.firstChild, start);
                    range.setEnd(node.firstChild, end);
                    return range.getBoundingClientRect().width;
                });
            })",
        );
        let numbers = |value: &serde_json::Value| -> Vec<f64> {
            value
                .as_array()
                .unwrap()
                .iter()
                .map(|width| width.as_f64().unwrap())
                .collect()
        };
        let (marked, plain) = (numbers(&marked), numbers(&plain));
        assert!(
            marked.len() > 3 && marked.iter().all(|width| *width > 10.0),
            "{marked:?}"
        );
        for (one, other) in marked.iter().zip(&plain) {
            assert!((one - other).abs() <= 0.5, "{marked:?} {plain:?}");
        }
    });
}

#[test]
fn wishes_for_contrast_colours_and_rest_are_heeded() {
    let host = Host::serve(site());
    let browser = Browser::start(CHROMIUM, "fa");
    resize(&browser, 1280);
    let color = |selector: &str, property: &str| {
        browser.evaluate(&format!(
            "return getComputedStyle(document.querySelector('{selector}'), '::before').{property}"
        ))
    };

    prefer(&browser, &[("prefers-contrast", "more")]);
    visit(&browser, &host, WITH_HITS);
    assert_eq!(
        browser.evaluate("return getComputedStyle(document.querySelector('.meta')).color"),
        "rgb(0, 0, 0)"
    );

    prefer(&browser, &[("forced-colors", "active")]);
    visit(&browser, &host, WITH_HITS);
    browser.wait("document.querySelector('#rail [aria-current]')");
    let current = color("#rail [aria-current]", "backgroundColor");
    let other = color("#rail button:not([aria-current])", "backgroundColor");
    assert_ne!(current, other);
    for color in [current, other] {
        assert_ne!(color, "rgba(0, 0, 0, 0)");
    }

    for (wish, expected) in [("reduce", "instant"), ("no-preference", "smooth")] {
        prefer(&browser, &[("prefers-reduced-motion", wish)]);
        visit(&browser, &host, WITH_HITS);
        browser.wait("document.querySelector('#rail li')");
        let _ = browser.evaluate(
            "globalThis.behaviors = [];
            const scroll = globalThis.scrollTo;
            globalThis.scrollTo = (options) => { behaviors.push(options.behavior); scroll(options); }",
        );
        browser.press("n");
        assert_eq!(browser.wait("behaviors[0]"), expected);
    }
}

#[test]
fn paper_gets_the_article_alone_and_both_dates() {
    let host = Host::serve(site());
    let browser = Browser::start(CHROMIUM, "fa");
    visit(&browser, &host, "");
    let _ = browser.evaluate("localStorage['kashkul-theme'] = 'dark'");
    visit(&browser, &host, WITH_HITS);
    browser.wait("document.querySelector('#related li')");
    let article =
        browser.evaluate("return document.querySelector('article:not([hidden])').innerText");
    browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" }));
    let printed = browser.evaluate("return document.body.innerText.trim()");
    let (article, printed) = (article.as_str().unwrap(), printed.as_str().unwrap());
    assert!(printed.starts_with(article.trim()), "{printed}");
    let rest = printed[article.trim().len()..].trim();
    // The article is Arabic: its dates are, too.
    for expected in ["١٨ سبتمبر ٢٠٢٣", "١٤٠٢", "http://127.0.0.1"] {
        assert!(rest.contains(expected), "{rest}");
    }
    assert!(rest.lines().count() == 1, "{rest}");
    let ink = "return ['color', 'backgroundColor'].map((name) => getComputedStyle(document.documentElement)[name])";
    assert_eq!(
        browser.evaluate(ink),
        json!(["rgb(0, 0, 0)", "rgb(255, 255, 255)"])
    );
    let pdf = browser.devtools("Page.printToPDF", json!({}));
    assert!(pdf["data"].as_str().is_some_and(|data| data.len() > 20_000));
}
