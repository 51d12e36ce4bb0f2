//! The benchmark of searches in a browser: prints the table that `bench/measure.js` makes there.

use std::path::PathBuf;
use std::time::Duration;
use std::{env, fs, io, thread};

use kashkul_browser_tests::engine::ENGINES;
use kashkul_browser_tests::session::Browser;
use kashkul_browser_tests::site::{Host, dist, files};

/// Seconds that the searches may take.
const PATIENCE: u32 = 900;

fn main() -> io::Result<()> {
    let folder = env::var_os("KASHKUL_BENCH").map(PathBuf::from);
    let folder = folder.ok_or_else(|| io::Error::other("run `cargo xtask bench`"))?;
    let mut served = files(&dist().join("npm"));
    served.extend(files(&folder));
    served.insert(
        "index.html".to_owned(),
        fs::read(folder.join("browser.html"))?,
    );
    let host = Host::serve(served);
    let browser = Browser::start(&ENGINES[0], "en");
    browser.go(&host.address());
    for _ in 0..PATIENCE {
        let answer = browser.evaluate("return globalThis.answer ?? ''");
        if let Some(answer) = answer.as_str().filter(|answer| !answer.is_empty()) {
            println!("{answer}");
            return Ok(());
        }
        thread::sleep(Duration::from_secs(1));
    }
    Err(io::Error::other("the browser gave no answer"))
}
