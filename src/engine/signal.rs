//! What ranking listens to, each of which can be turned off to measure what it is worth.
//!
//! Owns the list of signals. They can be turned off with the crate's feature `ablation` alone: in the
//! module they cost nothing.

/// One of the things that ranking listens to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// Other forms of a word: stems, plurals, articles, derivations.
    Forms,
    /// Names in other scripts and spellings.
    Names,
    /// Other names of the same.
    Aliases,
    /// Words that one was meant to be.
    Typos,
    /// The last word as the beginning of one.
    Completion,
    /// The keys on other keyboard layouts.
    Layouts,
    /// The form that was typed, beside the others.
    Typed,
    /// Headlines and keywords before the body.
    Fields,
    /// The length of a field.
    Lengths,
    /// Function words counting less than others.
    Weak,
    /// The nearness of words.
    Proximity,
    /// Questions of which not all words must be there.
    Softness,
}

impl Signal {
    /// All of them.
    pub const ALL: [Signal; 12] = [
        Signal::Forms,
        Signal::Names,
        Signal::Aliases,
        Signal::Typos,
        Signal::Completion,
        Signal::Layouts,
        Signal::Typed,
        Signal::Fields,
        Signal::Lengths,
        Signal::Weak,
        Signal::Proximity,
        Signal::Softness,
    ];

    /// Its name in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Signal::Forms => "forms",
            Signal::Names => "names",
            Signal::Aliases => "aliases",
            Signal::Typos => "typos",
            Signal::Completion => "completion",
            Signal::Layouts => "layouts",
            Signal::Typed => "typed form",
            Signal::Fields => "fields",
            Signal::Lengths => "lengths",
            Signal::Weak => "weak words",
            Signal::Proximity => "proximity",
            Signal::Softness => "softness",
        }
    }
}
