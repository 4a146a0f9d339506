//! Words of firms: endings of their names (`data/company_suffixes.tsv`), words around them
//! (`data/company_cues.tsv`) and firms known by a short name (`data/well_known_firms.tsv`).

use std::collections::HashSet;

use rustc_hash::FxHashMap;

use super::finder::Finder;
use super::{DataFile, Fault, WordSet};

/// What a word at the end of a firm's name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SuffixKind {
    /// A legal form: the name is full.
    Legal,
    /// 公司 without a legal form.
    Plain,
    /// 集团, 控股 after a brand.
    Group,
    /// A factory.
    Works,
    /// A line of business that no everyday noun ends with.
    Business,
    /// A line of business that is an everyday word too.
    Loose,
    /// Ends a name only after a place (重庆移动).
    Branch,
}

impl SuffixKind {
    fn from_label(label: &str) -> Option<Self> {
        Some(match label {
            "legal" => Self::Legal,
            "plain" => Self::Plain,
            "group" => Self::Group,
            "works" => Self::Works,
            "business" => Self::Business,
            "loose" => Self::Loose,
            "branch" => Self::Branch,
            _ => return None,
        })
    }

    /// Whether the word tells a line of business.
    pub fn is_business(self) -> bool {
        matches!(self, Self::Business | Self::Loose)
    }
}

macro_rules! cue_kinds {
    ($($(#[$meta:meta])* $variant:ident = $label:literal),* $(,)?) => {
        /// What a word beside or inside a firm's name tells.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum FirmCue { $($(#[$meta])* $variant),* }

        impl FirmCue {
            const ALL: &'static [(&'static str, Self)] = &[$(($label, Self::$variant)),*];
        }
    };
}

cue_kinds! {
    /// A name does not reach over it to the left unless nothing distinctive would be left.
    Edge = "edge",
    /// A name never reaches over it.
    Hard = "hard",
    /// Describes the firm whose name follows.
    Apposition = "apposition",
    /// Is no brand.
    Generic = "generic",
    /// Does not begin a name.
    Verbish = "verbish",
    /// Proves that the word before it is a firm.
    FirmAfter = "firm_after",
    /// The same for a word that no list holds.
    FirmStrong = "firm_strong",
    /// Proves that the word after it is a firm.
    FirmBefore = "firm_before",
    /// Noun followed by the name itself.
    Apposed = "apposed",
    /// Ends names of places, offices, people and things.
    NotFirmEnd = "not_firm_end",
    /// Makes the line of business before it a common noun.
    FollowBad = "follow_bad",
    /// Head of a project name.
    ProjectHead = "project_head",
    /// Head of a project's name that is a place to make things in.
    FacilityHead = "facility_head",
    /// A verb that stands as a noun inside a project's name.
    InName = "in_name",
    /// Shows that `X：` begins a headline about a firm.
    Headline = "headline",
    /// Says that the firm before it issued a notice.
    Notice = "notice",
    /// Points back to a firm.
    Anaphor = "anaphor",
    /// Before such a word: makes it a common noun.
    AnaphorBlockBefore = "anaphor_block_before",
    /// After such a word: the same.
    AnaphorBlockAfter = "anaphor_block_after",
    /// After a contractor.
    ContractorAfter = "contractor_after",
    /// Before a contractor.
    ContractorBefore = "contractor_before",
    /// In a contractor's name.
    ContractorName = "contractor_name",
    /// Before a lender.
    FinancierBefore = "financier_before",
    /// After a lender.
    FinancierAfter = "financier_after",
    /// In a lender's name.
    FinancierName = "financier_name",
    /// After a speaker.
    VoiceAfter = "voice_after",
    /// Before a speaker.
    VoiceBefore = "voice_before",
    /// Before a firm in the background.
    BackgroundBefore = "background_before",
    /// What the firm after 由 does for the investor.
    Serves = "serves",
    /// After 为 and a firm: what is done for it.
    Supplied = "supplied",
    /// After a firm in the background.
    BackgroundAfter = "background_after",
    /// In the name of a government's platform company.
    GovernmentName = "government_name",
    /// Ends what heads a list of firms.
    FirmNoun = "firm_noun",
    /// What the firm after 由 does.
    AgentAct = "agent_act",
    /// Country or part of the world.
    Place = "place",
    /// Ends names of substances, measures and offices: no brand.
    MaterialEnd = "material_end",
    /// What public works and places are: the word before it is no brand.
    WorksWord = "works_word",
    /// A kind of power station among the public works.
    Power = "power",
    /// Made for power stations: a firm that makes it is no public work.
    PowerPart = "power_part",
    /// A kind of zone that firms are called after, with its place.
    ZoneKind = "zone_kind",
    /// A part of the world that firms give centres and head offices of their own.
    Market = "market",
    /// Ends the name of a division or zone that the splitter has cut off.
    DivisionWord = "division_word",
    /// Behind 以 and a firm: a cluster is built around it.
    ClusterHead = "cluster_head",
    /// Before what could be a firm: it is where something is built.
    SitsIn = "sits_in",
    /// Behind what could be a firm: something is built there.
    Settles = "settles",
    /// Behind a builder's name: what it runs itself.
    OwnSite = "own_site",
    /// A character that names of firms are made of; a word of two of them is a brand.
    BrandChar = "brand_char",
    /// An everyday word that firms are called after and that tells no kind of ware.
    BrandWord = "brand_word",
    /// What a sight is: the dictionary's word before it is a person or a place.
    SightWord = "sight_word",
    /// Begins what a park for many firms is called; the word before it is a place, not a brand.
    Communal = "communal",
    /// What officials do with projects; the name before it is a person's.
    OfficialAct = "official_act",
    /// What firms of a province, city or county run, and are called after (省港航公司).
    PublicLine = "public_line",
    /// No bare name of a firm holds it.
    NotFirmPart = "not_firm_part",
    /// After a figure; the word splitter may glue it to the next word.
    Measure = "measure",
    /// Latin legal form.
    LatinForm = "latin_form",
    /// Proves that the name in Latin letters after it is a firm.
    LatinBefore = "latin_before",
    /// Proves that the name in Latin letters before it is a firm.
    LatinAfter = "latin_after",
    /// Between a parent and its subsidiary.
    ParentLink = "parent_link",
}

/// How a well-known name may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KnownUse {
    /// The name alone means the firm.
    Firm,
    /// An everyday word too: wants a word beside it that proves the firm.
    Word,
    /// The same, but a firm at the front of a project's name too (美的…产业园项目).
    Lead,
    /// A construction group whose bureaus bear its name (中建七局).
    Builder,
}

/// All that the lists say of one word.
#[derive(Debug, Clone, Copy, Default)]
pub struct WordTraits {
    cues: u64,
    /// What it is as the end of a firm's name.
    pub suffix: Option<SuffixKind>,
    /// How it may be used as a well-known name.
    pub known: Option<KnownUse>,
}

impl WordTraits {
    /// Whether the word is of a kind.
    pub fn is(self, kind: FirmCue) -> bool {
        self.cues >> kind as u32 & 1 == 1
    }
}

/// All that is known of names of firms.
#[derive(Debug)]
pub struct Companies {
    suffixes: Finder,
    suffix_kinds: Vec<SuffixKind>,
    full_ends: WordSet,
    known: Finder,
    known_uses: Vec<KnownUse>,
    /// The words of each kind, by its place in [`FirmCue::ALL`].
    cues: Vec<WordSet>,
    /// What all the lists together say of each word.
    traits: FxHashMap<Box<str>, WordTraits>,
}

/// A word found in a text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit<K> {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it is.
    pub kind: K,
}

impl Companies {
    pub(super) fn parse(
        suffixes: DataFile<'_>,
        cues: DataFile<'_>,
        known: DataFile<'_>,
        faults: &mut Vec<Fault>,
    ) -> Self {
        let suffixes = parse_pairs(suffixes, faults, SuffixKind::from_label);
        let known = parse_pairs(known, faults, |label| match label {
            "firm" => Some(KnownUse::Firm),
            "word" => Some(KnownUse::Word),
            "lead" => Some(KnownUse::Lead),
            "builder" => Some(KnownUse::Builder),
            _ => None,
        });
        let mut words: Vec<Vec<&str>> = vec![Vec::new(); FirmCue::ALL.len()];
        for row in cues.rows(2, faults) {
            match FirmCue::ALL.iter().find(|(label, _)| *label == row.cells[0]) {
                Some(&(_, kind)) => words[kind as usize].push(row.cells[1]),
                None => faults.push(row.fault(format!("unknown kind {}", row.cells[0]))),
            }
        }
        let full = |k| matches!(k, SuffixKind::Legal | SuffixKind::Plain | SuffixKind::Group | SuffixKind::Works);
        let mut traits: FxHashMap<Box<str>, WordTraits> = FxHashMap::default();
        suffixes.iter().for_each(|&(word, kind)| traits.entry(word.into()).or_default().suffix = Some(kind));
        known.iter().for_each(|&(word, kind)| traits.entry(word.into()).or_default().known = Some(kind));
        for (kind, words) in words.iter().enumerate() {
            words.iter().for_each(|&word| traits.entry(word.into()).or_default().cues |= 1 << kind);
        }
        Self {
            traits,
            full_ends: WordSet::new(suffixes.iter().filter(|s| full(s.1)).map(|s| s.0)),
            suffixes: Finder::new(suffixes.iter().map(|s| s.0)),
            suffix_kinds: suffixes.iter().map(|s| s.1).collect(),
            known: Finder::new(known.iter().map(|k| k.0)),
            known_uses: known.iter().map(|k| k.1).collect(),
            cues: words.into_iter().map(WordSet::new).collect(),
        }
    }

    /// The words of one kind.
    pub fn cue(&self, kind: FirmCue) -> &WordSet {
        &self.cues[kind as usize]
    }

    /// What all the lists say of the word.
    pub fn traits(&self, word: &str) -> WordTraits {
        self.traits.get(word).copied().unwrap_or_default()
    }

    /// What the word is as the end of a firm's name.
    pub fn suffix(&self, word: &str) -> Option<SuffixKind> {
        self.suffixes.get(word).map(|i| self.suffix_kinds[i])
    }

    /// How the well-known name may be used.
    pub fn known(&self, name: &str) -> Option<KnownUse> {
        self.known.get(name).map(|i| self.known_uses[i])
    }

    /// All endings of firms' names in a text, those inside and over others too, in no order to rely on.
    pub fn suffixes_in(&self, text: &str) -> Vec<Hit<SuffixKind>> {
        let hits = self.suffixes.all_hits(text).into_iter();
        hits.map(|h| Hit { start: h.start, end: h.end, kind: self.suffix_kinds[h.word] }).collect()
    }

    /// Where full names may end: the longest legal form, 公司, 集团 or factory's word that ends at each place.
    pub fn full_ends_in(&self, text: &str) -> Vec<Hit<SuffixKind>> {
        let mut hits = Vec::new();
        for (at, c) in text.char_indices().filter(|&(_, c)| self.full_ends.may_end(c)) {
            let end = at + c.len_utf8();
            if let Some(word) = self.full_ends.suffix(&text[..end]) {
                hits.extend(self.suffix(word).map(|kind| Hit { start: end - word.len(), end, kind }));
            }
        }
        hits
    }

    /// All well-known names in a text, longest first at each place, without overlaps.
    pub fn known_in(&self, text: &str) -> Vec<Hit<KnownUse>> {
        let hits = self.known.hits(text);
        hits.map(|h| Hit { start: h.start, end: h.end, kind: self.known_uses[h.word] }).collect()
    }
}

fn parse_pairs<'a, K: Copy>(
    file: DataFile<'a>,
    faults: &mut Vec<Fault>,
    kind: impl Fn(&str) -> Option<K>,
) -> Vec<(&'a str, K)> {
    let mut seen = HashSet::new();
    let mut pairs = Vec::new();
    for row in file.rows(2, faults) {
        match kind(row.cells[1]) {
            None => faults.push(row.fault(format!("unknown kind {}", row.cells[1]))),
            Some(_) if !seen.insert(row.cells[0]) => {
                faults.push(row.fault(format!("{} stands twice", row.cells[0])));
            }
            Some(kind) => pairs.push((row.cells[0], kind)),
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{DataFiles, Lexicon};

    #[test]
    fn longest_word_at_either_end() {
        let set = &Lexicon::embedded().companies.cue(FirmCue::ParentLink).clone();
        assert_eq!(set.suffix("其全资子公司"), Some("全资子公司"));
        assert_eq!(set.prefix("控股子公司某某"), Some("控股子公司"));
        assert_eq!(set.suffix("公司"), None);
        assert!(set.within("通过旗下某某"));
    }

    #[test]
    fn faults_name_file_and_line() {
        let files = DataFiles::embedded().with("company_suffixes.tsv", "有限公司\tlegal\n集团\tnonsense\n".into());
        let error = Lexicon::parse(&files).unwrap_err();
        assert_eq!(error.faults.len(), 1);
        assert_eq!((error.faults[0].file.as_str(), error.faults[0].line), ("company_suffixes.tsv", 2));
    }
}
