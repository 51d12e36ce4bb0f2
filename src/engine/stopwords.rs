//! Weak function words.
pub(crate) fn is_stop_word(_word: &str) -> bool { false }
