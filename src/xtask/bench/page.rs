//! `cargo xtask bench --page`: how soon the page shows itself, and its results, on a slow line and a
//! slow device.
//!
//! Owns the table of `bench/page.md`; `bench/page.mjs` loads the page and types into it.

use std::fmt::Write as _;
use std::fs;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use super::figures::percentile;
use super::machine::Machine;
use crate::{Paths, dist};

/// Measures, prints the table, and writes `bench/page.md`.
pub(crate) fn run(paths: &Paths) -> Result<()> {
    let machine = Machine::find()?;
    dist::build_site(paths)?;
    let scripts = paths.root.join("bench");
    let printed = Command::new(&machine.node)
        .arg(scripts.join("page.mjs"))
        .arg(paths.dist().join("site"))
        .env("CHROME", &machine.browser)
        .stderr(Stdio::inherit())
        .output()
        .context("cannot run Node")?;
    ensure!(
        printed.status.success(),
        "bench/page.mjs: {}",
        printed.status
    );
    let table = table(&serde_json::from_slice(&printed.stdout)?)?;
    let text = format!(
        "# The page on a slow device\n\nPrinted by `cargo xtask bench --page` on {}. {}.\n\n{table}\n{}",
        machine.today()?,
        machine.described(),
        include_str!("../../../bench/page-method.md"),
    );
    fs::write(scripts.join("page.md"), text)?;
    print!("{table}");
    Ok(())
}

/// A row for each device. Times are in milliseconds.
fn table(measured: &Value) -> Result<String> {
    let mut out = String::from(
        "| | LCP ms, median | worst | of | CLS, worst | keys | drawn ms, p50 | p75 | p95 \
         | an empty box, p50 | p75 | p95 | presented ms, p50 | p75 | p95 | busy ms |\n\
         |---|---:|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n",
    );
    for (device, figures) in measured.as_object().context("no devices")? {
        let of_loads = |name: &str| sorted(&figures["loads"], name);
        let keys = |list: &str, name: &str| -> Result<String> {
            let times = sorted(&figures[list], name)?;
            let shares = [50, 75, 95].map(|share| percentile(&times, share));
            let cells = shares
                .into_iter()
                .flatten()
                .map(|time| format!("{time:.0}"));
            Ok(cells.collect::<Vec<_>>().join(" | "))
        };
        let (lcp, cls) = (of_loads("lcp")?, of_loads("cls")?);
        let worst = |values: &[f64]| values.last().copied().unwrap_or(f64::NAN);
        writeln!(
            out,
            "| {device} | {:.0} | {:.0} | `{}` | {:.4} | {} | {} | {} | {} | {:.1} |",
            lcp[lcp.len() / 2],
            worst(&lcp),
            figures["loads"][0]["element"]
                .as_str()
                .context("no element")?,
            worst(&cls),
            figures["typed"].as_array().map_or(0, Vec::len),
            keys("typed", "drawn")?,
            keys("box", "drawn")?,
            keys("typed", "presented")?,
            figures["busy"].as_f64().context("no busy")?,
        )?;
    }
    Ok(out)
}

/// One figure of every measurement of a list, in rising order.
fn sorted(list: &Value, name: &str) -> Result<Vec<f64>> {
    let list = list.as_array().filter(|list| !list.is_empty());
    let mut values = list
        .context("nothing was measured")?
        .iter()
        .map(|one| one[name].as_f64().with_context(|| format!("no {name}")))
        .collect::<Result<Vec<f64>>>()?;
    values.sort_by(f64::total_cmp);
    Ok(values)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_device_is_a_row_of_medians_and_worsts() {
        let load = |lcp: f64, cls: f64| json!({ "lcp": lcp, "cls": cls, "element": "#masthead" });
        let stroke = |drawn: f64, presented: f64| json!({ "drawn": drawn, "presented": presented });
        let measured = json!({ "phone": {
            "loads": [load(900.0, 0.0), load(800.4, 0.0), load(850.0, 0.01)],
            "typed": [stroke(30.0, 40.0), stroke(20.0, 24.0), stroke(25.04, 32.0)],
            "box": [{ "drawn": 9.0 }, { "drawn": 9.0 }, { "drawn": 11.0 }],
            "busy": 31.25,
        }});
        let table = table(&measured).unwrap();
        let row = "| phone | 850 | 900 | `#masthead` | 0.0100 | 3 | 25 | 30 | 30 | 9 | 11 | 11 | 32 | 40 | 40 | 31.2 |\n";
        assert!(table.ends_with(row), "{table}");
    }

    #[test]
    fn what_was_not_measured_is_named() {
        let check = |measured: Value, expected: &str| {
            let error = table(&measured).unwrap_err().to_string();
            assert_eq!(error, expected);
        };
        check(json!({ "phone": { "loads": [] } }), "nothing was measured");
        check(json!({ "phone": { "loads": [{ "lcp": 1 }] } }), "no cls");
    }
}
