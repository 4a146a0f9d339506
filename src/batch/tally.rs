//! Counters of a batch.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Failure, Product};
use crate::record::Kind;

/// What a batch has done so far.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// Documents and failed items, in input order.
    pub documents: u64,
    /// Documents in which the gate saw no cue.
    pub turned_away: u64,
    /// Documents that gave a record.
    pub articles_with_records: u64,
    /// Records about one project.
    pub projects: u64,
    /// Records about a total.
    pub aggregates: u64,
    /// Failed items by kind of failure.
    pub failed: BTreeMap<String, u64>,
}

impl Tally {
    /// Records of both kinds.
    pub fn records(&self) -> u64 {
        self.projects + self.aggregates
    }

    /// All failed items.
    pub fn failures(&self) -> u64 {
        self.failed.values().sum()
    }

    pub(super) fn count(&mut self, result: &Result<Product, Failure>) {
        self.documents += 1;
        match result {
            Ok(product) => {
                self.turned_away += u64::from(product.turned_away);
                self.articles_with_records += u64::from(!product.kinds.is_empty());
                let projects = product.kinds.iter().filter(|&&k| k == Kind::Project).count() as u64;
                self.projects += projects;
                self.aggregates += product.kinds.len() as u64 - projects;
            }
            Err(failure) => *self.failed.entry(failure.kind.to_owned()).or_default() += 1,
        }
    }

    pub(super) fn add(&mut self, counts: &Self) {
        self.documents += counts.documents;
        self.turned_away += counts.turned_away;
        self.articles_with_records += counts.articles_with_records;
        self.projects += counts.projects;
        self.aggregates += counts.aggregates;
        for (kind, n) in &counts.failed {
            *self.failed.entry(kind.clone()).or_default() += n;
        }
    }
}
