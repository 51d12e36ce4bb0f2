//! The elements in hosts that are hostile, strict or of other ways of writing.
//!
//! What a host does to its own page must neither change how an element looks nor what it does; where a
//! policy forbids the search, the documented way out stands in its place.

use std::path::PathBuf;
use std::{env, fs};

use kashkul_browser_tests::session::Browser;
use kashkul_browser_tests::site::{Host, dist};
use serde_json::{Value, json};

use crate::elements::{DOWN, NAME, focus, host, page, part};
use crate::on_every_engine;

/// The folder of the packages that the tests bring along.
pub(crate) fn packages() -> PathBuf {
    let axe = env::var_os("KASHKUL_AXE").expect("KASHKUL_AXE names axe: run `cargo xtask test`");
    let modules = PathBuf::from(axe);
    modules.ancestors().nth(2).expect("node_modules").to_owned()
}

/// A file of one of them.
pub(crate) fn package(path: &str) -> String {
    fs::read_to_string(packages().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The element whose looks are compared: a fixed size at a fixed place.
const WIDGET: &str = "<section class=\"place\"><kashkul-search lang=\"fa\" theme=\"light\" hotkey=\"/\"></kashkul-search></section>";

/// The same in the other direction.
fn left_to_right() -> String {
    WIDGET.replace("\"fa\"", "\"en\"")
}

/// Puts it there by a script: hosts may forbid styles in pages.
const PLACE: &str = "const sheet = new CSSStyleSheet();
    sheet.replaceSync(`html, body { margin: 0 !important; background: #fff !important; }
    .place { position: absolute !important; left: 100px !important; top: 60px !important;
        width: 600px !important; height: 700px !important; display: block !important; }`);
    document.adoptedStyleSheets = [sheet];";

/// A host with a style sheet of its own, the script from `origin`.
fn styled(direction: &str, css: &str, widget: &str, origin: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\" dir=\"{direction}\"><meta charset=\"utf-8\"><title>t</title>\
         <link rel=\"icon\" href=\"data:,\">\
         <script type=\"module\" src=\"{origin}kashkul-search.js\" crossorigin></script>\
         <script type=\"module\" src=\"place.js\"></script>{css}<body>{widget}"
    )
}

/// How many of a thousand pixels differ between two pictures that the browser takes of pages.
fn difference(browser: &Browser, one: &[u8], other: &[u8]) -> f64 {
    let (one, other) = (base64(one), base64(other));
    let share = browser.evaluate_async(&format!(
        "await (async () => {{
            const pixels = async (data) => {{
                const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
                const image = await createImageBitmap(new Blob([bytes], {{ type: 'image/png' }}));
                const canvas = document.createElement('canvas');
                canvas.width = 720;
                canvas.height = 700;
                const context = canvas.getContext('2d');
                context.drawImage(image, 0, 0);
                return context.getImageData(90, 50, 620, 640).data;
            }};
            const [a, b] = [await pixels('{one}'), await pixels('{other}')];
            let n = 0;
            for (let i = 0; i < a.length; i += 4) {{
                const distance = Math.abs(a[i] - b[i]) + Math.abs(a[i + 1] - b[i + 1]) + Math.abs(a[i + 2] - b[i + 2]);
                if (distance > 24) n += 1;
            }}
            return n / (a.length / 4);
        }})()"
    ));
    share
        .as_f64()
        .unwrap_or_else(|| panic!("pictures cannot be compared: {share}"))
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let mut three = [0; 3];
        three[..chunk.len()].copy_from_slice(chunk);
        let number = u32::from_be_bytes([0, three[0], three[1], three[2]]);
        for place in 0..4 {
            let letter = LETTERS[(number >> (18 - 6 * place)) as usize & 63];
            text.push(if place > chunk.len() {
                '='
            } else {
                letter.into()
            });
        }
    }
    text
}

/// Searches in the widget of a page, and takes its picture with the list open.
fn picture(browser: &Browser, address: &str) -> Vec<u8> {
    browser.go(address);
    focus(browser, "kashkul-search");
    browser.strike(NAME);
    browser.wait(&format!(
        "{}.getAttribute('aria-expanded') === 'true'",
        part("kashkul-search", "input")
    ));
    browser.strike(DOWN);
    // A blinking caret would be a difference.
    let _ = browser.evaluate(
        "const sheet = new CSSStyleSheet();
        sheet.replaceSync('input { caret-color: transparent !important }');
        const root = document.querySelector('kashkul-search').shadowRoot;
        root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]",
    );
    at_rest(browser)
}

/// A picture once nothing changes any more: a busy machine paints late.
fn at_rest(browser: &Browser) -> Vec<u8> {
    let mut before = browser.screenshot();
    for _ in 0..20 {
        std::thread::sleep(std::time::Duration::from_millis(200));
        let now = browser.screenshot();
        if now == before {
            return now;
        }
        before = now;
    }
    before
}

#[test]
fn no_host_changes_how_the_element_looks_or_works() {
    let preflight = package("tailwindcss/preflight.css");
    let hosts = [
        ("plain", "ltr", ""),
        ("unset", "ltr", "* { all: unset; }"),
        ("loud", "rtl", "* { all: unset; } :root { font: italic 40px cursive; color: red; text-align: right; \
            letter-spacing: 9px; line-height: 4; text-transform: uppercase; word-spacing: 9px; direction: rtl }
            input, button, div, p, span { border: 9px solid red !important; margin: 20px !important }"),
        ("rtl", "rtl", ""),
        ("preflight", "ltr", preflight.as_str()),
    ];
    let pages: Vec<(String, String)> = hosts
        .iter()
        .map(|(name, direction, css)| {
            let css = match css.is_empty() {
                true => String::new(),
                false => format!("<style>{css}</style>"),
            };
            (format!("{name}.html"), styled(direction, &css, WIDGET, ""))
        })
        .collect();
    let mut pages: Vec<(&str, &str)> = pages
        .iter()
        .map(|(name, page)| (name.as_str(), page.as_str()))
        .collect();
    pages.push(("place.js", PLACE));
    let two = page(&format!("{WIDGET}{WIDGET}"));
    pages.push(("two.html", &two));
    let along = styled("ltr", "", &left_to_right(), "");
    let against = styled("rtl", "", &left_to_right(), "");
    pages.push(("along.html", &along));
    pages.push(("against.html", &against));
    on_every_engine(|engine| {
        let host = host(&pages);
        host.allow_frames();
        let browser = Browser::start(engine, "en");
        let mut pictures = Vec::new();
        for (name, ..) in &hosts {
            pictures.push((
                name,
                picture(&browser, &format!("{}{name}.html", host.address())),
            ));
        }
        // No styles are allowed there, and nothing that is no Trusted Type.
        let strict = crate::elements::host(&pages);
        let address = format!("{}plain.html", strict.address());
        pictures.push((&"strict", picture(&browser, &address)));
        // The page here, everything of the element from there.
        host.share();
        let elsewhere = styled("ltr", "", WIDGET, &host.address());
        let elsewhere = Host::serve(
            [
                ("index.html".to_owned(), elsewhere.into_bytes()),
                ("place.js".to_owned(), PLACE.as_bytes().to_vec()),
            ]
            .into(),
        );
        elsewhere.allow_frames();
        pictures.push((&"another origin", picture(&browser, &elsewhere.address())));
        assert_eq!(browser.complaints(), [""; 0]);
        for (name, shown) in &pictures[1..] {
            let share = difference(&browser, &pictures[0].1, shown);
            eprintln!("  {name}: {:.3} %", share * 100.0);
            assert!(share < 0.005, "{name} differs in {share}");
        }
        // An element of the other direction, too, does not care for that of its page.
        let [along, against] = ["along", "against"]
            .map(|name| picture(&browser, &format!("{}{name}.html", host.address())));
        let share = difference(&browser, &along, &against);
        assert!(share < 0.005, "against its page it differs in {share}");
        assert!(difference(&browser, &along, &pictures[0].1) > 0.005);
        // Two of them answer apart.
        browser.go(&format!("{}two.html", host.address()));
        focus(&browser, "section:nth-of-type(2) kashkul-search");
        browser.strike(NAME);
        browser.wait(&format!(
            "{}?.dataset.id",
            part("section:nth-of-type(2) kashkul-search", "[part=option]")
        ));
        assert_eq!(
            browser.evaluate(&format!(
                "return {}",
                part("section:nth-of-type(1) kashkul-search", "[part=option]")
            )),
            Value::Null
        );
        // A checker that finds no difference anywhere would prove nothing.
        let other = picture(&browser, &format!("{}plain.html", host.address()));
        let _ = browser.evaluate("document.querySelector('kashkul-search').theme = 'dark'");
        std::thread::sleep(std::time::Duration::from_millis(150));
        assert!(difference(&browser, &other, &browser.screenshot()) > 0.005);
    });
}

/// What the package says its files are, by name.
fn released() -> Value {
    let text = fs::read(dist().join("npm/integrity.json")).expect("it is built");
    serde_json::from_slice(&text).expect("JSON")
}

/// A host that has the package on another one.
fn across(package: &Host, policy: &str) -> Host {
    let released = released();
    let value = |name: &str| released[name].as_str().expect("a digest").to_owned();
    across_with(
        package,
        policy,
        &value("kashkul-search.js"),
        &value("kashkul.wasm"),
    )
}

/// The same, with what the page compares the script and the collection with.
fn across_with(package: &Host, policy: &str, script: &str, collection: &str) -> Host {
    let address = package.address();
    let body = format!(
        "<!doctype html><html lang=\"fa\"><meta charset=\"utf-8\"><title>t</title>\
         <script type=\"module\" src=\"{address}kashkul-search.js\" integrity=\"{script}\" crossorigin></script>\
         <kashkul-search integrity=\"{collection}\"><a slot=\"fallback\" href=\"/archive\">archive</a></kashkul-search>"
    );
    let host = Host::serve([("index.html".to_owned(), body.into_bytes())].into());
    host.set_policy(policy);
    host
}

#[test]
fn two_directives_are_enough_and_less_leaves_links() {
    on_every_engine(|engine| {
        let package = host(&[]);
        package.share();
        let origin = package.address();
        let browser = Browser::start(engine, "fa");
        let types = "require-trusted-types-for 'script'; trusted-types 'none'";
        let enough = format!(
            "default-src 'none'; script-src {origin} 'wasm-unsafe-eval'; connect-src {origin}; {types}"
        );
        let site = across(&package, &enough);
        browser.go(&site.address());
        focus(&browser, "kashkul-search");
        browser.strike(NAME);
        browser.wait(&format!(
            "{}?.dataset.id",
            part("kashkul-search", "[part=option]")
        ));
        let complaints = browser.complaints();
        let mine = |line: &&String| !line.contains("favicon");
        assert_eq!(complaints.iter().filter(mine).count(), 0, "{complaints:?}");

        // A collection that is another than the released one is not opened, nor is such a script run.
        let released = released();
        let script = released["kashkul-search.js"].as_str().expect("a digest");
        let wrong = format!("sha384-{}", "A".repeat(64));
        let site = across_with(&package, &enough, script, &wrong);
        browser.go(&site.address());
        focus(&browser, "kashkul-search");
        browser.wait("document.querySelector('kashkul-search').matches(':state(degraded)')");
        let site = across_with(&package, &enough, &wrong, &wrong);
        browser.go(&site.address());
        assert_eq!(
            browser.evaluate("return document.querySelector('kashkul-search').shadowRoot"),
            Value::Null
        );
        let _ = browser.complaints();

        // Without WebAssembly: the author's links, the list, the way out.
        let blocked = format!(
            "default-src 'none'; script-src {origin}; connect-src {origin}; frame-src {origin}; {types}"
        );
        let site = across(&package, &blocked);
        browser.go(&site.address());
        focus(&browser, "kashkul-search");
        let links = "document.querySelector('kashkul-search').shadowRoot.querySelectorAll('[part=fallback] li a')";
        browser.wait(&format!("{links}.length === 7"));
        let shown = browser.evaluate(
            "const element = document.querySelector('kashkul-search');
            return [element.matches(':state(degraded)'), element.querySelector('a').checkVisibility(),
                element.shadowRoot.querySelector('[part=fallback]').textContent.length > 100,
                element.shadowRoot.querySelector('input').checkVisibility(),
                element.shadowRoot.activeElement.getAttribute('part')]",
        );
        assert_eq!(shown, json!([true, true, true, false, "fallback"]));
        // The page in a frame has a policy of its own, and says how high it is.
        let _ = browser.evaluate("document.querySelector('kashkul-search').shadowRoot.querySelector('[part=fallback] button').click()");
        let frame = part("kashkul-search", "iframe");
        let title = "\u{62c}\u{633}\u{62a}\u{200c}\u{648}\u{62c}\u{648} \u{648} \u{62e}\u{648}\u{627}\u{646}\u{62f}\u{646} \u{646}\u{648}\u{634}\u{62a}\u{647}\u{200c}\u{647}\u{627}";
        browser.wait(&format!("{frame}.title === '{title}'"));
        package.allow_frames();
        browser.wait(&format!(
            "Number({frame}.height) > 100 && {frame}.height !== '480'"
        ));
        // Nobody else says so.
        let _ = browser.evaluate("window.postMessage({ type: 'kashkul:height', height: 9 }, '*')");
        std::thread::sleep(std::time::Duration::from_millis(200));
        assert_ne!(browser.evaluate(&format!("return {frame}.height")), "9");
        let _ = browser.complaints();

        // Without a way to the files: the author's links alone.
        let closed = format!("default-src 'none'; script-src {origin}; {types}");
        let site = across(&package, &closed);
        browser.go(&site.address());
        focus(&browser, "kashkul-search");
        browser.wait("document.querySelector('kashkul-search').matches(':state(degraded)')");
        assert_eq!(
            browser.evaluate("return document.querySelector('kashkul-search a').checkVisibility()"),
            true
        );
        // Not even the script: what was slotted is there as it is.
        let site = across(&package, "default-src 'none'");
        browser.go(&site.address());
        assert_eq!(
            browser.evaluate("return document.querySelector('kashkul-search a').checkVisibility()"),
            true
        );
        let _ = browser.complaints();
    });
}

#[test]
fn axe_finds_nothing() {
    let axe = package("axe-core/axe.min.js");
    let body = "<kashkul-search lang=\"fa\"></kashkul-search>\
        <kashkul-search id=\"modal\" display=\"modal\" lang=\"ar\" hotkey=\"ctrl+k\"></kashkul-search>\
        <kashkul-reader lang=\"en\"></kashkul-reader>";
    let page = page(body);
    let host = host(&[("index.html", &page)]);
    let browser = Browser::start(kashkul_browser_tests::state::CHROMIUM, "en");
    browser.go(&host.address());
    let check = |state: &str| {
        let _ = browser.evaluate(&axe);
        let found = browser.evaluate_async(
            "(await axe.run(document, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa',
                'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })).violations.map(
                ({ id, nodes }) => [id, nodes.length, nodes[0].html, nodes[0].failureSummary])",
        );
        assert_eq!(found, json!([]), "{state}");
    };
    browser.wait(&part("kashkul-reader", "a[part=option]"));
    check("closed");
    focus(&browser, "kashkul-search");
    browser.strike(NAME);
    browser.wait(&part("kashkul-search", "[part=option]"));
    browser.strike(DOWN);
    check("open");
    let _ = browser.evaluate("document.querySelector('kashkul-search').reset()");
    browser.strike("zzzzqqqq");
    browser.wait(&part("kashkul-search", "[part=empty]:not([hidden])"));
    check("nothing found");
    let _ = browser.evaluate("document.querySelector('kashkul-search').reset(); document.querySelector('kashkul-reader').open('002_19d5c2ce21f9d31f', { query: 'Lavrov' })");
    browser.wait(&part("kashkul-reader", "article"));
    check("article");
    let _ = browser.evaluate(
        "document.querySelector('kashkul-reader').dispatchEvent(new CustomEvent('kashkul-update'))",
    );
    browser.wait(&part("kashkul-reader", "[part=toast]:not([hidden])"));
    check("a newer version");
    for theme in ["dark", "sepia", "contrast"] {
        let _ = browser.evaluate(&format!(
            "for (const element of document.querySelectorAll('kashkul-search, kashkul-reader')) element.theme = '{theme}'"
        ));
        focus(&browser, "kashkul-search");
        let _ = browser.evaluate(&format!(
            "document.querySelector('kashkul-search').query = '{NAME}'"
        ));
        browser.wait(&part("kashkul-search", "[part=popup]:not([hidden])"));
        check(theme);
        let _ = browser.evaluate("document.querySelector('kashkul-search').reset()");
    }
    let _ = browser.evaluate("document.querySelector('#modal').show()");
    browser.strike(NAME);
    browser.wait(&part("#modal", "[part=option]"));
    check("window");
    // A checker that finds nothing anywhere would prove nothing.
    let _ = browser.evaluate("document.querySelector('#modal').shadowRoot.querySelector('input').removeAttribute('aria-label');
        document.querySelector('#modal').shadowRoot.querySelector('input').removeAttribute('placeholder')");
    let found = browser.evaluate_async("(await axe.run(document)).violations.map(({ id }) => id)");
    assert!(found.as_array().is_some_and(|found| !found.is_empty()));
}
