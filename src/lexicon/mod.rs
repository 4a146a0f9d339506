//! The words of `data/`, parsed and checked once.
//!
//! Owns every word list: no other module holds one. Data is embedded in the binary and may be
//! overridden file by file ([`DataFiles::with`]); a fault stops the program before the first document,
//! and all faults are listed with file and line.

pub mod amounts;
mod beginning;
mod class_cues;
mod companies;
pub mod counts;
mod finder;
mod furniture;
pub mod fx;
mod gate;
pub mod industries;
mod page_kinds;
mod park_clues;
pub mod parks;
mod project_context;
mod projects;
pub mod regions;
mod site_words;
mod spun;
mod stages;
mod tables;
mod taiwan;
mod word_set;

pub use project_context::ProjectContext;
pub use projects::{EdgeKind, HeadKind, Projects};
pub use stages::{ModalBefore, ModalEffect, StageWordKind, Stages};
pub use tables::{Column, Tables};

pub(crate) use beginning::Bits;
pub use class_cues::{ClassCues, Cue};
pub use companies::{Companies, FirmCue, Hit, KnownUse, SuffixKind};
pub use finder::Finder;
pub(crate) use furniture::without_readings;
pub use furniture::{Furniture, Role, Roles};
pub use gate::GateCues;
pub use page_kinds::PageKinds;
pub use park_clues::ParkClues;
pub use site_words::SiteWords;
pub use spun::{Spun, SpunWord};
pub use taiwan::{Scope, Taiwan, TaiwanWord};
pub use word_set::WordSet;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

macro_rules! embed {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../data/", $name)))),*]
    };
}

/// Every data file that is embedded, by its path below `data/`.
#[rustfmt::skip]
const EMBEDDED: &[(&str, &str)] = embed![
    "amount_qualifiers.tsv",
    "amount_roles.tsv",
    "amount_words.tsv",
    "class_cues.tsv",
    "company_cues.tsv",
    "company_suffixes.tsv",
    "counts.tsv",
    "currencies.tsv",
    "furniture.tsv",
    "fx.tsv",
    "industries.tsv",
    "gate.tsv",
    "page_kinds.tsv",
    "measures.tsv",
    "modality.tsv",
    "park_clues.tsv",
    "park_edges.tsv",
    "park_types.tsv",
    "parks.tsv",
    "project_context.tsv",
    "project_edges.tsv",
    "project_heads.tsv",
    "regions.tsv",
    "site_words.tsv",
    "spun.tsv",
    "stages.tsv",
    "table_headers.tsv",
    "well_known_firms.tsv",
    "taiwan.tsv",
    "taiwan_news.tsv",
];

/// The data files in use: the embedded ones, some perhaps replaced.
#[derive(Debug, Clone)]
pub struct DataFiles {
    files: BTreeMap<String, Cow<'static, str>>,
}

impl DataFiles {
    /// The files the binary carries.
    pub fn embedded() -> Self {
        Self { files: EMBEDDED.iter().map(|&(name, text)| (name.to_owned(), Cow::Borrowed(text))).collect() }
    }

    /// Names that may be overridden.
    pub fn names() -> impl Iterator<Item = &'static str> {
        EMBEDDED.iter().map(|&(name, _)| name)
    }

    /// The same files with one replaced.
    #[must_use]
    pub fn with(mut self, name: &str, text: String) -> Self {
        self.files.insert(name.to_owned(), Cow::Owned(text));
        self
    }

    fn file<'a>(&'a self, name: &'a str) -> DataFile<'a> {
        DataFile { name, text: self.files.get(name).map_or("", |t| t.as_ref()) }
    }
}

/// One data file: tab-separated columns, `#` begins a comment line, blank lines are skipped.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DataFile<'a> {
    name: &'a str,
    text: &'a str,
}

impl<'a> DataFile<'a> {
    /// The rows with exactly or at least `columns` columns (missing trailing ones are a fault).
    pub(crate) fn rows(self, columns: usize, faults: &mut Vec<Fault>) -> Vec<Row<'a>> {
        let mut rows = Vec::new();
        for (index, line) in self.text.lines().enumerate() {
            let line = line.trim_end_matches('\r');
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let row = Row { file: self.name, line: index + 1, cells: line.split('\t').map(str::trim).collect() };
            if row.cells.len() < columns {
                faults.push(row.fault(format!("{columns} columns wanted, {} found", row.cells.len())));
                continue;
            }
            rows.push(row);
        }
        rows
    }

    /// An automaton over phrases of the file; a fault where it cannot be built.
    pub(crate) fn automaton(&self, phrases: Vec<String>, faults: &mut Vec<Fault>) -> Option<AhoCorasick> {
        AhoCorasick::new(phrases)
            .map_err(|e| faults.push(Fault { file: self.name.to_owned(), line: 1, message: e.to_string() }))
            .ok()
    }
}

/// One row of a data file.
#[derive(Debug, Clone)]
pub(crate) struct Row<'a> {
    file: &'a str,
    line: usize,
    pub(crate) cells: Vec<&'a str>,
}

impl Row<'_> {
    /// A fault of this row.
    pub(crate) fn fault(&self, message: impl Into<String>) -> Fault {
        Fault { file: self.file.to_owned(), line: self.line, message: message.into() }
    }
}

/// One fault of a data file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file's name below `data/`.
    pub file: String,
    /// Line, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

/// The data files do not hold what they must.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct LexiconError {
    /// All faults found.
    pub faults: Vec<Fault>,
}

impl fmt::Display for LexiconError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} fault(s) in the data files", self.faults.len())?;
        self.faults.iter().try_for_each(|x| write!(f, "\n  {}:{}: {}", x.file, x.line, x.message))
    }
}

/// All word lists, ready to match.
#[derive(Debug)]
pub struct Lexicon {
    /// What class and id of elements tell.
    pub class_cues: ClassCues,
    /// Words of firms' names.
    pub companies: Companies,
    /// Phrases of page furniture.
    pub furniture: Furniture,
    /// What lets a page pass before it is decoded.
    pub gate: GateCues,
    /// Zones, parks and the words around their names.
    pub parks: parks::Parks,
    /// Words further on in the clause of a park's name.
    pub park_clues: ParkClues,
    /// Administrative divisions.
    pub regions: regions::Regions,
    /// Heads and edges of project names.
    pub projects: Projects,
    /// Words around the names of projects.
    pub project_context: ProjectContext,
    /// Stage words and modal words.
    pub stages: Stages,
    /// Column heads of project tables.
    pub tables: Tables,
    /// What tells pages that are no article.
    pub page_kinds: PageKinds,
    /// Words that names of sites end with.
    pub site_words: SiteWords,
    /// Words of spun copies.
    pub spun: Spun,
    /// Taiwan wording of mainland news, and the cues of Taiwan's own.
    pub taiwan: Taiwan,
    /// Words of counts.
    pub counts: counts::CountWords,
    /// Yearly average exchange rates.
    pub fx: fx::Rates,
    /// What words tell of an industry.
    pub industries: industries::Industries,
    /// Names of currencies.
    pub currencies: amounts::Currencies,
    /// What 万 and 亿 count when it is not money.
    pub measures: amounts::Measures,
    /// Words that bound an amount.
    pub qualifiers: amounts::Qualifiers,
    /// Words that tell what an amount is an amount of.
    pub amount_roles: amounts::Roles,
    /// Conversions, and counts of classes.
    pub amount_words: amounts::AmountWords,
}

impl Lexicon {
    /// Parses and checks the data files.
    ///
    /// # Errors
    /// [`LexiconError`] lists every fault of every file.
    pub fn parse(files: &DataFiles) -> Result<Self, LexiconError> {
        let mut faults = Vec::new();
        let lexicon = Self {
            furniture: Furniture::parse(files.file("furniture.tsv"), &mut faults),
            gate: GateCues::parse(
                files.file("gate.tsv"),
                files.file("stages.tsv"),
                files.file("taiwan.tsv"),
                &mut faults,
            ),
            parks: parks::Parks::parse(
                files.file("parks.tsv"),
                files.file("park_types.tsv"),
                files.file("park_edges.tsv"),
                &mut faults,
            ),
            park_clues: ParkClues::parse(files.file("park_clues.tsv"), &mut faults),
            regions: regions::Regions::parse(files.file("regions.tsv"), &mut faults),
            projects: Projects::parse(files.file("project_heads.tsv"), files.file("project_edges.tsv"), &mut faults),
            project_context: ProjectContext::parse(files.file("project_context.tsv"), &mut faults),
            stages: Stages::parse(files.file("stages.tsv"), files.file("modality.tsv"), &mut faults),
            tables: Tables::parse(files.file("table_headers.tsv"), &mut faults),
            class_cues: ClassCues::parse(files.file("class_cues.tsv"), &mut faults),
            page_kinds: PageKinds::parse(files.file("page_kinds.tsv"), &mut faults),
            site_words: SiteWords::parse(files.file("site_words.tsv"), &mut faults),
            companies: Companies::parse(
                files.file("company_suffixes.tsv"),
                files.file("company_cues.tsv"),
                files.file("well_known_firms.tsv"),
                &mut faults,
            ),
            spun: Spun::parse(files.file("spun.tsv"), &mut faults),
            taiwan: Taiwan::parse(files.file("taiwan.tsv"), files.file("taiwan_news.tsv"), &mut faults),
            counts: counts::CountWords::parse(files.file("counts.tsv"), &mut faults),
            fx: fx::Rates::parse(files.file("fx.tsv"), &mut faults),
            industries: industries::Industries::parse(files.file("industries.tsv"), &mut faults),
            currencies: amounts::Currencies::parse(files.file("currencies.tsv"), &mut faults),
            measures: amounts::Measures::parse(files.file("measures.tsv"), &mut faults),
            qualifiers: amounts::Qualifiers::parse(files.file("amount_qualifiers.tsv"), &mut faults),
            amount_roles: amounts::Roles::parse(files.file("amount_roles.tsv"), &mut faults),
            amount_words: amounts::AmountWords::parse(files.file("amount_words.tsv"), &mut faults),
        };
        if faults.is_empty() { Ok(lexicon) } else { Err(LexiconError { faults }) }
    }

    /// The lexicon of the embedded data, parsed on first use.
    ///
    /// # Panics
    /// Never in a released build: the tests parse the embedded data.
    pub fn embedded() -> &'static Self {
        static EMBEDDED_LEXICON: LazyLock<Lexicon> =
            LazyLock::new(|| Lexicon::parse(&DataFiles::embedded()).unwrap_or_else(|e| panic!("embedded data: {e}")));
        &EMBEDDED_LEXICON
    }
}
