//! JSONL: one object a line, field order as declared, text never altered.

use serde::Serialize;

/// Appends one line.
///
/// # Panics
/// Never for the types of this crate: their keys are strings and their numbers finite.
pub fn append(value: &impl Serialize, out: &mut Vec<u8>) {
    let start = out.len();
    if let Err(error) = serde_json::to_writer(&mut *out, value) {
        out.truncate(start);
        panic!("a record that cannot be written as JSON: {error}");
    }
    out.push(b'\n');
}
