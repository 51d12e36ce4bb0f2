//! The browsers that tests run in, and their drivers.
//!
//! Owns finding them, installing them on a Debian that belongs to us, and the one sentence that
//! says what to install elsewhere. What is done in them is `tests/browser`.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result, bail, ensure};

use crate::Paths;
use crate::process::{cargo, find_program, output, run, say};

/// The driver of Firefox that Debian does not have; built once below the target directory.
const GECKODRIVER: &str = "0.37.1";

/// A program that tests need.
struct Program {
    /// The variable that names it, for this tool and for the tests.
    variable: &'static str,
    /// What it is called in `PATH`.
    names: &'static [&'static str],
    /// Where else it usually is.
    places: &'static [&'static str],
}

/// An engine: its programs, and the packages of Debian that hold them.
struct Engine {
    name: &'static str,
    programs: &'static [Program],
    packages: &'static [&'static str],
}

const CHROMIUM: Engine = Engine {
    name: "Chromium",
    programs: &[
        Program {
            variable: "CHROME",
            names: &[
                "chromium",
                "chromium-browser",
                "google-chrome",
                "google-chrome-stable",
                "chrome",
            ],
            places: &[
                "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
                "/Applications/Chromium.app/Contents/MacOS/Chromium",
                r"C:\Program Files\Google\Chrome\Application\chrome.exe",
            ],
        },
        Program {
            variable: "CHROMEDRIVER",
            names: &["chromedriver", "chromium.chromedriver"],
            places: &[
                "/usr/lib/chromium-browser/chromedriver",
                "/usr/lib/chromium/chromedriver",
            ],
        },
    ],
    packages: &["chromium", "chromium-driver"],
};

const FIREFOX: Engine = Engine {
    name: "Firefox",
    programs: &[Program {
        variable: "FIREFOX",
        names: &["firefox-esr", "firefox"],
        places: &[
            "/Applications/Firefox.app/Contents/MacOS/firefox",
            r"C:\Program Files\Mozilla Firefox\firefox.exe",
        ],
    }],
    packages: &["firefox-esr"],
};

const WEBKITGTK: Engine = Engine {
    name: "WebKitGTK",
    programs: &[
        Program {
            variable: "MINIBROWSER",
            names: &["MiniBrowser"],
            places: &[
                "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
                "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
                "/usr/libexec/webkit2gtk-4.1/MiniBrowser",
                "/usr/lib/webkit2gtk-4.1/MiniBrowser",
            ],
        },
        Program {
            variable: "WEBKITDRIVER",
            names: &["WebKitWebDriver"],
            places: &[],
        },
        Program {
            variable: "XVFB",
            names: &["Xvfb"],
            places: &[],
        },
    ],
    packages: &["webkit2gtk-driver", "xvfb"],
};

/// The variables that name every program of the browser tests.
pub(crate) fn all(paths: &Paths) -> Result<Vec<(&'static str, PathBuf)>> {
    let mut missing = Vec::new();
    let mut programs = Vec::new();
    for engine in [&CHROMIUM, &FIREFOX, &WEBKITGTK] {
        match engine.have() {
            Ok(found) => programs.extend(found),
            Err(error) => missing.push(error.to_string()),
        }
    }
    match geckodriver(paths) {
        Ok(path) => programs.push(("GECKODRIVER", path)),
        Err(error) => missing.push(error.to_string()),
    }
    ensure!(missing.is_empty(), "{}", missing.join("\n"));
    Ok(programs)
}

/// The variables that name Chromium and its driver.
pub(crate) fn chromium() -> Result<Vec<(&'static str, PathBuf)>> {
    CHROMIUM.have()
}

impl Engine {
    /// Finds the programs, installing them where that is ours to do.
    fn have(&self) -> Result<Vec<(&'static str, PathBuf)>> {
        if let Some(found) = self.find() {
            return Ok(found);
        }
        if find_program("apt-get").is_some()
            && output(Command::new("id").arg("-u")).as_deref() == Some("0")
        {
            say(&format!("installing {} and its driver", self.name));
            let install = ["install", "-y", "--no-install-recommends"];
            let installed =
                apt_get(&["update"]).and_then(|()| apt_get(&[&install, self.packages].concat()));
            if let Err(error) = installed {
                eprintln!("{error:#}");
            }
            if let Some(found) = self.find() {
                return Ok(found);
            }
        }
        let variables: Vec<&str> = self
            .programs
            .iter()
            .map(|program| program.variable)
            .collect();
        bail!(
            "{} or its driver is missing, which the browser tests drive: install it (Debian: \
             `apt-get install {}`), or name its programs in the variables {}",
            self.name,
            self.packages.join(" "),
            variables.join(", ")
        )
    }

    fn find(&self) -> Option<Vec<(&'static str, PathBuf)>> {
        let programs = self.programs.iter();
        programs
            .map(|program| Some((program.variable, program.find()?)))
            .collect()
    }
}

impl Program {
    /// By the variable that names it, else by its usual names, else in its usual places.
    fn find(&self) -> Option<PathBuf> {
        if let Some(path) = env::var_os(self.variable) {
            return Some(PathBuf::from(path)).filter(|path| path.is_file());
        }
        let mut places = self.places.iter().map(PathBuf::from);
        self.names
            .iter()
            .find_map(|name| find_program(name))
            .or_else(|| places.find(|path| path.is_file()))
    }
}

/// Has the driver of Firefox: one that is there, else one built from its crate.
///
/// The npm package of that name downloads a program from elsewhere, and Debian has none. Built
/// without optimizing it takes two minutes of two cores, and drives as fast.
fn geckodriver(paths: &Paths) -> Result<PathBuf> {
    const THERE: Program = Program {
        variable: "GECKODRIVER",
        names: &["geckodriver"],
        places: &[],
    };
    let root = paths.target.join("tools");
    let built = root.join(format!("bin/geckodriver{}", env::consts::EXE_SUFFIX));
    if let Some(path) = THERE.find() {
        return Ok(path);
    }
    if !built.is_file() {
        say("building geckodriver, the driver of Firefox");
        build_geckodriver(&root)?;
    }
    Ok(built)
}

fn build_geckodriver(root: &Path) -> Result<()> {
    let version = format!("geckodriver@{GECKODRIVER}");
    let target = root.join("build");
    let built = run(cargo()
        .args(["install", "--debug", "--locked", "--root"])
        .arg(root)
        .arg(version)
        // Away from the workspace, whose profiles are not its own.
        .env("CARGO_TARGET_DIR", &target)
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .current_dir(env::temp_dir()));
    if let Err(error) = built {
        bail!(
            "{error:#}: the driver of Firefox is missing; install geckodriver {GECKODRIVER} or \
             newer so that it is in PATH, or name it in the variable GECKODRIVER"
        );
    }
    // Half a gigabyte that nothing asks for again.
    fs::remove_dir_all(&target).with_context(|| format!("cannot remove {}", target.display()))
}

fn apt_get(arguments: &[&str]) -> Result<()> {
    run(Command::new("apt-get")
        .env("DEBIAN_FRONTEND", "noninteractive")
        .args(arguments))
}
