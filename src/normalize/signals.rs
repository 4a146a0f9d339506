//! One fast pass over a text that tells which repairs need a closer look.
//!
//! Owns the first glance only: a signal means "may be damaged", never "is". Clean text raises none, so
//! that it passes through at the speed of this scan.

use std::sync::LazyLock;

use encoding_rs::{BIG5, Encoding, GBK};

/// First character of the basic block of Han characters.
pub(crate) const HAN_FIRST: usize = 0x4E00;
/// How many there are.
pub(crate) const HAN_COUNT: usize = 0x9FFF - HAN_FIRST + 1;

const NEUTRAL: u8 = 0;
const TRADITIONAL: u8 = 1;
const SIMPLIFIED: u8 = 2;

/// Which script a character belongs to, by the two national character sets: what Big5 has and GB 2312
/// lacks is traditional, the other way round simplified.
static SCRIPT: LazyLock<Box<[u8; HAN_COUNT]>> = LazyLock::new(|| {
    let big5 = repertoire(BIG5, 0xA4..=0xF9, &[(0x40, 0x7E), (0xA1, 0xFE)]);
    let gb2312 = repertoire(GBK, 0xB0..=0xF7, &[(0xA1, 0xFE)]);
    let mut table = Box::new([NEUTRAL; HAN_COUNT]);
    for (slot, (in_big5, in_gb)) in table.iter_mut().zip(big5.into_iter().zip(gb2312)) {
        *slot = match (in_big5, in_gb) {
            (true, false) => TRADITIONAL,
            (false, true) => SIMPLIFIED,
            _ => NEUTRAL,
        };
    }
    table
});

/// Characters of the first levels of both national sets, which hold the common ones.
static COMMON: LazyLock<Vec<bool>> = LazyLock::new(|| {
    let big5 = repertoire(BIG5, 0xA4..=0xC6, &[(0x40, 0x7E), (0xA1, 0xFE)]);
    let gb2312 = repertoire(GBK, 0xB0..=0xD7, &[(0xA1, 0xFE)]);
    big5.into_iter().zip(gb2312).map(|(a, b)| a || b).collect()
});

/// Whether a character is written only in simplified text.
pub(crate) fn is_simplified(c: char) -> bool {
    (c as usize).checked_sub(HAN_FIRST).and_then(|i| SCRIPT.get(i)) == Some(&SIMPLIFIED)
}

/// Whether a character is written only in traditional text.
pub(crate) fn is_traditional(c: char) -> bool {
    (c as usize).checked_sub(HAN_FIRST).and_then(|i| SCRIPT.get(i)) == Some(&TRADITIONAL)
}

/// Whether a character is one of the common ones or a Chinese punctuation mark.
pub(crate) fn is_common(c: char) -> bool {
    let common_han = (c as usize).checked_sub(HAN_FIRST).and_then(|i| COMMON.get(i)).copied().unwrap_or(false);
    common_han
        || matches!(
            c,
            '，' | '。' | '、' | '；' | '：' | '？' | '！' | '（' | '）' | '“' | '”' | '《' | '》' | '—' | '…'
        )
}

fn repertoire(set: &'static Encoding, leads: std::ops::RangeInclusive<u8>, trails: &[(u8, u8)]) -> Vec<bool> {
    let mut has = vec![false; HAN_COUNT];
    for lead in leads {
        for trail in trails.iter().flat_map(|&(first, last)| first..=last) {
            let bytes = [lead, trail];
            let (text, _) = set.decode_without_bom_handling(&bytes);
            for c in text.chars() {
                if let Some(slot) = (c as usize).checked_sub(HAN_FIRST).and_then(|i| has.get_mut(i)) {
                    *slot = true;
                }
            }
        }
    }
    has
}

/// What the scan saw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Signals {
    /// `&` or `<` before what may be an entity or tag, runs of `?`, characters that cannot be seen.
    pub(crate) residue: bool,
    /// Full-width or compatibility forms, spaces other than the plain one.
    pub(crate) width: bool,
    /// Digits parted by 。 ， · or by a space from what follows.
    pub(crate) numbers: bool,
    /// Two marks in a row of which the first is a comma.
    pub(crate) commas: bool,
    /// A bracket with a Latin letter in it after a character.
    pub(crate) notes: bool,
    /// A question mark or replacement character among characters.
    pub(crate) slips: bool,
    /// Which script it is written in.
    pub(crate) scripts: Scripts,
}

/// How many characters speak for which script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Scripts {
    /// Han characters.
    pub(crate) han: usize,
    /// Characters of traditional script alone.
    pub(crate) traditional: usize,
    /// Characters of simplified script alone.
    pub(crate) simplified: usize,
}

impl Scripts {
    /// Counts the characters of a text.
    pub(crate) fn of(text: &str) -> Self {
        let mut counts = [0; 3];
        for c in text.chars() {
            if let Some(script) = (c as usize).checked_sub(HAN_FIRST).and_then(|i| SCRIPT.get(i)) {
                counts[usize::from(script & 3) % 3] += 1;
            }
        }
        Self::new(counts)
    }

    fn new(counts: [usize; 3]) -> Self {
        Self {
            han: counts.iter().sum(),
            traditional: counts[usize::from(TRADITIONAL)],
            simplified: counts[usize::from(SIMPLIFIED)],
        }
    }

    fn merged(self, other: Self) -> Self {
        Self {
            han: self.han + other.han,
            traditional: self.traditional + other.traditional,
            simplified: self.simplified + other.simplified,
        }
    }

    /// Whether a document is written in traditional script on the whole.
    pub(crate) fn is_traditional(self) -> bool {
        self.traditional >= 3 && self.traditional > self.simplified
    }
}

impl Signals {
    /// Scans a text.
    pub(crate) fn of(text: &str) -> Self {
        let table = &**SCRIPT;
        let bytes = text.as_bytes();
        let mut seen = Self::default();
        let mut scripts = [0usize; 3];
        let mut at = 0;
        while let Some(&b) = bytes.get(at) {
            if (0xE4..=0xE9).contains(&b) && at + 2 < bytes.len() {
                let code = (usize::from(b & 0xF) << 12)
                    | (usize::from(bytes[at + 1] & 0x3F) << 6)
                    | usize::from(bytes[at + 2] & 0x3F);
                scripts[usize::from(table.get(code.wrapping_sub(HAN_FIRST)).copied().unwrap_or(NEUTRAL) & 3)] += 1;
                at += 3;
            } else {
                at += seen.glance(bytes, at, b);
            }
        }
        seen.scripts = Scripts::new(scripts);
        seen
    }

    /// Both texts seen as one document.
    pub(crate) fn merged(self, other: Self) -> Self {
        Self {
            residue: self.residue | other.residue,
            width: self.width | other.width,
            numbers: self.numbers | other.numbers,
            commas: self.commas | other.commas,
            notes: self.notes | other.notes,
            slips: self.slips | other.slips,
            scripts: self.scripts.merged(other.scripts),
        }
    }

    /// Looks at one character that is no Han character of the basic block; gives its length in bytes.
    fn glance(&mut self, bytes: &[u8], at: usize, b: u8) -> usize {
        let next = |n: usize| bytes.get(at + n).copied().unwrap_or(0);
        let previous = if at == 0 { 0 } else { bytes[at - 1] };
        match b {
            0..=0x7F => {
                self.glance_ascii(b, previous, next(1), next(2));
                1
            }
            0xC2 => {
                match next(1) {
                    0xA0 => self.width = true,
                    0xAD | 0x80..=0x9F => self.residue = true,
                    0xB7 => self.numbers |= previous.is_ascii_digit() && next(2).is_ascii_digit(),
                    _ => {}
                }
                2
            }
            0xC0..=0xDF => 2,
            0xE0..=0xEF => {
                self.glance_wide([b, next(1), next(2)], previous, &bytes[(at + 3).min(bytes.len())..]);
                3
            }
            _ => 4,
        }
    }

    fn glance_ascii(&mut self, b: u8, previous: u8, next: u8, after: u8) {
        match b {
            b' ' => {
                self.numbers |= (previous.is_ascii_digit() && next >= 0x80)
                    || (previous >= 0x80 && next.is_ascii_digit())
                    || (may_end_mark(previous) && next >= 0x80)
            }
            b'&' => self.residue |= next.is_ascii_alphabetic() || next == b'#',
            b'<' => self.residue |= next.is_ascii_alphabetic() || matches!(next, b'/' | b'!'),
            b'?' => {
                self.residue |= next == b'?' && after == b'?';
                self.slips |= next >= 0x80 || next.is_ascii_alphabetic() || matches!(next, b'?' | b',');
            }
            b',' => self.commas |= matches!(next, b',' | b'!' | b';') || is_wide_mark(&[next, after]),
            b'(' => self.notes |= previous >= 0x80 && may_be_reading(next),
            b'\n' | b'\t' => {}
            0..=0x1F | 0x7F => self.residue = true,
            _ => {}
        }
    }

    fn glance_wide(&mut self, c: [u8; 3], previous: u8, rest: &[u8]) {
        let next = rest.first().copied().unwrap_or(0);
        let between_digits = previous.is_ascii_digit() && next.is_ascii_digit();
        match c {
            [0xE3, 0x80, 0x80] | [0xE3, 0x8C..=0x8F, _] => self.width = true,
            [0xE3, 0x80, 0x82] => self.numbers |= between_digits,
            [0xE2, 0x80, 0x8B..=0x8F | 0xAA..=0xAE] | [0xE2, 0x81, 0xA0..=0xA4] => self.residue = true,
            [0xE2, 0x80, 0x80..=0x8A | 0xAF] | [0xE2, 0x81, 0x9F] | [0xE2, 0xBC..=0xBF, _] => self.width = true,
            [0xEE, ..] | [0xEF, 0x80..=0xA3, _] | [0xEF, 0xBB, 0xBF] => self.residue = true,
            [0xEF, 0xBF, 0xBD] => self.slips = true,
            [0xEF, 0xA4..=0xAB, _] | [0xEF, 0xB8, 0xB0..=0xBF] | [0xEF, 0xB9, 0x80..=0xAF] => self.width = true,
            [0xEF, 0xBC, 0x8C] => {
                self.numbers |= between_digits;
                self.commas |= next == b',' || is_wide_mark(rest);
            }
            [0xEF, 0xBC, 0x88] => self.notes |= previous >= 0x80 && may_be_reading(next),
            [0xEF, 0xBC, 0x85 | 0x86 | 0x8B | 0x8D..=0x8F | 0x90..=0x99 | 0xA1..=0xBA] | [0xEF, 0xBD, 0x81..=0x9A] => {
                self.width = true;
            }
            _ => {}
        }
    }
}

/// Whether a byte ends 、 。 ： ； or ，.
fn may_end_mark(b: u8) -> bool {
    matches!(b, 0x81 | 0x82 | 0x8C | 0x9A | 0x9B)
}

/// Lower-case Latin, or the lead byte of an accented Latin letter or IPA ɡ, ɑ.
fn may_be_reading(b: u8) -> bool {
    b.is_ascii_lowercase() || matches!(b, 0xC3..=0xC9)
}

/// Whether a text begins with ， 、 。 ； ： ！ (a cautious look at two bytes).
fn is_wide_mark(rest: &[u8]) -> bool {
    matches!(rest, [0xE3, 0x80, ..] | [0xEF, 0xBC, ..])
}
