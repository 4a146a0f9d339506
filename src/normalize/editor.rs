//! The only writer of repaired text: text and offset map are made in one place and cannot part.
//!
//! Must not decide what is repaired; that is the business of the repairs.

use std::ops::Range;

use super::Repair;
use super::offsets::{Edit, Layer};

/// Takes the replacements of one layer in ascending order and copies everything between them.
#[derive(Debug)]
pub(crate) struct Editor<'t> {
    input: &'t str,
    output: String,
    copied: usize,
    edits: Vec<Edit>,
    counts: [usize; Repair::ALL.len()],
}

/// What a layer made of its input.
#[derive(Debug)]
pub(crate) struct Edited {
    pub(crate) text: String,
    pub(crate) layer: Layer,
    pub(crate) counts: [usize; Repair::ALL.len()],
}

impl<'t> Editor<'t> {
    pub(crate) fn new(input: &'t str) -> Self {
        Self { input, output: String::new(), copied: 0, edits: Vec::new(), counts: [0; Repair::ALL.len()] }
    }

    /// How far the input has been dealt with, in bytes.
    pub(crate) fn position(&self) -> usize {
        self.copied
    }

    /// Replaces `range` of the input. A range that is empty, begins before the last one's end or holds
    /// a line end or tab is left alone: blocks and cells survive every repair.
    pub(crate) fn replace(&mut self, range: Range<usize>, with: &str, why: Repair) {
        let old = &self.input[range.clone()];
        if range.start < self.copied || old.is_empty() || old == with || old.contains(['\n', '\t']) {
            return;
        }
        self.output.push_str(&self.input[self.copied..range.start]);
        let start = self.output.len();
        self.output.push_str(with);
        self.copied = range.end;
        self.counts[why as usize] += 1;
        // One character for another of the same size moves nothing and needs no entry.
        if old.len() != with.len() || !is_one_char(old) || !is_one_char(with) {
            self.edits.push(Edit { from: range, to: start..self.output.len() });
        }
    }

    /// Writes `with` over the input from `at` on: character for character of the same size, `changed` of which
    /// differ. Nothing moves, so this needs no entry.
    pub(crate) fn swap(&mut self, at: usize, with: &str, changed: usize, why: Repair) {
        let end = at + with.len();
        if changed == 0 || at < self.copied || !self.input.is_char_boundary(end) {
            return;
        }
        self.output.push_str(&self.input[self.copied..at]);
        self.output.push_str(with);
        self.copied = end;
        self.counts[why as usize] += changed;
    }

    /// Takes `range` of the input out.
    pub(crate) fn delete(&mut self, range: Range<usize>, why: Repair) {
        self.replace(range, "", why);
    }

    /// The layer, or `None` if nothing was replaced.
    pub(crate) fn finish(mut self) -> Option<Edited> {
        if self.counts.iter().all(|&n| n == 0) {
            return None;
        }
        self.output.push_str(&self.input[self.copied..]);
        Some(Edited { text: self.output, layer: Layer::new(self.edits), counts: self.counts })
    }
}

fn is_one_char(text: &str) -> bool {
    text.chars().nth(1).is_none()
}
