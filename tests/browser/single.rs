//! The collection as one file: from a disk it does what the site does, and nothing leaves it.

use std::fs;
use std::path::{Path, PathBuf};

use kashkul_browser_tests::engine::Engine;
use kashkul_browser_tests::session::{Browser, WITNESS, wait_for};
use kashkul_browser_tests::site::{Host, dist, files};
use serde_json::json;
use url::Url;

use crate::on_every_engine;
use crate::versions::{self, FIRST};

/// «لافروف», which several articles of the seeds have.
const NAME: &str = "\u{644}\u{627}\u{641}\u{631}\u{648}\u{641}";
const FIRST_RESULT_ID: &str = "document.querySelector('ol#results li a[data-id]')?.dataset.id";
const OPEN_ARTICLE_ID: &str =
    "document.querySelector('main article[data-id]:not([hidden])')?.dataset.id";

fn single_file() -> Vec<u8> {
    fs::read(dist().join("kashkul.html")).expect("the single file is built")
}

/// Writes a page into an empty folder and answers its address.
pub(crate) fn put(folder: &Path, page: &[u8]) -> String {
    let path = folder.join("page.html");
    fs::write(&path, page).expect("a folder that can be written");
    Url::from_file_path(path).expect("an absolute path").into()
}

/// The page with a witness before its policy, where that does not hold yet: it sees every refusal
/// from the first byte on.
fn witnessed(page: &[u8]) -> Vec<u8> {
    let page = std::str::from_utf8(page).expect("text");
    let head = "<meta charset=\"utf-8\">";
    assert!(page.contains(head));
    page.replacen(head, &format!("{head}<script>{{{WITNESS}}}</script>"), 1)
        .into_bytes()
}

fn find_name(browser: &Browser) {
    browser.click("input[type=search]#q");
    browser.press(NAME);
    browser.wait(FIRST_RESULT_ID);
}

#[test]
fn the_single_file_asks_for_nothing_and_breaks_no_policy() {
    on_every_engine(|engine: &Engine| {
        let folder = tempfile::tempdir().unwrap();
        let browser = Browser::start(engine, "fa");
        browser.go(&put(folder.path(), &witnessed(&single_file())));
        find_name(&browser);
        browser.click("ol#results li a[data-id]");
        browser.wait(OPEN_ARTICLE_ID);
        // They are inside too.
        browser.wait("document.fonts.size === 2");
        assert_eq!(browser.complaints(), [""; 0]);
        let n_loaded = "return performance.getEntriesByType('resource')
            .filter(({ name }) => !name.startsWith('data:')).length";
        assert_eq!(browser.evaluate(n_loaded), json!(0));
        let n_workers =
            "(await navigator.serviceWorker?.getRegistrations?.().catch(() => []) ?? []).length";
        assert_eq!(browser.evaluate_async(n_workers), json!(0));

        // The witness does see: what is not inside is refused.
        let _ = browser.evaluate("new Image().src = 'https://example.invalid/x.png';");
        wait_for("a complaint", || {
            let complaints = browser.complaints();
            (complaints.join(" ").contains("img-src")).then_some(())
        });
    });
}

#[test]
fn the_single_file_prints_the_open_article() {
    on_every_engine(|engine| {
        let folder = tempfile::tempdir().unwrap();
        let browser = Browser::start(engine, "fa");
        browser.go(&put(folder.path(), &single_file()));
        find_name(&browser);
        browser.click("ol#results li a[data-id]");
        browser.wait(OPEN_ARTICLE_ID);
        let Some(pdf) = browser.print() else {
            return eprintln!("not printed: the driver of {} does not print", engine.name);
        };
        assert!(
            pdf.starts_with(b"%PDF-") && pdf.len() > 5_000,
            "{} bytes",
            pdf.len()
        );
    });
}

#[test]
fn without_webassembly_everything_is_read_and_found_by_the_browser() {
    on_every_engine(|engine| {
        let refusing = |page: &[u8]| {
            let page = std::str::from_utf8(page).expect("text");
            let refusing = page.replacen(" 'wasm-unsafe-eval'", "", 1);
            assert_ne!(refusing, page);
            refusing.into_bytes()
        };
        let mut site = files(&dist().join("site"));
        let page = refusing(&site["index.html"]);
        site.insert("index.html".to_owned(), page);
        // It would tell that the page is not what it should be.
        site.remove("sw.js");
        let host = Host::serve(site);
        let single = refusing(&single_file());
        let folder = tempfile::tempdir().unwrap();
        let browser = Browser::start(engine, "en");
        for address in [host.address(), put(folder.path(), &single)] {
            browser.go(&address);
            browser.wait("document.querySelector('#notice').textContent.includes('WebAssembly')");
            read_and_find(&browser);
        }
    });
}

#[test]
fn without_scripts_everything_is_read_and_found_by_the_browser() {
    on_every_engine(|engine| {
        let folder = tempfile::tempdir().unwrap();
        let browser = Browser::start_without_scripts(engine, "en");
        browser.go(&put(folder.path(), &single_file()));
        read_and_find(&browser);
    });
}

/// Opens the last article of the list; the browser's own search finds its last words.
fn read_and_find(browser: &Browser) {
    browser.click("nav ol li:last-child a");
    browser.wait(
        "(() => {
            const article = document.querySelector('main article[data-id]:last-of-type');
            return article.getBoundingClientRect().height > 100 && article.innerText.length > 100;
        })()",
    );
    browser.wait(
        "(() => {
            const paragraphs = document.querySelectorAll(
                'main article[data-id]:last-of-type > p[data-p], main article[data-id]:last-of-type .body > p');
            const words = paragraphs[paragraphs.length - 1].textContent.trim().split(/\\s+/);
            getSelection().removeAllRanges();
            return window.find(words.slice(0, 3).join(' '));
        })()",
    );
}

/// Clicks «save» and answers the file that the browser puts on the disk.
pub(crate) fn saved(browser: &Browser) -> (PathBuf, Vec<u8>) {
    browser.wait("document.querySelector('#keep-save')?.id");
    let _ = browser.evaluate("document.querySelector('#keep-save').click()");
    // It appears before it is whole, and Firefox takes it away once more to put the whole in its place.
    wait_for("a saved file, all of it", || {
        let entries = fs::read_dir(browser.downloads()).ok()?;
        let mut paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
        let path = paths.find(|path| path.extension().is_some_and(|end| end == "html"))?;
        let bytes = fs::read(&path).ok()?;
        std::thread::sleep(std::time::Duration::from_millis(300));
        (!bytes.is_empty() && fs::read(&path).ok()? == bytes).then_some((path, bytes))
    })
}

#[test]
fn the_site_saves_itself_as_one_file_that_works_and_saves_itself_as_it_is() {
    on_every_engine(|engine| {
        let mut host = Host::serve(files(&dist().join("site")));
        let browser = Browser::start(engine, "en");
        browser.go(&host.address());
        crate::offline::wait_until_kept(&browser);
        // The parts are taken from what is kept.
        host.kill();
        let (path, first) = saved(&browser);
        // A browser deflates the module to a twentieth more than the build does.
        let most = single_file().len() + 11_000;
        assert!(first.len() < most, "{} bytes", first.len());
        fs::remove_file(path).unwrap();

        // The host was asked first.
        let _ = browser.complaints();
        let folder = tempfile::tempdir().unwrap();
        browser.go(&put(folder.path(), &witnessed(&first)));
        find_name(&browser);
        assert_eq!(browser.complaints(), [""; 0]);
        // A collection with a pack of its own is saved with it.
        let host = Host::serve(versions::site(FIRST));
        browser.go(&host.address());
        let (path, packed) = saved(&browser);
        fs::remove_file(path).unwrap();
        browser.go(&put(folder.path(), &packed));
        versions::check_whole(&browser, FIRST);
        for page in [first, single_file()] {
            browser.go("about:blank");
            browser.go(&put(folder.path(), &page));
            find_name(&browser);
            let (path, again) = saved(&browser);
            assert_eq!(
                String::from_utf8_lossy(&again),
                String::from_utf8_lossy(&page)
            );
            fs::remove_file(path).unwrap();
        }
    });
}
