//! Stage words and the modal words around them, from `data/stages.tsv` and `data/modality.tsv`.

use super::finder::Finder;
use super::{DataFile, Fault, Row};
use crate::record::Stage;

/// How a stage word behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StageWordKind {
    /// The stage is reached where the word stands, unless a modal word takes it back.
    Event,
    /// Describes what is going on now.
    State,
    /// Announces, reaches nothing beyond 拟建.
    Plan,
    /// The doing itself: announces where a modal word governs it, says nothing else.
    Build,
    /// Common in other senses: needs support.
    Weak,
    /// A longer word that tells of no stage: 打造成为.
    None,
}

/// What a modal word does to the stage word beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ModalEffect {
    /// Announced, not reached.
    Planned,
    /// Wished for: announced, and a total under it is a target (力争签约60个).
    Goal,
    /// About to happen: announced, but what is about to be completed or to run is being built (即将投产).
    Imminent,
    /// It happened.
    Reached,
    /// It happened, unless the clause announces it (将陆续开工).
    Soft,
    /// It did not happen.
    Denied,
    /// A condition or an expectation: 投产后, 开工率.
    Purpose,
    /// The stage as an attribute: 签约项目, 开工仪式.
    Nominal,
    /// A part of the plant: its completion (厂房完工) leaves the project under construction.
    Part,
    /// What a firm brings in for its plant: 引进设备, 引进科研人员 found no project.
    Means,
    /// What is done before anything is built: that it goes on (前期工作正在推进) builds nothing.
    Prelude,
}

impl ModalEffect {
    /// Whether what it governs is only announced.
    pub fn announces(self) -> bool {
        matches!(self, Self::Planned | Self::Goal | Self::Imminent)
    }
}

/// A modal word that stands before stage words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ModalBefore {
    /// Its effect.
    pub effect: ModalEffect,
    /// How far before the stage word it still governs, in characters.
    pub reach: usize,
}

/// Stage words and modal words, ready to match.
#[derive(Debug)]
pub struct Stages {
    matcher: Finder,
    entries: Vec<(Stage, StageWordKind)>,
    before: Finder,
    /// `None` for a longer word that only looks like a modal one.
    before_entries: Vec<Option<ModalBefore>>,
    after: Finder,
    after_effects: Vec<ModalEffect>,
    behind: Finder,
    behind_reaches: Vec<usize>,
    aside: Finder,
    turns: Vec<AsideTurn>,
}

/// What a word does to a stretch that tells of another time, or of other places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct AsideTurn {
    place: bool,
    opens: bool,
}

impl Stages {
    pub(super) fn parse(stages: DataFile<'_>, modality: DataFile<'_>, faults: &mut Vec<Fault>) -> Self {
        let (words, entries) = parse_stage_words(stages, faults);
        let mut before_words = Vec::new();
        let mut before_entries = Vec::new();
        let (mut after, mut after_effects) = (Vec::new(), Vec::new());
        let (mut behind, mut behind_reaches) = (Vec::new(), Vec::new());
        let (mut aside, mut turns) = (Vec::new(), Vec::new());
        for row in modality.rows(3, faults) {
            match parse_modal(&row) {
                Ok(Modal::Before(entry)) => {
                    before_words.push(row.cells[0].to_owned());
                    before_entries.push(Some(entry));
                }
                Ok(Modal::Shield) => {
                    before_words.push(row.cells[0].to_owned());
                    before_entries.push(None);
                }
                Ok(Modal::After(effect)) => {
                    after.push(row.cells[0]);
                    after_effects.push(effect);
                }
                Ok(Modal::Behind(reach)) => {
                    behind.push(row.cells[0]);
                    behind_reaches.push(reach);
                }
                Ok(Modal::Aside(turn)) => {
                    aside.push(row.cells[0]);
                    turns.push(turn);
                }
                Err(message) => faults.push(row.fault(message)),
            }
        }
        Self {
            matcher: Finder::new(words.iter().map(String::as_str)),
            entries,
            before: Finder::new(before_words.iter().map(String::as_str)),
            before_entries,
            after: Finder::new(after),
            after_effects,
            behind: Finder::new(behind),
            behind_reaches,
            aside: Finder::new(aside),
            turns,
        }
    }

    /// Stretches of a text that tell of another time or of other places (上世纪九十年代…, 对标先进地区…), each up to
    /// the word that comes back (如今…).
    pub fn asides<'a>(&'a self, text: &'a str) -> impl Iterator<Item = std::ops::Range<usize>> + 'a {
        let mut hits = self.aside.hits(text);
        std::iter::from_fn(move || {
            let first = hits.find(|h| self.turns[h.word].opens)?;
            let back = AsideTurn { opens: false, ..self.turns[first.word] };
            let end = hits.find(|h| self.turns[h.word] == back).map_or(text.len(), |h| h.start);
            Some(first.start..end)
        })
    }

    /// Stage words of a text that `accept` takes, longest first where they overlap: byte range, stage, kind. Where
    /// one is turned down, a shorter or later one may stand in its place.
    pub fn find<'a>(
        &'a self,
        text: &'a str,
        accept: impl Fn(&std::ops::Range<usize>, StageWordKind) -> bool + 'a,
    ) -> impl Iterator<Item = (std::ops::Range<usize>, Stage, StageWordKind)> + 'a {
        let mut at = 0;
        std::iter::from_fn(move || {
            loop {
                let found = self.matcher.hits(&text[at..]).next()?;
                let (stage, kind) = self.entries[found.word];
                let range = at + found.start..at + found.end;
                if accept(&range, kind) {
                    at = range.end;
                    return Some((range, stage, kind));
                }
                at = range.start + text[range.start..].chars().next().map_or(1, char::len_utf8);
            }
        })
    }

    /// Modal words of a text that govern what follows: byte range and effect.
    pub fn modals_before<'a>(
        &'a self,
        text: &'a str,
    ) -> impl Iterator<Item = (std::ops::Range<usize>, ModalBefore)> + 'a {
        self.before.hits(text).filter_map(|m| Some((m.start..m.end, self.before_entries[m.word]?)))
    }

    /// Where behind a stage word its object ends, if that is only a means to build: 引进|先进设备. `rest` is the text
    /// behind the stage word.
    pub fn means_behind(&self, rest: &str) -> Option<usize> {
        self.behind.hits(rest).find(|m| rest[..m.start].chars().count() <= self.behind_reaches[m.word]).map(|m| m.end)
    }

    /// Effect of the longest modal word at the beginning of `rest`, the text behind a stage word.
    pub fn modal_after(&self, rest: &str) -> Option<ModalEffect> {
        self.after.beginning(rest).map(|(_, word)| self.after_effects[word])
    }
}

fn parse_stage_words(file: DataFile<'_>, faults: &mut Vec<Fault>) -> (Vec<String>, Vec<(Stage, StageWordKind)>) {
    let mut words = Vec::new();
    let mut entries = Vec::new();
    for row in file.rows(3, faults) {
        let kind = match row.cells[2] {
            "event" => StageWordKind::Event,
            "state" => StageWordKind::State,
            "plan" => StageWordKind::Plan,
            "build" => StageWordKind::Build,
            "weak" => StageWordKind::Weak,
            "none" => StageWordKind::None,
            other => {
                faults.push(row.fault(format!("{other} is no kind of stage word")));
                continue;
            }
        };
        match row.cells[1].parse() {
            Ok(stage) => {
                words.push(row.cells[0].to_owned());
                entries.push((stage, kind));
            }
            Err(e) => faults.push(row.fault(format!("{e}"))),
        }
    }
    (words, entries)
}

enum Modal {
    Before(ModalBefore),
    Shield,
    After(ModalEffect),
    Behind(usize),
    Aside(AsideTurn),
}

fn parse_modal(row: &Row<'_>) -> Result<Modal, String> {
    if row.cells[1..3] == ["none", "before"] {
        return Ok(Modal::Shield);
    }
    let effect = match row.cells[1] {
        "past" => return Ok(Modal::Aside(AsideTurn { place: false, opens: true })),
        "now" => return Ok(Modal::Aside(AsideTurn { place: false, opens: false })),
        "elsewhere" => return Ok(Modal::Aside(AsideTurn { place: true, opens: true })),
        "here" => return Ok(Modal::Aside(AsideTurn { place: true, opens: false })),
        "planned" => ModalEffect::Planned,
        "goal" => ModalEffect::Goal,
        "imminent" => ModalEffect::Imminent,
        "reached" => ModalEffect::Reached,
        "soft" => ModalEffect::Soft,
        "denied" => ModalEffect::Denied,
        "purpose" => ModalEffect::Purpose,
        "nominal" => ModalEffect::Nominal,
        "part" => ModalEffect::Part,
        "means" => ModalEffect::Means,
        "prelude" => ModalEffect::Prelude,
        other => return Err(format!("{other} is no effect of a modal word")),
    };
    match row.cells[2] {
        "before" => Ok(Modal::Before(ModalBefore { effect, reach: parse_reach(row)? })),
        "after" => Ok(Modal::After(effect)),
        "behind" if effect == ModalEffect::Means => Ok(Modal::Behind(parse_reach(row)?)),
        "behind" => Err("only means stand behind".to_owned()),
        other => Err(format!("{other} is no side: before, after or behind")),
    }
}

fn parse_reach(row: &Row<'_>) -> Result<usize, String> {
    let reach = row.cells.get(3).ok_or("the word needs its reach in the fourth column")?;
    reach.parse().map_err(|_| format!("{reach} is no number of characters"))
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    #[test]
    fn asides_end_where_the_text_comes_back() {
        for (text, wanted) in [
            ("上世纪六十年代投资3亿元建成，如今年久失修", "上世纪六十年代投资3亿元建成，"),
            ("从兄弟城市看，邻市今年引进一批项目", "兄弟城市看，邻市今年引进一批项目"),
            ("与先进地区相比，我县项目不大", "先进地区相比，"),
            ("创建于上世纪八十年代的恒隆公司，此次投资3亿元扩产", "上世纪八十年代的恒隆公司，"),
            ("恒隆公司投资3亿元扩产", ""),
            ("今年投资3亿元，对标国际水平", ""),
        ] {
            let found: String = Lexicon::embedded().stages.asides(text).map(|r| &text[r]).collect();
            assert_eq!(found, wanted, "{text}");
        }
    }
}
