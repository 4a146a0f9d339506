//! Writing records: JSONL, CSV, XLSX.

pub mod jsonl;
