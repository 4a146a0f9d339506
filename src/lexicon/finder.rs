//! Many words at once: what stands at a place, what ends there, and all of them in a text.
//!
//! Owns the search for the words of a list, whatever they mean. A text is passed over by pairs of characters:
//! nearly all pairs begin no word, which a small table of bits tells; the few others are looked up by length.
//! Chinese words are short and their pairs telling, so this is faster than an automaton and built at once.

use rustc_hash::FxHashMap;

/// A list of words, ready to be searched for.
#[derive(Debug, Clone, Default)]
pub struct Finder {
    /// Each word with its place in the list.
    words: FxHashMap<Box<str>, u32>,
    /// First two characters of words with what follows them in the words.
    heads: FxHashMap<(char, char), Head>,
    /// Last characters of words with their lengths.
    tails: FxHashMap<char, Lengths>,
    pairs: Bits,
    /// First characters of words of one character, doubled.
    singles: Bits,
    has_singles: bool,
    lasts: Bits,
}

/// A word found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Place of the word in the list.
    pub word: usize,
}

impl Finder {
    /// Takes the words in order; of equal ones the first counts, empty ones are left out.
    pub fn new<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let words: Vec<&str> = words.into_iter().collect();
        let mut finder = Self {
            pairs: Bits::for_count(words.len()),
            singles: Bits::for_count(words.len() / 4),
            lasts: Bits::for_count(words.len()),
            ..Self::default()
        };
        for (word, index) in words.into_iter().zip(0u32..) {
            finder.insert(word, index);
        }
        finder
    }

    fn insert(&mut self, word: &str, index: u32) {
        let mut chars = word.chars();
        let (Some(first), second, Some(last)) = (chars.next(), chars.next(), word.chars().next_back()) else { return };
        let length = word.chars().count();
        self.words.entry(word.into()).or_insert(index);
        self.tails.entry(last).or_default().add(length);
        self.lasts.set(last, last);
        match second {
            Some(second) => {
                let rest = &word[first.len_utf8() + second.len_utf8()..];
                self.heads.entry((first, second)).or_default().add(rest, length, index);
                self.pairs.set(first, second);
            }
            None => {
                self.singles.set(first, first);
                self.has_singles = true;
            }
        }
    }

    /// Whether there are no words.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The place of a whole word in the list.
    pub fn get(&self, word: &str) -> Option<usize> {
        let mut chars = word.chars();
        let (first, second) = (chars.next()?, chars.next().unwrap_or(NONE));
        if !self.may_begin(first, second) {
            return None;
        }
        self.words.get(word).map(|&index| index as usize)
    }

    /// The longest word that `text` begins with: its length in bytes and place in the list.
    pub fn beginning(&self, text: &str) -> Option<(usize, usize)> {
        let mut chars = text.chars();
        let (first, second) = (chars.next()?, chars.next().unwrap_or(NONE));
        if self.may_begin(first, second) { self.longest(text, first, second) } else { None }
    }

    /// The longest word that `text` ends with: its length in bytes and place in the list.
    pub fn ending(&self, text: &str) -> Option<(usize, usize)> {
        let last = text.chars().next_back()?;
        if !self.lasts.has(last, last) {
            return None;
        }
        let lengths = *self.tails.get(&last)?;
        let mut best = None;
        for (count, (at, _)) in (1..=lengths.longest()).zip(text.char_indices().rev()) {
            if lengths.holds(count)
                && let Some(&index) = self.words.get(&text[at..])
            {
                best = Some((text.len() - at, index as usize));
            }
        }
        best
    }

    /// Words of a text from left to right, the longest at each place, without overlaps.
    pub fn hits<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Hit> + 'a {
        let mut at = 0;
        std::iter::from_fn(move || {
            let hit = self.next_from(text, at);
            at = hit.map_or(text.len(), |h| h.end);
            hit
        })
    }

    /// Every word that stands in a text, those inside and over others too.
    pub fn all_hits(&self, text: &str) -> Vec<Hit> {
        let mut out = Vec::new();
        let mut chars = text.char_indices().peekable();
        while let Some((start, first)) = chars.next() {
            let second = chars.peek().map_or(NONE, |&(_, c)| c);
            if self.may_begin(first, second) {
                let hit = |length, word| Hit { start, end: start + length, word };
                self.words_at(&text[start..], first, second, |length, word| out.push(hit(length, word)));
            }
        }
        out
    }

    fn next_from(&self, text: &str, from: usize) -> Option<Hit> {
        let mut chars = text.get(from..)?.char_indices();
        let (mut at, mut first) = chars.next()?;
        loop {
            let next = chars.next();
            let second = next.map_or(NONE, |(_, c)| c);
            if self.may_begin(first, second)
                && let Some((length, word)) = self.longest(&text[from + at..], first, second)
            {
                return Some(Hit { start: from + at, end: from + at + length, word });
            }
            (at, first) = next?;
        }
    }

    /// Whether a word may begin with two characters; it may say yes for others too.
    pub(crate) fn may_begin(&self, first: char, second: char) -> bool {
        self.pairs.has(first, second) || (self.has_singles && self.singles.has(first, first))
    }

    fn longest(&self, text: &str, first: char, second: char) -> Option<(usize, usize)> {
        let mut best = None;
        self.words_at(text, first, second, |length, word| best = Some((length, word)));
        best
    }

    /// Hands over the words that `text` begins with, shorter ones first.
    fn words_at(&self, text: &str, first: char, second: char, mut take: impl FnMut(usize, usize)) {
        if self.has_singles
            && self.singles.has(first, first)
            && let Some(&index) = self.words.get(&text[..first.len_utf8()])
        {
            take(first.len_utf8(), index as usize);
        }
        if self.pairs.has(first, second)
            && let Some(head) = self.heads.get(&(first, second))
        {
            let begin = first.len_utf8() + second.len_utf8();
            head.words_at(
                &text[begin..],
                |rest, word| take(begin + rest, word),
                |rest| self.words.get(&text[..begin + rest]),
            );
        }
    }
}

/// Words with the same first two characters.
#[derive(Debug, Clone, Default)]
struct Head {
    /// What follows in each word, with its place in the list; shorter ones first. Empty where there are many.
    rests: Vec<(Box<str>, u32)>,
    /// Lengths of the whole words.
    lengths: Lengths,
    many: bool,
}

/// Words with the same beginning that are compared one by one; more of them are looked up by their lengths.
const FEW: usize = 12;

impl Head {
    fn add(&mut self, rest: &str, length: usize, index: u32) {
        self.lengths.add(length);
        if self.many || self.rests.iter().any(|(r, _)| **r == *rest) {
            return;
        }
        let at = self.rests.partition_point(|(r, _)| r.len() < rest.len());
        self.rests.insert(at, (rest.into(), index));
        if self.rests.len() > FEW {
            (self.rests, self.many) = (Vec::new(), true);
        }
    }

    /// Hands over the words whose rest `text` begins with, by the length of the rest; `whole` finds one by that.
    fn words_at<'w>(&self, text: &str, mut take: impl FnMut(usize, usize), whole: impl Fn(usize) -> Option<&'w u32>) {
        for (rest, word) in &self.rests {
            if begins_with(text, rest) {
                take(rest.len(), *word as usize);
            }
        }
        if self.many {
            let ends = std::iter::once(0).chain(text.char_indices().map(|(at, c)| at + c.len_utf8()));
            let counted = (2..=self.lengths.longest()).zip(ends).filter(|&(count, _)| self.lengths.holds(count));
            counted.for_each(|(_, end)| {
                if let Some(&word) = whole(end) {
                    take(end, word as usize);
                }
            });
        }
    }
}

/// Whether `text` begins with a few characters. Nearly always the first ones differ, and a loop tells so before a call
/// to compare memory has begun.
fn begins_with(text: &str, rest: &str) -> bool {
    text.len() >= rest.len() && rest.bytes().zip(text.bytes()).all(|(a, b)| a == b)
}

/// Stands for the character behind the end of a text.
const NONE: char = '\0';

/// Lengths of words, in characters: those of 63 and more in one.
#[derive(Debug, Clone, Copy, Default)]
struct Lengths {
    bits: u64,
    longest: u16,
}

impl Lengths {
    fn add(&mut self, length: usize) {
        self.bits |= 1 << length.min(63);
        self.longest = self.longest.max(u16::try_from(length).unwrap_or(u16::MAX));
    }

    fn holds(self, length: usize) -> bool {
        self.bits >> length.min(63) & 1 == 1
    }

    fn longest(self) -> usize {
        usize::from(self.longest)
    }
}

/// A set of pairs that may say yes for others too.
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
    /// Thirty-two bits for each of `count` pairs.
    pub(crate) fn for_count(count: usize) -> Self {
        let log = (count * 32).next_power_of_two().clamp(1 << 6, 1 << 20).ilog2();
        Self { bits: vec![0; 1 << (log - 6)].into(), shift: 32 - log }
    }

    fn place(&self, a: char, b: char) -> usize {
        let mixed = (a as u32).wrapping_mul(0x9e37_79b1).wrapping_add((b as u32).wrapping_mul(0x85eb_ca6b));
        (mixed >> self.shift) as usize
    }

    pub(crate) fn set(&mut self, a: char, b: char) {
        let place = self.place(a, b);
        self.bits[place / 64] |= 1 << (place % 64);
    }

    pub(crate) fn has(&self, a: char, b: char) -> bool {
        let place = self.place(a, b);
        self.bits[place / 64] >> (place % 64) & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use aho_corasick::{AhoCorasick, MatchKind};
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_longest_word_at_either_end() {
        let finder = Finder::new(["公司", "子公司", "全资子公司", "司", "公司"]);
        assert_eq!(finder.ending("其全资子公司"), Some((15, 2)));
        assert_eq!(finder.ending("公司"), Some((6, 0)));
        assert_eq!(finder.ending("公司的"), None);
        assert_eq!(finder.beginning("公司的"), Some((6, 0)));
        assert_eq!(finder.beginning("司机"), Some((3, 3)));
        assert_eq!(finder.beginning("的公司"), None);
        assert_eq!((finder.get("子公司"), finder.get("子公"), finder.get("")), (Some(1), None, None));
        assert!(Finder::new([]).is_empty() && Finder::new([""]).hits("公司").next().is_none());
    }

    #[test]
    fn words_longer_than_the_table_of_lengths() {
        let long = "甲".repeat(70);
        let finder = Finder::new([long.as_str(), "甲甲"]);
        assert_eq!(finder.beginning(&"甲".repeat(90)), Some((210, 0)));
        assert_eq!(finder.ending(&"甲".repeat(69)), Some((6, 1)));
    }

    proptest! {
        #[test]
        fn finds_what_an_automaton_finds(words in prop::collection::vec("[甲乙丙a]{1,4}", 1..12), text in "[甲乙丙丁a]{0,40}") {
            let finder = Finder::new(words.iter().map(String::as_str));
            let build = |kind| AhoCorasick::builder().match_kind(kind).build(&words).unwrap();
            let wanted: Vec<(usize, usize, usize)> = build(MatchKind::LeftmostLongest)
                .find_iter(&text)
                .map(|m| (m.start(), m.end(), m.pattern().as_usize()))
                .collect();
            let found: Vec<_> = finder.hits(&text).map(|h| (h.start, h.end, h.word)).collect();
            prop_assert_eq!(found, wanted);
            let mut wanted: Vec<(usize, usize)> =
                build(MatchKind::Standard).find_overlapping_iter(&text).map(|m| (m.start(), m.end())).collect();
            wanted.sort_unstable();
            wanted.dedup();
            let found: Vec<_> = finder.all_hits(&text).into_iter().map(|h| (h.start, h.end)).collect();
            prop_assert_eq!(found, wanted);
        }
    }
}
