//! Other seats of the hamzas of a typed word. Folding, which sees one letter at a time, keeps them apart:
//! مسؤول and مسئول, هیأت and هیئت, رؤوس and رءوس.

/// Calls `found` with the word as it is with another seat, for each of its hamzas that may have one, by
/// the letters that were typed: سؤال is not سیال.
pub(super) fn other_seats(typed: &str, mut found: impl FnMut(&str)) {
    let letters: Vec<char> = typed.chars().collect();
    let letter = |at: usize| letters.get(at).copied().unwrap_or_default();
    let bare = typed.strip_prefix('و').unwrap_or(typed);
    let bare = bare.strip_prefix("ال").unwrap_or(bare);
    let n_particle = letters.len() - bare.chars().count();
    let mut spelling = String::with_capacity(typed.len());
    for at in 1..letters.len() {
        let is_possible = |seat: char| match seat {
            // Where a word begins it is another: الأوان, لأول.
            'أ' => at > n_particle + 1,
            // A lone hamza is dropped behind three letters.
            'ء' => at < 3 || seat == letter(at),
            _ => true,
        };
        let own = letter(at);
        let others = seats([at - 1, at, at + 1, at + 2].map(letter)).iter();
        for seat in others.filter(|seat| is_possible(own) && is_possible(**seat) && **seat != own) {
            spelling.clear();
            spelling.extend(letters.iter().take(at));
            spelling.push(*seat);
            spelling.extend(letters.iter().skip(at + 1));
            found(&spelling);
        }
    }
}

/// The seats that a letter between others may have.
fn seats([before, own, next, after]: [char; 4]) -> &'static [char] {
    match (own, next) {
        ('ؤ' | 'ئ' | 'ء' | 'أ' | 'و', 'و') => &['ؤ', 'ئ', 'ء', 'أ'],
        ('أ' | 'ئ', 'ت' | 'ة') => &['أ', 'ئ'],
        ('أ' | 'ئ', 'ه') if after == '\0' => &['أ', 'ئ'],
        ('أ' | 'ئ', 'ل') if matches!(after, 'ه' | 'ة') => &['أ', 'ئ'],
        // هیأت without its sign.
        ('ا', 'ت') if matches!(before, 'ی' | 'ي') => &['ئ'],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether one of two words has the other's spelling.
    fn meets(typed: &str, other: &str) -> bool {
        let mut is_met = false;
        other_seats(typed, |spelling| is_met |= spelling == other);
        is_met
    }

    #[test]
    fn seats_are_interchanged() {
        for (a, b) in [
            ("مسؤول", "مسئول"),
            ("المسؤولية", "المسئولية"),
            ("شؤون", "شئون"),
            ("رؤوف", "رئوف"),
            ("رؤوس", "رءوس"),
            ("قرأوا", "قرءوا"),
            ("يقرؤون", "يقرأون"),
            ("هیأت", "هیئت"),
            ("هيئة", "هيأة"),
            ("جرأت", "جرئت"),
            ("نشأت", "نشئت"),
            ("مسأله", "مسئله"),
        ] {
            assert!(meets(a, b) && meets(b, a), "{a} {b}");
        }
        assert!(meets("مسوول", "مسئول") && meets("هیات", "هیئت"));
        // The one would become الروس, the Russians.
        assert!(!meets("الرؤوس", "الرءوس") && meets("الرءوس", "الرؤوس"));
    }

    #[test]
    fn other_words_keep_theirs() {
        for word in [
            "سؤال",
            "سأل",
            "رئة",
            "مئة",
            "لأول",
            "مسائل",
            "سال",
            "قباله",
            "تأليف",
            "سیول",
            "وو",
            "",
        ] {
            other_seats(word, |spelling| panic!("{word} {spelling}"));
        }
    }
}
