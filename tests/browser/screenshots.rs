//! Pictures of the page for people to look at: phone and desktop, light and dark, each language of
//! the interface, the list, results and an article.

use std::path::PathBuf;
use std::time::Duration;
use std::{env, fs, io, thread};

use kashkul_browser_tests::engine::ENGINES;
use kashkul_browser_tests::session::Browser;
use kashkul_browser_tests::site::{Host, dist, files};
use serde_json::json;

const WINDOWS: [(&str, u32, u32); 2] = [("phone", 390, 844), ("desktop", 1280, 900)];

fn main() -> io::Result<()> {
    let folder = env::var_os("KASHKUL_SCREENSHOTS").map(PathBuf::from);
    let folder = folder.ok_or_else(|| io::Error::other("run `cargo xtask screenshots`"))?;
    fs::create_dir_all(&folder)?;
    let host = Host::serve(files(&dist().join("site")));
    let query = "#/s?q=\u{644}\u{627}\u{641}\u{631}\u{648}\u{641}";
    for language in ["fa", "ar", "en"] {
        // The pictures are of one engine: only Chromium can be told a colour scheme.
        let browser = Browser::start(&ENGINES[0], language);
        for (window, width, height) in WINDOWS {
            let metrics = json!({
                "width": width,
                "height": height,
                "deviceScaleFactor": 2,
                "mobile": window == "phone",
            });
            browser.devtools("Emulation.setDeviceMetricsOverride", metrics);
            for scheme in ["light", "dark"] {
                let feature = json!({ "name": "prefers-color-scheme", "value": scheme });
                browser.devtools(
                    "Emulation.setEmulatedMedia",
                    json!({ "features": [feature] }),
                );
                let take = |view: &str| {
                    // Whatever moves has come to rest.
                    thread::sleep(Duration::from_millis(400));
                    let name = format!("{window}-{scheme}-{language}-{view}.png");
                    fs::write(folder.join(name), browser.screenshot())
                };
                browser.go("about:blank");
                browser.go(&host.address());
                take("home")?;
                browser.go("about:blank");
                browser.go(&format!("{}{query}", host.address()));
                let link = "document.querySelector('ol#results li a[data-id]')?.href";
                let article = browser.wait(link);
                take("results")?;
                browser.go("about:blank");
                browser.go(article.as_str().unwrap_or_default());
                browser.wait("document.querySelector('main article:not([hidden]) [data-hits]')");
                take("article")?;
            }
        }
    }
    Ok(())
}
