//! How Persian and Arabic write names: long vowels with ا و ی, short ones seldom.

use super::phone::Phone::{self, *};
use super::spelling::{END, LOST, Spelling, letters_at};

/// Reads a word of folded letters (see `fold`).
pub(super) fn read(word: &[char], out: &mut Spelling) {
    let mut first = 0;
    // The article may be no part of the name.
    if let ['ا', 'ل', _, _, _, ..] = word {
        out.push(&[Any], 5);
        out.push(&[L], 15);
        first = 2;
    }
    let mut i = first;
    while i < word.len() {
        let previous = if i > first { word[i - 1] } else { ' ' };
        i += unit(letters_at(word, i), previous, i == first, out);
    }
}

/// Whether a letter writes a long vowel.
fn is_long(c: char) -> bool {
    matches!(c, 'ا' | 'ی' | 'و')
}

/// Pushes the first unit of letters and returns how many of them write it.
fn unit(letters: [char; 4], previous: char, is_first: bool, out: &mut Spelling) -> usize {
    let (readings, cost): (&[Phone], u8) = match letters {
        ['ت', 'ش', ..] => {
            out.push(&[Ch], LOST);
            return 2;
        }
        ['د', 'ج', ..] => (&[D], 10),
        // Mozart is موتسارت, Dzurinda دزوریندا.
        ['ت', 'س' | 'ز', ..] => (&[T], 30),
        ['د', 'س' | 'ز', ..] => (&[D], 30),
        ['ا', 'و' | 'ی', ..] if is_first => (&[Any], 10),
        // Stalin is استالین: no word begins with two consonants.
        ['ا', 'س' | 'ش', next, _] if is_first && next != END && !is_long(next) => (&[Any], 15),
        ['ا', ..] if is_first => (&[Any], 35),
        ['ا', END, ..] => (&[A], 40),
        ['ا', ..] => {
            out.push_vowel(&[A], 45, 35);
            return 1;
        }
        ['ی', ..] if previous == 'ی' => return 1,
        // Folding made one letter of the last ی and of ى, which is an a.
        ['ی', END, ..] => {
            out.push_vowel(&[I, A], 35, 40);
            return 1;
        }
        // A hamza between vowels was folded to ی.
        ['ی', 'ا' | 'و', ..] if matches!(previous, 'ا' | 'و') => (&[I], 15),
        ['ی', ..] => {
            out.push_vowel(&[I], 35, 40);
            return 1;
        }
        ['و', ..] if is_first => (&[V], LOST),
        ['و', END, ..] if is_long(previous) => (&[U, V], 45),
        ['و', END, ..] => (&[U], 45),
        ['و', next, ..] if is_long(previous) || is_long(next) => (&[V, U], 80),
        ['و', ..] => {
            out.push_vowel(&[U, V], 30, 40);
            return 1;
        }
        ['ع', ..] => (&[Any], if is_first { 30 } else { 10 }),
        // A last heh is an e or an a; so is the one inside of Khamenei.
        ['ه', END, ..] | ['ه', 'ا', 'ی', END] if !is_first => (&[Any, H], 10),
        ['ح', END, ..] if !is_first => (&[H], 40),
        ['ه' | 'ح', ..] => (&[H], 60),
        [c, ..] => {
            let readings = consonant(c);
            let cost = match readings {
                [] => return 1,
                [G | J, ..] if previous == 'ن' => 12,
                _ if c == previous => 20,
                _ => LOST,
            };
            (readings, cost)
        }
    };
    out.push(readings, cost);
    1
}

fn consonant(c: char) -> &'static [Phone] {
    match c {
        'ب' => &[B],
        'پ' => &[P],
        'ت' | 'ط' | 'ٹ' => &[T],
        'ث' => &[S, T],
        'ج' => &[J, G],
        'چ' => &[Ch],
        'خ' => &[Kh],
        'د' | 'ڈ' => &[D],
        'ذ' | 'ض' | 'ظ' => &[Z, D],
        'ر' | 'ڑ' => &[R],
        'ز' => &[Z],
        'ژ' => &[Zh, Z, Ch],
        'س' | 'ص' => &[S],
        'ش' => &[Sh],
        'غ' | 'گ' | 'ڭ' => &[G],
        'ف' => &[F],
        'ق' => &[Q, G],
        'ک' => &[K],
        'ل' => &[L],
        'م' => &[M],
        'ن' | 'ں' => &[N],
        _ => &[],
    }
}
