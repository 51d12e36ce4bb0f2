//! Cost against size, drawn.
//!
//! Owns the looks of the plots in `bench/plots/`. There is no background, and the colours are of
//! middling lightness, so that they stand out from a light page and from a dark one.

use std::path::Path;

use anyhow::{Result, anyhow};
use plotters::coord::Shift;
use plotters::prelude::*;

/// A line: an engine's name, and its cost by number of documents.
pub(crate) type Line = (String, Vec<(f64, f64)>);

const SIZE: (u32, u32) = (760, 420);
const LEGEND_WIDTH: i32 = 130;
const INK: RGBColor = RGBColor(128, 136, 144);

/// Kashkul's first, then the peers' in the order of the run.
const COLOURS: [RGBColor; 8] = [
    RGBColor(0xe0, 0x31, 0x31),
    RGBColor(0x33, 0x8f, 0xe0),
    RGBColor(0x2f, 0x9e, 0x44),
    RGBColor(0xa8, 0x6f, 0xe0),
    RGBColor(0xd9, 0x82, 0x0f),
    RGBColor(0x0c, 0x9b, 0xa6),
    RGBColor(0xd6, 0x4f, 0xa0),
    RGBColor(0x8a, 0x7a, 0x4f),
];

/// Draws lines over the numbers of documents, both axes logarithmic.
pub(crate) fn draw(path: &Path, caption: &str, unit: &str, lines: &[Line]) -> Result<()> {
    let area = SVGBackend::new(path, SIZE).into_drawing_area();
    draw_on(&area, caption, unit, lines)
        .and_then(|()| area.present().map_err(|error| error.to_string()))
        .map_err(|error| anyhow!("{}: {error}", path.display()))
}

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

fn draw_on(area: &Area<'_>, caption: &str, unit: &str, lines: &[Line]) -> Result<(), String> {
    let points = || lines.iter().flat_map(|(_, points)| points);
    let span = |values: &mut dyn Iterator<Item = f64>| {
        values.fold((f64::INFINITY, 0.0f64), |(least, most), value| {
            (least.min(value), most.max(value))
        })
    };
    let (least_x, most_x) = span(&mut points().map(|(x, _)| *x));
    let (least_y, most_y) = span(&mut points().map(|(_, y)| *y));
    if !least_y.is_finite() {
        return Err("there is nothing to draw".to_owned());
    }
    let (plot, legend) = area.split_horizontally(SIZE.0 as i32 - LEGEND_WIDTH);
    let style = |size: i32| ("sans-serif", size).into_font().color(&INK);
    let mut chart = ChartBuilder::on(&plot)
        .margin(12)
        .caption(caption, style(17))
        .x_label_area_size(42)
        .y_label_area_size(62)
        .build_cartesian_2d(
            (least_x * 0.9..most_x * 1.1).log_scale(),
            (least_y * 0.7..most_y * 1.4).log_scale(),
        )
        .map_err(|error| error.to_string())?;
    chart
        .configure_mesh()
        .axis_style(INK)
        .bold_line_style(INK.mix(0.35))
        .light_line_style(INK.mix(0.0))
        .label_style(style(13))
        .x_desc("documents")
        .y_desc(unit)
        .x_label_formatter(&|n| short(*n))
        .y_label_formatter(&|n| short(*n))
        .draw()
        .map_err(|error| error.to_string())?;
    for ((_, points), colour) in lines.iter().zip(COLOURS.iter().cycle()) {
        let is_first = std::ptr::eq(points, &lines[0].1);
        let line = colour.stroke_width(if is_first { 4 } else { 2 });
        let dots = points.iter().map(|at| Circle::new(*at, 4, colour.filled()));
        let line = LineSeries::new(points.iter().copied(), line);
        chart.draw_series(line).map_err(|error| error.to_string())?;
        chart.draw_series(dots).map_err(|error| error.to_string())?;
    }
    draw_legend(&legend, lines, &style(14))
}

/// The names, in the order of the lines at their right ends.
fn draw_legend(area: &Area<'_>, lines: &[Line], style: &TextStyle<'_>) -> Result<(), String> {
    let mut entries: Vec<_> = lines.iter().zip(COLOURS.iter().cycle()).collect();
    let end = |line: &Line| line.1.last().copied().unwrap_or_default();
    entries.sort_by(|(a, _), (b, _)| {
        let ((x_a, y_a), (x_b, y_b)) = (end(a), end(b));
        x_b.total_cmp(&x_a).then(y_b.total_cmp(&y_a))
    });
    for ((line, colour), row) in entries.into_iter().zip(0..) {
        let y = 56 + row * 24;
        let sample = PathElement::new([(0, y), (20, y)], colour.stroke_width(3));
        area.draw(&sample).map_err(|error| error.to_string())?;
        let name = Text::new(line.0.clone(), (28, y - 7), style.clone());
        area.draw(&name).map_err(|error| error.to_string())?;
    }
    Ok(())
}

/// A number on an axis.
fn short(number: f64) -> String {
    match number {
        n if n >= 1000.0 => format!("{}k", n / 1000.0),
        n => format!("{n}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plot_names_every_line_and_paints_no_background() {
        let folder = std::env::temp_dir().join(format!("kashkul-plots-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("plot.svg");
        let lines = [
            ("Kashkul".to_owned(), vec![(100.0, 0.2), (1000.0, 1.5)]),
            ("Peer".to_owned(), vec![(100.0, 3.0)]),
        ];
        draw(&path, "query", "ms", &lines).unwrap();
        let svg = std::fs::read_to_string(&path).unwrap();
        for part in [
            "Kashkul",
            "Peer",
            "query",
            "ms",
            "documents",
            "1k",
            "#E03131",
            "#338FE0",
        ] {
            assert!(svg.contains(part), "{part} is not in {svg}");
        }
        assert!(
            !svg.contains("#FFFFFF") && !svg.contains("#000000"),
            "{svg}"
        );
        assert!(draw(&path, "query", "ms", &[]).is_err());
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
