//! Rows laid aside until the run is over, for output that cannot be written as it comes: workbooks, and
//! `--dedupe`, where a later copy may be the cleaner one.

use std::collections::HashMap;
use std::fs::File;
use std::hash::{BuildHasher, RandomState};
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;
use zhaoshang::record::Record;
use zhaoshang::write::jsonl;

use super::form::RecordWriter;

/// Lays one record aside; `damage` counts the repairs its article needed.
pub(super) fn append(record: &Record, damage: usize, out: &mut Vec<u8>) {
    out.extend_from_slice(format!("{damage}\t").as_bytes());
    jsonl::append(record, out);
}

/// Writes what was laid aside; with `dedupe` only the cleanest of the records that share an id.
pub(super) fn pour(spool: &Path, dedupe: bool, writer: &mut RecordWriter<'_>) -> Result<u64> {
    let best = if dedupe { Some(Best::of(spool)?) } else { None };
    let mut left_out = 0;
    each_line(spool, |number, _, json| {
        if best.as_ref().is_some_and(|best| !best.keeps(number)) {
            left_out += 1;
            return Ok(());
        }
        writer.push(&serde_json::from_str(json)?)
    })?;
    Ok(left_out)
}

#[derive(Deserialize)]
struct Identified {
    record_id: String,
}

/// The lines that win: fewest repairs, then the first.
struct Best {
    winners: Vec<u64>,
}

impl Best {
    fn of(spool: &Path) -> Result<Self> {
        // Ids are held as 64-bit hashes, and two seeds make 128: memory for millions, collisions for none.
        let (first, second) = (RandomState::new(), RandomState::new());
        let mut best: HashMap<(u64, u64), (usize, u64)> = HashMap::new();
        each_line(spool, |number, damage, json| {
            let Identified { record_id } = serde_json::from_str(json)?;
            let entry =
                best.entry((first.hash_one(&record_id), second.hash_one(&record_id))).or_insert((damage, number));
            *entry = (*entry).min((damage, number));
            Ok(())
        })?;
        let mut winners: Vec<u64> = best.into_values().map(|(_, number)| number).collect();
        winners.sort_unstable();
        Ok(Self { winners })
    }

    fn keeps(&self, number: u64) -> bool {
        self.winners.binary_search(&number).is_ok()
    }
}

/// Number, damage and JSON of each line.
fn each_line(spool: &Path, mut take: impl FnMut(u64, usize, &str) -> Result<()>) -> Result<()> {
    let file = File::open(spool).with_context(|| format!("{} cannot be read", spool.display()))?;
    for (number, line) in (0..).zip(BufReader::with_capacity(1 << 18, file).lines()) {
        let line = line?;
        let (damage, json) = line.split_once('\t').context("a line of laid-aside records is damaged")?;
        take(number, damage.parse()?, json)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use zhaoshang::record::Kind;
    use zhaoshang::write::LineForm;

    use super::*;

    #[test]
    fn the_cleanest_copy_stays() {
        let mut spool = tempfile::NamedTempFile::new().unwrap();
        let mut bytes = Vec::new();
        for (id, doc, damage) in [("a", "1", 3), ("b", "2", 0), ("a", "3", 1), ("a", "4", 1), ("b", "5", 0)] {
            let record = Record { record_id: id.into(), doc_id: doc.into(), ..Record::new(Kind::Project) };
            append(&record, damage, &mut bytes);
        }
        std::io::Write::write_all(&mut spool, &bytes).unwrap();
        let docs = |dedupe| {
            let mut out = Vec::new();
            let mut writer = RecordWriter::lines(LineForm::Jsonl, &mut out).unwrap();
            let left_out = pour(spool.path(), dedupe, &mut writer).unwrap();
            writer.finish(&[]).unwrap();
            let records = out.split(|&b| b == b'\n').filter(|l| !l.is_empty());
            let docs: Vec<String> = records.map(|l| serde_json::from_slice::<Record>(l).unwrap().doc_id).collect();
            (docs.join(" "), left_out)
        };
        assert_eq!(docs(true), ("2 3".to_owned(), 3));
        assert_eq!(docs(false), ("1 2 3 4 5".to_owned(), 0));
    }
}
