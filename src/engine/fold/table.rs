//! The tables of character folding, written as the letters themselves and packed by the compiler.
//!
//! Owns only data: which table answers for which character is decided in `fold`.

/// Stands in an [`ARABIC`] cell for a character that folds to nothing.
pub(super) const DROPPED: u8 = 0x00;
/// Stands in an [`ARABIC`] cell for a decimal digit: its value is the low nibble of the character.
pub(super) const DIGIT: u8 = 0x01;
/// Stands in an [`ARABIC`] cell for a character that folds into ASCII punctuation.
pub(super) const PUNCTUATION: u8 = 0x02;

/// What each character of U+0600..=U+06FF becomes: the low byte of another character of that block,
/// or one of [`DROPPED`], [`DIGIT`], [`PUNCTUATION`].
pub(super) static ARABIC: [u8; 256] = arabic();

const fn arabic() -> [u8; 256] {
    let mut table = [0; 256];
    let mut low = 0;
    while low < 256 {
        table[low] = arabic_letter(low as u8);
        low += 1;
    }
    table
}

/// The fold of U+06`low`.
pub(super) const fn arabic_letter(low: u8) -> u8 {
    match low {
        // Number signs, marks, tatweel, the high hamza and the Arabic letter mark.
        0x00..=0x05 | 0x10..=0x1a | 0x1c | 0x40 | 0x4b..=0x5f | 0x70 | 0x74 => DROPPED,
        0xd6..=0xdc | 0xdf..=0xe8 | 0xea..=0xed => DROPPED,
        0x60..=0x69 | 0xf0..=0xf9 => DIGIT,
        0x6a..=0x6c => PUNCTUATION,
        // Alef with madda, hamza, wasla or a wavy hamza.
        0x22 | 0x23 | 0x25 | 0x71..=0x73 | 0x75 => 0x27,
        // Every yeh, the yeh of a hamza and yeh barree.
        0x20 | 0x26 | 0x3d..=0x3f | 0x49 | 0x4a | 0x78 | 0xcd | 0xce | 0xd0..=0xd3 => 0xcc,
        // Every waw, the waw of a hamza too.
        0x24 | 0x76 | 0x77 | 0xc4..=0xcb | 0xcf => 0x48,
        0x43 | 0xaa => 0xa9,
        0xab => 0xaf,
        // Teh marbuta, heh doachashmee, heh goal and the Uyghur ae.
        0x29 | 0xbe | 0xc0..=0xc3 | 0xd5 | 0xff => 0x47,
        // Veh of Arabic writing.
        0xa4 | 0xa5 => 0x41,
        _ => low,
    }
}

/// The folded letters that ligatures are made of, as low bytes of U+06xx; index 0 is "no letter".
static LIGATURE_LETTERS: [u8; 32] =
    *b"\0\x27\x28\x2a\x2b\x2c\x2d\x2e\x2f\x30\x31\x32\x33\x34\x35\x36\
    \x37\x38\x39\x3a\x41\x42\xa9\x44\x45\x46\x47\x48\xcc\0\0\0";

/// First character of [`LIGATURES`].
pub(super) const FIRST_LIGATURE: u32 = 0xfbea;
/// Last character of [`LIGATURES`].
pub(super) const LAST_LIGATURE: u32 = 0xfdc7;

/// The ligatures U+FBEA..=U+FDC7 in code point order: three letters of five bits each.
static LIGATURES: [u16; (LAST_LIGATURE - FIRST_LIGATURE + 1) as usize] = pack_ligatures(
    "یا یا یه یه یو یو یو یو یو یو یو یو یی یی یی یی یی یی ی ی ی ی یج یح \
        یم یی یی بج بح بخ بم بی بی تج تح تخ تم تی تی ثج ثم ثی ثی جح جم حج حم خج \
        خح خم سج سح سخ سم صح صم ضج ضح ضخ ضم طح طم ظم عج عم غج غم فج فح فخ فم فی \
        فی قح قم قی قی کا کج کح کخ کل کم کی کی لج لح لخ لم لی لی مج مح مخ مم می \
        می نج نح نخ نم نی نی هج هم هی هی یج یح یخ یم یی یی ذ ر ی - - - - \
        - - یر یز یم ین یی یی بر بز بم بن بی بی تر تز تم تن تی تی ثر ثز ثم ثن \
        ثی ثی فی فی قی قی کا کل کم کی کی لم لی لی ما مم نر نز نم نن نی نی ی یر \
        یز یم ین یی یی یج یح یخ یم یه بج بح بخ بم به تج تح تخ تم ته ثم جح جم حج \
        حم خج خم سج سح سخ سم صح صخ صم ضج ضح ضخ ضم طح ظم عج عم غج غم فج فح فخ فم \
        قح قم کج کح کخ کل کم لج لح لخ لم له مج مح مخ مم نج نح نخ نم نه هج هم ه \
        یج یح یخ یم یه یم یه بم به تم ته ثم ثه سم سه شم شه کل کم لم نم نه یم یه \
        - - - طی طی عی عی غی غی سی سی شی شی حی حی جی جی خی خی صی صی ضی ضی شج \
        شح شخ شم شر سر صر ضر طی طی عی عی غی غی سی سی شی شی حی حی جی جی خی خی صی \
        صی ضی ضی شج شح شخ شم شر سر صر ضر شج شح شخ شم سه شه طم سج سح سخ شج شح شخ \
        طم ظم ا ا - - - - - - - - - - - - - - - - - - تجم تحج \
        تحج تحم تخم تمج تمح تمخ جمح جمح حمی حمی سحج سجح سجی سمح سمح سمج سمم سمم صحح صحح صمم شحم شحم شجی \
        شمخ شمخ شمم شمم ضحی ضخم ضخم طمح طمح طمم طمی عجم عمم عمم عمی غمم غمی غمی فخم فخم قمح قمم لحم لحی \
        لحی لجج لجج لخم لخم لمح لمح محج محم محی مجح مجم مخج مخم - - مجخ همج همم نحم نحی نجم نجم نجی \
        نمی نمی یمم یمم بخی تجی تجی تخی تخی تمی تمی جمی جحی جمی سخی صحی شحی ضحی لجی لمی یحی یجی یمی ممی \
        قمی نحی قمح لحم عمی کمی نجح مخی لجم کمم لجم نجح جحی حجی مجی فمی بحی کمم عجم صمم سخی نجی",
);

/// The letters of a ligature, as low bytes of U+06xx and zeros; all zeros where the character is no
/// ligature of letters.
pub(super) fn ligature(c: u32) -> [u8; 3] {
    let packed = LIGATURES[(c - FIRST_LIGATURE) as usize];
    [10, 5, 0].map(|shift| LIGATURE_LETTERS[usize::from(packed >> shift) & 31])
}

const fn pack_ligatures<const N: usize>(text: &str) -> [u16; N] {
    let bytes = text.as_bytes();
    let mut table = [0; N];
    let (mut entry, mut at) = (0, 0);
    while at < bytes.len() {
        match bytes[at] {
            b' ' => {
                entry += 1;
                at += 1;
            }
            b'-' => at += 1,
            _ => {
                let low = low_byte(bytes, at);
                let mut letter = 1;
                while LIGATURE_LETTERS[letter] != low {
                    letter += 1;
                }
                table[entry] = table[entry] << 5 | letter as u16;
                at += 2;
            }
        }
    }
    assert!(entry + 1 == N);
    table
}

/// The low byte of the two-byte UTF-8 character at `at`.
const fn low_byte(bytes: &[u8], at: usize) -> u8 {
    bytes[at] << 6 | bytes[at + 1] & 0x3f
}

/// The presentation forms U+FB50..=U+FBB1 in runs of one letter.
pub(super) static FORMS_A: [u8; 0x62] = pack_forms(
    "ا2 ٻ4 پ4 ڀ4 ٺ4 ٿ4 ٹ4 ف4 ڦ4 ڄ4 ڃ4 چ4 ڇ4 ڍ2 ڌ2 ڎ2 ڈ2 ژ2 ڑ2 ک4 گ4 ڳ4 ڱ4 ں2 ڻ4 ه2 ه4 ه4 ی2 ی2",
);

/// The presentation forms U+FBD3..=U+FBE9 in runs of one letter.
pub(super) static FORMS_B: [u8; 0x17] = pack_forms("ڭ4 و2 و2 و2 و1 و2 و2 و2 ی4 ی2");

/// The presentation forms U+FE81..=U+FEF4 in runs of one letter.
pub(super) static FORMS_C: [u8; 0x74] = pack_forms(
    "ا2 ا2 و2 ا2 ی4 ا2 ب4 ه2 ت4 ث4 ج4 ح4 خ4 د2 ذ2 ر2 ز2 س4 ش4 ص4 ض4 ط4 ظ4 ع4 غ4 ف4 ق4 ک4 ل4 م4 \
     ن4 ه4 و2 ی2 ی4",
);

const fn pack_forms<const N: usize>(runs: &str) -> [u8; N] {
    let bytes = runs.as_bytes();
    let mut table = [0; N];
    let (mut filled, mut at) = (0, 0);
    while at < bytes.len() {
        let mut left = bytes[at + 2] - b'0';
        while left > 0 {
            table[filled] = low_byte(bytes, at);
            filled += 1;
            left -= 1;
        }
        at += 4;
    }
    assert!(filled == N);
    table
}

/// Stands in a Latin cell for a letter without a plain base: it stays what it is, in lower case.
pub(super) const UNBASED: u8 = b'-';

/// The base letters of U+00C0..=U+02AF; a capital is the two letters of [`latin_pair`].
pub(super) static LATIN: [u8; 0x1f0] = *b"\
    aaaaaaAceeeeiiiidnooooo-ouuuuyTSaaaaaaAceeeeiiiidnooooo-ouuuuyTy\
    aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiIIjjkkklllllll\
    lllnnnnnnnnnooooooOOrrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs\
    bbbb--occdddd-aaeffggHiikkl-mnnoooQQppr--s-ttttuuuvyyzzz-------w\
    ----DDDLLLNNNaaiioouuuuuuuuuuaaaaaAAggggkkoooozzjDDDggHwnnaaAAoo\
    aaaaeeeeiiiioooorrrruuuussttzzhhndUUzzaaeeooooooooyylnt---acclts\
    z--buveejjqqrryyaaabocdd-a-e----g--g--h-ii-lll-m-mnn-o------rrr-\
    r-ss----tuuvv---zzz----------j--q---------------";

/// The base letters of U+1E00..=U+1EFF, as in [`LATIN`].
pub(super) static LATIN_ADDITIONAL: [u8; 0x100] = *b"\
    aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm\
    mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv\
    wwwwwwwwwwxxxxyyzzzzzzhtwyas--S-aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
    eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy----yy";

/// The base letters of U+2C60..=U+2C7F, as in [`LATIN`].
pub(super) static LATIN_C: [u8; 0x20] = *b"lllprathhkkzzamaavwwvhh-eroejvsz";

/// The two letters behind a capital in a Latin table.
pub(super) fn latin_pair(code: u8) -> Option<(char, char)> {
    Some(match code {
        b'A' => ('a', 'e'),
        b'D' => ('d', 'z'),
        b'H' => ('h', 'v'),
        b'I' => ('i', 'j'),
        b'L' => ('l', 'j'),
        b'N' => ('n', 'j'),
        b'O' => ('o', 'e'),
        b'Q' => ('o', 'i'),
        b'S' => ('s', 's'),
        b'T' => ('t', 'h'),
        b'U' => ('o', 'u'),
        _ => return None,
    })
}
