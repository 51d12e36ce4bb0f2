//! The looks that a collection gives its page: owns the keys of `theme`, and the rules of style that
//! they become.

use toml::Spanned;
use toml::de::DeValue;

use crate::settings::{Misread, array, number, string, table, unknown_key};

const KEYS: [&str; 3] = ["accent", "colors", "size"];

/// What the accents stand on, in light and in dark colours: the page's own paper and sheet.
const GROUNDS: [Rgb; 2] = [[0xf6, 0xf7, 0xf4], [0x17, 0x21, 0x24]];

/// The least contrast of text (WCAG 2.2, 1.4.3).
const MIN_CONTRAST: f64 = 4.5;

/// Percents of the usual size of letters.
const USUAL_SIZE: u32 = 100;

type Rgb = [u8; 3];

/// How a collection's page looks before its reader chooses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// The colours of what can be touched, in light and in dark.
    accents: Option<[Rgb; 2]>,
    colors: Colors,
    size: u32,
}

/// Light or dark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Colors {
    /// As the reader's system has it.
    #[default]
    Auto,
    Light,
    Dark,
}

impl Default for Theme {
    fn default() -> Theme {
        Theme {
            accents: None,
            colors: Colors::Auto,
            size: USUAL_SIZE,
        }
    }
}

impl Theme {
    /// Reads the table; what is wrong inside of it goes to `problem`.
    pub(crate) fn read(
        value: &Spanned<DeValue<'_>>,
        problem: &mut impl FnMut(Misread),
    ) -> Result<Theme, Misread> {
        let mut theme = Theme::default();
        for (key, value) in table(value)? {
            let read = match key.get_ref().as_ref() {
                "accent" => accents(value).map(|accents| theme.accents = Some(accents)),
                "colors" => colors(value).map(|colors| theme.colors = colors),
                "size" => number(value, 80..=160).map(|size| theme.size = size.round() as u32),
                unknown => Err((key.span(), unknown_key(unknown, &KEYS))),
            };
            read.unwrap_or_else(&mut *problem);
        }
        Ok(theme)
    }

    /// The rules of style, for the screen alone; none where nothing is as it is not anyway.
    ///
    /// They count for more than the page's own, and for less than what its reader chooses.
    #[must_use]
    pub fn rules(&self) -> String {
        let mut rules = String::new();
        if let Some([light, dark]) = self.accents.map(|accents| accents.map(hex)) {
            rules.push_str(&format!(
                ":root:not([data-theme=sepia],[data-theme=contrast]){{\
                 --accent:light-dark({light},{dark});\
                 --glow:color-mix(in srgb,var(--accent) 12%,var(--sheet))}}"
            ));
        }
        let scheme = match self.colors {
            Colors::Auto => None,
            Colors::Light => Some("light"),
            Colors::Dark => Some("dark"),
        };
        if let Some(scheme) = scheme {
            rules.push_str(&format!(
                ":root:not([data-theme]),:root[data-theme=auto]{{color-scheme:{scheme}}}"
            ));
        }
        if self.size != USUAL_SIZE {
            rules.push_str(&format!(":root:root{{font-size:{}%}}", self.size));
        }
        match rules.is_empty() {
            true => rules,
            false => format!("@media screen{{{rules}}}"),
        }
    }
}

fn accents(value: &Spanned<DeValue<'_>>) -> Result<[Rgb; 2], Misread> {
    let wrong = |what: &str| (value.span(), what.to_owned());
    let colors = array(value, color)?;
    let colors = <[Rgb; 2]>::try_from(colors)
        .map_err(|_| wrong("two colours are expected here, for light and for dark"))?;
    for ((color, ground), which) in colors.into_iter().zip(GROUNDS).zip(["light", "dark"]) {
        let contrast = contrast(color, ground);
        if contrast < MIN_CONTRAST {
            let (color, ground) = (hex(color), hex(ground));
            return Err(wrong(&format!(
                "{color} cannot be read on the {which} page, {ground}: its contrast is \
                 {contrast:.1}, at least {MIN_CONTRAST} is needed"
            )));
        }
    }
    Ok(colors)
}

fn color(value: &Spanned<DeValue<'_>>) -> Result<Rgb, Misread> {
    let text = string(value)?;
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6);
    let number = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
    let [_, rgb @ ..] = number.map(u32::to_be_bytes).ok_or_else(|| {
        let what = format!("a colour like #0b6f71 is expected here, not \"{text}\"");
        (value.span(), what)
    })?;
    Ok(rgb)
}

fn colors(value: &Spanned<DeValue<'_>>) -> Result<Colors, Misread> {
    match string(value)?.as_str() {
        "auto" => Ok(Colors::Auto),
        "light" => Ok(Colors::Light),
        "dark" => Ok(Colors::Dark),
        other => {
            let what = format!("auto, light or dark is expected here, not \"{other}\"");
            Err((value.span(), what))
        }
    }
}

fn hex([red, green, blue]: Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// How well two colours are told apart, from 1 to 21 (WCAG 2.2).
fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(color: Rgb) -> f64 {
    let [red, green, blue] = color.map(|part| {
        let part = f64::from(part) / 255.0;
        match part <= 0.04045 {
            true => part / 12.92,
            false => ((part + 0.055) / 1.055).powf(2.4),
        }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Settings;

    #[track_caller]
    fn read(theme: &str) -> (Theme, Vec<(usize, String)>) {
        let mut problems = Vec::new();
        let text = format!("[theme]\n{theme}\n");
        (Settings::read(&text, &mut problems).theme, problems)
    }

    #[test]
    fn what_is_said_becomes_a_rule() {
        for (text, rules) in [
            ("", ""),
            ("size = 100\ncolors = 'auto'", ""),
            (
                "accent = ['#8A1C3B', '#f2a0b5']",
                "@media screen{:root:not([data-theme=sepia],[data-theme=contrast]){\
                 --accent:light-dark(#8a1c3b,#f2a0b5);\
                 --glow:color-mix(in srgb,var(--accent) 12%,var(--sheet))}}",
            ),
            (
                "colors = 'dark'\nsize = 112.4",
                "@media screen{:root:not([data-theme]),:root[data-theme=auto]{color-scheme:dark}\
                 :root:root{font-size:112%}}",
            ),
        ] {
            let (theme, problems) = read(text);
            assert_eq!(problems, []);
            assert_eq!(theme.rules(), rules, "{text}");
        }
    }

    #[test]
    fn wrong_values_are_named_with_their_line() {
        let (_, problems) = read("acent = 1\naccent = ['red']\ncolors = 'blue'\nsize = 300");
        let mut problems: Vec<_> = problems;
        problems.sort();
        assert_eq!(
            problems,
            [
                (
                    2,
                    "unknown key \"acent\"; did you mean \"accent\"?".to_owned()
                ),
                (
                    3,
                    "a colour like #0b6f71 is expected here, not \"red\"".to_owned()
                ),
                (
                    4,
                    "auto, light or dark is expected here, not \"blue\"".to_owned()
                ),
                (
                    5,
                    "a number from 80 to 160 is expected here, not 300".to_owned()
                ),
            ]
        );
        for (accent, what) in [
            (
                "['#0b6f71']",
                "two colours are expected here, for light and for dark",
            ),
            (
                "['#62cfc7', '#62cfc7']",
                "#62cfc7 cannot be read on the light page, #f6f7f4: its contrast is 1.7, \
                 at least 4.5 is needed",
            ),
            (
                "['#0b6f71', '#0b6f71']",
                "#0b6f71 cannot be read on the dark page, #172124: its contrast is 2.8, \
                 at least 4.5 is needed",
            ),
        ] {
            let (theme, problems) = read(&format!("accent = {accent}"));
            assert_eq!(problems, [(2, what.to_owned())]);
            assert_eq!(theme, Theme::default());
        }
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 1e-9);
        assert!((contrast([0x77; 3], [255; 3]) - 4.48).abs() < 0.01);
    }
}
