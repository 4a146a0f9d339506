//! Companies: full legal names, short names, and the names an article introduces itself.
//!
//! [`CompanyNames::collect`] reads the whole article once: it proves doubtful short names from their
//! other occurrences, ties short forms to full names and notes which firm is spoken of where, so that
//! [`companies`] can resolve 该公司. Must not look for anything but firms.

mod alias;
mod anaphor;
mod full;
mod role;
mod scan;
mod short;

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use self::alias::Parts;
use self::scan::Scan;
use super::Mention;
use crate::lexicon::{Finder, FirmCue, Lexicon};
use crate::normalize::NormalizedText;
use crate::page::BlockKind;
use crate::segment::Sentence;

/// How a company is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NameForm {
    /// A full legal name: …有限公司, …集团公司.
    Full,
    /// A short name: 贝可科技, 四环制药.
    Short,
    /// A word that points back: 该公司, 公司, 集团.
    Anaphor,
}

/// Rule of a brand at the front of a project's name (华岭轴承生产项目).
pub(crate) const BRAND_OF_PROJECT: &str = "brand of a project";
/// Rule of a name in front of what a project makes (华岭年产3万吨…项目).
pub(crate) const NAME_OF_PROJECT: &str = "name of a project";

/// Rule of a name of the list of well-known firms.
const WELL_KNOWN: &str = "well-known firm";
/// Rule of a name before the colon of a headline (X：拟投资…).
const HEADLINE: &str = "headline";
/// Rule of a brand with a line of business (贝可科技).
pub(crate) const BRAND_AND_BUSINESS: &str = "brand and business";
/// Rule of a name or short form that the article introduced elsewhere.
pub(crate) const INTRODUCED: &str = "named in the article";

/// Whether a rule only suggests a firm from a project's name; a firm that the sentence names goes before it.
pub(crate) fn is_guess(rule: &str) -> bool {
    matches!(rule, BRAND_OF_PROJECT | NAME_OF_PROJECT)
}

/// What a company does in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum CompanyRole {
    /// Invests or operates, as far as the sentence tells.
    #[default]
    Investor,
    /// Builds for another, designs, supervises.
    Contractor,
    /// Lends or brokers: a bank, a fund manager.
    Financier,
    /// Speaks or reports: a newspaper, a broker's analyst.
    Voice,
    /// Buys from or sells to the investor; an example; a former employer.
    Background,
    /// Land seller, platform company or administration on the government's side.
    Government,
}

/// One naming of a company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Company {
    /// The name as written, without quotes and title.
    pub name: String,
    /// The fullest form the article gives of the same firm.
    pub full_name: String,
    /// How it is named here.
    pub form: NameForm,
    /// What it does here.
    pub role: CompanyRole,
    /// Whether it stands inside a project name (鑫褀泰年产…项目).
    pub in_project: bool,
    /// Fullest name of the firm whose subsidiary the sentence says it is.
    pub parent: Option<String>,
}

/// A stretch of a sentence that is, or may be, a firm's name.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    start: usize,
    end: usize,
    form: NameForm,
    rule: &'static str,
    /// Whether the sentence alone shows that it is a firm.
    proven: bool,
    /// Whether its brand is no everyday word, so that a second occurrence is enough.
    strong: bool,
}

impl Found {
    fn new(start: usize, end: usize, form: NameForm, rule: &'static str) -> Self {
        Self { start, end, form, rule, proven: true, strong: false }
    }

    /// Names of full form win over others, then longer ones.
    fn rank(&self) -> (bool, usize) {
        (self.form == NameForm::Full, self.end - self.start)
    }
}

/// The firms an article names, tied together: full names with their short forms.
#[derive(Debug, Clone, Default)]
pub struct CompanyNames {
    /// Every accepted name and short form, with the fullest name of its firm.
    full: FxHashMap<String, String>,
    /// Doubtful names that the article as a whole proves.
    accepted: FxHashSet<String>,
    finder: Finder,
    forms: Vec<String>,
    /// The firms that issue the notices which the article reports, each with the first byte of the sentence that says so.
    announcers: Vec<(usize, String)>,
    /// Firms that could be spoken of, by place in the text, for 该公司.
    named: Vec<anaphor::Named>,
    /// The named firms of each sentence read, by its first byte.
    read: FxHashMap<usize, Reading>,
}

/// The named firms of one sentence.
#[derive(Debug, Clone)]
struct Reading {
    text: String,
    mentions: Vec<Mention<Company>>,
}

impl CompanyNames {
    /// Collects the names of a whole article (its title too).
    pub fn collect(text: &NormalizedText, sentences: &[Sentence<'_>], lexicon: &Lexicon) -> Self {
        let title = text.title.as_deref().unwrap_or_default();
        let title = Sentence::new(title, 0, 0, BlockKind::Heading);
        let mut ledger = Ledger::default();
        ledger.read(&Scan::new(&title, lexicon));
        let scans: Vec<Scan<'_>> = sentences.iter().map(|s| Scan::new(s, lexicon)).collect();
        let found: Vec<Vec<Found>> = scans.iter().map(|scan| ledger.read(scan)).collect();
        let mut names = ledger.settle(&text.text, lexicon);
        for ((sentence, scan), found) in sentences.iter().zip(&scans).zip(found) {
            let mentions = settled(sentence, scan, found, &names);
            names.named.extend(anaphor::named_in(sentence, &mentions));
            names.read.insert(sentence.span.start, Reading { text: sentence.text.to_owned(), mentions });
        }
        names
    }

    /// The fullest form of a name.
    pub fn fullest<'n>(&'n self, name: &'n str) -> &'n str {
        self.full.get(name).map_or(name, String::as_str)
    }

    /// The only firm that the article names as one that may invest.
    pub fn sole(&self) -> Option<&str> {
        let (first, rest) = self.named.split_first()?;
        rest.iter().all(|n| n.name() == first.name()).then(|| first.name())
    }

    /// The firm whose notice the article reports at a byte of the text, in its fullest form: a round-up has one notice
    /// after the other.
    pub fn announcer(&self, at: usize) -> Option<&str> {
        let before = self.announcers.partition_point(|(from, _)| *from <= at);
        self.announcers.get(before.saturating_sub(1)).map(|(_, name)| name.as_str())
    }
}

/// Names of firms that are tied to each other; every pair of them is compared.
const MAX_NAMES: usize = 1000;

/// What the first reading of an article gathers.
#[derive(Default)]
struct Ledger {
    names: Vec<String>,
    full: FxHashSet<String>,
    doubtful: BTreeMap<String, (usize, bool)>,
    announced: Vec<(String, String)>,
    announcers: Vec<(usize, String)>,
}

impl Ledger {
    /// Notes the candidates of a sentence and gives them back.
    fn read(&mut self, scan: &Scan<'_>) -> Vec<Found> {
        let all = candidates(scan);
        for found in &all {
            let name = &scan.text[found.start..found.end];
            if !found.proven {
                let entry = self.doubtful.entry(name.to_owned()).or_default();
                entry.0 += 1;
                entry.1 |= found.strong;
                continue;
            }
            self.note(name, found.form);
            if self.announcers.last().is_none_or(|(_, last)| last != name) && short::announces(scan, found) {
                self.announcers.push((scan.start(), name.to_owned()));
            }
            if let Some(short) = full::announced_alias(scan.after(found.end)) {
                self.announced.push((short.to_owned(), name.to_owned()));
            }
        }
        all
    }

    fn note(&mut self, name: &str, form: NameForm) {
        if self.names.len() < MAX_NAMES && !self.names.iter().any(|n| n == name) {
            self.names.push(name.to_owned());
        }
        if form == NameForm::Full {
            self.full.insert(name.to_owned());
        }
    }

    /// Doubtful names that occur twice with a brand of their own, or that were proven elsewhere.
    fn accepted(&self) -> FxHashSet<String> {
        let doubtful = self.doubtful.iter();
        let enough = doubtful.filter(|(name, (count, strong))| (*strong && *count >= 2) || self.names.contains(name));
        enough.map(|(name, _)| name.clone()).collect()
    }

    fn settle(mut self, text: &str, lexicon: &Lexicon) -> CompanyNames {
        let accepted = self.accepted();
        let mut more: Vec<&String> = accepted.iter().collect();
        more.sort();
        for name in more {
            self.note(name, NameForm::Short);
        }
        let full = self.tie(text, lexicon);
        let mut forms: Vec<String> = full.keys().cloned().collect();
        forms.sort();
        let fullest = |(at, name): (usize, String)| (at, full.get(&name).cloned().unwrap_or(name));
        let announcers = self.announcers.into_iter().map(fullest).collect();
        let finder = Finder::new(forms.iter().map(String::as_str));
        CompanyNames { full, accepted, finder, forms, announcers, named: Vec::new(), read: FxHashMap::default() }
    }

    /// Every name, and every short form that stands in the text, with the fullest name of its firm.
    fn tie(&self, text: &str, lexicon: &Lexicon) -> FxHashMap<String, String> {
        let mut parts: Vec<(&String, Parts)> = self.names.iter().map(|n| (n, Parts::of(n, lexicon))).collect();
        // Fullest first: legal names before others, longer ones before shorter ones, earlier ones before later.
        parts.sort_by_key(|(n, p)| (!(p.legal && self.full.contains(*n)), std::cmp::Reverse(n.chars().count())));
        let mut full: FxHashMap<String, String> = FxHashMap::default();
        for (i, (name, own)) in parts.iter().enumerate() {
            let fuller = parts[..i].iter().find(|(_, other)| !own.legal && other.agrees(own));
            let target = fuller.map_or_else(|| (*name).clone(), |(n, _)| full.get(*n).unwrap_or(n).clone());
            full.insert((*name).clone(), target);
        }
        for (short, name) in &self.announced {
            let target = full.get(name).unwrap_or(name).clone();
            full.insert(short.clone(), target);
        }
        let mut order: Vec<&(&String, Parts)> = parts.iter().collect();
        order.sort_by_key(|(n, _)| self.names.iter().position(|m| m == *n));
        let forms: Vec<(String, &String)> = order
            .into_iter()
            .flat_map(|(name, own)| own.short_forms(name).into_iter().map(move |f| (f, *name)))
            .collect();
        for (form, name) in standing(&forms, text) {
            if !full.contains_key(form) && usable_alias(form, lexicon) {
                let target = full.get(name).unwrap_or(name).clone();
                full.insert(form.clone(), target);
            }
        }
        full
    }
}

/// The short forms that stand in a text, each once with the first name it is derived from, in order.
fn standing<'f>(forms: &'f [(String, &'f String)], text: &str) -> impl Iterator<Item = (&'f String, &'f String)> {
    let hits = Finder::new(forms.iter().map(|(form, _)| form.as_str())).all_hits(text);
    let standing: BTreeSet<usize> = hits.into_iter().map(|h| h.word).collect();
    standing.into_iter().map(|i| (&forms[i].0, forms[i].1))
}

/// Whether a derived short form may be looked for in the text: no place, no line of business alone.
fn usable_alias(form: &str, lexicon: &Lexicon) -> bool {
    let sentence = Sentence::new(form, 0, 0, BlockKind::Paragraph);
    let scan = Scan::new(&sentence, lexicon);
    let latin = form.bytes().any(|b| b.is_ascii_digit()) || form.is_ascii() && form.len() <= 4;
    !latin && scan.branded(0, form.len())
        || form.chars().count() >= 4 && scan.distinctive(0, form.len())
        || form.chars().count() == 3 && alias::is_coined(&scan, 0, form.len())
}

/// Whether a short name and a full one bear the same brand, whatever line of business each tells.
pub(crate) fn share_brand(short: &str, full: &str, lexicon: &Lexicon) -> bool {
    let (short, full) = (Parts::of(short, lexicon), Parts::of(full, lexicon));
    short.alone && short.brand == full.brand && full.legal
}

/// All candidates of one sentence by rule, without those that lie in better ones.
fn candidates(scan: &Scan<'_>) -> Vec<Found> {
    let mut all = full::find(scan);
    all.extend(full::find_latin(scan));
    all.extend(short::find(scan));
    let mut all = resolve(all);
    all.extend(short::beside(scan, &all));
    resolve(all)
}

/// Drops what overlaps with something better; the rest in text order.
fn resolve(mut all: Vec<Found>) -> Vec<Found> {
    drop_overgrown(&mut all);
    all.sort_by_key(|f| (std::cmp::Reverse((f.proven, f.rank())), f.start));
    let mut kept: Vec<Found> = Vec::new();
    for found in all {
        if kept.iter().all(|k| found.end <= k.start || k.end <= found.start) {
            kept.push(found);
        }
    }
    kept.sort_by_key(|f| f.start);
    kept
}

/// A well-known name wins over a brand that only has something more in front (500强+万华化学), a place aside.
fn drop_overgrown(all: &mut Vec<Found>) {
    let known: Vec<(usize, usize)> = all
        .iter()
        .filter(|f| f.rule == WELL_KNOWN && f.proven && f.end - f.start >= LONG_KNOWN)
        .map(|f| (f.start, f.end))
        .collect();
    all.retain(|f| {
        let extra = |&(start, end): &(usize, usize)| f.end == end && f.start < start && start - f.start <= STRAY;
        f.form == NameForm::Full || f.rule == WELL_KNOWN || !known.iter().any(extra)
    });
}

/// Bytes of three characters: the shortest well-known name that is trusted against a longer reading.
const LONG_KNOWN: usize = 9;
/// Bytes of one character that may stick to the front of a name by mistake.
const STRAY: usize = 3;

/// Occurrences of names and short forms that the article itself introduced.
fn introduced(scan: &Scan<'_>, names: &CompanyNames) -> Vec<Found> {
    let mut out = Vec::new();
    for hit in names.finder.hits(scan.text) {
        let form = &names.forms[hit.word];
        let short = form.chars().count() <= 3;
        if short && (scan.splits_word(hit.start) || scan.splits_word(hit.end)) {
            continue;
        }
        if short::breaks_latin(scan, hit.start, hit.end) {
            continue;
        }
        if scan.after(hit.end).starts_with(['路', '街', '村', '镇', '乡', '县', '桥']) {
            continue;
        }
        out.push(Found::new(hit.start, hit.end, NameForm::Short, INTRODUCED));
    }
    out
}

/// All namings of companies in a sentence, in order, without overlaps.
pub fn companies(sentence: &Sentence<'_>, names: &CompanyNames, lexicon: &Lexicon) -> Vec<Mention<Company>> {
    let scan = Scan::new(sentence, lexicon);
    let known = names.read.get(&sentence.span.start).filter(|r| r.text == sentence.text);
    let named = known.map_or_else(|| named_companies(sentence, &scan, names), |r| r.mentions.clone());
    anaphor::with_anaphors(sentence, &scan, names, named)
}

fn named_companies(sentence: &Sentence<'_>, scan: &Scan<'_>, names: &CompanyNames) -> Vec<Mention<Company>> {
    settled(sentence, scan, candidates(scan), names)
}

/// The mentions among the candidates of a sentence, with the names that the article introduced.
fn settled(
    sentence: &Sentence<'_>,
    scan: &Scan<'_>,
    mut all: Vec<Found>,
    names: &CompanyNames,
) -> Vec<Mention<Company>> {
    all.retain(|f| f.proven || names.accepted.contains(&sentence.text[f.start..f.end]));
    all.iter_mut().for_each(|f| f.proven = true);
    all.extend(introduced(scan, names));
    let mut mentions: Vec<Mention<Company>> = Vec::new();
    for found in resolve(all) {
        let before = mentions.last().map(|m| sentence.local(m.span).end);
        if before.is_some_and(|end| is_gloss(scan, end, &found)) {
            continue;
        }
        let parent = mentions.last().and_then(|previous| parent_of(sentence, scan, previous, found.start, names));
        mentions.push(mention(sentence, scan, names, &found, parent));
    }
    mentions
}

/// Whether a name in Latin letters only says in a bracket how the firm before it, which ends at `end`, is called abroad:
/// 骏珩公司（Junheng）.
fn is_gloss(scan: &Scan<'_>, end: usize, found: &Found) -> bool {
    let gap = scan.text.get(end..found.start);
    let latin = scan.text[found.start..found.end].is_ascii();
    latin && matches!(gap, Some("(" | "（")) && scan.after(found.end).starts_with([')', '）'])
}

fn mention(
    sentence: &Sentence<'_>,
    scan: &Scan<'_>,
    names: &CompanyNames,
    found: &Found,
    parent: Option<String>,
) -> Mention<Company> {
    let name = sentence.text[found.start..found.end].to_owned();
    let full_name = names.fullest(&name).to_owned();
    Mention {
        span: sentence.span_of(found.start, found.end),
        value: Company {
            full_name,
            form: found.form,
            role: role::role(scan, found.start, found.end),
            in_project: in_project(scan, found.end),
            parent,
            name,
        },
        rule: found.rule,
        cue: None,
    }
}

/// The firm named before, if the words between say that the next one is its subsidiary.
fn parent_of(
    sentence: &Sentence<'_>,
    scan: &Scan<'_>,
    previous: &Mention<Company>,
    start: usize,
    names: &CompanyNames,
) -> Option<String> {
    let gap = &scan.text[sentence.local(previous.span).end..start];
    let near = gap.chars().count() <= 24 && !gap.contains(['。', '；', '、', '和', '与']);
    let linked = scan.words.cue(FirmCue::ParentLink).suffix(gap.trim_end_matches(['“', '"', '—', ' '])).is_some();
    (near && linked).then(|| names.fullest(&previous.value.name).to_owned())
}

/// Whether the name stands at the front of a project's name: in a list of projects, or with no function word or
/// mark up to 项目.
fn in_project(scan: &Scan<'_>, end: usize) -> bool {
    if scan.in_project_list(end) {
        return true;
    }
    let mut pieces = scan.pieces_after(end).take(18).peekable();
    while let Some(piece) = pieces.next() {
        if scan.words.cue(FirmCue::ProjectHead).suffix(piece.text).is_some() {
            return true;
        }
        let joint = matches!(
            piece.text,
            "、" | "等"
                | "×"
                | "+"
                | "＋"
                | "·"
                | "（"
                | "）"
                | "("
                | ")"
                | "“"
                | "”"
                | "及"
                | "和"
                | "与"
                | "-"
                | "."
                | "/"
        );
        let number = piece.tag.starts_with('m')
            || piece.text.chars().all(|c| c.is_ascii_digit() || "吨套台万亿年产".contains(c));
        let stop = match scan.class(&piece) {
            scan::Class::Boundary => !joint,
            scan::Class::Hard => !joint,
            scan::Class::Edge => {
                let noun = scan.words.cue(FirmCue::InName).contains(piece.text);
                !joint && !number && !noun && piece.text.chars().count() > 1
            }
            _ => false,
        };
        let before_head = pieces.peek().is_some_and(|p| scan.words.cue(FirmCue::ProjectHead).contains(p.text));
        if stop && !(before_head && scan.class(&piece) == scan::Class::Edge) {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests;
