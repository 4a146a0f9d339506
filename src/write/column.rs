//! The columns of a spreadsheet, in the order analysts read them.

use std::borrow::Cow;

use super::Headers;
use crate::record::{Kind, Record};

/// What one cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'r> {
    /// Nothing: the article does not tell.
    Empty,
    /// Text, and codes that only look like numbers.
    Text(Cow<'r, str>),
    /// A number.
    Number(f64),
    /// A date as told: `YYYY-MM-DD`, or less of it.
    Date(&'r str),
    /// An address.
    Link(&'r str),
}

impl<'r> From<&'r Option<String>> for Cell<'r> {
    fn from(text: &'r Option<String>) -> Self {
        text.as_deref().map_or(Self::Empty, Self::from)
    }
}

impl<'r> From<&'r str> for Cell<'r> {
    fn from(text: &'r str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(Cow::Borrowed(text)) }
    }
}

impl From<Option<f64>> for Cell<'_> {
    fn from(number: Option<f64>) -> Self {
        number.filter(|n| n.is_finite()).map_or(Self::Empty, Self::Number)
    }
}

/// One column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Name of the record's field, also the English header.
    pub key: &'static str,
    /// Chinese header.
    pub chinese: &'static str,
    /// Width in characters of the standard font.
    pub width: f64,
    /// The cell of a record.
    pub cell: for<'r> fn(&'r Record) -> Cell<'r>,
}

impl Column {
    /// The header.
    pub fn header(&self, headers: Headers) -> Cow<'static, str> {
        match headers {
            Headers::Chinese => Cow::Borrowed(self.chinese),
            Headers::English => Cow::Borrowed(self.key),
            Headers::Both => Cow::Owned(format!("{} {}", self.chinese, self.key)),
        }
    }
}

macro_rules! columns {
    ($($key:ident $chinese:literal $width:literal $cell:expr;)*) => {
        /// Every field of a record, once.
        pub const COLUMNS: &[Column] = &[$(Column { key: stringify!($key), chinese: $chinese, width: $width, cell: $cell }),*];
    };
}

columns! {
    kind "类型" 8.0 |r| Cell::Text(Cow::Borrowed(match r.kind { Kind::Project => "项目", Kind::Aggregate => "汇总" }));
    project "项目名称" 36.0 |r| (&r.project).into();
    company "企业" 30.0 |r| (&r.company).into();
    companies "相关企业" 24.0 |r| list(&r.companies);
    industry "行业" 14.0 |r| r.industry.map_or(Cell::Empty, |i| i.label().into());
    industry_code "行业代码" 9.0 |r| (&r.industry_code).into();
    industry_text "行业依据" 14.0 |r| (&r.industry_text).into();
    product "产品" 20.0 |r| (&r.product).into();
    amount_yi "投资额(亿元)" 13.0 |r| r.amount_yi.into();
    amount_text "金额原文" 16.0 |r| (&r.amount_text).into();
    amount_qualifier "金额限定" 9.0 |r| (&r.amount_qualifier).into();
    amount_min_yi "投资额下限(亿元)" 16.0 |r| r.amount_min_yi.into();
    amount_max_yi "投资额上限(亿元)" 16.0 |r| r.amount_max_yi.into();
    amount_role "金额口径" 12.0 |r| (&r.amount_role).into();
    currency "币种" 7.0 |r| (&r.currency).into();
    amount_original "原币金额(亿)" 13.0 |r| r.amount_original.into();
    count "项目数" 8.0 |r| r.count.map_or(Cell::Empty, |n| Cell::Number(n as f64));
    count_unit "计数单位" 9.0 |r| (&r.count_unit).into();
    stage "阶段" 7.0 |r| r.stage.map_or(Cell::Empty, |s| s.label().into());
    stage_text "阶段原文" 14.0 |r| (&r.stage_text).into();
    event_date "阶段日期" 12.0 |r| date(&r.event_date);
    province "省" 10.0 |r| (&r.province).into();
    city "市" 12.0 |r| (&r.city).into();
    county "县" 12.0 |r| (&r.county).into();
    region_code "区划代码" 10.0 |r| (&r.region_code).into();
    park "园区" 28.0 |r| (&r.park).into();
    park_text "园区原文" 20.0 |r| (&r.park_text).into();
    evidence "证据句" 60.0 |r| (&r.evidence).into();
    title "标题" 36.0 |r| (&r.title).into();
    source "来源" 16.0 |r| (&r.source).into();
    date "发布日期" 12.0 |r| date(&r.date);
    url "链接" 30.0 |r| r.url.as_deref().map_or(Cell::Empty, Cell::Link);
    confidence "置信度" 8.0 |r| Cell::Number(r.confidence);
    doc_id "文档ID" 24.0 |r| r.doc_id.as_str().into();
    record_id "记录ID" 20.0 |r| r.record_id.as_str().into();
    spans "字段位置" 20.0 spans;
}

fn date(text: &Option<String>) -> Cell<'_> {
    text.as_deref().map_or(Cell::Empty, Cell::Date)
}

fn list(names: &[String]) -> Cell<'_> {
    if names.is_empty() { Cell::Empty } else { Cell::Text(Cow::Owned(names.join("；"))) }
}

/// `company 12-20; stage 31-33`: where each field stands in the raw text of the article.
fn spans(record: &Record) -> Cell<'_> {
    let parts: Vec<String> =
        record.spans.iter().map(|(field, [start, end])| format!("{field} {start}-{end}")).collect();
    if parts.is_empty() { Cell::Empty } else { Cell::Text(Cow::Owned(parts.join("; "))) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_field_has_one_column() {
        let record = serde_json::to_value(Record::new(Kind::Project)).unwrap();
        let fields: BTreeSet<&str> = record.as_object().unwrap().keys().map(String::as_str).collect();
        let columns: BTreeSet<&str> = COLUMNS.iter().map(|c| c.key).collect();
        assert_eq!((columns.len(), columns), (COLUMNS.len(), fields));
    }

    #[test]
    fn headers() {
        let company = COLUMNS.iter().find(|c| c.key == "company").unwrap();
        assert_eq!(company.header(Headers::Chinese), "企业");
        assert_eq!(company.header(Headers::English), "company");
        assert_eq!(company.header(Headers::Both), "企业 company");
    }
}
