//! How far a record can be trusted.

use crate::record::{Kind, Record};

/// 0–1, from what the record fills.
pub(super) fn confidence(record: &Record) -> f64 {
    let mut score: f64 = 0.4;
    score += if record.amount_yi.is_some() { 0.2 } else { 0.0 };
    score += if record.company.is_some() || record.kind == Kind::Aggregate { 0.15 } else { 0.0 };
    score += if record.project.is_some() || record.count.is_some() { 0.1 } else { 0.0 };
    score += if record.stage.is_some() { 0.1 } else { 0.0 };
    (score * 100.0).round() / 100.0
}
