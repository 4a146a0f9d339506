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

    /// How many layers there are.
    pub(crate) fn depth(&self) -> usize {
        self.layers.len()
    }

    /// From the last output to the first input; `None` for an empty range.
    pub(crate) fn backward(&self, range: Range<usize>) -> Option<Range<usize>> {
        (!range.is_empty()).then(|| self.layers.iter().rev().fold(range, |r, layer| layer.backward(r)))
    }

    /// From the last output to the input of the last layer, for a non-empty range.
    pub(crate) fn below_last(&self, range: Range<usize>) -> Range<usize> {
        self.layers.last().map_or(range.clone(), |layer| layer.backward(range))
    }

    /// From the first input to the last output.
    pub(crate) fn forward(&self, range: Range<usize>) -> Range<usize> {
        self.layers.iter().fold(range, |r, layer| layer.forward(r))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Repair;
    use super::super::editor::Editor;
    use super::*;

    /// The oracle: for every byte of a layer's output the input bytes it came from, written out in full.
    type Dense = Vec<Range<usize>>;

    fn dense(edits: &[(Range<usize>, &str)], length: usize) -> Dense {
        let mut map = Dense::new();
        let mut copied = 0;
        for (range, with) in edits {
            map.extend((copied..range.start).map(|i| i..i + 1));
            map.extend(with.bytes().map(|_| range.clone()));
            copied = range.end;
        }
        map.extend((copied..length).map(|i| i..i + 1));
        map
    }

    fn look_up(map: &Dense, range: Range<usize>) -> Range<usize> {
        let parts = &map[range];
        parts[0].start..parts.iter().map(|r| r.end).max().unwrap_or(parts[0].end)
    }

    /// Edits at character borders, ascending and apart: (characters skipped, characters replaced, by what).
    fn script() -> impl Strategy<Value = Vec<(usize, usize, &'static str)>> {
        proptest::collection::vec(
            (0usize..4, 1usize..4, prop::sample::select(vec!["", "x", "项", "ab", "项目", "，"])),
            0..8,
        )
    }

    fn place<'s>(text: &str, script: &[(usize, usize, &'s str)]) -> Vec<(Range<usize>, &'s str)> {
        let borders: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
        let mut at = 0;
        let mut edits = Vec::new();
        for &(skip, take, with) in script {
            let (first, last) = (at + skip, at + skip + take);
            if last >= borders.len() {
                break;
            }
            let range = borders[first]..borders[last];
            at = last;
            if &text[range.clone()] != with {
                edits.push((range, with));
            }
        }
        edits
    }

    proptest! {
        #[test]
        fn layers_agree_with_the_dense_map(
            text in "[a-c项目，é]{0,30}",
            scripts in proptest::collection::vec(script(), 0..4),
            from in 0usize..100,
            width in 1usize..20,
        ) {
            let mut current = text;
            let mut offsets = Offsets::default();
            let mut maps = Vec::new();
            for script in &scripts {
                let edits = place(&current, script);
                let mut editor = Editor::new(&current);
                for (range, with) in &edits {
                    editor.replace(range.clone(), with, Repair::Width);
                }
                let Some(edited) = editor.finish() else { continue };
                maps.push(dense(&edits, current.len()));
                offsets.push(edited.layer);
                current = edited.text;
            }
            let borders: Vec<usize> = current.char_indices().map(|(i, _)| i).chain([current.len()]).collect();
            let first = from % borders.len();
            let last = (first + width).min(borders.len() - 1);
            let range = borders[first]..borders[last];
            let expected = (!range.is_empty()).then(|| maps.iter().rev().fold(range.clone(), |r, map| look_up(map, r)));
            prop_assert_eq!(offsets.backward(range.clone()), expected);
            if let Some(source) = offsets.backward(range.clone()) {
                let there = offsets.forward(source);
                prop_assert!(there.start <= range.start && range.end <= there.end);
            }
        }
    }

    #[test]
    fn spans_widen_to_the_edited_segment() {
        let mut editor = Editor::new("a専案b(x)c");
        editor.replace(1..7, "项目", Repair::Wording);
        editor.delete(8..11, Repair::Pinyin);
        let edited = editor.finish().unwrap();
        assert_eq!(edited.text, "a项目bc");
        let mut offsets = Offsets::default();
        offsets.push(edited.layer);
        assert_eq!(offsets.backward(1..4), Some(1..7));
        assert_eq!(offsets.backward(7..8), Some(7..8), "a deletion behind is left out");
        assert_eq!(offsets.backward(7..9), Some(7..12), "a deletion inside is covered");
        assert_eq!(offsets.forward(8..11), 8..8);
        assert_eq!(offsets.backward(8..8), None);
    }
}
