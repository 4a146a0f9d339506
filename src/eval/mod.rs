//! Scoring of records against gold, after the *Scoring* section of the record specification.
//!
//! Owns what it means for a record to be right. Pure: gold and predictions in, a [`Report`] out. Must not
//! use the extractor's own word lists, so that a change there can never move the yardstick.
//!
//! ```
//! use zhaoshang::eval::{evaluate, parse_gold, Prediction};
//!
//! let gold = parse_gold(
//!     r#"{"id": "a", "title": null, "date": null, "records": [{"kind": "project", "company": "青禾食品",
//!     "project": null, "industry": "食品", "amount_yi": 1.2, "stage": "开工", "park": null, "count": null}]}"#
//!         .replace('\n', " ").as_str(),
//! )?;
//! let line = r#"{"kind": "project", "company": "甲州青禾食品有限公司", "amount_yi": 1.2, "stage": "签约", "doc_id": "a.txt"}"#;
//! let report = evaluate(&gold, &[Prediction::from_json(&serde_json::from_str(line)?)]);
//! assert_eq!(report.records.f1(), 1.0);
//! assert_eq!((report.strict_hits, report.strict_total), (0, 1)); // the stage is wrong
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod confusion;
mod equal;
mod gold;
mod pairing;
mod prediction;
mod reliability;
mod report;
mod score;

pub use confusion::StageConfusion;
pub use equal::{FieldState, field_state};
pub use gold::{Accepted, GoldArticle, GoldError, GoldRecord, parse_gold};
pub use prediction::{Prediction, parse_predictions};
pub use reliability::{Reliability, ReliabilityBin};
pub use report::{Counts, Finding, FindingKind, Report};
pub use score::{evaluate, names};

/// The five fields of the mission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Investor or operator.
    Company,
    /// Industry label.
    Industry,
    /// Investment in 亿元.
    Amount,
    /// Stage reached.
    Stage,
    /// Hosting zone.
    Park,
}

impl Field {
    /// All of them, in the order of a record.
    pub const ALL: [Self; 5] = [Self::Company, Self::Industry, Self::Amount, Self::Stage, Self::Park];

    /// Those that count for the strict share.
    pub const STRICT: [Self; 4] = [Self::Company, Self::Amount, Self::Stage, Self::Park];

    /// The field's name in records and gold files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Industry => "industry",
            Self::Amount => "amount_yi",
            Self::Stage => "stage",
            Self::Park => "park",
        }
    }

    fn index(self) -> usize {
        self as usize
    }
}
