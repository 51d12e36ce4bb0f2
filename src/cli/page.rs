//! The page's files, which the program carries.
//!
//! Owns finding them: inside the program, or, in a checkout whose page was not built yet, by
//! building it. What is made of them is `site`'s.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

use kashkul_cli::fonts::{self, Fonts};
use kashkul_cli::offline::{self, ICONS, Icon, Offline};
use kashkul_cli::site::Assets;

use crate::error::Error;
use crate::terminal;

/// Names and contents, as the build script found them.
const FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/page.rs"));

/// The scripts that are known by their names; the page imports all others on demand.
const KNOWN: [&str; 4] = ["app.js", "inline.js", "offline.js", "sw.js"];

/// The files of the browser side.
pub(crate) struct Page {
    template: Cow<'static, str>,
    script: Cow<'static, str>,
    inline_script: Cow<'static, str>,
    style: Cow<'static, str>,
    wasm: Cow<'static, [u8]>,
    worker: Cow<'static, str>,
    offline_script: Cow<'static, str>,
    icons: Vec<Cow<'static, [u8]>>,
    /// Each font with its licence.
    fonts: [[Cow<'static, [u8]>; 2]; 2],
    letters: Cow<'static, str>,
    on_demand: Vec<(String, String)>,
}

impl Page {
    /// Takes the files out of the program.
    ///
    /// # Errors
    /// When the program was built without them and is not run by cargo in its checkout.
    pub(crate) fn load() -> Result<Page, Error> {
        if FILES.is_empty() {
            let folder = built_now().ok_or(Error::NoPage)?;
            return Page::of(&read_all(&folder).ok_or(Error::NoPage)?);
        }
        let files = FILES.iter();
        let named = files.map(|(name, bytes)| ((*name).to_owned(), Cow::Borrowed(*bytes)));
        Page::of(&named.collect::<Vec<_>>())
    }

    fn of(files: &[(String, Cow<'static, [u8]>)]) -> Result<Page, Error> {
        let find = |name: &str| {
            let file = files.iter().find(|(file, _)| file == name);
            file.map(|(_, bytes)| bytes.clone())
        };
        let text = |name: &str| match find(name)? {
            Cow::Borrowed(bytes) => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
            Cow::Owned(bytes) => String::from_utf8(bytes).ok().map(Cow::Owned),
        };
        let on_demand = || {
            let names = files.iter().map(|(name, _)| name);
            let others =
                names.filter(|name| name.ends_with(".js") && !KNOWN.contains(&name.as_str()));
            others
                .map(|name| Some((name.clone(), text(name)?.into_owned())))
                .collect::<Option<Vec<_>>>()
        };
        let font = |name: &str| {
            let licence = find(&format!("{name}-OFL.txt"))?;
            Some([find(&format!("{name}.woff2"))?, licence])
        };
        let page = || {
            Some(Page {
                template: text("index.html")?,
                script: text("app.js")?,
                inline_script: text("inline.js")?,
                style: text("kashkul.css")?,
                wasm: find("kashkul.wasm")?,
                worker: text("sw.js")?,
                offline_script: text("offline.js")?,
                on_demand: on_demand()?,
                fonts: [font(fonts::NAMES[0])?, font(fonts::NAMES[1])?],
                letters: text("letters.txt")?,
                icons: ICONS
                    .iter()
                    .map(|(name, _)| find(name))
                    .collect::<Option<_>>()?,
            })
        };
        page().ok_or(Error::NoPage)
    }

    /// The icons of an installed site.
    pub(crate) fn icons(&self) -> Vec<Icon<'_>> {
        offline::icons(self.icons.iter().map(Cow::as_ref))
    }

    /// The fonts, and what they have.
    pub(crate) fn fonts(&self) -> Fonts<'_> {
        let files = self.fonts.each_ref();
        let files = files.map(|font| font.each_ref().map(Cow::as_ref));
        Fonts::of(files, &self.letters)
    }

    /// The files with a collection beside them, and its rules of style.
    pub(crate) fn assets<'a>(
        &'a self,
        icons: &'a [Icon<'a>],
        pack: &'a [u8],
        theme: &'a str,
    ) -> Assets<'a> {
        Assets {
            template: &self.template,
            script: &self.script,
            inline_script: &self.inline_script,
            style: &self.style,
            theme,
            wasm: &self.wasm,
            on_demand: &self.on_demand,
            pack: Some(pack),
            fonts: self.fonts(),
            offline: Offline {
                worker: &self.worker,
                script: &self.offline_script,
                icons,
            },
        }
    }
}

/// The files of a folder by their names.
fn read_all(folder: &Path) -> Option<Vec<(String, Cow<'static, [u8]>)>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).ok()? {
        let entry = entry.ok()?;
        let bytes = fs::read(entry.path()).ok()?;
        files.push((entry.file_name().into_string().ok()?, Cow::Owned(bytes)));
    }
    files.sort();
    Some(files)
}

/// The folder of the files, built anew, where cargo runs the program in its checkout.
fn built_now() -> Option<PathBuf> {
    let cargo = env::var_os("CARGO")?;
    let package = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR")?);
    if !package.ends_with("src/cli") {
        return None;
    }
    terminal::say("this build of kashkul carries no page yet: building it");
    let status = Command::new(cargo)
        .args(["xtask", "serve", "--once"])
        .current_dir(package.join("../.."))
        .stdout(Stdio::null())
        .status();
    status
        .is_ok_and(|status| status.success())
        .then(|| package.join("page"))
}
