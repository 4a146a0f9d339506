//! Names for records that stay the same across runs and across copies of one article.
//!
//! A copy of an article (mirror, traditional, with pinyin, spun) has another address, often another title
//! and no date; what it tells stays. So the name is made of what the record says, not of where it stands.

use std::collections::HashMap;
use std::fmt::Write;

use sha2::{Digest, Sha256};

use crate::record::Record;

/// Bytes of the digest that make the name: 64 bits keep ten million records apart.
const BYTES: usize = 8;

/// Gives each record of one document its document and its name; records that say the same are numbered.
pub fn identify<'r>(records: impl Iterator<Item = &'r mut Record>, doc_id: &str) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for record in records {
        let mut key = key(record);
        let number = seen.entry(key.clone()).or_default();
        if *number > 0 {
            let _ = write!(key, "#{number}");
        }
        *number += 1;
        doc_id.clone_into(&mut record.doc_id);
        record.record_id = digest(&key);
    }
}

fn key(record: &Record) -> String {
    let text = |field: &Option<String>| field.as_deref().map(squeeze).unwrap_or_default();
    let amount = record.amount_yi.map(|a| format!("{a:.6}")).unwrap_or_default();
    let count = record.count.map(|c| c.to_string()).unwrap_or_default();
    let stage = record.stage.map_or("", |s| s.label());
    [record.kind.label(), &text(&record.company), &text(&record.project), &amount, &count, stage].join("|")
}

/// Letters and digits only: quotes, brackets and spaces differ between copies.
fn squeeze(text: &str) -> String {
    text.chars().filter(|c| crate::letter::is_letter(*c)).flat_map(char::to_lowercase).collect()
}

fn digest(key: &str) -> String {
    Sha256::digest(key.as_bytes()).iter().take(BYTES).fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Kind;

    fn record(company: &str, amount: f64) -> Record {
        Record { company: Some(company.to_owned()), amount_yi: Some(amount), ..Record::new(Kind::Project) }
    }

    #[test]
    fn copies_share_a_name_and_repetitions_do_not() {
        let mut first = [record("华岭轴承（宁阳）有限公司", 5.0), record("华岭轴承（宁阳）有限公司", 5.0)];
        let mut copy = [record("华岭轴承(宁阳)有限公司", 5.0)];
        identify(first.iter_mut(), "a.html");
        identify(copy.iter_mut(), "mirror/a.html");
        assert_eq!(first[0].record_id, copy[0].record_id);
        assert_ne!(first[0].record_id, first[1].record_id);
        assert_eq!(copy[0].doc_id, "mirror/a.html");
        assert_eq!(first[0].record_id.len(), 2 * BYTES);
    }
}
