//! How far a record can be trusted.
//!
//! Confidence is the share of records like this one whose company, amount, stage and park are all right. The shares
//! were measured on gold articles by what a record fills; the deductions for a company or stage that was only guessed
//! are a judgement. `zhaoshang eval --reliability` shows how well both hold. Must not decide what a record is.

use super::Derivation;
use super::build::ANNOUNCER;
use crate::mention::company;
use crate::record::{Kind, Record};

/// Rules that read a stage from a word of several senses, or from another clause.
const GUESSED_STAGE: [&str; 3] = ["word with other senses", "announced in the clause before", "announced"];

/// 0–1, from what the record fills and the rules that filled it.
pub(super) fn confidence(record: &Record, derivations: &[Derivation]) -> f64 {
    let by =
        |field: &str, guesses: &dyn Fn(&str) -> bool| derivations.iter().any(|d| d.field == field && guesses(&d.rule));
    let mut share: f64 = filled(record);
    share -= if by("company", &|rule| company::is_guess(rule) || rule == ANNOUNCER) { 0.1 } else { 0.0 };
    share -= if by("stage", &|rule| GUESSED_STAGE.contains(&rule)) { 0.1 } else { 0.0 };
    (share.max(0.05) * 100.0).round() / 100.0
}

/// The share for what is filled.
fn filled(record: &Record) -> f64 {
    let (amount, company) = (record.amount_yi.is_some(), record.company.is_some());
    let (name, stage) = (record.project.is_some(), record.stage.is_some());
    match record.kind {
        Kind::Aggregate if amount => 0.85,
        Kind::Aggregate => 0.4,
        Kind::Project => match (amount, company, name, stage) {
            (true, true, true, true) => 0.8,
            (false, true, true, true) => 0.7,
            (true, true, false, _) => 0.65,
            (_, true, false, true) | (true, false, true, true) => 0.6,
            (_, _, _, true) => 0.5,
            _ => 0.2,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(amount: bool, company: bool, stage: bool) -> Record {
        let mut record = Record::new(Kind::Project);
        record.project = Some("华岭轴承项目".to_owned());
        record.amount_yi = amount.then_some(3.0);
        record.company = company.then(|| "华岭".to_owned());
        record.stage = stage.then_some(crate::record::Stage::Begun);
        record
    }

    #[test]
    fn what_is_missing_or_guessed_costs() {
        let named = |field, rule: &str| Derivation { field, rule: rule.to_owned(), words: String::new() };
        let full = confidence(&record(true, true, true), &[]);
        assert!(full > confidence(&record(false, true, true), &[]));
        assert!(full > confidence(&record(true, false, true), &[]));
        assert!(full > confidence(&record(true, true, true), &[named("company", company::BRAND_OF_PROJECT)]));
        assert!(full > confidence(&record(true, true, true), &[named("stage", "word with other senses")]));
        assert!((0.0..=1.0).contains(&confidence(&record(true, false, false), &[named("stage", "announced")])));
    }
}
