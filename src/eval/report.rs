//! The figures and how they are shown.

use std::fmt;

use serde_json::{Value, json};

use super::{Accepted, Field, GoldArticle, GoldRecord, Prediction, Reliability, StageConfusion};

/// Hits, false alarms and misses, and what follows from them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Found and right.
    pub hits: usize,
    /// Found and not right.
    pub false_alarms: usize,
    /// In gold and not found (or found otherwise).
    pub misses: usize,
}

impl Counts {
    /// Share of what was found that is right; 0 where nothing was found.
    pub fn precision(self) -> f64 {
        ratio(self.hits, self.hits + self.false_alarms)
    }

    /// Share of gold that was found; 0 where gold is empty.
    pub fn recall(self) -> f64 {
        ratio(self.hits, self.hits + self.misses)
    }

    /// Harmonic mean of the two.
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            hits: self.hits + other.hits,
            false_alarms: self.false_alarms + other.false_alarms,
            misses: self.misses + other.misses,
        }
    }

    fn figures(self) -> Value {
        json!([self.precision(), self.recall(), self.f1()])
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindingKind {
    /// A required record was not found.
    Missed,
    /// A record that gold does not have.
    FalseAlarm,
    /// A record was found, some of its fields are not as in gold.
    Wrong,
}

/// One thing that went wrong.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The article.
    pub article: String,
    /// What went wrong.
    pub kind: FindingKind,
    /// Gold's record, unless it is a false alarm.
    pub gold: Option<GoldRecord>,
    /// The predicted record, unless it was missed.
    pub predicted: Option<Prediction>,
    /// The fields that are not as in gold.
    pub fields: Vec<Field>,
}

impl Finding {
    pub(super) fn new(
        article: &GoldArticle,
        kind: FindingKind,
        gold: Option<&GoldRecord>,
        predicted: Option<&Prediction>,
        fields: Vec<Field>,
    ) -> Self {
        Self { article: article.id.clone(), kind, gold: gold.cloned(), predicted: predicted.cloned(), fields }
    }

    /// The sentence of the article that most likely tells of a missed record: the one that holds most of its names
    /// and its amount.
    pub fn sentence<'s>(&self, sentences: &'s [String]) -> Option<&'s str> {
        let gold = self.gold.as_ref()?;
        let names = gold.company.values.iter().chain(&gold.project.values).cloned();
        let amounts = gold.amount_yi.values.iter();
        let phrases: Vec<String> =
            names.chain(amounts.flat_map(|a| [format!("{a}亿"), format!("{}万", a * 1e4)])).collect();
        let told = |sentence: &str| phrases.iter().filter(|p| sentence.contains(p.as_str())).count();
        // The first of equals: max_by_key gives the last.
        sentences
            .iter()
            .rev()
            .map(|s| (told(s), s.as_str()))
            .max_by_key(|(n, _)| *n)
            .filter(|(n, _)| *n > 0)
            .map(|(_, s)| s)
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self.kind {
            FindingKind::Missed => "MISS ",
            FindingKind::FalseAlarm => "FALSE",
            FindingKind::Wrong => "WRONG",
        };
        write!(f, "{word} {}", self.article)?;
        let gold = self.gold.as_ref().map(|g| g.kind.label());
        if let Some(kind) = gold.or(self.predicted.as_ref().and_then(|p| p.kind.as_deref())) {
            write!(f, "  {kind}")?;
        }
        let shown: &[Field] = if self.fields.is_empty() { &Field::ALL } else { &self.fields };
        for &field in shown {
            write!(f, "  {} ", field.name())?;
            match (&self.predicted, &self.gold) {
                (Some(p), Some(g)) => write!(f, "{} (gold {})", p.show(field), g.show(field))?,
                (Some(p), None) => f.write_str(&p.show(field))?,
                (None, Some(g)) => f.write_str(&g.show(field))?,
                (None, None) => {}
            }
        }
        match self.predicted.as_ref().and_then(|p| p.evidence.as_deref()) {
            Some(evidence) => write!(f, "\n      {}", evidence.replace('\n', " ")),
            None => Ok(()),
        }
    }
}

impl GoldRecord {
    /// Whether an empty field is wrong.
    pub fn wants(&self, field: Field) -> bool {
        fn wants<T>(accepted: &Accepted<T>) -> bool {
            !accepted.nothing && !accepted.anything
        }
        match field {
            Field::Company => wants(&self.company),
            Field::Industry => wants(&self.industry),
            Field::Amount => wants(&self.amount_yi),
            Field::Stage => wants(&self.stage),
            Field::Park => wants(&self.park),
        }
    }

    fn show(&self, field: Field) -> String {
        match field {
            Field::Company => self.company.to_string(),
            Field::Industry => self.industry.to_string(),
            Field::Amount => self.amount_yi.to_string(),
            Field::Stage => self.stage.to_string(),
            Field::Park => self.park.to_string(),
        }
    }
}

impl<T: fmt::Display> fmt::Display for Accepted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts: Vec<String> = self.values.iter().map(T::to_string).collect();
        if self.nothing {
            parts.push("—".into());
        }
        if self.anything {
            parts.push("*".into());
        }
        f.write_str(&parts.join("|"))
    }
}

/// The figures of a run.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Report {
    /// Articles in gold.
    pub articles: usize,
    /// Predictions of articles that gold does not know.
    pub strays: usize,
    /// Required records.
    pub records: Counts,
    /// The five fields, in the order of [`Field::ALL`].
    pub fields: [Counts; 5],
    /// Required projects whose company, amount, stage and park are all right.
    pub strict_hits: usize,
    /// Required projects.
    pub strict_total: usize,
    /// Which stage is taken for which.
    pub stages: StageConfusion,
    /// Whether confidence means what it says.
    pub reliability: Reliability,
    /// What went wrong, article by article.
    pub findings: Vec<Finding>,
}

impl Report {
    /// The five fields together.
    pub fn five_field(&self) -> Counts {
        self.fields.iter().fold(Counts::default(), |sum, &c| sum.plus(c))
    }

    /// Share of required projects whose company, amount, stage and park are all right.
    pub fn strict(&self) -> f64 {
        ratio(self.strict_hits, self.strict_total)
    }

    /// A figure by name: `strict`, or the F1 of `records`, `five_field` or a field.
    pub fn figure(&self, name: &str) -> Option<f64> {
        match name {
            "strict" => Some(self.strict()),
            "records" => Some(self.records.f1()),
            "five_field" => Some(self.five_field().f1()),
            _ => Field::ALL.into_iter().find(|f| f.name() == name).map(|f| self.fields[f.index()].f1()),
        }
    }

    /// Names that [`Report::figure`] knows.
    pub fn figure_names() -> impl Iterator<Item = &'static str> {
        ["five_field", "strict", "records"].into_iter().chain(Field::ALL.map(Field::name))
    }

    /// The figures as JSON: precision, recall and F1 of each.
    pub fn to_json(&self) -> Value {
        let mut out = json!({
            "articles": self.articles,
            "records": self.records.figures(),
            "five_field": self.five_field().figures(),
            "strict": self.strict(),
        });
        for field in Field::ALL {
            out[field.name()] = self.fields[field.index()].figures();
        }
        out["counts"] = json!({"tp": self.records.hits, "fn": self.records.misses, "fp": self.records.false_alarms});
        out["strays"] = json!(self.strays);
        out
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Counts { hits, false_alarms, misses } = self.records;
        writeln!(
            f,
            "articles {}  records {hits} hit, {misses} missed, {false_alarms} false  strays {}",
            self.articles, self.strays
        )?;
        writeln!(f, "{:12}      P      R     F1    hit  wrong   miss", "")?;
        let fields = Field::ALL.into_iter().map(|field| (field.name(), self.fields[field.index()]));
        let rows = std::iter::once(("records", self.records)).chain(fields).chain([("five_field", self.five_field())]);
        for (name, c) in rows {
            writeln!(
                f,
                "{name:12}  {:.3}  {:.3}  {:.3} {:>6} {:>6} {:>6}",
                c.precision(),
                c.recall(),
                c.f1(),
                c.hits,
                c.false_alarms,
                c.misses
            )?;
        }
        write!(f, "strict        {:.3}  ({} of {} projects)", self.strict(), self.strict_hits, self.strict_total)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{evaluate, parse_gold, parse_predictions};
    use super::*;

    fn report() -> Report {
        let gold = r#"{"id":"a","records":[{"kind":"project","company":["青禾食品",null],"industry":"食品","amount_yi":2,"stage":"开工","park":"*"}]}"#;
        let found = concat!(
            r#"{"kind":"project","company":"青禾食品","industry":"食品","amount_yi":2,"stage":"签约","evidence":"甲\n乙","doc_id":"a"}"#,
            "\n",
            r#"{"kind":"project","company":"白露机电","amount_yi":5,"doc_id":"a"}"#
        );
        evaluate(&parse_gold(gold).unwrap(), &parse_predictions(found).unwrap())
    }

    #[test]
    fn figures() {
        let r = report();
        assert_eq!(r.figure("amount_yi"), Some(2.0 / 3.0));
        assert_eq!((r.figure("strict"), r.figure("stage"), r.figure("nonsense")), (Some(0.0), Some(0.0), None));
        assert!(Report::figure_names().all(|name| r.figure(name).is_some()));
        assert_eq!(r.to_json()["records"][1], 1.0);
        assert_eq!(Report::default().five_field().f1(), 0.0);
    }

    #[test]
    fn texts() {
        let r = report();
        let table = r.to_string();
        assert!(table.contains("records       0.500  1.000  0.667      1      1      0"), "{table}");
        assert!(table.ends_with("strict        0.000  (0 of 1 projects)"), "{table}");
        assert_eq!(r.findings[0].to_string(), "WRONG a  project  stage 签约 (gold 开工)\n      甲 乙");
        assert_eq!(
            r.findings[1].to_string(),
            "FALSE a  project  company 白露机电  industry —  amount_yi 5  stage —  park —"
        );
    }

    #[test]
    fn sentences() {
        let finding = report().findings.remove(0);
        let text =
            ["青禾食品去年卖得好。", "青禾食品投资2亿元建厂。", "青禾食品投资2亿元的厂已开工。"].map(str::to_owned);
        assert_eq!(finding.sentence(&text), Some(text[1].as_str()));
        assert_eq!(finding.sentence(&["别的事。".to_owned()]), None);
    }
}
