//! Damages a simplified text the way crawled copies are damaged, and remembers which original characters
//! became which damaged ones.

use std::ops::Range;
use std::sync::LazyLock;

use opencc_fmmseg::OpenCC;
use pinyin::ToPinyin;
use zhaoshang::page::{Article, Block};
use zhaoshang::span::SourceSpan;

static OPENCC: LazyLock<OpenCC> = LazyLock::new(|| {
    let mut engine = OpenCC::new();
    engine.set_parallel(false);
    engine
});

/// One way of damaging a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damage {
    Traditional,
    /// Traditional in Taiwan's wording, made by OpenCC's own phrase table, not by ours.
    Taiwan,
    /// Traditional, with pinyin behind about 18 % of the characters, as in the sample article.
    Notes,
    Commas,
    FullWidth,
    /// All of them at once.
    All,
}

impl Damage {
    pub const ALL: [Self; 6] = [Self::Traditional, Self::Taiwan, Self::Notes, Self::Commas, Self::FullWidth, Self::All];

    /// Whether it puts other words in the place of some.
    pub fn rewords(self) -> bool {
        matches!(self, Self::Taiwan | Self::All)
    }

    /// The damaged text.
    pub fn apply(self, text: &str) -> String {
        self.pieces(text).into_iter().map(|p| p.damaged).collect()
    }

    /// The text piece by piece: a character each, or a clause where wording changed the number of characters.
    pub fn pieces(self, text: &str) -> Vec<Piece> {
        let mut previous = ' ';
        let clauses = text.split_inclusive(|c: char| !c.is_alphanumeric());
        clauses.flat_map(|clause| self.clause(clause, &mut previous)).collect()
    }

    fn clause(self, clause: &str, previous: &mut char) -> Vec<Piece> {
        let written = self.written(clause);
        let mut damaged = |original: char, written: char| {
            let piece = self.character(original, written, *previous);
            *previous = original;
            piece
        };
        if written.chars().count() == clause.chars().count() {
            return clause.chars().zip(written.chars()).map(|(o, w)| damaged(o, w)).collect();
        }
        let parts: Vec<Piece> = written.chars().map(|c| damaged(c, c)).collect();
        let note = parts.last().map_or(0, |p| p.note);
        let damaged = parts.into_iter().map(|p| p.damaged).collect();
        vec![Piece { original: clause.to_owned(), damaged, note }]
    }

    fn written(self, clause: &str) -> String {
        match self {
            Self::Traditional | Self::Notes => OPENCC.s2t(clause, false),
            Self::Taiwan | Self::All => OPENCC.s2twp(clause, false),
            Self::Commas | Self::FullWidth => clause.to_owned(),
        }
    }

    fn character(self, original: char, written: char, previous: char) -> Piece {
        let mut damaged = String::from(written);
        let mut note = String::new();
        if matches!(self, Self::FullWidth | Self::All) && original.is_ascii_digit() {
            damaged = char::from_u32(u32::from(original) + 0xFEE0).unwrap().to_string();
        }
        if matches!(self, Self::Notes | Self::All) && is_annotated(written) {
            note = written.to_pinyin().map(|p| format!("({})", p.with_tone())).unwrap_or_default();
        }
        if matches!(self, Self::Commas | Self::All) {
            match original {
                '，' => damaged = ",,".to_owned(),
                '。' | '、' | '；' if !previous.is_ascii_digit() => damaged = format!(",{original}"),
                _ => {}
            }
        }
        Piece { original: original.to_string(), damaged: damaged + &note, note: note.len() }
    }
}

/// Some original characters and what became of them.
#[derive(Debug, Clone)]
pub struct Piece {
    pub original: String,
    pub damaged: String,
    /// How many bytes at its end are a note.
    pub note: usize,
}

impl Piece {
    /// How many bytes at its beginning are a comma too many.
    pub fn lead(&self) -> usize {
        usize::from(self.damaged.starts_with(',') && self.damaged.len() > 2)
    }
}

/// Fewer than half of the characters that only traditional text has, always the same ones.
fn is_annotated(c: char) -> bool {
    let simplified = OPENCC.t2s(c.encode_utf8(&mut [0; 4]), false);
    !simplified.starts_with(c) && u32::from(c).wrapping_mul(2_654_435_761) >> 16 & 0xFF < 114
}

/// A damaged copy of an article, and the way back to the whole one.
pub struct Copy {
    pub article: Article,
    /// Bytes of the whole text and of the copy, piece by piece; the copy's without notes and commas too many.
    pieces: Vec<(Range<usize>, Range<usize>)>,
}

impl Copy {
    /// The article with its title, blocks and cells damaged.
    pub fn of(article: &Article, damage: Damage) -> Self {
        let mut copy = Self { article: Article::default(), pieces: Vec::new() };
        let blocks: Vec<Block> = article.blocks.iter().map(|block| copy.add(article, block, damage)).collect();
        let title = article.title.as_deref().map(|t| damage.apply(t));
        copy.article = Article { title, blocks, text: copy.article.text, ..article.clone() };
        copy
    }

    fn add(&mut self, article: &Article, block: &Block, damage: Damage) -> Block {
        let Some((&first, others)) = block.cells.split_first() else {
            return Block { span: self.write("\n", article, block.span, damage), ..block.clone() };
        };
        let mut cells = vec![self.write("\n", article, first, damage)];
        cells.extend(others.iter().map(|&cell| self.write("\t", article, cell, damage)));
        Block { span: cells[0].union(cells[cells.len() - 1]), cells, ..block.clone() }
    }

    fn write(&mut self, separator: &str, article: &Article, part: SourceSpan, damage: Damage) -> SourceSpan {
        let text = &mut self.article.text;
        if !text.is_empty() {
            text.push_str(separator);
        }
        let (start, mut at) = (text.len(), part.start);
        for piece in damage.pieces(part.of(&article.text)) {
            let begin = text.len();
            text.push_str(&piece.damaged);
            self.pieces.push((at..at + piece.original.len(), begin + piece.lead()..text.len() - piece.note));
            at += piece.original.len();
        }
        SourceSpan::new(start, text.len())
    }

    /// Where the damaged characters of a piece of the whole text stand, in characters; the range is widened to
    /// pieces.
    pub fn damaged(&self, whole: &Article, span: [usize; 2]) -> [usize; 2] {
        let [start, end] = span.map(|n| whole.text.char_indices().nth(n).map_or(whole.text.len(), |(at, _)| at));
        let touched: Vec<_> = self.pieces.iter().filter(|(from, _)| from.start < end && start < from.end).collect();
        let (first, last) = (touched.first().unwrap(), touched.last().unwrap());
        [first.1.start, last.1.end].map(|at| self.article.text[..at].chars().count())
    }

    /// Whether a span of the copy, in characters, lies in pieces of more than a character, where no one can tell
    /// which of them is meant.
    pub fn is_blurred(&self, whole: &Article, span: [usize; 2]) -> bool {
        let [start, end] = span.map(|n| whole.text.char_indices().nth(n).map_or(whole.text.len(), |(at, _)| at));
        self.pieces
            .iter()
            .any(|(from, _)| from.start < end && start < from.end && whole.text[from.clone()].chars().nth(1).is_some())
    }
}
