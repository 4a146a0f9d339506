//! Damages a simplified text the way crawled copies are damaged, and remembers which original character
//! became which damaged ones.

use std::sync::LazyLock;

use opencc_fmmseg::OpenCC;
use pinyin::ToPinyin;

static OPENCC: LazyLock<OpenCC> = LazyLock::new(OpenCC::new);

/// One way of damaging a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damage {
    Traditional,
    Taiwan,
    /// Traditional, with pinyin behind about 18 % of the characters, as in the sample article.
    Notes,
    Commas,
    FullWidth,
    All,
}

impl Damage {
    pub const ALL: [Self; 6] = [Self::Traditional, Self::Taiwan, Self::Notes, Self::Commas, Self::FullWidth, Self::All];

    /// The damaged text. Taiwan wording is made by OpenCC's own phrase table, not by ours.
    pub fn apply(self, text: &str) -> String {
        let worded = match self {
            Self::Taiwan | Self::All => OPENCC.s2twp(text, false),
            _ => text.to_owned(),
        };
        self.pieces(&worded).into_iter().map(|p| p.damaged).collect()
    }

    /// The text piece by piece, Taiwan wording left out.
    pub fn pieces(self, text: &str) -> Vec<Piece> {
        let script = if matches!(self, Self::Traditional | Self::Notes | Self::All) {
            traditional(text)
        } else {
            text.to_owned()
        };
        let mut before = ' ';
        let mut pieces = Vec::new();
        for (count, (original, written)) in text.chars().zip(script.chars()).enumerate() {
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
                    '，' if count % 5 != 0 => damaged = ",,".to_owned(),
                    '。' | '、' | '；' if !before.is_ascii_digit() => damaged = format!(",{original}"),
                    _ => {}
                }
            }
            pieces.push(Piece { original, damaged: damaged + &note, note: note.len() });
            before = original;
        }
        pieces
    }
}

/// One original character and what became of it.
#[derive(Debug, Clone)]
pub struct Piece {
    pub original: char,
    pub damaged: String,
    /// How many bytes at its end are a note.
    pub note: usize,
}

fn traditional(text: &str) -> String {
    let whole = OPENCC.s2t(text, false);
    if whole.chars().count() == text.chars().count() {
        return whole;
    }
    text.chars().map(|c| OPENCC.s2t(c.encode_utf8(&mut [0; 4]), false).chars().next().unwrap_or(c)).collect()
}

/// About six of ten characters that only traditional text has, always the same ones.
fn is_annotated(c: char) -> bool {
    let simplified = OPENCC.t2s(c.encode_utf8(&mut [0; 4]), false);
    !simplified.starts_with(c) && u32::from(c).wrapping_mul(2_654_435_761) >> 16 & 0xFF < 154
}
