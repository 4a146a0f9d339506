//! A sentence as the company rules see it: words with a class each, walked from any byte.
//!
//! Owns the question what a word may be inside or beside a firm's name. Must not decide on names.

use std::cell::{Cell, OnceCell};
use std::ops::Range;

use crate::letter::is_han;
use crate::lexicon::industries::{Industries, IndustryWord, Trust};
use crate::lexicon::regions::{NameKind, Regions};
use crate::lexicon::{Companies, FirmCue, Hit, KnownUse, Lexicon, ProjectContext, SuffixKind};
use crate::mention::listing::{Listing, listings};
use crate::page::BlockKind;
use crate::record::IndustryLabel;
use crate::segment::{Sentence, Token, in_dictionary};

/// What a word may be inside or beside a firm's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Punctuation, space.
    Boundary,
    /// No name reaches over it.
    Hard,
    /// Describes the firm that follows.
    Apposition,
    /// Function word or verb that no name reaches over if a brand follows.
    Edge,
    /// Ending of a full name.
    Legal,
    /// 集团, 控股, 股份, 公司.
    Group,
    /// A place.
    Place,
    /// A line of business.
    Business,
    /// An everyday modifier.
    Generic,
    /// Unknown or proper word, Latin letters: may be a brand.
    Brand,
    /// One character alone.
    Single,
    /// A verb that no list holds.
    Verb,
    /// Any other word of the dictionary.
    Word,
}

/// One word, perhaps cut at the place where the walk began.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'s> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) text: &'s str,
    pub(super) tag: &'s str,
    /// Place of the word in the sentence, unless it is cut.
    index: Option<usize>,
}

impl Piece<'_> {
    /// Whether the word is made up: the dictionary does not hold it.
    pub(super) fn unknown(&self) -> bool {
        self.text.chars().count() >= 2 && self.text.chars().all(is_han) && !in_dictionary(self.text)
    }
}

/// Characters of the longest name of a division that is looked for.
const DIVISION_REACH: usize = 10;

/// How many characters behind a line of business are looked at for a longer one.
const TRADE_REACH: usize = 6;

/// A sentence ready to be walked.
pub(super) struct Scan<'s> {
    pub(super) text: &'s str,
    sentence: &'s Sentence<'s>,
    /// Classes of the words that were asked for.
    classes: OnceCell<Vec<Cell<Option<Class>>>>,
    /// Endings of names that break no word.
    lines: OnceCell<Vec<Hit<SuffixKind>>>,
    pub(super) words: &'s Companies,
    regions: &'s Regions,
    industries: &'s Industries,
    context: &'s ProjectContext,
    /// Its lists of projects, found when first asked for.
    lists: OnceCell<Vec<Listing>>,
    /// Whether the sentence stands where headlines stand: first block or a heading.
    pub(super) leading: bool,
}

impl<'s> Scan<'s> {
    pub(super) fn new(sentence: &'s Sentence<'_>, lexicon: &'s Lexicon) -> Self {
        let leading = sentence.block == 0 || sentence.kind == BlockKind::Heading;
        let Lexicon { companies, regions, industries, project_context, .. } = lexicon;
        Self {
            text: sentence.text,
            sentence,
            classes: OnceCell::new(),
            lines: OnceCell::new(),
            lists: OnceCell::new(),
            words: companies,
            regions,
            industries,
            context: project_context,
            leading,
        }
    }

    /// The endings of names in the sentence that break no word, leftmost and longest first, without overlaps.
    pub(super) fn lines_of_business(&self) -> &[Hit<SuffixKind>] {
        self.lines.get_or_init(|| {
            let mut hits = self.words.suffixes_in(self.text);
            hits.retain(|h| !self.splits_word(h.start) && !self.splits_word(h.end));
            hits.sort_by_key(|h| (h.start, std::cmp::Reverse(h.end)));
            let mut upto = 0;
            hits.retain(|h| {
                let free = h.start >= upto;
                upto = if free { h.end } else { upto };
                free
            });
            hits
        })
    }

    /// The words; cut only when they are first asked for, which many sentences never do.
    fn tokens(&self) -> &'s [Token] {
        self.sentence.tokens()
    }

    /// The words that end at or before `at`, from right to left; a word over `at` is cut there.
    pub(super) fn pieces_before(&self, at: usize) -> impl Iterator<Item = Piece<'s>> + use<'s> {
        let upto = self.tokens().partition_point(|t| t.start < at);
        let (text, tokens) = (self.text, self.tokens());
        (0..upto).rev().map(move |i| piece(text, tokens, i, 0..at))
    }

    /// The words from `at` on, from left to right; a word over `at` is cut there.
    pub(super) fn pieces_after(&self, at: usize) -> impl Iterator<Item = Piece<'s>> + use<'s> {
        let (text, tokens) = (self.text, self.tokens());
        let from = tokens.partition_point(|t| t.end <= at);
        (from..tokens.len()).map(move |i| piece(text, tokens, i, at..text.len()))
    }

    /// The words of `start..end`.
    pub(super) fn pieces_in(&self, start: usize, end: usize) -> impl Iterator<Item = Piece<'s>> + use<'s> {
        self.pieces_after(start).take_while(move |p| p.start < end).map(move |p| Piece {
            end: p.end.min(end),
            text: &p.text[..p.end.min(end) - p.start],
            index: p.index.filter(|_| p.end <= end),
            ..p
        })
    }

    /// Whether a word of the dictionary lies over the byte: a name does not begin or end inside it.
    pub(super) fn splits_word(&self, at: usize) -> bool {
        let index = self.tokens().partition_point(|t| t.end <= at);
        self.tokens().get(index).is_some_and(|t| {
            t.start < at && !matches!(&*t.tag, "nr" | "nt" | "eng") && in_dictionary(&self.text[t.start..t.end])
        })
    }

    /// Its lists of projects.
    fn lists(&self) -> &[Listing] {
        self.lists.get_or_init(|| listings(self.text, self.context))
    }

    /// Whether a name that ends at `end` stands in a member of a list of projects.
    pub(super) fn in_project_list(&self, end: usize) -> bool {
        self.lists().iter().any(|l| l.members.iter().any(|m| m.start < end && end <= m.end))
    }

    /// The member of a list of projects that a stretch lies in.
    pub(super) fn member_around(&self, stretch: &Range<usize>) -> Option<Range<usize>> {
        self.lists().iter().find_map(|l| l.member_of(stretch).map(|m| l.members[m].clone()))
    }

    /// The members of its lists of projects.
    pub(super) fn members(&self) -> impl Iterator<Item = Range<usize>> {
        self.lists().iter().flat_map(|l| l.members.iter().cloned())
    }

    /// First byte of the sentence in the text.
    pub(super) fn start(&self) -> usize {
        self.sentence.span.start
    }

    /// The text up to `at`.
    pub(super) fn before(&self, at: usize) -> &'s str {
        &self.text[..at]
    }

    /// The text from `at` on.
    pub(super) fn after(&self, at: usize) -> &'s str {
        &self.text[at..]
    }

    /// Start of the bracket that closes right before `at`, if it is short and holds a name's part.
    pub(super) fn open_bracket(&self, at: usize) -> Option<usize> {
        let closed = self.before(at).strip_suffix(['）', ')'])?;
        let open = closed.rfind(['（', '('])?;
        let inner = closed[open..].trim_start_matches(['（', '(']);
        let short = (1..=8).contains(&inner.chars().count());
        (short && inner.chars().all(is_name_char)).then_some(open)
    }

    /// What the word may be.
    pub(super) fn class(&self, piece: &Piece<'_>) -> Class {
        let Some(index) = piece.index else { return self.judge(piece) };
        let classes = self.classes.get_or_init(|| vec![Cell::new(None); self.tokens().len()]);
        let known = &classes[index];
        known.get().unwrap_or_else(|| {
            let class = self.judge(piece);
            known.set(Some(class));
            class
        })
    }

    fn judge(&self, piece: &Piece<'_>) -> Class {
        let text = piece.text;
        if !text.chars().all(is_name_char) || text == "-" && !self.joins_latin(piece) {
            return Class::Boundary;
        }
        let word = self.words.traits(text);
        match word.suffix {
            _ if word.is(FirmCue::Hard) => return Class::Hard,
            Some(SuffixKind::Legal) => return Class::Legal,
            Some(SuffixKind::Group) => return Class::Group,
            _ if word.is(FirmCue::Apposition) => return Class::Apposition,
            _ if matches!(word.known, Some(KnownUse::Firm | KnownUse::Builder)) => return Class::Brand,
            _ if word.is(FirmCue::Edge) => return Class::Edge,
            _ => {}
        }
        if word.is(FirmCue::Place) && text.chars().nth(1).is_some() || self.is_place(piece) {
            return Class::Place;
        }
        let business = word.suffix.is_some_and(|s| s.is_business() || s == SuffixKind::Branch);
        if business || self.is_compound_line(text) {
            return Class::Business;
        }
        if word.is(FirmCue::Generic) || word.is(FirmCue::Verbish) {
            return if text.chars().count() == 1 { Class::Single } else { Class::Generic };
        }
        class_by_tag(piece)
    }

    /// Whether `start..end` holds something that tells one firm from another: a brand, a place, a
    /// rare word; lines of business and everyday modifiers alone do not.
    pub(super) fn distinctive(&self, start: usize, end: usize) -> bool {
        let telling = |p: &Piece<'_>| matches!(self.class(p), Class::Place | Class::Word | Class::Brand);
        self.outside_brackets(start, end).any(|p| telling(&p)) || self.singles(start, end) >= 2
    }

    /// Whether `start..end` holds a brand by itself: an unknown or proper word, Latin letters, or
    /// two characters that make no word.
    pub(super) fn branded(&self, start: usize, end: usize) -> bool {
        self.outside_brackets(start, end).any(|p| self.class(&p) == Class::Brand) || self.singles(start, end) >= 2
    }

    /// Where the name of a division (滨海县) begins that ends at the byte.
    pub(super) fn division_before(&self, at: usize) -> Option<usize> {
        let before = self.before(at);
        if !before.ends_with(['省', '市', '县', '区', '州', '旗']) {
            return None;
        }
        let from = before.char_indices().rev().take(DIVISION_REACH).last().map_or(0, |(i, _)| i);
        let hit = self.regions.find(&before[from..]).into_iter().find(|h| from + h.end == at)?;
        Some(from + hit.start)
    }

    /// Names of trades and wares in a text; those of firms, which tell of trades too, are none.
    fn trades<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (&'t IndustryWord, usize, usize)> + 't {
        self.industries.hits(text).filter(|(word, ..)| word.trust != Trust::Brand)
    }

    /// Whether the word holds the name of a trade or a ware.
    pub(super) fn tells_trade(&self, word: &str) -> bool {
        self.trades(word).next().is_some()
    }

    /// Whether the word is the name of a trade or a ware.
    pub(super) fn is_trade(&self, word: &str) -> bool {
        self.industries.word(word).is_some_and(|row| row.trust != Trust::Brand)
    }

    /// Bytes of the longest ware that begins at the byte.
    pub(super) fn ware_at(&self, at: usize) -> usize {
        let near: usize = self.after(at).chars().take(TRADE_REACH).map(char::len_utf8).sum();
        let ware = |row: &IndustryWord| row.trust != Trust::Brand && row.label.is_some_and(is_ware);
        let found = self.industries.beginning(&self.text[at..at + near]);
        found.filter(|(row, _)| ware(row)).map_or(0, |(_, end)| end)
    }

    /// Whether a longer name of a trade goes on over `end` (新能源|汽车电机): then no firm's name ends there.
    pub(super) fn splits_trade(&self, start: usize, end: usize) -> bool {
        self.trade_over(start, end).is_some()
    }

    /// Where the name of a trade begins that goes on over `end`.
    pub(super) fn trade_over(&self, start: usize, end: usize) -> Option<usize> {
        let after: usize = self.after(end).chars().take(TRADE_REACH).map(char::len_utf8).sum();
        let mut hits = self.trades(&self.text[start..end + after]);
        hits.find(|&(_, from, to)| from < end - start && to > end - start).map(|(_, from, _)| start + from)
    }

    /// Whether a hyphen stands between Latin letters or figures (A-B), not as a dash.
    fn joins_latin(&self, hyphen: &Piece<'_>) -> bool {
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        latin(self.before(hyphen.start).chars().next_back()) && latin(self.after(hyphen.end).chars().next())
    }

    /// Whether the word ends names as a line of business.
    pub(super) fn tells_line(&self, text: &str) -> bool {
        self.words.suffix(text).is_some_and(SuffixKind::is_business)
    }

    /// Two lines of business or modifiers that the dictionary holds as one word: 环境工程, 精密机械.
    fn is_compound_line(&self, text: &str) -> bool {
        let dull = |t: &str| {
            let word = self.words.traits(t);
            word.suffix.is_some_and(SuffixKind::is_business) || word.is(FirmCue::Generic)
        };
        let inner = text.char_indices().map(|(at, _)| at).skip(2);
        inner.take_while(|&at| text[at..].chars().nth(1).is_some()).any(|at| dull(&text[..at]) && dull(&text[at..]))
    }

    /// A division of the country, or what its class word shows to be a place.
    fn is_place(&self, piece: &Piece<'_>) -> bool {
        let text = piece.text;
        let chars = text.chars().count();
        if chars < 2 {
            return false;
        }
        let classed = text.ends_with(['省', '市', '县', '州', '旗', '镇', '乡', '村']) && chars >= 3;
        let landform = text.ends_with(['山', '岭', '峡', '河', '江', '湖', '岛', '湾']) && chars >= 3;
        let kinds = |n: &crate::lexicon::regions::Names| n.meanings.iter().map(|m| m.0).min();
        landform && piece.tag == "ns" && !piece.unknown()
            || classed && (piece.unknown() || matches!(piece.tag, "ns" | "x" | "nr" | "nz" | "nrt"))
            || self.regions.meanings(text).and_then(kinds).is_some_and(|kind| {
                piece.tag == "ns"
                    || kind != NameKind::Weak && matches!(piece.tag, "x" | "nz" | "nr" | "nrt" | "j" | "n")
            })
    }

    /// The words of a name that do not stand in brackets in it.
    fn outside_brackets(&self, start: usize, end: usize) -> impl Iterator<Item = Piece<'s>> + use<'s> {
        let mut depth = 0_usize;
        self.pieces_in(start, end).filter(move |p| {
            match p.text {
                "（" | "(" => depth += 1,
                "）" | ")" => depth = depth.saturating_sub(1),
                _ => return depth == 0,
            }
            false
        })
    }

    /// Longest run of single characters that make no word, function characters among them (旻达);
    /// everyday ones alone (中大) are none.
    fn singles(&self, start: usize, end: usize) -> usize {
        let generic = self.words.cue(FirmCue::Generic);
        let (mut longest, mut run, mut own) = (0, 0, false);
        for p in self.outside_brackets(start, end) {
            let class = self.class(&p);
            let single = class == Class::Single || class == Class::Edge && p.text.chars().count() == 1;
            own |= class == Class::Single && !generic.contains(p.text);
            (run, own) = if single { (run + 1, own) } else { (0, false) };
            longest = longest.max(if own { run } else { 0 });
        }
        longest
    }
}

/// Whether an industry makes wares.
fn is_ware(label: IndustryLabel) -> bool {
    use IndustryLabel::{
        Automotive, Biomedicine, BuildingMaterials, Chemicals, Equipment, Food, Household, Information, Metallurgy,
        NewMaterials, Packaging, Textiles,
    };
    let wares = [
        Automotive,
        Chemicals,
        Equipment,
        Food,
        Household,
        Information,
        BuildingMaterials,
        Metallurgy,
        NewMaterials,
        Packaging,
        Biomedicine,
        Textiles,
    ];
    wares.contains(&label)
}

/// The word of a place in the sentence, as far as it lies in `within`.
fn piece<'s>(text: &'s str, tokens: &'s [Token], index: usize, within: Range<usize>) -> Piece<'s> {
    let token = &tokens[index];
    let (start, end) = (token.start.max(within.start), token.end.min(within.end));
    let whole = start == token.start && end == token.end;
    Piece { start, end, text: &text[start..end], tag: &token.tag, index: whole.then_some(index) }
}

fn class_by_tag(piece: &Piece<'_>) -> Class {
    let text = piece.text;
    if text.bytes().any(|b| b.is_ascii_alphabetic()) {
        return Class::Brand;
    }
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return Class::Edge;
    }
    match piece.tag.as_bytes() {
        _ if piece.unknown() => Class::Brand,
        [b'p' | b'c' | b'u' | b'd' | b'r' | b'y' | b'e' | b'o' | b'q' | b't', ..] => Class::Edge,
        _ if text.chars().count() == 1 => Class::Single,
        b"x" | b"ns" | b"nz" | b"nr" | b"nrt" | b"nrfg" | b"nt" => Class::Brand,
        [b'v', ..] => Class::Verb,
        _ => Class::Word,
    }
}

/// Whether a character may stand in a firm's name (brackets aside).
pub(super) fn is_name_char(c: char) -> bool {
    is_han(c) || c.is_ascii_alphanumeric() || matches!(c, '·' | '&' | '-')
}
