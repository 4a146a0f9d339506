//! Lists whose items are a name and a bare amount, one a sentence: …有9个：A项目，16亿元；B项目，32亿元.
//!
//! Owns the question whether such amounts are investments. Must not decide what the names are.

use super::facts::Told;
use crate::lexicon::Lexicon;
use crate::lexicon::amounts::Says;
use crate::mention::Mention;
use crate::mention::amount::{Amount, AmountRole};
use crate::segment::Sentence;
use crate::span::CleanSpan;

/// Characters of an item's name.
const NAME: std::ops::RangeInclusive<usize> = 4..=40;

/// Fewest items of a list.
const MIN_ITEMS: usize = 2;

/// Gives the bare amounts of such lists their role, and notes the names beside them.
pub(super) fn read(sentences: &[Sentence<'_>], told: &mut [Told], lexicon: &Lexicon) {
    let mut at = 0;
    while at < sentences.len() {
        let names: Vec<CleanSpan> = (at..sentences.len())
            .take_while(|&i| sentences[i].block == sentences[at].block)
            .map_while(|i| item(&sentences[i], &told[i]))
            .collect();
        let end = at + names.len();
        if names.len() >= MIN_ITEMS && tells_of_projects(sentences, at..end, lexicon) {
            for (told, name) in told[at..end].iter_mut().zip(names) {
                told.item = Some(name);
                if let Some(amount) = told.amounts.last_mut() {
                    amount.value.role = AmountRole::Investment;
                    amount.rule = "item of a list";
                }
            }
        }
        at = end.max(at + 1);
    }
}

/// The name in a sentence that is nothing but a name and an amount, the opening of the list aside.
fn item(sentence: &Sentence<'_>, told: &Told) -> Option<CleanSpan> {
    let amount = told.amounts.last().filter(|a| is_bare(a))?;
    let at = sentence.local(amount.span);
    let rest = sentence.text[at.end..].trim_start_matches(['余', '多']);
    if rest.chars().any(|c| !matches!(c, '；' | ';' | '。' | '…' | '）' | ')' | '”' | ' ')) {
        return None;
    }
    let lead = sentence.text[..at.start].trim_end_matches(['约', '近', '超', '逾', '达']);
    let name = lead.strip_suffix(['，', ',', '：', ':', '（', '('])?;
    let from = name
        .rfind(['：', ':', '）', ')', ' ', '\u{3000}'])
        .map_or(0, |i| i + name[i..].chars().next().map_or(1, char::len_utf8));
    let own = name[from..].trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '、' | '．'));
    let start = name.len() - own.len();
    let fits = NAME.contains(&own.chars().count()) && !own.contains(['，', ',']);
    fits.then(|| sentence.span_of(start, name.len()))
}

fn is_bare(amount: &Mention<Amount>) -> bool {
    amount.value.role == AmountRole::Unknown && amount.value.role_text.is_none()
}

/// Whether a role is that of money that lists of other things than projects name.
fn is_other_money(role: AmountRole) -> bool {
    use AmountRole::{Capital, Debt, Fund, Land, Macro, Output, PaidIn, Purchase, Subsidy, Tax, Trade};
    matches!(role, Capital | Debt | Fund | Land | Macro | Output | PaidIn | Purchase | Subsidy | Tax | Trade)
}

/// Whether the paragraph speaks of projects, and up to the end of the list of no other money.
fn tells_of_projects(sentences: &[Sentence<'_>], items: std::ops::Range<usize>, lexicon: &Lexicon) -> bool {
    let block = sentences[items.start].block;
    let first = (0..items.start).rev().take_while(|&i| sentences[i].block == block).last().unwrap_or(items.start);
    let paragraph = sentences[first..].iter().take_while(|s| s.block == block);
    let projects = paragraph.into_iter().any(|s| ["项目", "签约"].iter().any(|w| s.text.contains(w)));
    let other = |s: &Sentence<'_>| {
        let mut roles = lexicon.amount_roles.before.hits(s.text);
        roles.any(|(word, ..)| matches!(word.says, Says::Role(role) if is_other_money(role)))
    };
    projects && !sentences[items.start.saturating_sub(1).max(first)..items.end].iter().any(other)
}
