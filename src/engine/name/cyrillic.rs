//! How the languages of the Cyrillic script write names, Russian above all; Japanese and Chinese
//! ones by Polivanov and Palladius.

use super::phone::Phone::{self, *};
use super::spelling::{LOST, Spelling, letters_at};

/// Reads a word of folded letters (see `fold`).
pub(super) fn read(word: &[char], out: &mut Spelling) {
    let mut i = 0;
    while i < word.len() {
        let previous = if i > 0 { word[i - 1] } else { ' ' };
        i += if let Some(phone) = vowel(word[i]) {
            push_vowel(phone, &word[i..], previous, i == 0, out);
            1
        } else if word[i] == previous {
            1
        } else {
            push_consonant(letters_at(word, i), previous, out)
        };
    }
}

fn vowel(c: char) -> Option<Phone> {
    Some(match c {
        'а' | 'я' | 'ә' => A,
        'е' | 'э' | 'є' => E,
        'и' | 'і' | 'ы' | 'ј' => I,
        'о' | 'ө' => O,
        'у' | 'ю' | 'ү' | 'ұ' => U,
        _ => return None,
    })
}

fn push_vowel(phone: Phone, rest: &[char], previous: char, is_first: bool, out: &mut Spelling) {
    let follows_vowel = vowel(previous).is_some();
    let precedes_vowel = rest.get(1).is_some_and(|&c| vowel(c).is_some());
    // я and ю begin with a glide where no consonant before them takes it.
    if matches!(rest[0], 'я' | 'ю') && (is_first || follows_vowel || matches!(previous, 'ь' | 'ъ'))
    {
        out.push(&[I], 10);
    }
    let (unwritten, dropped) = match phone {
        // Уолтер.
        U if precedes_vowel => return out.push(&[U, W], 40),
        _ if is_first => (35, 35),
        _ if follows_vowel || precedes_vowel => (20, 25),
        _ if rest.len() == 1 => (30, 35),
        E => (10, 35),
        A => (20, 35),
        I => (30, 35),
        _ => (30, 35),
    };
    // Folding made one letter of е and ё.
    let readings: &[Phone] = if rest[0] == 'е' { &[E, O] } else { &[phone] };
    out.push_vowel(readings, unwritten, dropped);
}

/// Pushes the first consonant of letters and returns how many of them write it.
fn push_consonant(letters: [char; 2], previous: char, out: &mut Spelling) -> usize {
    let (readings, cost, length): (&[Phone], u8, usize) = match letters {
        ['д', 'ж', ..] => (&[J], LOST, 2),
        // Polivanov: дзю is ju.
        ['д', 'з', ..] => {
            out.push(&[D], 10);
            (&[Z, J], LOST, 2)
        }
        // Palladius: Чжан is Zhang, Цзэминь is Zemin.
        ['ч', 'ж', ..] => (&[Zh, Ch], LOST, 2),
        ['ц', 'з', ..] => (&[Z, J], LOST, 2),
        ['ц', ..] => {
            out.push(&[T], 15);
            (&[S], LOST, 1)
        }
        ['т', 'с' | 'ц', ..] => (&[T], 30, 1),
        // Polivanov: ти is chi, си is shi.
        ['т', 'и', ..] => (&[T, Ch], LOST, 1),
        ['с', 'и' | 'е' | 'ь' | 'ю' | 'я', ..] => (&[S, Sh], LOST, 1),
        ['г' | 'ґ' | 'ғ', ..] if previous == 'н' => (&[G], 12, 1),
        ['г' | 'ґ' | 'ғ', ..] => (&[G, H], LOST, 1),
        ['х' | 'ҳ' | 'һ', ..] => (&[Kh], 60, 1),
        [c, _] => (consonant(c), LOST, 1),
    };
    if !readings.is_empty() {
        out.push(readings, cost);
    }
    length
}

fn consonant(c: char) -> &'static [Phone] {
    match c {
        'б' => &[B],
        'п' => &[P],
        'в' => &[V],
        'д' | 'ђ' => &[D],
        // The z of Latin Žanetić has lost its mark.
        'ж' => &[Zh, Z],
        'з' => &[Z],
        'к' | 'қ' => &[K],
        'л' | 'љ' => &[L],
        'м' => &[M],
        'н' | 'њ' | 'ң' => &[N],
        'р' => &[R],
        'с' => &[S],
        'т' => &[T],
        'ф' => &[F],
        'ч' | 'ћ' => &[Ch],
        'ш' | 'щ' => &[Sh],
        'џ' | 'ҷ' => &[J],
        _ => &[],
    }
}
