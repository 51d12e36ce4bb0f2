//! The program alone: what it makes of a person's own articles opens and finds.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use kashkul_browser_tests::session::Browser;
use kashkul_browser_tests::site::{Host, dist, files};
use tempfile::TempDir;
use url::Url;

use crate::on_every_engine;

const N_FILES: usize = 1000;

/// Stands in one article, as «رنگین‌کمان».
const RARE: &str = "\u{631}\u{646}\u{6af}\u{6cc}\u{646}\u{200c}\u{6a9}\u{645}\u{627}\u{646}";
/// The same with Arabic letters and without the half-space.
const TYPED: &str = "\u{631}\u{646}\u{6af}\u{64a}\u{646}\u{643}\u{645}\u{627}\u{646}";
const RARE_ID: &str = "part-7/note-777";

const FIRST_RESULT_ID: &str = "document.querySelector('ol#results li a[data-id]')?.dataset.id";

/// An empty folder with the program in it, and a folder of Markdown.
fn place() -> TempDir {
    let place = tempfile::tempdir().expect("a folder");
    let name = format!("kashkul{}", std::env::consts::EXE_SUFFIX);
    fs::copy(dist().join("bin").join(&name), place.path().join(&name))
        .expect("the program is built");
    for i in 0..N_FILES {
        let folder = place.path().join(format!("notes/part-{}", i / 100));
        fs::create_dir_all(&folder).expect("a folder");
        let rare = if i == 777 { RARE } else { "" };
        let text = format!(
            "---\ntitle: \u{6cc}\u{627}\u{62f}\u{62f}\u{627}\u{634}\u{62a} {i}\ndate: 2024-03-0{}\n---\n\n\
             ## \u{628}\u{62e}\u{634} {}\n\n\u{645}\u{62a}\u{646} *\u{634}\u{645}\u{627}\u{631}\u{647}* {i} {rare}\n\n\
             - item {}\n- `code` of {i}\n",
            1 + i % 9,
            i / 100,
            i % 13,
        );
        fs::write(folder.join(format!("note-{i}.md")), text).expect("a file");
    }
    place
}

/// Runs the program where it was copied to: no cargo, no Node, nothing else is found.
fn run(place: &Path, arguments: &[&str]) -> String {
    let output = Command::new(place.join(format!("kashkul{}", std::env::consts::EXE_SUFFIX)))
        .args(arguments)
        .current_dir(place)
        .env_clear()
        .output()
        .expect("the program runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn finds(browser: &Browser) {
    assert_eq!(browser.count("nav ol li a"), N_FILES);
    browser.click("input[type=search]#q");
    browser.press(TYPED);
    browser.wait(&format!("({FIRST_RESULT_ID}) === '{RARE_ID}'"));
    browser.press("\u{e015}");
    browser.press("\u{e007}");
    let open = "document.querySelector('main article[data-id]:not([hidden])')?.dataset.id";
    assert_eq!(browser.wait(open), RARE_ID);
    assert_eq!(browser.complaints(), [""; 0]);
}

/// Far down the list, an article is opened and left: its entry is in sight again.
fn comes_back(browser: &Browser) {
    const LINK: &str = "#list li:nth-child(701) a";
    let _ = browser.evaluate("location.hash = '#/'");
    browser.wait("!document.getElementById('list').hidden");
    let id = browser.evaluate(&format!(
        "return document.querySelector('{LINK}').dataset.id"
    ));
    browser.click(LINK);
    let open = "document.querySelector('main article[data-id]:not([hidden])')?.dataset.id";
    assert_eq!(browser.wait(open), id);
    browser.back();
    browser.wait(&format!(
        "(() => {{ const {{ top, bottom }} = document.querySelector('{LINK}').getBoundingClientRect(); \
         return top > 0 && bottom > top && bottom < innerHeight; }})()"
    ));
}

#[test]
fn a_thousand_notes_become_a_site_and_one_file() {
    let place = place();
    let said = run(place.path(), &["pack", "notes"]);
    assert!(said.contains("articles   1000"), "{said}");
    run(place.path(), &["pack", "notes", "--format", "html"]);

    on_every_engine(|engine| {
        let host = Host::serve(files(&place.path().join("site")));
        let browser = Browser::start(engine, "fa");
        browser.go(&host.address());
        finds(&browser);
        comes_back(&browser);
    });
    on_every_engine(|engine| {
        let alone = tempfile::tempdir().expect("a folder");
        let path: PathBuf = alone.path().join("notes.html");
        fs::copy(place.path().join("kashkul.html"), &path).expect("the file is made");
        let address = Url::from_file_path(path).expect("an absolute path");
        let browser = Browser::start(engine, "fa");
        browser.go(address.as_str());
        finds(&browser);
    });
}

/// A collection whose page holds no articles: each has three hundred paragraphs.
fn long_place() -> TempDir {
    let place = place();
    let notes = place.path().join("long");
    fs::create_dir_all(&notes).expect("a folder");
    for n in 1..=9 {
        let paragraphs: Vec<String> = (1..=300)
            .map(|p| {
                format!(
                    "Paragraph {p} of note {n}, {}.",
                    "which goes on and on ".repeat(7)
                )
            })
            .collect();
        let text = format!("# Note {n}\n\n{}\n", paragraphs.join("\n\n"));
        fs::write(notes.join(format!("n{n}.md")), text).expect("a file");
    }
    place
}

#[test]
fn articles_that_are_too_long_for_the_page_are_drawn_when_they_are_opened() {
    let place = long_place();
    run(place.path(), &["pack", "long"]);
    run(place.path(), &["pack", "long", "--format", "html"]);
    let file = Url::from_file_path(place.path().join("kashkul.html")).expect("an absolute path");

    on_every_engine(|engine| {
        let host = Host::serve(files(&place.path().join("site")));
        let open = |n: u8| {
            format!(
                "document.querySelector('main article:not([hidden]) h1')?.textContent === 'Note {n}'"
            )
        };
        let browser = Browser::start(engine, "en");
        for page in [host.address(), file.to_string()] {
            browser.go("about:blank");
            // A paragraph far down is in sight, although it was not there when the page was.
            browser.go(&format!("{page}#/a/n7?p=280"));
            browser.wait(&open(7));
            browser.wait(
                "(() => { const { top, bottom } = document.querySelector('[data-p=\"280\"]').getBoundingClientRect(); \
                 return top > 0 && bottom < innerHeight; })()",
            );
            assert_eq!(browser.count("main article"), 1);
            // From the list, and back.
            let _ = browser.evaluate("location.hash = '#/'");
            browser.wait("!document.getElementById('list').hidden");
            let link = "document.querySelector('#list li:nth-child(3) a')";
            let _ = browser.evaluate(&format!("{link}.scrollIntoView({{ block: 'center' }})"));
            browser.wait(&format!("{link}.checkVisibility()"));
            browser.wait("document.getElementById('related')?.id");
            browser.click("#list li:nth-child(3) a");
            browser.wait(&open(3));
            // What is near it stands behind it, although that was there first.
            browser.wait("document.querySelector('main article:not([hidden]) + #related')?.id");
            browser.back();
            browser.wait("!document.querySelector('main article:not([hidden])')");
            // With its hits.
            let _ = browser.evaluate("location.hash = '#/a/n5?q=paragraph'");
            browser.wait(&open(5));
            browser.wait("document.getElementById('hit-count').textContent.includes('300')");
            // What the collection has not is said, once that is known.
            let _ = browser.evaluate("location.hash = '#/a/n10'");
            browser.wait("document.getElementById('missing').checkVisibility()");
            assert_eq!(browser.complaints(), [""; 0]);
        }
    });
}

#[test]
fn readers_without_scripts_are_told_what_long_articles_need() {
    let place = long_place();
    run(place.path(), &["pack", "long"]);
    on_every_engine(|engine| {
        let host = Host::serve(files(&place.path().join("site")));
        let browser = Browser::start_without_scripts(engine, "en");
        browser.go(&host.address());
        browser.wait("document.querySelector('main noscript p')?.innerText.includes('JavaScript')");
        assert_eq!(browser.count("nav ol li a"), 9);
    });
}

#[test]
fn small_pictures_are_seen_in_a_site_and_in_one_file() {
    let place = place();
    let notes = place.path().join("pictures");
    fs::create_dir_all(&notes).expect("a folder");
    let wide = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../www/screenshot-phone.png");
    fs::copy(wide, notes.join("wide.png")).expect("a picture of the page");
    fs::write(
        notes.join("a.md"),
        "# A\n\nSome words.\n\n![A page](wide.png)\n",
    )
    .expect("a file");
    run(place.path(), &["pack", "pictures", "--images=100"]);
    run(
        place.path(),
        &["pack", "pictures", "--images=100", "--format", "html"],
    );
    let file = Url::from_file_path(place.path().join("kashkul.html")).expect("an absolute path");

    on_every_engine(|engine| {
        let host = Host::serve(files(&place.path().join("site")));
        for page in [host.address(), file.to_string()] {
            let browser = Browser::start(engine, "en");
            // As it stands in the page, and drawn by the search module.
            for fragment in ["#/a/a", "#/a/a?q=page"] {
                browser.go(&format!("{page}{fragment}"));
                let seen = "(() => { const picture = document.querySelector('article:not([hidden]) img'); \
                    const { naturalWidth, alt, width, height } = picture ?? {}; \
                    const room = picture?.parentElement.clientWidth; \
                    const ratio = Math.round(100 * width / height) / 100; \
                    return naturalWidth && [alt, naturalWidth, width === room, ratio].join(); })()";
                assert_eq!(browser.wait(seen), "A page,1222,true,1.45", "{fragment}");
            }
            assert_eq!(browser.complaints(), [""; 0]);
        }
    });
}

/// A program that ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn an_open_page_follows_the_files() {
    on_every_engine(|engine| {
        let place = tempfile::tempdir().expect("a folder");
        let note = place.path().join("note.md");
        fs::write(&note, "# First\n\nText.\n").expect("a file");
        let name = format!("kashkul{}", std::env::consts::EXE_SUFFIX);
        let mut running = Command::new(dist().join("bin").join(name))
            .args(["serve", ".", "--watch", "--port", "0"])
            .current_dir(place.path())
            .env_clear()
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map(Running)
            .expect("the program runs");
        let out = running.0.stdout.take().expect("its output");
        let address = BufReader::new(out)
            .lines()
            .next()
            .expect("a line")
            .expect("UTF-8");

        let browser = Browser::start(engine, "en");
        browser.go(&address);
        let title =
            |text: &str| format!("document.querySelector('nav ol li a')?.textContent === '{text}'");
        browser.wait(&title("First"));
        fs::write(&note, "# Second\n\nText.\n").expect("a file");
        browser.wait(&title("Second"));
        // What cannot be packed changes nothing; what can again, does.
        fs::write(place.path().join("bad.jsonl"), "oops").expect("a file");
        fs::write(&note, "# Third\n\nText.\n").expect("a file");
        std::thread::sleep(std::time::Duration::from_secs(1));
        browser.wait(&title("Second"));
        fs::remove_file(place.path().join("bad.jsonl")).expect("a file less");
        browser.wait(&title("Third"));
        assert_eq!(browser.complaints(), [""; 0]);
    });
}
