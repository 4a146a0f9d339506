//! Amounts of money and what they are amounts of.

use super::Mention;
use crate::lexicon::Lexicon;
use crate::segment::Sentence;

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
    /// No word tells.
    Unknown,
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
    /// Phase.
    pub phase: Option<String>,
    /// Conversion of.
    pub converts: Option<crate::span::CleanSpan>,
    /// Why [`Self::yi`] is absent (digits lost, vague).
    pub missing: Option<&'static str>,
}

/// All amounts of money in a sentence, in order.
pub fn amounts(_sentence: &Sentence<'_>, _lexicon: &Lexicon) -> Vec<Mention<Amount>> {
    Vec::new()
}

/// Amount cell.
pub fn amount_of_cell(_t: &str, _u: Option<&str>, _l: &Lexicon) -> Option<Amount> {
    None
}
