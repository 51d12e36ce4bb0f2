//! Which text of an article is searched in which field.

use crate::analyzer::Words;
use crate::calendar::Day;
use crate::field::Field;
use crate::stored::Stored;

/// Calls `each` with every text of an article and its words, in order.
pub(crate) fn each(article: &Stored<'_>, mut each: impl FnMut(Field, Words)) {
    let mut add = |field: Field, text: &str| each(field, Words::of(text));
    add(Field::Title, article.title);
    let lead = article.lead.unwrap_or_default();
    add(Field::Lead, lead);
    for paragraph in article.body() {
        // A lead that the page repeats in the body counts once.
        if paragraph != lead {
            add(Field::Body, paragraph);
        }
    }
    for tag in &article.tags {
        add(Field::Tags, tag);
    }
    for fact in article.facts() {
        add(Field::Source, fact);
    }
    for year in article.date.iter().flat_map(|date| years(date.iso)) {
        add(Field::Source, &year.to_string());
    }
}

/// The Gregorian and the Solar Hijri year of a day; none of what is no day.
fn years(iso: &str) -> impl Iterator<Item = i32> {
    let day = Day::from_iso(iso);
    day.into_iter()
        .flat_map(|day| [day.year, day.to_persian().year])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_has_a_year_in_both_calendars() {
        let years = |iso| years(iso).collect::<Vec<_>>();
        // Nowruz of 1403 was on 20 March 2024.
        assert_eq!(years("2024-03-19"), [2024, 1402]);
        assert_eq!(years("2024-03-20T02:33"), [2024, 1403]);
        assert!(years("2024-13-01").is_empty() && years("2024").is_empty());
    }
}
