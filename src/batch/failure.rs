//! Rows of the error stream.

use serde::Serialize;

use crate::read::{Origin, ReadError};

/// The stage in which a document failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// While it was read.
    Read,
    /// While records were taken from it.
    Extract,
}

/// One document that failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// Its id, as its records would have it.
    pub doc_id: String,
    /// The file, with the line of a JSONL.
    pub path: String,
    /// Where it failed.
    pub stage: Stage,
    /// A short word to count by.
    pub kind: &'static str,
    /// What is wrong.
    pub message: String,
}

impl Failure {
    pub(super) fn extracting(doc_id: String, origin: &Origin, kind: &'static str, message: String) -> Self {
        Self { doc_id, path: origin.to_string(), stage: Stage::Extract, kind, message }
    }
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Self {
        Self {
            doc_id: error.origin.id(),
            path: error.origin.to_string(),
            stage: Stage::Read,
            kind: error.fault.kind(),
            message: error.fault.to_string(),
        }
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.path, self.message)
    }
}
