//! Many words at once: what stands at a place, what ends there, and all of them in a text.
//!
//! Owns the search for the words of a list, whatever they mean. A text is passed over by pairs of characters:
//! nearly all pairs begin no word, which a small table of bits tells; at the few others the words are
//! followed character by character.
//! Chinese words are short and their pairs telling, so this is faster than an automaton and built at once.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use super::beginning::{Beginning, Bits, ascii_length, is_single};

/// A list of words, ready to be searched for.
#[derive(Debug, Clone, Default)]
pub struct Finder {
    /// The beginnings of words from two characters on.
    nodes: Vec<Node>,
    /// The nodes of the first two characters.
    heads: FxHashMap<u64, u32>,
    /// From a node and the next character to the node of both.
    steps: FxHashMap<(u32, char), u32>,
    /// Words of one character with their places in the list.
    ones: FxHashMap<u64, u32>,
    /// Last characters of words with their lengths.
    tails: FxHashMap<char, Lengths>,
    pairs: Bits,
    singles: Bits,
    /// Whether words begin with characters of ASCII.
    of_ascii: bool,
    lasts: Bits,
}

/// A beginning of words.
#[derive(Debug, Clone, Copy, Default)]
struct Node {
    /// The place in the list of the word that ends here.
    word: Option<u32>,
    /// Whether longer words go on from here.
    goes_on: bool,
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
        let Some(last) = word.chars().next_back() else { return };
        self.tails.entry(last).or_default().add(word.chars().count());
        self.lasts.set(last.into());
        self.of_ascii |= word.starts_with(|c: char| c.is_ascii());
        let beginning = Beginning::of(word.as_bytes());
        let Some(both) = beginning.both() else {
            self.ones.entry(beginning.first()).or_insert(index);
            self.singles.set(beginning.first());
            return;
        };
        self.pairs.set(beginning.pair());
        let mut node = node_of(&mut self.nodes, self.heads.entry(beginning.pair()));
        for c in word[both..].chars() {
            self.nodes[node as usize].goes_on = true;
            node = node_of(&mut self.nodes, self.steps.entry((node, c)));
        }
        self.nodes[node as usize].word.get_or_insert(index);
    }

    /// Whether there are no words.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty() && self.ones.is_empty()
    }

    /// The place of a whole word in the list.
    pub fn get(&self, word: &str) -> Option<usize> {
        let beginning = Beginning::of(word.as_bytes());
        let mut whole = None;
        if self.may_begin(beginning) {
            self.words_at(word, beginning, |length, index| whole = (length == word.len()).then_some(index).or(whole));
        }
        whole
    }

    /// The longest word that `text` begins with: its length in bytes and place in the list.
    pub fn beginning(&self, text: &str) -> Option<(usize, usize)> {
        let beginning = Beginning::of(text.as_bytes());
        if self.may_begin(beginning) { self.longest(text, beginning) } else { None }
    }

    /// The longest word that `text` ends with: its length in bytes and place in the list.
    pub fn ending(&self, text: &str) -> Option<(usize, usize)> {
        let last = text.chars().next_back()?;
        if !self.may_end(last) {
            return None;
        }
        let lengths = *self.tails.get(&last)?;
        let mut best = None;
        for (count, (at, _)) in (1..=lengths.longest()).zip(text.char_indices().rev()) {
            if lengths.holds(count)
                && let Some(index) = self.get(&text[at..])
            {
                best = Some((text.len() - at, index));
            }
        }
        best
    }

    /// Whether a word may end in the character; it may say yes where none does.
    pub fn may_end(&self, last: char) -> bool {
        self.lasts.has(last.into())
    }

    /// Whether any word stands in a text.
    pub fn stands_in(&self, text: &str) -> bool {
        self.next_from(text, 0).is_some()
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
        self.passed_over(text, 0, |start, beginning| {
            let hit = |length, word| Hit { start, end: start + length, word };
            self.words_at(&text[start..], beginning, |length, word| out.push(hit(length, word)));
            None::<()>
        });
        out
    }

    fn next_from(&self, text: &str, from: usize) -> Option<Hit> {
        self.passed_over(text, from, |start, beginning| {
            let (length, word) = self.longest(&text[start..], beginning)?;
            Some(Hit { start, end: start + length, word })
        })
    }

    /// Passes over a text and stops at the places where words may begin, until `look` has found something at one.
    fn passed_over<T>(
        &self,
        text: &str,
        from: usize,
        mut look: impl FnMut(usize, Beginning) -> Option<T>,
    ) -> Option<T> {
        let mut rest = text.as_bytes().get(from..)?;
        loop {
            // Most of a Chinese text is passed over here.
            while let Some(threes) = Beginning::of_threes(rest)
                && !self.may_begin(threes)
            {
                rest = &rest[3..];
            }
            if rest.first()?.is_ascii() && !self.of_ascii {
                rest = &rest[ascii_length(rest)..];
                continue;
            }
            if is_single(rest) && self.ones.is_empty() {
                return None;
            }
            let beginning = Beginning::of(rest);
            if self.may_begin(beginning)
                && let Some(found) = look(text.len() - rest.len(), beginning)
            {
                return Some(found);
            }
            rest = &rest[beginning.length()..];
        }
    }

    /// Whether a word may begin so; it may say yes where none does.
    #[inline]
    fn may_begin(&self, beginning: Beginning) -> bool {
        self.pairs.has(beginning.pair()) || self.may_be_one(beginning)
    }

    fn longest(&self, text: &str, beginning: Beginning) -> Option<(usize, usize)> {
        let mut best = None;
        self.words_at(text, beginning, |length, word| best = Some((length, word)));
        best
    }

    /// Whether the first character may be a word by itself; it may say yes where it is none.
    #[inline]
    fn may_be_one(&self, beginning: Beginning) -> bool {
        !self.ones.is_empty() && self.singles.has(beginning.first())
    }

    /// Hands over the words that `text` begins with, shorter ones first.
    fn words_at(&self, text: &str, beginning: Beginning, mut take: impl FnMut(usize, usize)) {
        if self.may_be_one(beginning)
            && let Some(&index) = self.ones.get(&beginning.first())
        {
            take(beginning.length(), index as usize);
        }
        if self.pairs.has(beginning.pair())
            && let Some(&head) = self.heads.get(&beginning.pair())
            && let Some(both) = beginning.both()
        {
            self.words_from(head, text, both, take);
        }
    }

    /// Hands over the words that go on from a node as `text` does from a byte on.
    fn words_from(&self, head: u32, text: &str, from: usize, mut take: impl FnMut(usize, usize)) {
        let (mut number, mut at) = (head, from);
        loop {
            let node = self.nodes[number as usize];
            if let Some(index) = node.word {
                take(at, index as usize);
            }
            let next = text[at..].chars().next().filter(|_| node.goes_on);
            let Some((c, step)) = next.and_then(|c| Some((c, *self.steps.get(&(number, c))?))) else { return };
            at += c.len_utf8();
            number = step;
        }
    }
}

/// The node of an entry, a new one where it has none.
fn node_of<K>(nodes: &mut Vec<Node>, entry: Entry<'_, K, u32>) -> u32 {
    *entry.or_insert_with(|| {
        nodes.push(Node::default());
        u32::try_from(nodes.len() - 1).unwrap_or(u32::MAX)
    })
}

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
