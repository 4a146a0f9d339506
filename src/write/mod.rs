//! Writing records: JSONL, CSV, XLSX.
