//! Pictures of the page for people to look at: every state, on a phone and on a desktop, light and
//! dark, in each language of the interface.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use std::path::PathBuf;
use std::time::Duration;
use std::{env, fs, io, thread};

use kashkul_browser_tests::session::Browser;
use kashkul_browser_tests::site::Host;
use kashkul_browser_tests::state::{
    CHROMIUM, STATES, WITH_HITS, WORDS, click, prefer, resize, site, visit,
};
use serde_json::json;

/// The list of results.
const RESULTS: &str = "#results";

const WINDOWS: [(&str, u32); 2] = [("phone", 390), ("desktop", 1280)];

fn main() -> io::Result<()> {
    let folder = env::var_os("KASHKUL_SCREENSHOTS").map(PathBuf::from);
    let folder = folder.ok_or_else(|| io::Error::other("run `cargo xtask screenshots`"))?;
    fs::create_dir_all(&folder)?;
    let host = Host::serve(site());
    let mut broken = site();
    broken.remove("kashkul.wasm");
    let broken = Host::serve(broken);
    for language in ["fa", "ar", "en"] {
        // The pictures are of one engine: only Chromium can be told a colour scheme.
        let browser = Browser::start(CHROMIUM, language);
        for (window, width) in WINDOWS {
            resize(&browser, width);
            for scheme in ["light", "dark"] {
                prefer(&browser, &[("prefers-color-scheme", scheme)]);
                let take = |state: &str| {
                    // Whatever moves has come to rest.
                    thread::sleep(Duration::from_millis(400));
                    let state = state.replace(' ', "-");
                    let name = format!("{window}-{scheme}-{language}-{state}.png");
                    fs::write(folder.join(name), browser.screenshot())
                };
                for (state, address, clicks) in STATES {
                    come(&browser, &host, address);
                    for selector in *clicks {
                        click(&browser, selector);
                    }
                    take(state)?;
                }
                visit(&browser, &broken, "");
                take("no search")?;
                for (words, come) in WORDS {
                    come(&browser, &Host::serve(site()));
                    take(words)?;
                }
            }
        }
    }
    for (name, picture) in readme(&host) {
        fs::write(folder.join(name), picture)?;
    }
    Ok(())
}

/// Shows a state to a reader who has opened something before: the page wears its fonts.
fn come(browser: &Browser, host: &Host, address: &str) {
    visit(browser, host, "");
    browser.wait(
        "performance.getEntriesByType('resource').filter(({ name, responseEnd }) => \
         name.endsWith('.woff2') && responseEnd).length === 2",
    );
    for address in ["#/s?q=a", if address.is_empty() { "#/" } else { address }] {
        let _ = browser.evaluate(&format!("location.hash = '{address}'"));
        browser.wait("document.fonts.size === 2");
    }
}

/// The pictures of the README, by their names in `www/`.
fn readme(host: &Host) -> [(&'static str, Vec<u8>); 3] {
    let picture = |language: &str, width: u32, address: &str, clicks: &[&str], theme: &str| {
        let browser = Browser::start(CHROMIUM, language);
        resize(&browser, width);
        prefer(&browser, &[("prefers-color-scheme", theme)]);
        browser.devtools("Emulation.setScrollbarsHidden", json!({ "hidden": true }));
        come(&browser, host, address);
        for selector in clicks {
            click(&browser, selector);
        }
        let _ = browser.evaluate("scrollTo(0, 0)");
        thread::sleep(Duration::from_millis(600));
        browser.screenshot()
    };
    let open = format!("{RESULTS} li:first-child a");
    let phones = [
        picture(
            "fa",
            390,
            "#/s?q=Lavrov",
            &[&format!("{RESULTS} li:nth-child(2) a")],
            "dark",
        ),
        picture("ar", 390, WITH_HITS, &["#display"], "light"),
        picture("en", 390, "#/s?q=gh%2Cv%2Ct", &[], "light"),
    ];
    [
        (
            "screenshot.png",
            picture("en", 1280, "#/s?q=Lavrov", &[&open], "light"),
        ),
        (
            "screenshot-side-by-side.png",
            picture("fa", 1280, WITH_HITS, &[".beside"], "light"),
        ),
        ("screenshot-phone.png", side_by_side(&phones)),
    ]
}

/// Pictures of phones in one.
fn side_by_side(pictures: &[Vec<u8>; 3]) -> Vec<u8> {
    let browser = Browser::start(CHROMIUM, "en");
    let images = pictures.iter().map(|picture| {
        let data = BASE64.encode(picture);
        format!("<img src=\"data:image/png;base64,{data}\">")
    });
    let images: String = images.collect();
    let metrics = json!({ "width": 3 * 390 + 2 * 26, "height": 844, "deviceScaleFactor": 1, "mobile": false });
    browser.devtools("Emulation.setDeviceMetricsOverride", metrics);
    browser.go("data:text/html,<!doctype html>");
    let _ = browser.evaluate(&format!(
        "document.body.style = 'display: flex; gap: 26px; margin: 0; background: gray';
        document.body.innerHTML = '{images}';"
    ));
    browser.wait("[...document.images].every(({ complete }) => complete)");
    browser.screenshot()
}
