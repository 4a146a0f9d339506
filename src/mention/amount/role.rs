//! What an amount is an amount of, from the words around it.

use std::sync::LazyLock;

use regex::Regex;

use super::AmountRole;
use super::money::Money;
use crate::lexicon::Lexicon;
use crate::lexicon::amounts::{Modifier, RoleWord, Says, Weight};

/// Reach of words behind an amount, in characters.
const AFTER_REACH: usize = 14;
/// Characters behind an amount that are looked at: the reach and the longest word that begins in it.
const TAIL_CHARS: usize = 40;
/// Reach of weak words before an amount.
const WEAK_REACH: usize = 16;
/// Reach of a word that changes the role of the next (完成…投资).
const MODIFIER_REACH: usize = 8;
/// Bytes before a word in which such a word is looked for: its reach and its own length.
const MODIFIER_BYTES: usize = 120;
/// Reach of a bare phase before an amount (二期工程2亿元), the phase included.
const PHASE_REACH: usize = 5;
/// How far an amount may stand from the one whose role it shares.
const LIST_REACH: usize = 40;

/// A role and the words that gave it, as bytes of the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub role: AmountRole,
    pub start: usize,
    pub end: usize,
    pub rule: &'static str,
    /// Whether a firm or strong word before the amount gave it.
    pub labelled: bool,
}

#[derive(Debug, Clone, Copy)]
struct Hit {
    word: RoleWord,
    start: usize,
    end: usize,
}

/// The role words of one sentence.
pub(super) struct RoleFinder<'t> {
    text: &'t str,
    lexicon: &'t Lexicon,
    before: Vec<Hit>,
    bounds: Vec<usize>,
}

impl<'t> RoleFinder<'t> {
    pub(super) fn new(text: &'t str, lexicon: &'t Lexicon) -> Self {
        let before =
            lexicon.amount_roles.before.hits(text).map(|(word, start, end)| Hit { word, start, end }).collect();
        Self { text, lexicon, before, bounds: clause_bounds(text) }
    }

    /// The role of `sum`; `previous` is the sum before it and the role that was found for it.
    pub(super) fn role(&self, sum: &Money, previous: Option<(&Money, Found)>) -> Option<Found> {
        let floor = previous.map_or(0, |(p, _)| p.tail);
        let clause = self.clause_start(sum.lead).max(floor);
        let label = self.label(clause, sum.lead);
        let tail = self.tail(sum);
        if let Some((hit, found)) = label {
            if hit.word.weight == Weight::Firm {
                return Some(found);
            }
            // 规模3亿元的产业基金: the noun behind says what the bare head is of.
            let fund = self.after(tail, sum.tail).filter(|f| f.role == AmountRole::Fund && tail.starts_with('的'));
            if fund.is_some() && found.rule == "amount.head" {
                return fund;
            }
            let build = self.build(tail, sum.tail);
            if let Some(over) = self.overriding(tail, sum.tail)
                && build.is_none_or(|b| b.start >= over.start)
            {
                return Some(over);
            }
            return Some(match build {
                Some(build) if hit.word.weight == Weight::Soft => Found { labelled: true, ..build },
                _ => found,
            });
        }
        if let Some(spent) = previous.and_then(|(_, found)| spent_of(tail, found)) {
            return Some(spent);
        }
        self.overriding(tail, sum.tail)
            .filter(|over| self.build(tail, sum.tail).is_none_or(|b| b.start >= over.start))
            .or_else(|| self.after(tail, sum.tail))
            .or_else(|| previous.and_then(|(p, found)| self.shared(sum, clause, p, found)))
            .or_else(|| previous.and_then(|(_, found)| self.share_of_capital(clause, sum.lead, found)))
            .or_else(|| self.weak(clause, sum.lead))
            .or_else(|| self.bare_phase(clause, sum.lead))
    }

    /// The nearest firm, strong or soft word in `from..to`, its modifiers applied.
    fn label(&self, from: usize, to: usize) -> Option<(Hit, Found)> {
        let hit =
            self.hits_in(from, to).rev().find(|h| h.word.weight != Weight::Weak && h.word.says != Says::Nothing)?;
        let found = match hit.word.says {
            Says::Role(role) => self.modified(*hit, role, "before"),
            _ => self.head(hit)?,
        };
        Some((*hit, found))
    }

    /// A bare head takes its role from the nearest word before it in the sentence.
    fn head(&self, head: &Hit) -> Option<Found> {
        let earlier = self.before.iter().rev().filter(|h| h.end <= head.start);
        let source =
            earlier.filter_map(|h| if let Says::Role(role) = h.word.says { Some((h, role)) } else { None }).next();
        source.map(|(label, role)| {
            // 总投资合计: label and head are one word.
            let start = if label.end == head.start { label.start } else { head.start };
            Found { role, start, end: head.end, rule: "amount.head", labelled: true }
        })
    }

    fn modified(&self, hit: Hit, role: AmountRole, rule: &'static str) -> Found {
        let text = &self.text[hit.start..hit.end];
        let clause = self.clause_start(hit.start);
        let reach = (hit.start.saturating_sub(MODIFIER_BYTES)..=hit.start).find(|i| self.text.is_char_boundary(*i));
        let lead = &self.text[clause.max(reach.unwrap_or(clause))..hit.start];
        let applies = |m: &&Modifier| {
            (if m.on.is_empty() {
                matches!(role, AmountRole::Investment | AmountRole::Fixed)
            } else {
                m.on.iter().any(|w| w == text)
            }) && lead.rfind(m.word.as_str()).is_some_and(|at| {
                // 完成前期工作的项目总投资: 的 closes what was completed.
                let between = &lead[at + m.word.len()..];
                between.chars().count() <= MODIFIER_REACH && !between.contains('的')
            })
        };
        let rule = if rule == "before" { "amount.before" } else { rule };
        match self.lexicon.amount_roles.modifiers.iter().find(applies) {
            Some(modifier) => {
                let at = lead.rfind(modifier.word.as_str()).map_or(hit.start, |at| hit.start - lead.len() + at);
                Found { role: modifier.role, start: at, end: hit.end, rule: "amount.modified", labelled: true }
            }
            None => Found { role, start: hit.start, end: hit.end, rule, labelled: true },
        }
    }

    fn weak(&self, from: usize, to: usize) -> Option<Found> {
        let hit = self.hits_in(from, to).rev().find(|h| h.word.weight == Weight::Weak)?;
        if self.text[hit.end..to].chars().count() > WEAK_REACH {
            return None;
        }
        let Says::Role(role) = hit.word.says else { return None };
        Some(Found { labelled: false, ..self.modified(*hit, role, "amount.weak") })
    }

    /// 二期2亿元: a phase alone before the sum.
    fn bare_phase(&self, from: usize, to: usize) -> Option<Found> {
        let own = &self.text[from..to];
        let at = own.rfind(phase(own)?)?;
        (own[at..].chars().count() <= PHASE_REACH).then_some(Found {
            role: AmountRole::Investment,
            start: from + at,
            end: to,
            rule: "amount.phase",
            labelled: false,
        })
    }

    /// The role of the sum before, where the two stand in one list: A、B; A，其中B; 由A增至B.
    fn shared(&self, sum: &Money, clause: usize, previous: &Money, found: Found) -> Option<Found> {
        let gap = &self.text[previous.tail..sum.lead];
        if gap.chars().count() > LIST_REACH || found.role == AmountRole::Unknown {
            return None;
        }
        let own = &self.text[clause..sum.lead];
        let chained = !gap.contains(['，', ',', '。', '；', ';', '\n', '\t']);
        let part = own.contains("其中") || own.contains('个') || own.contains("各") || phase(own).is_some();
        let class = found.role == AmountRole::Class;
        (!class && (chained || part)).then_some(Found { rule: "amount.list", ..found })
    }

    /// What one of the founders puts in, behind the capital of a firm: 注册资本7亿元，公司出资4.9亿元，….
    fn share_of_capital(&self, from: usize, to: usize, previous: Found) -> Option<Found> {
        let own = &self.text[from..to];
        let at = own.rfind("出资").filter(|_| previous.role == AmountRole::Capital)?;
        Some(Found { start: from + at, end: to, rule: "amount.capital", labelled: true, ..previous })
    }

    fn after(&self, tail: &str, base: usize) -> Option<Found> {
        let verb = self.build(tail, base);
        let noun = self.lexicon.amount_roles.after.hits(tail).find(|&(word, ..)| word.says != Says::Nothing);
        let noun = noun.and_then(|(word, start, end)| match word.says {
            Says::Role(role) if self.reaches(tail, start) && !is_next_label(tail, end) => {
                Some(Found { role, start: base + start, end: base + end, rule: "amount.after", labelled: false })
            }
            _ => None,
        });
        match (verb, noun) {
            // 建设基金: the longer word at the same place is the noun.
            (Some(v), Some(n)) if n.start < v.start || n.start == v.start && n.end > v.end => Some(n),
            (Some(v), _) => Some(v),
            (None, n) => n,
        }
    }

    fn build(&self, tail: &str, base: usize) -> Option<Found> {
        let (word, start, end) = self.lexicon.amount_roles.build.hits(tail).next()?;
        let Says::Role(role) = word.says else { return None };
        self.reaches(tail, start).then_some(Found {
            role,
            start: base + start,
            end: base + end,
            rule: "amount.build",
            labelled: false,
        })
    }

    fn overriding(&self, tail: &str, base: usize) -> Option<Found> {
        let (word, start, end) = self.lexicon.amount_roles.overriding.hits(tail).next()?;
        let Says::Role(role) = word.says else { return None };
        // 并购基金: the verb is part of a noun.
        let in_noun = self.lexicon.amount_roles.after.hits(tail).any(|(_, s, e)| s <= start && end < e);
        (!in_noun && self.reaches(tail, start)).then_some(Found {
            role,
            start: base + start,
            end: base + end,
            rule: "amount.override",
            labelled: true,
        })
    }

    fn reaches(&self, tail: &str, start: usize) -> bool {
        tail[..start].chars().count() <= AFTER_REACH
    }

    /// What stands behind the sum in its clause, up to the next number with 亿 or 万 in it.
    fn tail(&self, sum: &Money) -> &'t str {
        let end = self.bounds.iter().copied().find(|b| *b >= sum.tail).unwrap_or(self.text.len());
        let tail = &self.text[sum.tail..end];
        let far = tail.char_indices().nth(TAIL_CHARS).map_or(tail.len(), |(at, _)| at);
        &tail[..far]
    }

    fn hits_in(&self, from: usize, to: usize) -> impl DoubleEndedIterator<Item = &Hit> {
        self.before.iter().filter(move |h| h.start >= from && h.end <= to)
    }

    /// First byte of the clause that `at` stands in.
    fn clause_start(&self, at: usize) -> usize {
        let bound = self.bounds.iter().rev().copied().find(|b| *b < at);
        bound.map_or(0, |b| b + self.text[b..].chars().next().map_or(0, char::len_utf8))
    }

    /// Whether a word of growth stands behind the sum: （同比增长…, ，增长….
    pub(super) fn grows(&self, sum: &Money) -> bool {
        let rest = self.text[sum.tail..].trim_start_matches(['，', ',', '（', '(', ' ']);
        self.lexicon.amount_roles.growth.at(rest, 0).is_some()
    }

    /// Whether a word of a share stands behind the sum (出资4.9亿元，持股70%): a stake, not what a project costs.
    pub(super) fn buys_share(&self, sum: &Money) -> bool {
        let rest = self.text[sum.tail..].trim_start_matches(['，', ',', '（', '(', ' ']);
        self.lexicon.amount_roles.share.at(rest, 0).is_some() || PERCENT_HELD.is_match(rest)
    }

    /// The phase named in the clause before the sum (一期, 二期工程).
    pub(super) fn phase_of(&self, sum: &Money, floor: usize) -> Option<String> {
        let own = &self.text[self.clause_start(sum.lead).max(floor)..sum.lead];
        phase(own).map(str::to_owned)
    }
}

/// What a part of borrowed money is spent on is no investment of its own: 专项债券118亿元，其中12亿元用于A，106亿元投向B.
fn spent_of(tail: &str, previous: Found) -> Option<Found> {
    let spent = ["用于", "投向"].iter().any(|w| tail.starts_with(w));
    (spent && matches!(previous.role, AmountRole::Debt | AmountRole::Fund)).then_some(Found {
        rule: "amount.list",
        labelled: false,
        ..previous
    })
}

/// A share told by its per cent: 占70%股份, 占比30%的股权.
static PERCENT_HELD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^占(?:比|有)?约?[0-9.]+[%％]的?(?:股份|股权|股比|权益|出资|注册资本)").expect("a valid pattern")
});

/// 5亿元产值10亿元: the word belongs to the amount behind it.
fn is_next_label(tail: &str, end: usize) -> bool {
    let rest = tail[end..].trim_start_matches(['约', '达', '近', '超', '为', '逾', '过']);
    rest.starts_with(|c: char| c.is_ascii_digit())
}

/// Bytes at which clauses end: marks of punctuation, but not the comma of 12,000.
fn clause_bounds(text: &str) -> Vec<usize> {
    let digit_at = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    text.char_indices()
        .filter(|&(at, c)| match c {
            ',' => !(digit_at(at + 1) && at > 0 && digit_at(at - 1)),
            '，' => !(digit_at(at + 3) && digit_at(at + 4) && digit_at(at + 5) && at > 0 && digit_at(at - 1)),
            '。' | '；' | ';' | '、' | '！' | '!' | '？' | '?' | '\n' | '\t' => true,
            _ => false,
        })
        .map(|(at, _)| at)
        .collect()
}

/// The last phase named: 一期, 首期, 第二期, 二期工程 without the noun.
fn phase(text: &str) -> Option<&str> {
    let mut found = None;
    for (at, _) in text.match_indices('期') {
        let lead = &text[..at];
        let Some(c) = lead.chars().next_back().filter(|c| "一二三四五六七八首".contains(*c)) else { continue };
        if text[at..].starts_with("期间") || text[at..].starts_with("期一") {
            continue;
        }
        let mut start = at - c.len_utf8();
        if lead[..start].ends_with('第') {
            start -= '第'.len_utf8();
        }
        found = Some(&text[start..at + '期'.len_utf8()]);
    }
    found
}
