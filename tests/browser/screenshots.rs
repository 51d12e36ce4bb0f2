//! Pictures of the page for people to look at: every state, on a phone and on a desktop, light and
//! dark, in each language of the interface.

use std::path::PathBuf;
use std::time::Duration;
use std::{env, fs, io, thread};

use kashkul_browser_tests::session::Browser;
use kashkul_browser_tests::site::Host;
use kashkul_browser_tests::state::{CHROMIUM, STATES, click, prefer, resize, site, visit};

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
                    visit(&browser, &host, address);
                    for selector in *clicks {
                        click(&browser, selector);
                    }
                    take(state)?;
                }
                visit(&browser, &broken, "");
                take("no search")?;
            }
        }
    }
    Ok(())
}
