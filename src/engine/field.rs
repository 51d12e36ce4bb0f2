//! The fields of a document and what each counts in ranking.
//!
//! Owns the order in which fields stand in the pack and their weights; which text goes into which
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

    /// How many occurrences in the body one occurrence here is worth, and how strongly the length
    /// of the field tells against it (0 not at all, 1 fully).
    ///
    /// Headlines and keywords are chosen words; their length says little. The body's 0.75 is the
    /// value of the BM25 literature (Robertson, Zaragoza 2009).
    pub(crate) const fn weight(index: usize) -> (f32, f32) {
        match index {
            0 => (2.5, 0.3),
            1 => (1.5, 0.5),
            2 => (1.0, 0.75),
            3 => (1.5, 0.3),
            _ => (1.0, 0.3),
        }
    }
}
