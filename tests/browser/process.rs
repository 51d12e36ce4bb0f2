//! The processes beside a browser.
//!
//! Owns ending them with the test that started them, and the screen for an engine that needs one.

use std::env;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

/// A process, ended when dropped.
#[derive(Debug)]
pub(crate) struct Process(Child);

impl Process {
    pub(crate) fn of(child: Child) -> Process {
        Process(child)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Both fail only where it has ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A screen that nobody sees, for an engine that cannot do without.
#[derive(Debug)]
pub(crate) struct Screen {
    _server: Process,
    display: String,
}

impl Screen {
    pub(crate) fn start() -> Screen {
        let program = env::var("XVFB").expect("XVFB names a program: run `cargo xtask test`");
        let mut server = Command::new(program)
            .args(["-displayfd", "1", "-screen", "0", "1280x1024x24"])
            .args(["-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb starts");
        let mut number = String::new();
        let stdout = server.stdout.take().expect("its output");
        BufReader::new(stdout)
            .read_line(&mut number)
            .expect("Xvfb says which screen it is");
        Screen {
            _server: Process(server),
            display: format!(":{}", number.trim()),
        }
    }

    /// What programs on it are told by `DISPLAY`.
    pub(crate) fn display(&self) -> &str {
        &self.display
    }
}
