//! The fields of a document and what each counts in ranking.
//!
//! Owns the order in which fields stand in the pack and their usual weights; which text goes into which
//! field is decided by `writer`.

/// A searchable part of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Title,
    Lead,
    Body,
    Tags,
    /// Source, rubric, the publisher's number and the years of publication.
    Source,
}

/// How often something stands in each field.
pub(crate) type Counts = [u32; Field::COUNT];

impl Field {
    pub(crate) const COUNT: usize = 5;

    /// How strongly the length of a field tells against it (0 not at all, 1 fully).
    ///
    /// Headlines and keywords are chosen words; their length says little. The body's 0.75 is the
    /// value of the BM25 literature (Robertson, Zaragoza 2009).
    pub(crate) const fn strictness(index: usize) -> f32 {
        match index {
            1 => 0.5,
            2 => 0.75,
            _ => 0.3,
        }
    }
}

/// What an occurrence in each field is worth, in hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weights {
    /// In the headline.
    pub title: u32,
    /// In the standfirst.
    pub lead: u32,
    /// In any other paragraph.
    pub body: u32,
    /// In the keywords.
    pub tags: u32,
    /// In the source, the rubric, the publisher's number and the years of publication.
    pub source: u32,
}

impl Default for Weights {
    fn default() -> Weights {
        Weights {
            title: 250,
            lead: 150,
            body: 100,
            tags: 150,
            source: 100,
        }
    }
}

impl Weights {
    /// In the order of the fields.
    pub(crate) fn of_fields(self) -> [u32; Field::COUNT] {
        [self.title, self.lead, self.body, self.tags, self.source]
    }
}
