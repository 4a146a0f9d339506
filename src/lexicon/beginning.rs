//! How a text begins: its first two characters as a number, read without decoding them.
//!
//! Owns the tables of bits that tell of such numbers what is surely not there. Must not know what is looked for.

/// The first two characters of a text, as the bytes that they are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Beginning {
    /// The bytes of both, the first one lowest; characters that are not there count as a NUL.
    pair: u64,
    /// Length of the first one in bytes.
    length: usize,
}

/// First bytes of two characters of three bytes each, as all of Chinese but what is rare.
const THREES: u32 = 0xE000_00E0;
const THREES_MASK: u32 = 0xF000_00F0;

impl Beginning {
    /// How a text begins.
    #[inline]
    pub(crate) fn of(text: &[u8]) -> Self {
        Self::of_threes(text).unwrap_or_else(|| Self::of_any(text))
    }

    /// How a text begins, whatever its characters.
    #[inline(never)]
    pub(crate) fn of_any(text: &[u8]) -> Self {
        let bytes = match text.first_chunk() {
            Some(bytes) => u64::from_le_bytes(*bytes),
            None => text.iter().rev().fold(0, |bytes, &byte| bytes << 8 | u64::from(byte)),
        };
        let length = length_of(bytes);
        let both = length + length_of(bytes >> (8 * length));
        Self { pair: bytes & (u64::MAX >> (64 - 8 * both)), length }
    }

    /// How a text begins, where its first two characters are of three bytes each.
    #[inline(always)]
    pub(crate) fn of_threes(text: &[u8]) -> Option<Self> {
        let six: &[u8; 6] = text.first_chunk()?;
        // Two reads that share two bytes.
        let (low, high) = (u32::from_le_bytes(*six.first_chunk()?), u32::from_le_bytes(*six.last_chunk()?));
        let pair = u64::from(high) << 16 | u64::from(low);
        (low & THREES_MASK == THREES).then_some(Self { pair, length: 3 })
    }

    /// Both characters.
    pub(crate) fn pair(self) -> u64 {
        self.pair
    }

    /// The first character alone.
    pub(crate) fn first(self) -> u64 {
        self.pair & (u64::MAX >> (64 - 8 * self.length))
    }

    /// Length of the first character in bytes; 1 where there is none.
    pub(crate) fn length(self) -> usize {
        self.length
    }

    /// Length of both characters in bytes; `None` where there is no second one.
    pub(crate) fn both(self) -> Option<usize> {
        let second = self.pair.checked_shr(8 * self.length as u32).filter(|&second| second != 0)?;
        Some(self.length + length_of(second))
    }
}

/// Length of the character whose first byte is the lowest one.
fn length_of(bytes: u64) -> usize {
    match bytes & 0xFF {
        0..0xC0 => 1,
        0xC0..0xE0 => 2,
        0xE0..0xF0 => 3,
        _ => 4,
    }
}

/// Whether a text is a single character.
pub(crate) fn is_single(text: &[u8]) -> bool {
    text.len() <= 4 && text.first().is_some_and(|&first| length_of(first.into()) == text.len())
}

/// How many bytes of ASCII stand at the beginning; most of an HTML page is passed over so.
#[inline(never)]
pub(crate) fn ascii_length(bytes: &[u8]) -> usize {
    let (eights, rest) = bytes.as_chunks::<8>();
    for (number, eight) in eights.iter().enumerate() {
        let high = u64::from_le_bytes(*eight) & 0x8080_8080_8080_8080;
        if high != 0 {
            return number * 8 + high.trailing_zeros() as usize / 8;
        }
    }
    eights.len() * 8 + rest.iter().take_while(|byte| byte.is_ascii()).count()
}

/// A set of numbers that may say yes for others too.
#[derive(Debug, Clone)]
pub(crate) struct Bits {
    bits: Box<[u64]>,
    shift: u32,
}

impl Default for Bits {
    fn default() -> Self {
        Self::for_count(0)
    }
}

impl Bits {
    /// Thirty-two bits for each of `count` numbers.
    pub(crate) fn for_count(count: usize) -> Self {
        let log = (count * 32).next_power_of_two().clamp(1 << 6, 1 << 20).ilog2();
        Self { bits: vec![0; 1 << (log - 6)].into(), shift: 64 - log }
    }

    /// The highest two bytes of a number do not count.
    fn place(&self, number: u64) -> usize {
        (number.wrapping_mul(0x9e37_79b9_7f4b_0000) >> self.shift) as usize
    }

    pub(crate) fn set(&mut self, number: u64) {
        let place = self.place(number);
        self.bits[place / 64] |= 1 << (place % 64);
    }

    #[inline]
    pub(crate) fn has(&self, number: u64) -> bool {
        let place = self.place(number);
        self.bits[place / 64] >> (place % 64) & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_are_read_at_every_place() {
        let number = |c: char| c.to_string().bytes().rev().fold(0, |n, b| n << 8 | u64::from(b));
        for text in ["甲", "a", "甲乙", "a甲é𠮷乙b", "甲乙丙丁", "éa", "\u{20000}\u{20001}甲", "abcdefghij"]
        {
            for (at, first) in text.char_indices() {
                let rest = &text[at..];
                let second = rest.chars().nth(1).map_or(0, number);
                let found = Beginning::of(rest.as_bytes());
                assert_eq!(Beginning::of_any(rest.as_bytes()), found, "{rest}");
                let threes = first.len_utf8() == 3 && rest.chars().nth(1).is_some_and(|c| c.len_utf8() == 3);
                assert_eq!(Beginning::of_threes(rest.as_bytes()), threes.then_some(found), "{rest}");
                assert_eq!(found.length(), first.len_utf8(), "{rest}");
                assert_eq!(found.first(), number(first), "{rest}");
                assert_eq!(found.pair(), number(first) | second << (8 * first.len_utf8()), "{rest}");
                assert_eq!(found.both(), rest.chars().nth(1).map(|c| first.len_utf8() + c.len_utf8()), "{rest}");
            }
        }
        assert!(is_single("甲".as_bytes()) && is_single(b"a") && is_single("\u{20000}".as_bytes()));
        assert!(!is_single("甲a".as_bytes()) && !is_single(b"abc") && !is_single(b""));
        assert_eq!(Beginning::of(b""), Beginning { pair: 0, length: 1 });
    }

    #[test]
    fn ascii_is_passed_over() {
        for length in [0, 1, 7, 8, 9, 63, 200] {
            let text = "a".repeat(length);
            assert_eq!(ascii_length(text.as_bytes()), length);
            assert_eq!(ascii_length(format!("{text}é甲").as_bytes()), length);
        }
    }

    #[test]
    fn bits_say_yes_for_what_was_set() {
        let mut bits = Bits::for_count(100);
        (0..100).for_each(|n| bits.set(n * n));
        assert!((0..100).all(|n| bits.has(n * n)));
        assert!((0..1000).filter(|n| bits.has(n + 1_000_000)).count() < 100);
        assert!(!Bits::default().has(7));
    }
}
