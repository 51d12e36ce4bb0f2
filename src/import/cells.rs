//! Rows of tables as paragraphs: owns what stands between their cells.

pub(crate) const BETWEEN: &str = " | ";

/// What a row says from its first word to its last; nothing where all of its cells are empty.
pub(crate) fn words(row: &str) -> &str {
    row.trim_matches(|c: char| c == '|' || c.is_whitespace())
}
