//! Words that point back to a firm: 该公司, 公司, 集团.
//!
//! A notice's 公司 is the firm that issued it; elsewhere such a word means the firm spoken of last.

use super::scan::Scan;
use super::{Company, CompanyNames, CompanyRole, NameForm, role};
use crate::lexicon::FirmCue;
use crate::mention::Mention;
use crate::segment::Sentence;

/// A firm and where the article names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    /// Byte in the repaired text.
    at: usize,
    /// Start of its sentence.
    sentence: usize,
    /// Fullest name.
    name: String,
}

impl Named {
    /// Fullest name of the firm.
    pub(super) fn name(&self) -> &str {
        &self.name
    }
}

/// The firms of a sentence that a later word may point back to.
pub(super) fn named_in(sentence: &Sentence<'_>, mentions: &[Mention<Company>]) -> Vec<Named> {
    let firms = mentions.iter().filter(|m| m.value.role == CompanyRole::Investor);
    firms.map(|m| Named { at: m.span.start, sentence: sentence.span.start, name: m.value.full_name.clone() }).collect()
}

/// The named firms of a sentence together with the words that point back, in order.
pub(super) fn with_anaphors(
    sentence: &Sentence<'_>,
    scan: &Scan<'_>,
    names: &CompanyNames,
    mut mentions: Vec<Mention<Company>>,
) -> Vec<Mention<Company>> {
    for place in scan.words.cue(FirmCue::Anaphor).places(scan.text) {
        let word = &scan.text[place.clone()];
        if !stands_alone(scan, place.start, word) {
            continue;
        }
        let span = sentence.span_of(place.start, place.end);
        if mentions.iter().all(|m| !m.span.overlaps(span))
            && let Some(name) = resolve(names, sentence, span.start, word)
        {
            let value = Company {
                name: word.to_owned(),
                full_name: name,
                form: NameForm::Anaphor,
                role: role::role(scan, place.start, place.end),
                in_project: false,
                parent: None,
            };
            mentions.push(Mention { span, value, rule: "points back", cue: None });
        }
    }
    mentions.sort_by_key(|m| m.span.start);
    mentions
}

/// Whether the word is one by itself: not 上市公司, 公司名称, 企业家.
fn stands_alone(scan: &Scan<'_>, at: usize, word: &str) -> bool {
    let end = at + word.len();
    if scan.splits_word(end) {
        return false;
    }
    if word.starts_with(['该', '本', '上', '这', '我']) {
        return true;
    }
    let block = scan.words.cue(FirmCue::AnaphorBlockAfter).prefix(scan.after(end));
    // 公司投资 tells of one firm, 企业投资 of firms in general.
    let tells = |w: &str| word == "公司" && scan.words.cue(FirmCue::Edge).contains(w);
    if block.is_some_and(|w| !tells(w)) {
        return false;
    }
    let named = |p: super::scan::Piece<'_>| {
        matches!(p.tag.as_bytes(), [b'n' | b'a' | b'm' | b'b', ..])
            || p.tag == "x" && p.text.chars().all(super::scan::is_name_char)
    };
    let noun_before = scan.pieces_before(at).next().is_some_and(named);
    let blocked = scan.words.cue(FirmCue::AnaphorBlockBefore).suffix(scan.before(at)).is_some();
    !noun_before && !blocked && !scan.splits_word(at)
}

fn resolve(names: &CompanyNames, sentence: &Sentence<'_>, at: usize, word: &str) -> Option<String> {
    if let Some(announcer) = names.announcer(at).filter(|_| matches!(word, "公司" | "本公司" | "我公司" | "集团"))
    {
        return Some(announcer.to_owned());
    }
    let upto = names.named.partition_point(|n| n.at < at);
    let before = &names.named[..upto];
    let last = before.last()?;
    if matches!(word, "企业" | "集团") && last.sentence + 600 < sentence.span.start {
        return None;
    }
    // The subject of the latest sentence that names a firm, not its last word.
    before.iter().rev().take_while(|n| n.sentence == last.sentence).last().map(|n| n.name.clone())
}
