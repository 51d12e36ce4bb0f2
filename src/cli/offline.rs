//! What a hosted site needs besides its page to work without a network.
//!
//! Owns the list of files that the service worker keeps, each with the digest of its bytes, the
//! version's name, and the web application manifest. What the worker does with the list is
//! `www/sw.js`; when, `www/offline.js`.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256, Sha384};

use crate::site::File;

/// The browser's files that work apart from the page, the same for every collection.
#[derive(Debug, Clone, Copy)]
pub struct Offline<'a> {
    /// The service worker without its list.
    pub worker: &'a str,
    /// The page's second part, loaded after the first result.
    pub script: &'a str,
    /// The icons by their names: one of them is a drawing, the others are pictures of it.
    pub icons: &'a [Icon<'a>],
}

/// The names of the icons and their sizes. The pictures are of the drawing, made once.
pub const ICONS: [(&str, &str); 4] = [
    ("icon.svg", "any"),
    ("icon-192.png", "192x192"),
    ("icon-512.png", "512x512"),
    ("maskable-512.png", "512x512"),
];

/// The icons of a site, of their contents in the order of [`ICONS`].
pub fn icons<'a>(contents: impl Iterator<Item = &'a [u8]>) -> Vec<Icon<'a>> {
    let named = ICONS.into_iter().zip(contents);
    named
        .map(|((path, sizes), bytes)| Icon {
            path,
            sizes,
            is_maskable: path.starts_with("maskable"),
            bytes,
        })
        .collect()
}

/// An icon of an installed site.
#[derive(Debug, Clone, Copy)]
pub struct Icon<'a> {
    /// The name of its file.
    pub path: &'static str,
    /// Its sizes as a manifest has them.
    pub sizes: &'static str,
    /// Whether a system may cut its edge to a shape of its own.
    pub is_maskable: bool,
    /// The picture.
    pub bytes: &'a [u8],
}

/// Adds to a site's files what keeps them.
///
/// The pictures are left out of what is kept: a system takes them when it installs the site.
pub(crate) fn complete(mut files: Vec<File>, offline: &Offline<'_>, manifest: &Value) -> Vec<File> {
    files.push(File::new("offline.js", offline.script));
    files.push(File::new("manifest.webmanifest", manifest.to_string()));
    let worker = worker(offline.worker, &files);
    files.push(File::new("sw.js", worker));
    let icons = offline.icons.iter();
    files.extend(icons.map(|icon| File::new(icon.path, icon.bytes)));
    files
}

/// What a page can compare a file with: its subresource integrity.
#[must_use]
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", BASE64.encode(Sha384::digest(bytes)))
}

/// The service worker with the list of files and a name for their content and its own.
fn worker(code: &str, files: &[File]) -> String {
    let list: Vec<[String; 2]> = files
        .iter()
        .map(|file| {
            let digest = BASE64.encode(Sha384::digest(&file.bytes));
            [file.path.to_owned(), digest]
        })
        .collect();
    let rest = format!("const FILES={};\n{code}", json!(list));
    let mut version = String::new();
    for byte in &Sha256::digest(&rest)[..8] {
        // Writing to a string cannot fail.
        let _ = write!(version, "{byte:02x}");
    }
    format!("const VERSION=\"{version}\";{rest}")
}

/// What a system shows of an installed site, and how text is shared to its search.
pub(crate) fn manifest(title: &str, lang: &str, dir: &str, icons: &[Icon<'_>]) -> Value {
    let icons: Vec<Value> = icons
        .iter()
        .map(|icon| {
            json!({
                "src": icon.path,
                "sizes": icon.sizes,
                "type": if icon.path.ends_with(".svg") { "image/svg+xml" } else { "image/png" },
                "purpose": if icon.is_maskable { "maskable" } else { "any" },
            })
        })
        .collect();
    json!({
        "id": "./",
        "start_url": "./",
        "scope": "./",
        "name": title,
        "short_name": title,
        "lang": lang,
        "dir": dir,
        "display": "standalone",
        "background_color": "#f6f7f4",
        "theme_color": "#0b6f71",
        "icons": icons,
        "launch_handler": { "client_mode": "navigate-existing" },
        "share_target": {
            "action": "./",
            "method": "GET",
            "enctype": "application/x-www-form-urlencoded",
            "params": { "title": "title", "text": "text", "url": "url" },
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &'static str, bytes: &[u8]) -> File {
        File::new(path, bytes)
    }

    #[test]
    fn the_worker_knows_every_file_by_its_bytes() {
        let check = |code: &str, files: &[File]| worker(code, files);
        let one = check("go();", &[file("a.js", b"abc")]);
        // The SHA-384 of the standard's own example (FIPS 180-4).
        let digest = "ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn";
        assert!(
            one.ends_with(&format!("const FILES=[[\"a.js\",\"{digest}\"]];\ngo();")),
            "{one}"
        );
        let version = |text: &str| text[..text.find(';').unwrap()].to_owned();
        let others = [
            check("go();", &[file("a.js", b"abd")]),
            check("go();", &[file("b.js", b"abc")]),
            check("stop();", &[file("a.js", b"abc")]),
        ];
        for other in &others {
            assert_ne!(version(&one), version(other));
        }
        assert_eq!(one, check("go();", &[file("a.js", b"abc")]));
    }

    #[test]
    fn pictures_are_shipped_and_not_kept() {
        let icon = Icon {
            path: "icon-512.png",
            sizes: "512x512",
            is_maskable: true,
            bytes: b"png",
        };
        let offline = Offline {
            worker: "",
            script: "",
            icons: &[icon],
        };
        let manifest = manifest("\u{6a9}", "fa", "rtl", offline.icons);
        assert_eq!(manifest["dir"], "rtl");
        assert_eq!(manifest["icons"][0]["purpose"], "maskable");
        let files = complete(vec![file("index.html", b"")], &offline, &manifest);
        let names: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
        let expected = [
            "index.html",
            "offline.js",
            "manifest.webmanifest",
            "sw.js",
            "icon-512.png",
        ];
        assert_eq!(names, expected);
        let worker = String::from_utf8_lossy(&files[3].bytes);
        for name in &expected[..3] {
            assert!(worker.contains(&format!("[\"{name}\",")), "{worker}");
        }
        assert!(
            !worker.contains("icon-512") && !worker.contains("\"sw.js\""),
            "{worker}"
        );
    }
}
