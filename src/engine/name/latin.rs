//! How the languages of the Latin script read names.
//!
//! The letters do not tell the language, so a spelling is read as all of them read it: ch is that
//! of Churchill, of Christian and of Bach.

use super::phone::Phone::{self, *};
use super::spelling::{END, LOST, Spelling, letters_at};

/// Reads a word of folded letters (see `fold`).
pub(super) fn read(word: &[char], out: &mut Spelling) {
    let mut i = 0;
    while i < word.len() {
        let previous = if i > 0 { word[i - 1] } else { ' ' };
        i += if is_vowel(word[i]) {
            vowel(word, i, previous, out);
            1
        } else if word[i] == previous {
            1
        } else {
            consonant(word, i, previous, out)
        };
    }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

fn vowel(word: &[char], i: usize, previous: char, out: &mut Spelling) {
    let (phone, short) = match word[i] {
        'a' => (A, 20),
        'e' => (E, 10),
        'o' => (O, 30),
        'u' => (U, 30),
        _ => (I, 30),
    };
    match word[i + 1..] {
        // Ouagadougou.
        [next, ..] if i == 1 && previous == 'o' && phone == U && is_vowel(next) => {
            out.push(&[U, W], 40);
        }
        _ if i == 0 => out.push(&[phone], 35),
        [next, ..] if is_vowel(next) => out.push_vowel(&[phone], 20, 25),
        _ if is_vowel(previous) => out.push_vowel(&[phone], 20, 25),
        [] if phone == E => out.push_vowel(&[E], 5, 10),
        [] => out.push_vowel(&[phone], 30, 35),
        _ => out.push_vowel(&[phone], short, 35),
    }
}

/// Pushes the consonant at `i` and returns how many letters write it.
fn consonant(word: &[char], i: usize, previous: char, out: &mut Spelling) -> usize {
    let letters: [char; 5] = letters_at(word, i);
    let is_first = i == 0;
    // French does not speak the last consonant of Camus and Foucault.
    let at_end = if letters[1] == END && i >= 3 {
        50
    } else {
        LOST
    };
    let (readings, cost, length): (&[Phone], u8, usize) = match letters {
        ['t', 'z', 's', 'c', 'h'] => (&[Ch], LOST, 5),
        ['t', 's', 'c', 'h', ..] => (&[Ch], LOST, 4),
        ['s', 'h', 'c', 'h', ..] => (&[Sh, Ch], LOST, 4),
        ['s', 'c', 'h', ..] => {
            out.push(&[Sh, S], LOST);
            (&[K], 10, 3)
        }
        ['t', 'c', 'h', ..] => (&[Ch], LOST, 3),
        ['s', 'h', ..] => (&[Sh], LOST, 2),
        ['s', 'z', ..] => (&[Sh, S], LOST, 2),
        ['z', 'h' | 's', ..] => (&[Zh, Ch], LOST, 2),
        ['k', 'h', ..] => (&[Kh, K], LOST, 2),
        ['g', 'h', 'a' | 'e' | 'i' | 'o' | 'u' | 'y', ..] if previous != 'n' => (&[G, F], LOST, 2),
        ['g', 'h', ..] if previous != 'n' => (&[G, F], 30, 2),
        ['p', 'h', ..] => (&[F], LOST, 2),
        ['t', 'h', ..] => (&[T], LOST, 2),
        ['d', 'h', ..] => (&[D, Z], LOST, 2),
        ['d', 'j', ..] => (&[J], LOST, 2),
        ['c', 'k' | 'q', ..] => (&[K], LOST, 2),
        ['c', 'z', ..] => (&[Ch, S], LOST, 2),
        ['c', 's', ..] if !is_first => (&[Ch, S], LOST, 2),
        ['c', 'h', ..] => (&[Ch, K, Kh], LOST, 2),
        // Turkish c is j.
        ['c', 'e' | 'i' | 'y', ..] => (&[S, Ch, J], LOST, 1),
        ['c', ..] => (&[K, Ch], LOST, 1),
        ['d', 'z', ..] => (&[D], 30, 1),
        ['d', ..] => (&[D], at_end, 1),
        // Spanish g before e and i is that of Jorge.
        ['g', 'e' | 'i' | 'y', ..] => (&[G, J, Kh], if previous == 'n' { 12 } else { LOST }, 1),
        ['g', ..] if previous == 'n' => (&[G], 12, 1),
        // Modigliani, Bologna.
        ['g', 'n' | 'l', ..] if !is_first => (&[G], 50, 1),
        ['g', ..] => (&[G], LOST, 1),
        ['h', ..] if is_first => (&[H], 60, 1),
        ['h', END, ..] => (&[H], 10, 1),
        // Chihuahua.
        ['h', 'u', next, ..] if is_vowel(next) => (&[H], 20, 1),
        ['h', next, ..] if !is_vowel(next) => (&[H], 25, 1),
        ['h', ..] if is_vowel(previous) => (&[H], 60, 1),
        ['h', ..] => (&[H], 25, 1),
        ['j', ..] => (&[J, I, Kh], LOST, 1),
        ['k', 'n', ..] if is_first => (&[K], 40, 1),
        ['k', ..] => (&[K], LOST, 1),
        ['l', 'l', ..] if !is_first => (&[L, I], LOST, 1),
        ['q', 'u', ..] => (&[K], LOST, 1),
        ['q', ..] => (&[Q, Ch], LOST, 1),
        // Gautier.
        ['r', END, ..] if previous == 'e' && i >= 3 => (&[R], 60, 1),
        // German sp and st.
        ['s', 't' | 'p', ..] => (&[S, Sh], LOST, 1),
        ['s', ..] => (&[S], at_end, 1),
        ['t', 's' | 'z', ..] => (&[T], 30, 1),
        ['t', ..] => (&[T], at_end, 1),
        ['w', next, ..] if is_vowel(next) => (&[W], LOST, 1),
        ['w', ..] => (&[U, V], 40, 1),
        ['x', ..] if is_first => (&[S, Sh], LOST, 1),
        // Bordeaux.
        ['x', END, ..] if previous == 'u' => {
            out.push(&[K], 20);
            (&[S], 20, 1)
        }
        ['x', ..] => {
            out.push(&[K], 50);
            (&[S, Sh], at_end, 1)
        }
        [c, ..] => match c {
            'b' => (&[B], LOST, 1),
            'f' => (&[F], LOST, 1),
            'l' => (&[L], LOST, 1),
            'm' => (&[M], LOST, 1),
            'n' => (&[N], LOST, 1),
            'p' => (&[P], LOST, 1),
            'r' => (&[R], LOST, 1),
            'v' => (&[V], LOST, 1),
            'z' => (&[Z], LOST, 1),
            _ => return 1,
        },
    };
    out.push(readings, cost);
    length
}
