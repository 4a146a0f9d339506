//! Mentions → frames in a clause → records of the article.
//!
//! Must not re-read characters: what a sentence says comes from the lexers.

mod build;
mod confidence;
mod facts;
mod focus;
mod form;
mod frame;
mod genre;
mod items;
mod merge;
mod pair;
pub mod place;
mod rule;
mod section;
mod table;

use self::build::Builder;
use self::facts::{Facts, Told};
use self::focus::Focus;
use self::frame::Frame;
use self::place::Places;
use self::table::Table;
use crate::letter::is_letter;
use crate::lexicon::Lexicon;
use crate::mention::Mention;
use crate::mention::amount::Amount;
use crate::mention::company::CompanyNames;
use crate::mention::date::Moment;
use crate::mention::park;
use crate::normalize::NormalizedText;
use crate::page::{Article, BlockKind};
use crate::record::Record;
use crate::segment::Sentence;
use crate::span::CleanSpan;

/// How one field of a record came about, for `explain`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derivation {
    /// The field.
    pub field: &'static str,
    /// The rule that filled it.
    pub rule: String,
    /// The words that decided.
    pub words: String,
}

/// An amount that was seen and turned down.
#[derive(Debug, Clone, PartialEq)]
pub struct Rejected {
    /// The amount as written.
    pub text: String,
    /// Its sentence.
    pub sentence: String,
    /// Why it is no investment of a record.
    pub reason: String,
}

/// A record with its derivations.
#[derive(Debug, Clone, PartialEq)]
pub struct Assembled {
    /// The record.
    pub record: Record,
    /// One entry for each filled field.
    pub derivations: Vec<Derivation>,
}

/// What an article tells.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Assembly {
    /// The records, in text order.
    pub records: Vec<Assembled>,
    /// Amounts turned down.
    pub rejected: Vec<Rejected>,
}

/// Builds the records of an article.
pub fn assemble(article: &Article, text: &NormalizedText, sentences: &[Sentence<'_>], lexicon: &Lexicon) -> Assembly {
    assemble_while(article, text, sentences, lexicon, &|| true).unwrap_or_default()
}

/// Like [`assemble`], but asks `go_on` before each sentence; `None` once it says no.
pub fn assemble_while(
    article: &Article,
    text: &NormalizedText,
    sentences: &[Sentence<'_>],
    lexicon: &Lexicon,
    go_on: &dyn Fn() -> bool,
) -> Option<Assembly> {
    let headline = headline(text);
    let today = article.date.as_deref().and_then(Moment::parse);
    let tables = table::tables(text, lexicon);
    let tell = |s: &Sentence<'_>| go_on().then(|| Told::read(s, lexicon, today));
    let head_told = headline.iter().map(tell).collect::<Option<Vec<Told>>>()?;
    let mut told = sentences.iter().map(tell).collect::<Option<Vec<Told>>>()?;
    items::read(sentences, &mut told, lexicon);
    let may_prove = !tables.is_empty() || head_told.iter().chain(&told).any(Told::may_prove);
    if !may_prove || genre::is_story(&text.text) {
        let rejected = sentences.iter().zip(&told).flat_map(|(s, t)| rejected(s, &t.amounts)).collect();
        return Some(Assembly { records: Vec::new(), rejected });
    }
    let names = CompanyNames::collect(text, sentences, lexicon);
    let parks: Vec<_> = sentences.iter().map(|s| park::parks(s, lexicon)).collect();
    // The headline is read first but numbered last, so that numbers are those of the body's sentences.
    let head: Vec<Facts<'_>> = headline
        .iter()
        .zip(head_told)
        .map(|(s, told)| Facts::read(sentences.len(), s, told, &park::parks(s, lexicon), &names, lexicon))
        .collect();
    let mut facts: Vec<Facts<'_>> = Vec::with_capacity(sentences.len());
    for ((sentence, told), parks) in sentences.iter().zip(told).zip(&parks) {
        go_on().then_some(())?;
        facts.push(Facts::read(facts.len(), sentence, told, parks, &names, lexicon));
    }
    let frames = merge::merge(frames(text, &tables, &head, &facts, lexicon, today));
    let rejected = facts.iter().flat_map(|f| rejected(f.sentence, &f.amounts)).collect();
    let told: Vec<&Frame> = frames.iter().filter(|f| build::is_record(f)).collect();
    if told.is_empty() {
        return Some(Assembly { records: Vec::new(), rejected });
    }
    let firms = facts.iter().map(|f| f.companies.iter().map(|c| c.span).collect());
    let places = Places::new(article, text, sentences, parks, lexicon).with_firms(firms);
    let builder = Builder {
        article,
        text,
        facts: &facts,
        headline: head.first(),
        places: &places,
        names: &names,
        sole_firm: names.sole().filter(|_| told.len() == 1),
        lexicon,
        today,
    };
    let records = told.into_iter().map(|f| builder.build(f)).collect();
    Some(Assembly { records, rejected })
}

/// Reads headline, sentences and tables in order.
fn frames(
    text: &NormalizedText,
    tables: &[Table],
    head: &[Facts<'_>],
    facts: &[Facts<'_>],
    lexicon: &Lexicon,
    today: Option<Moment>,
) -> Vec<Frame> {
    let index_of = |span: CleanSpan| {
        let at = facts.partition_point(|f| f.sentence.span.end <= span.start);
        facts.get(at).filter(|f| f.sentence.span.overlaps(span)).map_or(0, |f| f.index)
    };
    let mut focus = Focus::default();
    let title = letters(text.title.as_deref().unwrap_or_default());
    head.iter().for_each(|f| focus.read(f, true));
    for sentence in facts {
        let block = sentence.sentence.block;
        match tables.iter().find(|t| t.blocks.contains(&block)) {
            Some(table) if focus.enters(table.blocks.start) => {
                focus.list(table.frames(text, lexicon, today, index_of), table.blocks.end - 1);
            }
            Some(_) => {}
            None => focus.read(sentence, block < HEADLINE_BLOCKS && repeats_title(sentence.text(), &title)),
        }
    }
    focus.into_frames()
}

/// How many blocks of a text may repeat its title.
const HEADLINE_BLOCKS: usize = 2;

/// Whether a sentence is the title, given by its letters, once more, as flashes and reprints begin.
fn repeats_title(sentence: &str, title: &str) -> bool {
    let sentence = letters(sentence);
    !sentence.is_empty() && (title.contains(&sentence) || sentence.contains(title) && sentence.len() < 2 * title.len())
}

/// The letters of a text: white space and marks do not count.
fn letters(text: &str) -> String {
    text.chars().filter(|c| is_letter(*c)).collect()
}

/// The headline as a sentence of its own; its spans lie behind the text, so they never point into it.
fn headline(text: &NormalizedText) -> Option<Sentence<'_>> {
    let title = text.title.as_deref().filter(|t| !t.is_empty())?;
    Some(Sentence::new(title, text.text.len() + 1, usize::MAX, BlockKind::Heading))
}

/// Amounts of a sentence that are no investment, with the reason.
fn rejected(sentence: &Sentence<'_>, amounts: &[Mention<Amount>]) -> Vec<Rejected> {
    let others = amounts.iter().filter(|a| !facts::is_investment(&a.value));
    let reject = |a: &Mention<Amount>| Rejected {
        text: sentence.text[sentence.local(a.span)].to_owned(),
        sentence: sentence.text.to_owned(),
        reason: format!("{:?}", a.value.role),
    };
    others.map(reject).collect()
}
