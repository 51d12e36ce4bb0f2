//! What measures, and what is measured with.
//!
//! Owns finding Node and Chromium, and the words for a figure's day and machine.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::process::output;
use crate::{browsers, setup};

/// The programs of a measurement.
pub(crate) struct Machine {
    /// Runs the scripts of `bench/`.
    pub(crate) node: PathBuf,
    /// Is started anew for each measurement.
    pub(crate) browser: PathBuf,
}

impl Machine {
    /// Finds them, and sets up what is missing.
    pub(crate) fn find() -> Result<Machine> {
        let mut programs = browsers::chromium()?.into_iter();
        let browser = programs.find(|(variable, _)| *variable == "CHROME");
        Ok(Machine {
            node: setup::node()?,
            browser: browser
                .map(|(_, path)| path)
                .context("there is no Chromium")?,
        })
    }

    /// The day, as `YYYY-MM-DD`.
    pub(crate) fn today(&self) -> Result<String> {
        let words = ["-p", "new Date().toISOString().slice(0, 10)"];
        output(Command::new(&self.node).args(words)).context("Node does not know the day")
    }

    /// Processor, memory and versions.
    pub(crate) fn described(&self) -> String {
        let script = "const os = require('os'); `${os.cpus().length} cores (${os.cpus()[0].model}), \
            ${Math.round(os.totalmem() / 2 ** 30)} GB, ${os.type()}; Node ${process.versions.node}`";
        let machine = output(Command::new(&self.node).args(["-p", script]));
        let browser = output(Command::new(&self.browser).arg("--version"));
        [machine, browser]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join("; ")
    }
}
