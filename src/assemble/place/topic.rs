//! Which park a paragraph or section is about.

use super::hosts;
use crate::lexicon::Lexicon;
use crate::mention::Mention;
use crate::mention::park::Park;
use crate::mention::region::{Level, RegionName};
use crate::segment::{Sentence, item_number};

/// A naming of a park, by sentence and place among the parks of that sentence.
type Naming = (usize, usize);

/// The park that each sentence stands under.
#[derive(Debug, Default)]
pub(super) struct Topics {
    of: Vec<Option<Naming>>,
}

/// How far a topic reaches.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// To the end of its block.
    Block,
    /// Until another one is named: 在经开区，…; 走进高新区.
    Section,
}

/// Longest adverbial that may stand before the clause that names the topic, in characters.
const MAX_ADVERBIAL: usize = 5;

impl Topics {
    pub(super) fn collect(
        sentences: &[Sentence<'_>],
        parks: &[Vec<Mention<Park>>],
        regions: &[Vec<Mention<RegionName>>],
        lexicon: &Lexicon,
    ) -> Self {
        let mut of = Vec::with_capacity(sentences.len());
        let mut running: Option<(Naming, Reach, usize)> = None;
        for (i, sentence) in sentences.iter().enumerate() {
            let lone = parks.get(i).is_none_or(Vec::is_empty);
            let moved = regions.get(i).is_some_and(|r| moves_on(sentence, r, lone));
            let set = topic_of(sentence, parks.get(i).map_or(&[], Vec::as_slice));
            running = running.filter(|&(_, reach, block)| {
                block == sentence.block || reach == Reach::Section && !tells_of_all(sentence, lexicon)
            });
            of.push(running.filter(|_| !moved).map(|(naming, _, _)| naming));
            if let Some((index, reach)) = set {
                running = Some(((i, index), reach, sentence.block));
            } else if moved || sentence.is_heading() {
                running = None;
            }
        }
        Self { of }
    }

    /// The park that a sentence stands under.
    pub(super) fn of(&self, sentence: usize) -> Option<Naming> {
        self.of.get(sentence).copied().flatten()
    }
}

/// Whether a sentence begins with a county (平舆县…; 在禹会区，…), or tells what lies in one and names no park: a report that goes
/// from county to county has moved on.
fn moves_on(sentence: &Sentence<'_>, regions: &[Mention<RegionName>], lone: bool) -> bool {
    let first = regions.first().filter(|m| {
        let at = m.span.start - sentence.span.start;
        at == 0 || m.value.hosted && (lone || at <= "在".len() * 3)
    });
    first.is_some_and(|m| m.value.candidates.iter().all(|r| r.level == Level::County))
}

/// Whether a sentence tells of a whole division: 目前全县在建项目11个.
fn tells_of_all(sentence: &Sentence<'_>, lexicon: &Lexicon) -> bool {
    lexicon.counts.scopes.hits(sentence.text).next().is_some()
}

/// End of the clause a sentence begins with; 目前, 据了解 are gone over.
fn lead_of(sentence: &Sentence<'_>, parks: &[Mention<Park>]) -> usize {
    let comma = |from: usize| sentence.text[from..].find(['，', '：', ',']).map(|i| from + i);
    let Some(first) = comma(0) else { return sentence.text.len() };
    let short = sentence.text[..first].chars().count() <= MAX_ADVERBIAL;
    let named = parks.iter().any(|m| sentence.local(m.span).start < first);
    if short && !named && sentence.text[first..].starts_with(['，', ',']) {
        let next = first + sentence.text[first..].chars().next().map_or(0, char::len_utf8);
        return comma(next).unwrap_or(sentence.text.len());
    }
    first
}

/// Whether a sentence is an item of a numbered list that tells of one project: 2.滨河电路板产业园：…总投资9亿元.
fn is_item(sentence: &Sentence<'_>) -> bool {
    item_number(sentence.text) > 0 && sentence.text.contains("总投资")
}

/// The park that a sentence makes the topic of what follows, and how far.
pub(super) fn topic_of(sentence: &Sentence<'_>, parks: &[Mention<Park>]) -> Option<(usize, Reach)> {
    // 海川新城|云图产业园当天动工: the zone that the name of what was begun begins with is not what is told next.
    let begins_a_project = |m: &Mention<Park>| parks.iter().any(|p| p.value.built && p.span.start == m.span.end);
    let taken = |m: &Mention<Park>| hosts(&m.value) && !m.value.member && !begins_a_project(m);
    let lead = lead_of(sentence, parks);
    // 宿州经开区A区二期总投资8亿元 tells of one project, not of what follows.
    let single = sentence.text[..lead].ends_with(['元', '亿']);
    let leading = parks.iter().position(|m| taken(m) && sentence.local(m.span).start < lead).filter(|_| !single);
    if let Some(index) = leading.filter(|_| !is_item(sentence)) {
        let at = sentence.local(parks[index].span);
        let alone = at.end == lead && at.start <= 12;
        let reach =
            if sentence.is_heading() || alone || parks[index].value.visited { Reach::Section } else { Reach::Block };
        return Some((index, reach));
    }
    let index = parks.iter().rposition(|m| taken(m) && m.value.hosted)?;
    Some((index, if parks[index].value.visited { Reach::Section } else { Reach::Block }))
}
