//! What the elements keep on the device where they are told to, and how they tell of newer packs.

use std::collections::BTreeMap;

use kashkul_browser_tests::host::Fault;
use kashkul_browser_tests::session::Browser;
use kashkul_browser_tests::site::Host;
use serde_json::{Value, json};

use crate::elements::{host, host_files, pack, page, part};
use crate::on_every_engine;

/// Notes the events of updates, and lets a day pass when it is told to.
const SCRIPT: &str = "
    const { dataset } = document.documentElement;
    let shift = 0;
    const now = Date.now;
    Date.now = () => now.call(Date) + shift;
    document.addEventListener('kashkul-update', ({ target, detail }) => {
        const told = dataset.updates?.split(', ') ?? [];
        dataset.updates = [...told, `${target.localName} ${new URL(detail.src).pathname}`].sort().join(', ');
    });
    document.addEventListener('back', () => document.dispatchEvent(new Event('visibilitychange')));
    document.addEventListener('next-day', () => {
        shift += 24 * 60 * 60 * 1000;
        document.dispatchEvent(new Event('visibilitychange'));
    });";

/// A page that holds what is kept while the other one is loaded anew.
const BESIDES: &str =
    "<!doctype html><title>t</title><script type=\"module\" src=\"besides.js\"></script>";
const HOLD: &str = "window.held = await caches.open('kashkul-packs');";

fn site(attribute: &str, title: &str) -> BTreeMap<String, Vec<u8>> {
    let page = page(&format!(
        "<script src=\"clock.js\"></script>\
         <kashkul-search src=\"news.kashkul\" {attribute}></kashkul-search>\
         <kashkul-reader src=\"news.kashkul\" {attribute}></kashkul-reader>"
    ));
    let mut files = host_files(&page);
    files.insert("clock.js".to_owned(), SCRIPT.as_bytes().to_vec());
    files.insert("news.kashkul".to_owned(), pack("story", title));
    files.insert("besides.html".to_owned(), BESIDES.as_bytes().to_vec());
    files.insert("besides.js".to_owned(), HOLD.as_bytes().to_vec());
    files
}

/// The headlines that the box finds.
fn found(browser: &Browser) -> Value {
    browser.wait("document.querySelector('kashkul-search')?.shadowRoot");
    browser.evaluate_async(
        "(await document.querySelector('kashkul-search').search('apples')).hits.map(
            ({ title }) => title.map(({ text }) => text).join(''))",
    )
}

/// The files that are kept.
fn kept(browser: &Browser) -> Value {
    browser.evaluate_async(
        "(async () => {
            if (!(await caches.has('kashkul-packs'))) return [];
            const requests = await (await caches.open('kashkul-packs')).keys();
            return requests.map(({ url }) => new URL(url).pathname).sort();
        })()",
    )
}

fn wait_until_kept(browser: &Browser) {
    kashkul_browser_tests::session::wait_for("the files to be kept", || {
        (kept(browser) == json!(["/kashkul.wasm", "/news.kashkul"])).then_some(())
    });
}

const LISTED: &str = "document.querySelector('kashkul-reader').shadowRoot.querySelector('[part=option-title]')?.textContent";
const OFFLINE: &str = "document.querySelector('kashkul-search').matches(':state(offline)')";

#[test]
fn offline_keeps_the_pack_and_newer_ones_are_told_of() {
    on_every_engine(|engine| {
        let host = host(&[]);
        let browser = Browser::start(engine, "en");
        nothing_is_kept_unasked(&host, &browser);
        eprintln!("  without a connection");
        without_a_connection(&host, &browser);
        eprintln!("  a newer pack");
        a_newer_pack(&host, &browser);
        eprintln!("  a pinned pack");
        a_pinned_pack(&host, &browser);
    });
}

/// A page that stays open for long hears of news all the same, and of nothing else.
fn nothing_is_kept_unasked(host: &Host, browser: &Browser) {
    host.replace(site("", "Apples"));
    browser.go(&host.address());
    assert_eq!(found(browser), json!(["Apples"]));
    browser.wait(&format!("{LISTED} === 'Apples'"));
    assert_eq!(kept(browser), json!([]));
    let asked = || {
        host.requests()
            .iter()
            .filter(|path| path.ends_with(".kashkul"))
            .count()
    };
    assert_eq!(asked(), 1, "both elements share a pack");

    let _ = browser.evaluate("document.dispatchEvent(new Event('back'))");
    std::thread::sleep(std::time::Duration::from_millis(200));
    assert_eq!(asked(), 1, "not twice a day");
    let updates = "return document.documentElement.dataset.updates ?? null";
    for (bytes, is_news) in [
        (pack("story", "Apples"), false),
        (b"no pack".to_vec(), false),
        (pack("story", "More apples"), true),
    ] {
        let mut files = site("", "Apples");
        files.insert("news.kashkul".to_owned(), bytes);
        host.replace(files);
        let before = asked();
        let _ = browser.evaluate("document.dispatchEvent(new Event('next-day'))");
        kashkul_browser_tests::session::wait_for("the host to be asked", || {
            (asked() > before).then_some(())
        });
        std::thread::sleep(std::time::Duration::from_millis(300));
        let told = browser.evaluate(updates);
        let news = json!("kashkul-reader /news.kashkul, kashkul-search /news.kashkul");
        assert_eq!(told, if is_news { news } else { Value::Null });
    }
    // Nothing changes until the reader wishes it.
    assert_eq!(browser.evaluate(&format!("return {LISTED}")), "Apples");
    assert_eq!(found(browser), json!(["Apples"]));
    let button = part("kashkul-reader", "[part=toast]:not([hidden]) button");
    browser.wait(&format!("{button}?.textContent === 'Load it'"));
    let _ = browser.evaluate(&format!("{button}.click()"));
    browser.wait(&format!("{LISTED} === 'More apples'"));
    browser.wait(&part("kashkul-reader", "[part=toast][hidden]"));
    assert_eq!(kept(browser), json!([]));
}

fn without_a_connection(host: &Host, browser: &Browser) {
    host.replace(site("offline", "Apples"));
    browser.open_besides(&format!("{}besides.html", host.address()));
    browser.go(&host.address());
    assert_eq!(found(browser), json!(["Apples"]));
    wait_until_kept(browser);
    assert_eq!(browser.evaluate(&format!("return {OFFLINE}")), false);
    host.break_file("news.kashkul", Fault::Status(503));
    host.break_file("kashkul.wasm", Fault::Status(503));
    browser.go(&host.address());
    assert_eq!(found(browser), json!(["Apples"]));
    browser.wait(OFFLINE);
    browser.wait(&format!("{LISTED} === 'Apples'"));
    // There is one again.
    host.mend();
    let _ =
        browser.evaluate("(window.wrappedJSObject ?? window).dispatchEvent(new Event('online'))");
    browser.wait(&format!("!{OFFLINE}"));
}

fn a_newer_pack(host: &Host, browser: &Browser) {
    host.replace(site("offline", "Other apples"));
    browser.go(&host.address());
    // What is kept comes first, what is newer when the reader wishes it.
    browser.wait(&format!("{LISTED} === 'Apples'"));
    let button = part("kashkul-reader", "[part=toast]:not([hidden]) button");
    browser.wait(&button);
    assert_eq!(browser.evaluate(&format!("return {LISTED}")), "Apples");
    let _ = browser.evaluate("document.querySelector('kashkul-reader').open('story')");
    let heading = part("kashkul-reader", "article h1");
    browser.wait(&format!("{heading}?.textContent === 'Apples'"));
    let _ = browser.evaluate(&format!("{button}.click()"));
    browser.wait(&format!("{heading}?.textContent === 'Other apples'"));
    // It is what is kept from now on.
    host.break_file("news.kashkul", Fault::Status(503));
    kashkul_browser_tests::session::wait_for("the newer one to be kept", || {
        browser.go(&host.address());
        (found(browser) == json!(["Other apples"])).then_some(())
    });
    // A damaged one that is kept does no harm.
    host.mend();
    let _ = browser.evaluate_async(
        "(await caches.open('kashkul-packs')).put('news.kashkul', new Response('no pack'))",
    );
    browser.go(&host.address());
    assert_eq!(found(browser), json!(["Other apples"]));
}

fn a_pinned_pack(host: &Host, browser: &Browser) {
    host.replace(site("offline", "Pinned apples"));
    browser.go(&format!("{}besides.html", host.address()));
    let digest = browser.evaluate_async(
        "(async () => {
            const bytes = await (await fetch('news.kashkul')).arrayBuffer();
            const digest = new Uint8Array(await crypto.subtle.digest('SHA-384', bytes));
            return `sha384-${btoa(String.fromCharCode(...digest))}`;
        })()",
    );
    let attribute = format!(
        "offline integrity=\"{}\"",
        digest.as_str().expect("a digest")
    );
    host.replace(site(&attribute, "Pinned apples"));
    browser.go(&host.address());
    // The one that is kept is another.
    assert_eq!(found(browser), json!(["Pinned apples"]));
    wait_until_kept(browser);
    // What one element was allowed to open, another one with another digest is not.
    let opened = browser.evaluate_async(
        "(async () => {
            const other = document.createElement('kashkul-search');
            other.src = 'news.kashkul';
            other.integrity = `sha384-${'A'.repeat(64)}`;
            document.body.append(other);
            return other.search('apples').then(() => 'opened', (error) => error.code);
        })()",
    );
    assert_eq!(opened, "network");
    host.break_file("news.kashkul", Fault::Status(503));
    kashkul_browser_tests::session::wait_for("the pinned one to be kept", || {
        browser.go(&host.address());
        (found(browser) == json!(["Pinned apples"])).then_some(())
    });
    host.mend();
}
