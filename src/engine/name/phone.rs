//! Phones: the sounds that letters of all scripts are read as, and what it costs to mistake one.
//!
//! Owns the inventory, the consonant classes of the keys and the substitution costs. Which letter
//! is read as which phone is decided by `arabic`, `latin` and `cyrillic`.

/// A sound, as coarse as names keep it on their way through four scripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Phone {
    /// Any vowel: ع, an initial alef, a final heh.
    Any,
    A,
    E,
    I,
    O,
    U,
    B,
    P,
    T,
    D,
    K,
    Q,
    G,
    J,
    Zh,
    Ch,
    Sh,
    S,
    Z,
    F,
    V,
    W,
    H,
    Kh,
    M,
    N,
    L,
    R,
}

use super::key;
use Phone::*;

const N_PHONES: usize = R as usize + 1;

impl Phone {
    /// Whether the phone is left out of keys.
    pub(super) fn is_vowel(self) -> bool {
        self as u8 <= U as u8
    }

    /// The code that stands for the phone in a key; 0 for a vowel.
    pub(super) fn class(self) -> u8 {
        CLASSES[self as usize]
    }

    /// What it costs to read one phone as the other, in hundredths of a lost consonant.
    pub(super) fn substitution(self, other: Phone) -> u8 {
        SUBSTITUTIONS[self as usize][other as usize]
    }
}

/// The codes of the phones in their order; vowels have none.
static CLASSES: [u8; N_PHONES] = {
    let mut codes = *b"      PPTTKKKKKSSSSFFFHHMNLR";
    let mut phone = 0;
    while phone < N_PHONES {
        codes[phone] = key::code(codes[phone]);
        phone += 1;
    }
    codes
};

static SUBSTITUTIONS: [[u8; N_PHONES]; N_PHONES] = substitutions();

const fn substitutions() -> [[u8; N_PHONES]; N_PHONES] {
    const EXCEPTIONS: [(Phone, Phone, u8); 39] = [
        (Any, A, 5),
        (Any, E, 5),
        (Any, I, 15),
        (Any, O, 10),
        (Any, U, 10),
        (A, E, 25),
        (A, I, 60),
        (A, O, 30),
        (A, U, 60),
        (E, I, 5),
        (O, U, 5),
        (E, O, 45),
        (E, U, 50),
        (I, U, 75),
        (B, P, 15),
        (K, Q, 10),
        (G, J, 25),
        (J, Zh, 15),
        (G, Zh, 35),
        (Ch, Sh, 20),
        (S, Z, 25),
        (F, V, 10),
        (F, W, 15),
        (V, W, 5),
        (H, Kh, 20),
        (K, G, 40),
        (Q, G, 20),
        (Kh, K, 50),
        (W, U, 30),
        (V, U, 50),
        (W, O, 40),
        (Zh, Sh, 40),
        (Zh, Z, 50),
        (J, Ch, 50),
        (T, D, 50),
        (J, K, 60),
        (Ch, S, 30),
        (Ch, Z, 50),
        (Sh, S, 25),
    ];
    let mut table = [[120; N_PHONES]; N_PHONES];
    let mut a = 0;
    while a < N_PHONES {
        let mut b = 0;
        while b < N_PHONES {
            if a == b {
                table[a][b] = 0;
            } else if CLASSES[a] == CLASSES[b] {
                table[a][b] = if CLASSES[a] == 0 { 50 } else { 25 };
            }
            b += 1;
        }
        a += 1;
    }
    let mut i = 0;
    while i < EXCEPTIONS.len() {
        let (a, b, cost) = EXCEPTIONS[i];
        table[a as usize][b as usize] = cost;
        table[b as usize][a as usize] = cost;
        i += 1;
    }
    table
}
