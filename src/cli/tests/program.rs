//! The program as people run it, with good and with bad input. What needs the page is tested in a
//! browser.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use kashkul_engine::index::Index;
use kashkul_engine::search::SearchOptions;
use kashkul_engine::writer;
use serde_json::Value;
use tempfile::TempDir;

const PAGE: &str = "Title\n\nText of the page.\n";
const RECORD: &str = "{\"id\": \"r\", \"title\": \"Record\", \"text\": \"Text of a record.\"}\n";

/// The beginning of a pack that an earlier run wrote.
const EARLIER: &[u8] = b"KASHKUL\0earlier";

/// A folder of sources, with room for outputs beside it.
struct Place(TempDir);

impl Place {
    fn new(files: &[(&str, &[u8])]) -> Place {
        let place = Place(tempfile::tempdir().unwrap());
        fs::create_dir(place.path("in")).unwrap();
        for (name, bytes) in files {
            place.put(name, bytes);
        }
        place
    }

    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path("in").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_kashkul"))
            .args(arguments)
            .current_dir(self.0.path())
            .env_remove("CARGO")
            .output()
            .unwrap()
    }

    /// Packs the folder into `out`, and answers how that ended and what was complained of.
    fn pack(&self, more: &[&str]) -> (i32, String) {
        let arguments = [&["pack", "in", "--format", "pack", "--out", "out"], more].concat();
        let output = self.run(&arguments);
        let said = String::from_utf8(output.stderr).unwrap();
        (output.status.code().unwrap(), said)
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {output:?}"))
}

#[test]
fn a_pack_is_the_same_as_the_build_scripts() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds");
    let collection = kashkul_import::read_collection(&seeds).unwrap();
    let expected = writer::write(&collection.documents(), &collection.settings).unwrap();
    let place = Place::new(&[]);
    let seeds = seeds.to_str().unwrap();
    let output = place.run(&["pack", seeds, "--format", "pack", "--out", "out"]);
    assert!(output.status.success(), "{output:?}");
    assert!(fs::read(place.path("out")).unwrap() == expected);
}

#[test]
fn small_pictures_are_packed_where_that_is_asked_for() {
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x03\0\0\0\x02\x08\x02\0\0\0\0\0\0\0";
    let text = b"# T\n\nText.\n\n![A cat](cat.png)\n\n![A house](large.png)\n";
    let large = [&png[..], &[0; 3000]].concat();
    let place = Place::new(&[("a.md", text), ("cat.png", png), ("large.png", &large)]);
    let choices: [(&[&str], _, _); 3] =
        [(&[], 0, 0), (&["--images"], 2, 0), (&["--images=2"], 1, 1)];
    for (choice, n_shown, n_named) in choices {
        let (code, said) = place.pack(choice);
        assert_eq!(code, 0, "{said}");
        let index = Index::open_verified(fs::read(place.path("out")).unwrap()).unwrap();
        let view = index.article("a", None).unwrap();
        let images = view.blocks.iter().filter_map(|block| block.image);
        assert_eq!(images.count(), n_shown, "{choice:?}");
        assert_eq!(
            said.matches("large.png: 3 KB, over").count(),
            n_named,
            "{said}"
        );
        assert_eq!(index.search("house", &SearchOptions::default()).total, 1);
    }
}

#[test]
fn files_of_many_kinds_become_one_collection() {
    let place = Place::new(&[
        ("a.txt", PAGE.as_bytes()),
        ("b.md", b"---\ntitle: Mark\nlang: en\n---\nText of *marks*.\n"),
        (
            "c.html",
            b"<html lang=en><title>Web</title><main><h1>Web</h1><p>Text of a web page.</main>",
        ),
        ("d.jsonl", RECORD.as_bytes()),
        ("e.json", b"[{\"id\": \"j\", \"title\": \"Object\", \"text\": \"Text of an object.\"}]"),
        (
            "f.xml",
            b"<rss version='2.0'><channel><title>S</title><item><guid>g</guid>\
              <title>Item</title><description>Text of an item.</description></item></channel></rss>",
        ),
        ("style.css", b"p {}"),
        ("collection.toml", b"title = 'Many'\nlanguages = ['en']\n"),
    ]);
    let output = place.run(&[
        "pack",
        "in",
        "--format",
        "pack",
        "--out",
        "c.kashkul",
        "--json",
    ]);
    assert!(output.status.success(), "{output:?}");
    let summary = json(&output);
    assert_eq!(summary["articles"], 6);
    assert_eq!(summary["title"], "Many");
    assert_eq!(summary["languages"]["en"], 6);
    assert_eq!(summary["left_out"], Value::Array(vec![]));
    assert_eq!(summary["warnings"][0]["kind"], "unsupported");
    assert!(
        summary["warnings"][0]["what"]
            .as_str()
            .unwrap()
            .ends_with("1 .css")
    );

    let index = Index::open_verified(fs::read(place.path("c.kashkul")).unwrap()).unwrap();
    let ids: Vec<&str> = index.ids().collect();
    assert_eq!(ids, ["a", "b", "c", "g", "j", "r"]);
    assert_eq!(index.search("text", &SearchOptions::default()).total, 6);

    let info = json(&place.run(&["info", "c.kashkul", "--json"]));
    assert_eq!(info["parts"], summary["parts"]);
    let parts = info["parts"].as_object().unwrap().values();
    let sum: u64 = parts.map(|len| len.as_u64().unwrap()).sum();
    let len = info["bytes"].as_u64().unwrap();
    assert!(sum < len && sum + 200 > len, "{info}");
}

#[test]
fn a_file_of_any_kind_is_a_collection_on_its_own() {
    let page = b"<html lang=en><title>Web</title><main><h1>Web</h1><p>Text of a web page.</main>";
    let place = Place::new(&[
        ("a.txt", PAGE.as_bytes()),
        ("b.md", b"# T\n\nText.\n"),
        ("c.html", page),
        ("d.jsonl", RECORD.as_bytes()),
    ]);
    for (name, id) in [
        ("a.txt", "a"),
        ("b.md", "b"),
        ("c.html", "c"),
        ("d.jsonl", "r"),
    ] {
        let output = place.run(&["search", &format!("in/{name}"), "text", "--json"]);
        assert_eq!(json(&output)["id"], id);
    }
}

#[test]
fn a_command_that_writes_among_its_articles_can_be_run_again() {
    let place = Place::new(&[("a.txt", PAGE.as_bytes())]);
    fs::write(place.path("queries.tsv"), "q1\ttext\n").unwrap();
    let commands: [&[&str]; 3] = [
        &["pack", "in", "--format", "pack", "--out", "in/no-extension"],
        &["export", "in", "--format", "list", "--out", "in/"],
        &[
            "eval",
            "in",
            "--queries",
            "queries.tsv",
            "--run",
            "in/run.txt",
        ],
    ];
    for command in commands {
        let first = place.run(command);
        assert!(first.status.success(), "{first:?}");
        let second = place.run(command);
        assert!(second.status.success(), "{second:?}");
        let said = String::from_utf8(second.stderr).unwrap();
        assert!(
            said.starts_with("warning: in/") && said.lines().count() == 1,
            "{said}"
        );
        let written = said.split(':').nth(1).unwrap().trim();
        fs::remove_file(place.path(written)).unwrap();
    }
    // Whatever else is written next time, the pack stays a pack.
    place.put("c.kashkul", "KASHKUL\0");
    let (code, said) = place.pack(&[]);
    assert_eq!((code, said.lines().count()), (0, 1), "{said}");
}

#[test]
fn bad_input_is_named_and_nothing_is_written() {
    type Files<'a> = Vec<(&'a str, &'a [u8])>;
    let many: Vec<(&str, Files<'_>, &str)> = vec![
        ("an empty folder", vec![], "in:1: no articles: no .txt"),
        (
            "a binary file",
            vec![("a.txt", b"\x7fELF\0\x01\xff")],
            "in/a.txt:1: ",
        ),
        (
            "an unknown kind",
            vec![("a.docx", b"PK")],
            "in/a.docx:1: cannot read .docx files",
        ),
        (
            "pictures alone",
            vec![("a.png", b"\x89PNG")],
            "in:1: no articles",
        ),
        (
            "an id twice",
            vec![("a.txt", PAGE.as_bytes()), ("b/a.txt", PAGE.as_bytes())],
            "in/b/a.txt:1: the id \"a\" is already used at in/a.txt:1",
        ),
        (
            "no book",
            vec![("a.epub", b"PK\x03\x04")],
            "in/a.epub:1: no EPUB: ",
        ),
        (
            "no feed",
            vec![("a.xml", b"<a/>")],
            "in/a.xml:1: neither RSS nor Atom: ",
        ),
        (
            "no page",
            vec![("a.html", b"<title>t</title>")],
            "in/a.html:1: no text on the page",
        ),
        (
            "no record",
            vec![("a.jsonl", b"\n{}\n")],
            "in/a.jsonl:2: missing field `id`",
        ),
        ("no JSON", vec![("a.json", b"{")], "in/a.json:1: no JSON: "),
        (
            "a wrong key",
            vec![
                ("a.txt", PAGE.as_bytes()),
                ("collection.toml", b"\ntitel = ''\n"),
            ],
            "in/collection.toml:2: unknown key \"titel\"; did you mean \"title\"?",
        ),
    ];
    for (what, files, expected) in many {
        let place = Place::new(&files);
        fs::write(place.path("out"), EARLIER).unwrap();
        let (code, said) = place.pack(&[]);
        assert_eq!(code, 1, "{what}: {said}");
        assert!(said.starts_with(expected), "{what}: {said}");
        assert_eq!(fs::read(place.path("out")).unwrap(), EARLIER, "{what}");
        assert_eq!(place.names(), ["in", "out"], "{what}");
    }
}

#[test]
fn a_file_of_a_gibibyte_is_refused_at_once() {
    let place = Place::new(&[("a.txt", PAGE.as_bytes()), ("b.jsonl", b"")]);
    // No disk holds it: it is one hole.
    let file = fs::File::options()
        .write(true)
        .open(place.path("in/b.jsonl"))
        .unwrap();
    file.set_len(1 << 30).unwrap();
    let (code, said) = place.pack(&[]);
    assert_eq!(code, 1);
    assert!(said.starts_with("in/b.jsonl:1: 1024 MiB long"), "{said}");
    assert_eq!(place.names(), ["in"]);
}

#[cfg(unix)]
#[test]
fn links_in_a_loop_end() {
    let place = Place::new(&[("a.txt", PAGE.as_bytes())]);
    std::os::unix::fs::symlink(place.path("in"), place.path("in/up")).unwrap();
    let (code, said) = place.pack(&[]);
    assert_eq!(code, 1);
    assert!(
        said.starts_with("in/up:1: a link back to a folder"),
        "{said}"
    );
    let (code, said) = place.pack(&["--keep-going"]);
    assert_eq!(code, 3);
    assert!(said.starts_with("left out: in/up:1: "), "{said}");
}

#[test]
fn what_can_be_read_is_packed_where_that_is_asked_for() {
    let place = Place::new(&[
        ("a.txt", PAGE.as_bytes()),
        ("b.txt", b"\0"),
        ("c.jsonl", format!("{RECORD}oops\n").as_bytes()),
    ]);
    let (code, said) = place.pack(&["--keep-going"]);
    assert_eq!(code, 3, "{said}");
    assert_eq!(said.lines().count(), 2, "{said}");
    let index = Index::open_verified(fs::read(place.path("out")).unwrap()).unwrap();
    assert_eq!(index.ids().collect::<Vec<_>>(), ["a", "r"]);

    let place = Place::new(&[("b.txt", b"\0")]);
    assert_eq!(place.pack(&["--keep-going"]).0, 1);
    assert_eq!(place.names(), ["in"]);
}

#[test]
fn only_what_a_command_can_do_is_offered() {
    let place = Place::new(&[("a.txt", PAGE.as_bytes()), ("b.txt", b"\0")]);
    fs::write(place.path("queries.tsv"), "q1\ttext\n").unwrap();
    let commands: [(&[&str], _); 4] = [
        (&["pack", "in", "--format", "pack"], "; --keep-going packs"),
        (&["search", "in", "text"], "; `kashkul pack --keep-going"),
        (
            &["eval", "in", "--queries", "queries.tsv"],
            "; `kashkul pack --keep-going",
        ),
        (
            &["export", "in", "--format", "list"],
            "; `kashkul pack --keep-going",
        ),
    ];
    for (command, offered) in commands {
        let output = place.run(command);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{said}");
        let mut lines = said.lines();
        assert!(lines.next().unwrap().starts_with("in/b.txt:1: "), "{said}");
        let advice = lines.next().unwrap();
        assert!(advice.contains(offered), "{command:?}: {advice}");
    }
    // The advice of those that have no such option can be followed.
    let output = place.run(&[
        "pack",
        "--keep-going",
        "--format",
        "pack",
        "in",
        "--out",
        "c.kashkul",
    ]);
    assert_eq!(output.status.code(), Some(3));
    assert!(place.run(&["search", "c.kashkul", "text"]).status.success());
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_text_are_reported_as_they_look() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let place = Place::new(&[("a.txt", PAGE.as_bytes())]);
    fs::write(place.path("in").join(OsStr::from_bytes(b"\xff.txt")), PAGE).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_kashkul"))
        .args(["pack", "in", "--format", "pack", "--keep-going", "--json"])
        .arg("--out")
        .arg(OsStr::from_bytes(b"\xff.kashkul"))
        .current_dir(place.0.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3), "{output:?}");
    let summary = json(&output);
    assert_eq!(summary["left_out"][0]["path"], "in/\u{fffd}.txt");
    assert_eq!(summary["out"], "\u{fffd}.kashkul");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_and_a_forbidden_place_leave_everything_as_it_was() {
    let place = Place::new(&[("a.txt", PAGE.as_bytes())]);
    // A folder that nobody can write into, whoever runs this.
    let output = place.run(&[
        "pack",
        "in",
        "--format",
        "pack",
        "--out",
        "/proc/x/c.kashkul",
    ]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with("/proc/x"), "{said}");

    // No file may grow beyond a block: writing fails as on a full disk.
    fs::write(place.path("out"), EARLIER).unwrap();
    place.put(
        "long.txt",
        "A title\n\nA word and another one. ".repeat(9000),
    );
    let limited = Command::new("sh")
        .args([
            "-c",
            "trap '' XFSZ; ulimit -f 1; exec \"$0\" pack in --format pack --out out",
        ])
        .arg(env!("CARGO_BIN_EXE_kashkul"))
        .current_dir(place.0.path())
        .output()
        .unwrap();
    let said = String::from_utf8(limited.stderr).unwrap();
    assert_eq!(limited.status.code(), Some(1), "{said}");
    assert!(said.starts_with("out: "), "{said}");
    assert_eq!(fs::read(place.path("out")).unwrap(), EARLIER);
    assert_eq!(place.names(), ["in", "out"]);
}

#[test]
fn what_someone_else_wrote_is_not_written_over() {
    let files: [(&str, &[u8]); 4] = [
        ("a.md", b"# T\n\nText.\n"),
        (
            "essay.html",
            b"<title>Mine</title><main><h1>Mine</h1><p>Text of mine.</main>",
        ),
        ("r.jsonl", RECORD.as_bytes()),
        ("README.md", b"For people."),
    ];
    let place = Place::new(&files);
    fs::write(place.path("queries.tsv"), "q1\ttext\n").unwrap();
    fs::write(place.path("mine.txt"), "Mine.").unwrap();
    assert_eq!(place.pack(&[]).0, 0);
    let commands = [
        "pack in --format pack --out in/r.jsonl",
        "pack in/a.md --format pack --out in/a.md",
        "pack in --format pack --out mine.txt",
        "export in/a.md --format list --out in/a.md",
        "export in --format meilisearch --out in/r.jsonl",
        "export in --format typesense --out in/README.md",
        "export out --format list --out out",
        "eval in --queries queries.tsv --run queries.tsv",
        "eval in --queries queries.tsv --run in/r.jsonl",
        "pack in --format html --out in/essay.html",
        "pack in --format html --out mine.txt",
    ];
    for command in commands {
        let arguments: Vec<&str> = command.split(' ').collect();
        let out = arguments.last().unwrap();
        let before = fs::read(place.path(out)).unwrap();
        let output = place.run(&arguments);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{command}: {said}");
        assert!(said.starts_with(&format!("{out} is ")), "{command}: {said}");
        assert!(fs::read(place.path(out)).unwrap() == before, "{command}");
    }
    // What has no mark is written anywhere else, as other programs write.
    let output = place.run(&["export", "in", "--format", "list", "--out", "mine.txt"]);
    assert!(output.status.success(), "{output:?}");
}

#[cfg(unix)]
#[test]
fn an_output_goes_where_links_lead_and_into_what_is_no_file() {
    use std::os::unix::fs::{FileTypeExt as _, symlink};
    let place = Place::new(&[("a.txt", PAGE.as_bytes())]);
    let kind = |name: &str| fs::symlink_metadata(place.path(name)).unwrap().file_type();
    let export = |out: &str| {
        let output = place.run(&["export", "in", "--format", "list", "--out", out]);
        assert!(output.status.success(), "{output:?}");
        output.stdout
    };
    let list = place.run(&["export", "in", "--format", "list"]).stdout;

    fs::create_dir(place.path("far")).unwrap();
    symlink("far/next", place.path("link")).unwrap();
    symlink("file", place.path("far/next")).unwrap();
    // What it leads to is not there yet, and then it is.
    for _ in 0..2 {
        export("link");
        assert!(kind("link").is_symlink() && kind("far/next").is_symlink());
        assert!(fs::read(place.path("far/file")).unwrap() == list);
        fs::write(place.path("far/file"), "earlier").unwrap();
    }

    symlink("/dev/null", place.path("nothing")).unwrap();
    export("nothing");
    assert!(kind("nothing").is_symlink());
    symlink("/dev/fd/1", place.path("printed")).unwrap();
    assert!(export("printed") == list);

    let pipe = place.path("pipe");
    let made = Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    let reader = std::thread::spawn(move || fs::read(pipe).unwrap());
    export("pipe");
    assert!(kind("pipe").is_fifo());
    assert!(reader.join().unwrap() == list);

    symlink("round", place.path("round")).unwrap();
    let output = place.run(&["export", "in", "--format", "list", "--out", "round"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(kind("round").is_symlink());
}

#[cfg(unix)]
#[test]
fn no_text_and_no_name_is_a_command_to_the_terminal() {
    let record = br#"{"id": "i\u001bc", "title": "T\u001b[2Jx\u0007", "lang": "en",
        "text": "One \u001b]0;word\u0007.\n\u009b2J Next line."}"#;
    let record: Vec<u8> = record
        .iter()
        .copied()
        .filter(|&byte| byte != b'\n')
        .collect();
    let place = Place::new(&[
        ("r.jsonl", &record),
        ("collection.toml", b"title = \"C\\u001b[2J\"\n"),
        ("p\u{1b}[2J\n.css", b""),
        ("q\u{1b}[2J\n.csv", b""),
        ("w\u{9b}2J.md", b"---\ndate: none\n---\n# W\n\nText."),
    ]);
    fs::create_dir(place.path("made\u{1b}c")).unwrap();
    // What is said and that it is.
    let commands: [(&[&str], &[&str]); 8] = [
        (
            &["search", "in/r.jsonl", "word"],
            &[
                r"i\u{1b}c  T\u{1b}[2Jx\u{7}  [",
                r"One \u{1b}]0;word\u{7}. \u{9b}2J",
            ],
        ),
        (&["search", "in", "word"], &[r"in/q\u{1b}[2J\n.csv:1: "]),
        (
            &[
                "pack",
                "in",
                "--keep-going",
                "--format",
                "pack",
                "--out",
                "c\u{1b}c",
            ],
            &[
                r"left out: in/q\u{1b}[2J\n.csv:1: ",
                r"warning: in/w\u{9b}2J.md:",
                r"title      C\u{1b}[2J",
                r"c\u{1b}c in ",
            ],
        ),
        (&["info", "c\u{1b}c"], &[r"title      C\u{1b}[2J"]),
        (&["info", "none\u{1b}c"], &[r"none\u{1b}c: "]),
        (
            &["search", "in/p\u{1b}[2J\n.css", "x"],
            &[r"in/p\u{1b}[2J\n.css:1: "],
        ),
        (&["init", "made\u{1b}c"], &[r"made\u{1b}c/collection.toml"]),
        (
            &[
                "export",
                "in",
                "--format",
                "list",
                "--out",
                "in/q\u{1b}[2J\n.csv/x",
            ],
            &[r"in/q\u{1b}[2J\n.csv"],
        ),
    ];
    for (command, expected) in commands {
        let output = place.run(command);
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        for part in expected {
            assert!(said.contains(part), "{command:?}: {part}: {said:?}");
        }
        let is_control = |c: char| c.is_control() && c != '\n';
        assert!(!said.contains(is_control), "{command:?}: {said:?}");
    }
    // Programs get what is there.
    let hit = json(&place.run(&["search", "in/r.jsonl", "word", "--json"]));
    assert_eq!(hit["title"], "T\u{1b}[2Jx\u{7}");
}

#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_printed_is_an_error() {
    let place = Place::new(&[("a.txt", PAGE.as_bytes()), ("b.csv", b"")]);
    fs::write(place.path("queries.tsv"), "q1\ttext\n").unwrap();
    fs::write(place.path("qrels.tsv"), "q1\ta\t1\n").unwrap();
    let run = |command: &str, pipes: &str| {
        let program = env!("CARGO_BIN_EXE_kashkul");
        let mut shell = Command::new("bash");
        shell.args(["-c", &format!("'{program}' {command} {pipes}")]);
        shell.current_dir(place.0.path()).output().unwrap()
    };
    let commands = [
        "pack in --keep-going --format pack --out c.kashkul",
        "pack in --keep-going --format pack --out c.kashkul --json",
        "info c.kashkul",
        "info c.kashkul --json",
        "search c.kashkul text",
        "search c.kashkul text --json",
        "search c.kashkul nothing",
        "export c.kashkul --format list",
        "eval c.kashkul --queries queries.tsv",
        "eval c.kashkul --queries queries.tsv --qrels qrels.tsv --ablation",
        "completions bash",
        "init .",
    ];
    for command in commands {
        let output = run(command, "> /dev/full");
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{command}: {said}");
        let last = said.lines().last().unwrap();
        assert!(last.starts_with("standard output: "), "{command}: {said}");
    }
    // Nor does it matter whether remarks can be made.
    let output = run(
        "pack in --keep-going --format pack --out c.kashkul",
        "2> /dev/full",
    );
    assert_eq!(output.status.code(), Some(3), "{output:?}");
    assert_eq!(run("search in text", "2> /dev/full").status.code(), Some(1));

    // Whoever reads no more than the beginning hears nothing.
    for command in ["search c.kashkul text", "completions bash"] {
        let output = run(command, "| true; exit ${PIPESTATUS[0]}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(
            matches!(output.status.code(), Some(0 | 141)),
            "{command}: {said}"
        );
        assert_eq!(said, "", "{command}");
    }
}

#[test]
fn a_hit_names_its_section() {
    let text = b"# Guide\n\nFirst words.\n\n## How to install\n\nCopy the file.\n";
    let place = Place::new(&[("guide.md", text)]);
    let hit = json(&place.run(&["search", "in", "copy", "--json"]));
    assert_eq!(hit["section"]["title"], "How to install");
    assert_eq!(hit["section"]["anchor"], "how-to-install");
    let hit = json(&place.run(&["search", "in", "first", "--json"]));
    assert!(hit.get("section").is_none(), "{hit}");
    let said = place.run(&["search", "in", "copy"]).stdout;
    let said = String::from_utf8(said).unwrap();
    assert!(said.contains("How to install  #how-to-install"), "{said}");
}

#[test]
fn articles_are_searched_and_measured_without_a_pack() {
    let place = Place::new(&[("docs.jsonl", RECORD.as_bytes())]);
    fs::write(place.path("queries.tsv"), "q1\trecord\nq2\tnothing\n").unwrap();
    fs::write(place.path("qrels.tsv"), "q1\tr\t1\n\n").unwrap();
    let output = place.run(&["search", "in/docs.jsonl", "record", "--json"]);
    let hit = json(&output);
    assert_eq!(
        (hit["id"].as_str(), hit["title"].as_str()),
        (Some("r"), Some("Record"))
    );

    let output = place.run(&[
        "eval",
        "in/docs.jsonl",
        "--queries",
        "queries.tsv",
        "--qrels",
        "qrels.tsv",
        "--run",
        "run",
    ]);
    let said = String::from_utf8(output.stdout).unwrap();
    for part in [
        "queries 1 ",
        "nDCG@10 1.0000",
        "MRR@10 1.0000",
        "R@10 1.0000",
        "R@100 1.0000",
    ] {
        assert!(said.contains(part), "{said}");
    }
    for part in ["p50 ", "p95 ", "p99 "] {
        assert!(said.contains(part), "{said}");
    }
    let run = fs::read_to_string(place.path("run")).unwrap();
    let columns: Vec<&str> = run.lines().next().unwrap().split(' ').collect();
    assert_eq!(
        [columns[0], columns[1], columns[2], columns[3], columns[5]],
        ["q1", "Q0", "r", "1", "kashkul"]
    );

    fs::write(place.path("queries.tsv"), "q1\tx\nno tab\n").unwrap();
    let output = place.run(&["eval", "in/docs.jsonl", "--queries", "queries.tsv"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with("queries.tsv:2: no tab"), "{said}");
}

#[test]
fn a_run_has_six_columns_whatever_the_ids_are() {
    let record =
        |id: &str| format!("{{\"id\": \"{id}\", \"title\": \"Record\", \"text\": \"x\"}}\n");
    let ids = ["my file%20", "50%", "\u{62a}\u{a0}\u{62a}"];
    let place = Place::new(&[("docs.jsonl", ids.map(record).concat().as_bytes())]);
    // As a spreadsheet saves them: with a mark at their beginning, lines ended its way.
    fs::write(place.path("queries.tsv"), "\u{feff}q 1\trecord\r\n").unwrap();
    fs::write(
        place.path("qrels.tsv"),
        "\u{feff}q 1\tmy file%20\t1\r\nq 1\t50%\t1\r\n",
    )
    .unwrap();
    let eval = || {
        place.run(&[
            "eval",
            "in/docs.jsonl",
            "--queries",
            "queries.tsv",
            "--qrels",
            "qrels.tsv",
            "--run",
            "run",
        ])
    };
    let said = String::from_utf8(eval().stdout).unwrap();
    assert!(
        said.contains("queries 1 ") && said.contains("R@100 1.0000"),
        "{said}"
    );
    let run = fs::read_to_string(place.path("run")).unwrap();
    let mut found: Vec<&str> = Vec::new();
    for line in run.lines() {
        let columns: Vec<&str> = line.split_whitespace().collect();
        assert_eq!((columns.len(), columns[0]), (6, "q%201"), "{line}");
        found.push(columns[2]);
    }
    found.sort_unstable();
    assert_eq!(found, ["50%", "my%20file%2520", "\u{62a}%C2%A0\u{62a}"]);

    fs::write(place.path("queries.tsv"), "\trecord\n").unwrap();
    let said = String::from_utf8(eval().stderr).unwrap();
    assert!(
        said.starts_with("queries.tsv:1: no id before the tab"),
        "{said}"
    );
}

#[test]
fn collections_are_exported_for_other_engines() {
    let place = Place::new(&[("a.txt", PAGE.as_bytes()), ("r.jsonl", RECORD.as_bytes())]);
    let export = |more: &[&str]| place.run(&[&["export", "in", "--format"], more].concat());
    let lines = |output: &Output| -> Vec<Value> {
        let text = String::from_utf8(output.stdout.clone()).unwrap();
        let lines = text.lines();
        lines
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    };
    assert_eq!(lines(&export(&["meilisearch"]))[1]["key"], "r");
    let bulk = lines(&export(&["opensearch", "--index", "news"]));
    assert_eq!(
        (bulk.len(), &bulk[0]["index"]["_index"]),
        (4, &"news".into())
    );
    assert_eq!(lines(&export(&["list"]))[0][0]["title"], "Title");

    // What is exported can be packed again, and is the same to a search.
    let output = export(&["typesense", "--out", "again.jsonl"]);
    assert!(output.status.success() && output.stdout.is_empty());
    let found = |source: &str| json(&place.run(&["search", source, "record", "--json"]));
    assert_eq!(found("again.jsonl")["id"], found("in")["id"]);

    let output = place.run(&["export", "nothing", "--format", "list"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("nothing"));
}

#[test]
fn settings_to_begin_with_are_written_once_and_are_sound() {
    let place = Place::new(&[("a.txt", PAGE.as_bytes())]);
    assert!(place.run(&["init", "in"]).status.success());
    assert_eq!(place.pack(&[]).0, 0);
    let index = Index::open_verified(fs::read(place.path("out")).unwrap()).unwrap();
    assert_eq!(index.title(), "A collection");
    assert_eq!(
        place.run(&["init", "in"]).status.code(),
        Some(1),
        "never written over"
    );
}

#[test]
fn shells_and_people_are_helped() {
    let place = Place::new(&[]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = place.run(&["completions", shell]);
        assert!(
            String::from_utf8(output.stdout)
                .unwrap()
                .contains("keep-going"),
            "{shell}"
        );
    }
    let help = place.run(&["pack", "--help"]);
    assert!(
        String::from_utf8(help.stdout)
            .unwrap()
            .contains("Examples:")
    );
    assert_eq!(place.run(&["pack"]).status.code(), Some(2));
}
