//! The way back: for each layer of repair a sparse list of edits, and the stack of layers.
//!
//! Owns the arithmetic of positions. Layers are walked one by one and never composed, so each can be
//! checked by itself.

use std::ops::Range;

/// One edited segment: the bytes `from` of a layer's input became the bytes `to` of its output.
/// `from` is never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Edit {
    pub(crate) from: Range<usize>,
    pub(crate) to: Range<usize>,
}

/// The edits of one layer, ascending and apart from each other; everything between them was copied.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Layer {
    edits: Vec<Edit>,
}

impl Layer {
    pub(crate) fn new(edits: Vec<Edit>) -> Self {
        debug_assert!(edits.iter().all(|e| !e.from.is_empty()));
        debug_assert!(edits.windows(2).all(|w| w[0].from.end <= w[1].from.start && w[0].to.end <= w[1].to.start));
        Self { edits }
    }

    /// The input behind a non-empty range of the output, widened outwards to the edited segments it
    /// touches. What was deleted at its borders is left out.
    fn backward(&self, range: Range<usize>) -> Range<usize> {
        let after_start = self.edits.partition_point(|e| e.to.start <= range.start);
        let start = match after_start.checked_sub(1).map(|i| &self.edits[i]) {
            None => range.start,
            Some(e) if range.start < e.to.end => e.from.start,
            Some(e) => e.from.end + (range.start - e.to.end),
        };
        let before_end = self.edits.partition_point(|e| e.to.start < range.end);
        let end = match before_end.checked_sub(1).map(|i| &self.edits[i]) {
            None => range.end,
            Some(e) if range.end <= e.to.end => e.from.end,
            Some(e) => e.from.end + (range.end - e.to.end),
        };
        start..end
    }

    /// The output of a range of the input, widened outwards to the edited segments it cuts.
    fn forward(&self, range: Range<usize>) -> Range<usize> {
        let before_start = self.edits.partition_point(|e| e.from.start <= range.start);
        let start = match before_start.checked_sub(1).map(|i| &self.edits[i]) {
            None => range.start,
            Some(e) if range.start < e.from.end => e.to.start,
            Some(e) => e.to.end + (range.start - e.from.end),
        };
        let before_end = self.edits.partition_point(|e| e.from.start < range.end);
        let end = match before_end.checked_sub(1).map(|i| &self.edits[i]) {
            None => range.end,
            Some(e) if range.end <= e.from.end => e.to.end,
            Some(e) => e.to.end + (range.end - e.from.end),
        };
        start..end.max(start)
    }
}

/// All layers, the first repair first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Offsets {
    layers: Vec<Layer>,
}

impl Offsets {
    pub(crate) fn push(&mut self, layer: Layer) {
        self.layers.push(layer);
    }

    /// From the last output to the first input; `None` for an empty range.
    pub(crate) fn backward(&self, range: Range<usize>) -> Option<Range<usize>> {
        (!range.is_empty()).then(|| self.layers.iter().rev().fold(range, |r, layer| layer.backward(r)))
    }

    /// From the first input to the last output.
    pub(crate) fn forward(&self, range: Range<usize>) -> Range<usize> {
        self.layers.iter().fold(range, |r, layer| layer.forward(r))
    }
}
