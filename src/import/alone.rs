//! Pictures that stand alone: owns telling them from those amid words.

use crate::letters;

/// A paragraph that is a picture, by its address as the source has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    pub(crate) paragraph: usize,
    pub(crate) address: String,
}

/// The pictures of the paragraph that is read: the address and the alternative text of each.
#[derive(Debug, Default)]
pub(crate) struct Alone(Vec<(String, String)>);

impl Alone {
    pub(crate) fn add(&mut self, address: &str, alt: &str) {
        self.0.push((address.to_owned(), alt.to_owned()));
    }

    /// Appends them as paragraphs, each with its alternative text, which may be empty.
    pub(crate) fn append_to(self, paragraphs: &mut Vec<String>, shown: &mut Vec<Shown>) {
        for (address, alt) in self.0 {
            let paragraph = paragraphs.len();
            shown.push(Shown { paragraph, address });
            paragraphs.push(letters::trim(&alt).to_owned());
        }
    }

    /// Whether a paragraph says no more than its pictures do.
    pub(crate) fn are_all_of(&self, paragraph: &str) -> bool {
        let letters = paragraph.chars().filter(|c| !c.is_whitespace());
        let alts = self.0.iter().flat_map(|(_, alt)| alt.chars());
        let have_addresses = self.0.iter().all(|(address, _)| !address.is_empty());
        !self.0.is_empty() && have_addresses && letters.eq(alts.filter(|c| !c.is_whitespace()))
    }
}
