//! Amounts of money and what they are amounts of.
//!
//! [`amounts`] reads a sentence, [`amount_of_cell`] a cell of a table whose header names the unit.
//! Must not look beyond the sentence, and never converts a currency.

mod cell;
mod class;
mod money;
pub(super) mod number;
mod role;
#[cfg(test)]
mod tests;

pub use cell::amount_of_cell;

use self::money::Money;
use self::number::Decimal;
use self::role::{Found, RoleFinder};
use super::Mention;
use crate::lexicon::Lexicon;
use crate::segment::Sentence;
use crate::span::CleanSpan;

/// What an amount is an amount of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AmountRole {
    /// 总投资, 计划投资, 投资, 协议投资 …: the investment in a project.
    Investment,
    /// 固定资产投资, 设备投资: a part of the investment.
    Fixed,
    /// 年度计划投资, 完成投资 of a period: a flow.
    Flow,
    /// 到位资金, 实际使用外资.
    PaidIn,
    /// 注册资本, 增资, 认缴.
    Capital,
    /// 产值, 营收, 销售收入.
    Output,
    /// 税收, 利润.
    Tax,
    /// 基金规模.
    Fund,
    /// 贷款, 债券, 授信, 融资, 募集资金.
    Debt,
    /// 土地款, 竞得, 亩均.
    Land,
    /// 出口额, 订单, 中标, 合同金额 of sales.
    Trade,
    /// 收购, 股权转让.
    Purchase,
    /// 补助, 奖励, 专项资金, 财政.
    Subsidy,
    /// GDP, 固定资产投资增长, 进出口.
    Macro,
    /// 亿元以上 as a class of projects, a threshold.
    Class,
    /// 力争引进…亿元, 目标.
    Target,
    /// What another amount has replaced: 由5亿元调整为8亿元.
    Replaced,
    /// No word tells.
    Unknown,
}

impl AmountRole {
    /// Every role with its name in `data/amount_roles.tsv`.
    pub const NAMES: [(Self, &'static str); 18] = [
        (Self::Investment, "investment"),
        (Self::Fixed, "fixed"),
        (Self::Flow, "flow"),
        (Self::PaidIn, "paid_in"),
        (Self::Capital, "capital"),
        (Self::Output, "output"),
        (Self::Tax, "tax"),
        (Self::Fund, "fund"),
        (Self::Debt, "debt"),
        (Self::Land, "land"),
        (Self::Trade, "trade"),
        (Self::Purchase, "purchase"),
        (Self::Subsidy, "subsidy"),
        (Self::Macro, "macro"),
        (Self::Class, "class"),
        (Self::Target, "target"),
        (Self::Replaced, "replaced"),
        (Self::Unknown, "unknown"),
    ];

    /// The role of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMES.into_iter().find(|(_, n)| *n == name).map(|(role, _)| role)
    }

    /// Its name, for `explain`.
    pub fn name(self) -> &'static str {
        Self::NAMES.into_iter().find(|(role, _)| *role == self).map_or("unknown", |(_, name)| name)
    }
}

/// Which way a qualifier bounds an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Bound {
    /// No qualifier.
    #[default]
    Exact,
    /// 约, 左右.
    About,
    /// 近, 不足.
    Below,
    /// 超, 逾, 多.
    Above,
    /// 不低于, 以上.
    AtLeast,
    /// 不超过, 以内.
    AtMost,
}

/// Why an amount has no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Missing {
    /// 总投资约亿元: the digits were lost on the way.
    Digits,
    /// 数亿元: the text gives none.
    Vague,
}

impl Missing {
    fn reason(self) -> &'static str {
        match self {
            Self::Digits => "digits lost",
            Self::Vague => "vague",
        }
    }
}

/// One amount of money.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// The value in 亿 (10⁸) of its currency; the middle of a range; `None` where digits are lost or the amount is vague.
    pub yi: Option<f64>,
    /// Lower end of a range, in 亿 of the currency.
    pub min_yi: Option<f64>,
    /// Upper end of a range.
    pub max_yi: Option<f64>,
    /// ISO 4217 code; `CNY` where none is named.
    pub currency: &'static str,
    /// The qualifier as written (约, 近, 超, 余 …).
    pub qualifier: Option<String>,
    /// What the qualifier says.
    pub bound: Bound,
    /// What the amount is an amount of, from the words on both sides in its clause.
    pub role: AmountRole,
    /// The role word as written (总投资, 计划投资 …).
    pub role_text: Option<String>,
    /// Why [`Self::yi`] is absent (digits lost, vague).
    pub missing: Option<&'static str>,
    /// The phase it is told of (一期, 首期), where one stands before it in its clause.
    pub phase: Option<String>,
    /// The amount in another currency that this one restates (99441.91万美元（折662482万元）).
    pub converts: Option<CleanSpan>,
}

/// All amounts of money in a sentence, in order. A span covers number, scale and currency, not the
/// qualifier around them.
pub fn amounts(sentence: &Sentence<'_>, lexicon: &Lexicon) -> Vec<Mention<Amount>> {
    let text = sentence.text;
    let sums = money::sums(text, lexicon);
    if sums.is_empty() {
        return Vec::new();
    }
    let finder = RoleFinder::new(text, lexicon);
    let mut out = Vec::new();
    let mut previous: Option<(&Money, Found)> = None;
    for sum in &sums {
        let converts = previous.filter(|(p, _)| restates(p, sum, text, lexicon));
        let found = converts.map(|(_, found)| found).or_else(|| finder.role(sum, previous));
        let Some((role, missing)) = judge(sum, found, text, lexicon) else { continue };
        if previous.is_some_and(|(p, _)| replaces(p, sum, text, lexicon)) {
            out.last_mut().into_iter().for_each(|old: &mut Mention<Amount>| old.value.role = AmountRole::Replaced);
        }
        let region = matches!(role, AmountRole::Fixed | AmountRole::Unknown) && finder.grows(sum);
        let role = if region { AmountRole::Macro } else { role };
        let total = found.is_some_and(|f| text[f.start..f.end].contains("总投资"));
        let stake = role == AmountRole::Investment && !total && finder.buys_share(sum);
        let role = if stake { AmountRole::Capital } else { role };
        let class = role == AmountRole::Class;
        let found = found.map(|f| if class { Found { role, rule: "amount.class", ..f } } else { f });
        let floor = previous.map_or(0, |(p, _)| p.tail);
        let value = Amount {
            phase: finder.phase_of(sum, floor),
            converts: converts.map(|(p, _)| sentence.span_of(p.start, p.end)),
            ..figure(sum, role, found, missing, text)
        };
        out.push(Mention {
            span: sentence.span_of(sum.start, sum.end),
            value,
            rule: found.map_or("amount.bare", |f| f.rule),
            cue: found.map(|f| sentence.span_of(f.start, f.end)),
        });
        let unknown = Found { role, start: sum.start, end: sum.start, rule: "amount.bare", labelled: false };
        previous = Some((sum, found.unwrap_or(unknown)));
    }
    out
}

/// The final role of a sum, or `None` where it is no amount after all.
fn judge(sum: &Money, found: Option<Found>, text: &str, lexicon: &Lexicon) -> Option<(AmountRole, Option<Missing>)> {
    let labelled = found.is_some_and(|f| f.labelled && f.rule != "amount.override");
    let before = &text[..sum.lead];
    if !sum.named {
        // 30亿, 3000万 without a currency are money only where a word says so.
        let clause = before.rsplit(['，', ',', '。', '；', ';', '、']).next().unwrap_or("");
        let evidence =
            found.is_some_and(|f| sum.scale == 8 || f.end <= sum.lead && text[f.end..sum.lead].chars().count() <= 2);
        let counts_things = lexicon.measures.topic_in(clause) && found.is_none_or(|f| f.end <= sum.lead && !f.labelled);
        if (!evidence || counts_things) && !class::is_class(sum, text, labelled, lexicon) {
            return None;
        }
    }
    if class::is_class(sum, text, labelled && text[..sum.lead].ends_with(label_text(found, text)), lexicon) {
        return Some((AmountRole::Class, sum.missing.filter(|m| *m == Missing::Vague)));
    }
    if sum.bare && sum.missing == Some(Missing::Digits) && !follows_label(sum, found, text) {
        return None;
    }
    Some((found.map_or(AmountRole::Unknown, |f| f.role), sum.missing))
}

fn label_text(found: Option<Found>, text: &str) -> &str {
    found.map_or("\0", |f| &text[f.start..f.end])
}

/// A bare 亿元 tells of lost digits only right behind its label or a qualifier; elsewhere it is a unit (单位：亿元).
fn follows_label(sum: &Money, found: Option<Found>, text: &str) -> bool {
    let behind_label =
        found.is_some_and(|f| f.end <= sum.lead && text[f.end..sum.lead].trim_matches([':', '：', ' ']).is_empty());
    behind_label || sum.lead < sum.start && found.is_some_and(|f| f.end <= sum.lead)
}

fn figure(sum: &Money, role: AmountRole, found: Option<Found>, missing: Option<Missing>, text: &str) -> Amount {
    let known = |value: Option<Decimal>| value.filter(|_| missing.is_none()).map(Decimal::in_yi);
    let ends = sum.range && missing.is_none();
    let middle = match (sum.low, sum.high) {
        (Some(low), Some(high)) if sum.range => low.middle(high),
        (low, _) => low,
    };
    Amount {
        yi: known(middle),
        min_yi: if ends { known(sum.low) } else { None },
        max_yi: if ends { known(sum.high) } else { None },
        currency: sum.currency,
        qualifier: sum.qualifier.clone(),
        bound: sum.bound,
        role,
        role_text: found.map(|f| text[f.start..f.end].to_owned()).filter(|t| !t.is_empty()),
        missing: missing.map(Missing::reason),
        phase: None,
        converts: None,
    }
}

/// Most characters between an amount and the one that restates it in another currency.
const CONVERSION_GAP: usize = 20;

/// Most characters between an amount and the one that replaces it.
const REVISION_GAP: usize = 8;

/// Whether `sum` replaces `previous`: 由5亿元调整为8亿元.
fn replaces(previous: &Money, sum: &Money, text: &str, lexicon: &Lexicon) -> bool {
    let gap = &text[previous.tail..sum.start];
    // 总投资5亿元，设备投资增至3亿元: what grows is named between the two.
    let own = gap.rsplit(['，', ',']).next().unwrap_or(gap);
    let revised = lexicon.amount_words.revisions.hits(own).next().is_some_and(|(_, at, _)| at <= "现拟".len());
    gap.chars().count() <= REVISION_GAP && revised && !gap.contains(['；', '。', '、'])
}

/// Whether `sum` restates `previous` in another currency: （折合…）, ，约合….
fn restates(previous: &Money, sum: &Money, text: &str, lexicon: &Lexicon) -> bool {
    let gap = &text[previous.tail..sum.start];
    let opens = gap.trim_start().starts_with(['（', '(', '[', '【']);
    let says = lexicon.amount_words.conversions.hits(gap).next().is_some();
    let chained = gap.trim() == "、" || gap.trim() == "或";
    previous.currency != sum.currency && gap.chars().count() <= CONVERSION_GAP && (opens || says || chained)
}
