//! Traditional → simplified by OpenCC's dictionaries.
//!
//! Owns the choice of the engine: the embedded pure-Rust one, or the C++ OpenCC with the feature `opencc-rust`.
//! Both read the same dictionaries, those of the embedded engine, so that they read alike whatever version of the
//! library a system has. Must not decide which lines are converted, nor change wording.

use std::sync::LazyLock;

use opencc_fmmseg::{DictionaryMaxlength, OpenCC};

use super::signals::{HAN_COUNT, HAN_FIRST};
use crate::letter::is_han;
use crate::lexicon::{Bits, Finder};

/// What converts traditional text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Engine {
    /// `opencc-fmmseg`, which is part of the program.
    #[cfg_attr(not(feature = "opencc-rust"), default)]
    Embedded,
    /// The C++ OpenCC of the system, through `opencc-rust`.
    #[cfg(feature = "opencc-rust")]
    #[default]
    Library,
}

impl Engine {
    /// The simplified reading of a traditional text, as OpenCC's `t2s` gives it.
    pub fn simplify(self, text: &str) -> String {
        self.simplifier().convert(text)
    }

    pub(super) fn simplifier(self) -> &'static Simplifier {
        static EMBEDDED: LazyLock<Simplifier> = LazyLock::new(|| {
            let dictionaries = dictionaries();
            let words = words(&dictionaries);
            Simplifier::new(Converter::embedded(dictionaries), words)
        });
        match self {
            Self::Embedded => &EMBEDDED,
            #[cfg(feature = "opencc-rust")]
            Self::Library => {
                static LIBRARY: LazyLock<Simplifier> = LazyLock::new(|| {
                    let dictionaries = dictionaries();
                    let words = words(&dictionaries);
                    let converter = library::open(&dictionaries).map(Converter::Library);
                    Simplifier::new(converter.unwrap_or_else(|_| Converter::embedded(dictionaries)), words)
                });
                &LIBRARY
            }
        }
    }
}

/// The simplified reading of a traditional text, as OpenCC's `t2s` gives it.
pub fn to_simplified(text: &str) -> String {
    Engine::default().simplify(text)
}

/// The embedded dictionaries; empty ones if they were damaged, which would be a fault of the crate.
fn dictionaries() -> DictionaryMaxlength {
    DictionaryMaxlength::new().unwrap_or_default()
}

enum Converter {
    Embedded(Box<OpenCC>),
    #[cfg(feature = "opencc-rust")]
    Library(opencc_rust::OpenCC),
}

impl Converter {
    fn embedded(dictionaries: DictionaryMaxlength) -> Self {
        let mut engine = OpenCC::from_dictionary(dictionaries);
        // Documents are spread over the cores already.
        engine.set_parallel(false);
        Self::Embedded(Box::new(engine))
    }
}

/// An engine, and what it makes of single characters.
///
/// Nearly all of a text is converted character by character: the engine is asked only for clauses that may hold a
/// word of the dictionary. What comes out is what the engine gives for the whole text, at several times its speed.
pub(super) struct Simplifier {
    converter: Converter,
    /// For each character of the basic block what becomes of it alone; 0 where that lies outside the block.
    single: Box<[u16]>,
    words: Finder,
    pairs: Bits,
}

impl Simplifier {
    fn new(converter: Converter, (words, pairs): (Finder, Bits)) -> Self {
        let mut simplifier = Self { converter, single: Box::default(), words, pairs };
        let block = (HAN_FIRST..HAN_FIRST + HAN_COUNT).filter_map(|code| char::from_u32(u32::try_from(code).ok()?));
        let lines: String = block.flat_map(|c| [c, '\n']).collect();
        simplifier.single = simplifier.convert(&lines).lines().map(single_code).collect();
        simplifier
    }

    /// The whole text through the engine.
    pub(super) fn convert(&self, text: &str) -> String {
        match &self.converter {
            Converter::Embedded(engine) => engine.t2s(text, false),
            // The library takes C strings.
            #[cfg(feature = "opencc-rust")]
            Converter::Library(engine) => {
                text.split('\0').map(|part| engine.convert(part)).collect::<Vec<_>>().join("\0")
            }
        }
    }

    /// Whether a character becomes another by itself.
    pub(super) fn makes(&self, from: char, to: char) -> bool {
        let single = (from as usize).checked_sub(HAN_FIRST).and_then(|slot| self.single.get(slot)).copied();
        from == to || single.is_some_and(|code| u32::from(code) == u32::from(to))
    }

    /// What becomes of the characters of a line one by one, at the same bytes, and how many change. `asks` takes the
    /// places where the engine must be asked, because a word of the dictionary stands there.
    pub(super) fn singles(&self, line: &str, asks: &mut Vec<usize>) -> (String, usize) {
        let mut bytes = line.as_bytes().to_vec();
        let (mut changed, mut previous, mut at) = (0, '\0', 0);
        while let Some(&first) = bytes.get(at) {
            let here = at;
            at += length_of(first);
            let single = if (0xE4..=0xE9).contains(&first) { self.single_of(&bytes[here..at]) } else { None };
            let Some((c, single)) = single else {
                if first >= 0xE3 && line[here..at].chars().all(|c| is_han(c) && c != '〇') {
                    asks.push(here);
                }
                previous = '\0';
                continue;
            };
            if single == 0 || (self.pairs.has(pair(previous, c)) && self.word_begins(line, here.wrapping_sub(3))) {
                asks.push(here);
            }
            previous = c;
            let new = if single == 0 { c as u32 } else { u32::from(single) };
            changed += usize::from(new != c as u32);
            // Written whether changed or not, which cannot be foretold.
            let three = [0xE0 | new >> 12, 0x80 | new >> 6 & 0x3F, 0x80 | new & 0x3F];
            bytes[here..at].iter_mut().zip(three).for_each(|(byte, new)| *byte = (new & 0xFF) as u8);
        }
        (String::from_utf8(bytes).unwrap_or_else(|_| line.to_owned()), changed)
    }

    fn word_begins(&self, line: &str, at: usize) -> bool {
        line.get(at..).is_some_and(|rest| self.words.beginning(rest).is_some())
    }

    /// The character of the basic block in three bytes, and what it becomes.
    fn single_of(&self, bytes: &[u8]) -> Option<(char, u16)> {
        let &[a, b, c] = bytes else { return None };
        let code = u32::from(a & 0xF) << 12 | u32::from(b & 0x3F) << 6 | u32::from(c & 0x3F);
        Some((char::from_u32(code)?, *self.single.get((code as usize).checked_sub(HAN_FIRST)?)?))
    }
}

fn pair(first: char, second: char) -> u64 {
    u64::from(first) << 32 | u64::from(second)
}

/// Length of the character that begins with a byte.
fn length_of(first: u8) -> usize {
    match first {
        0..0xC0 => 1,
        0xC0..0xE0 => 2,
        0xE0..0xF0 => 3,
        _ => 4,
    }
}

/// The code of a line that is one character of the basic block, else 0.
fn single_code(line: &str) -> u16 {
    let mut chars = line.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) if (HAN_FIRST..HAN_FIRST + HAN_COUNT).contains(&(c as usize)) => {
            u16::try_from(u32::from(c)).unwrap_or_default()
        }
        _ => 0,
    }
}

/// The dictionary's words, and their first two characters in a table wide enough to say no nearly everywhere.
fn words(dictionaries: &DictionaryMaxlength) -> (Finder, Bits) {
    const WIDE: usize = 8;
    let words: Vec<String> = dictionaries.ts_phrases.iter().map(|(word, _)| word.iter().collect()).collect();
    let mut pairs = Bits::for_count(WIDE * words.len());
    for (word, _) in dictionaries.ts_phrases.iter() {
        if let [first, second, ..] = word {
            pairs.set(pair(*first, *second));
        }
    }
    (Finder::new(words.iter().map(String::as_str)), pairs)
}

#[cfg(feature = "opencc-rust")]
mod library {
    //! The C++ engine, told by files alone what dictionaries to read.

    use std::io;
    use std::path::Path;

    use opencc_fmmseg::{DictMaxLen, DictionaryMaxlength};
    use opencc_rust::OpenCC;

    const CONFIG: &str = r#"{
  "name": "t2s",
  "segmentation": {"type": "mmseg", "dict": {"type": "text", "file": "phrases.txt"}},
  "conversion_chain": [{"dict": {"type": "group", "dicts": [
    {"type": "text", "file": "phrases.txt"},
    {"type": "text", "file": "characters.txt"}
  ]}}]
}"#;

    /// The files are read once and gone when this returns.
    pub(super) fn open(dictionaries: &DictionaryMaxlength) -> io::Result<OpenCC> {
        let folder = tempfile::tempdir()?;
        write(&folder.path().join("phrases.txt"), &dictionaries.ts_phrases)?;
        write(&folder.path().join("characters.txt"), &dictionaries.ts_characters)?;
        let config = folder.path().join("t2s.json");
        std::fs::write(&config, CONFIG)?;
        OpenCC::new(&config).map_err(io::Error::other)
    }

    fn write(path: &Path, dictionary: &DictMaxLen) -> io::Result<()> {
        let mut rows: Vec<String> =
            dictionary.iter().map(|(from, to)| format!("{}\t{to}\n", from.iter().collect::<String>())).collect();
        rows.sort_unstable();
        std::fs::write(path, rows.concat())
    }
}

#[cfg(test)]
mod tests {
    use super::super::script;
    use super::super::testing::repaired;
    use super::*;

    /// A text by single characters, through the engine only where those do not tell.
    fn by_clauses(text: &str) -> String {
        let verdicts = vec![true; text.split('\n').count()];
        repaired(text, |text| script::repair(text, &verdicts, Engine::default()))
    }

    #[test]
    fn words_of_the_dictionary_keep_their_characters() {
        for (traditional, simplified) in [
            ("乾安縣招商引資簽約", "乾安县招商引资签约"),
            ("頭髮乾燥，發展後勁", "头发干燥，发展后劲"),
            ("據瞭解，批覆後復甦", "据了解，批复后复苏"),
            ("傢俱製造", "家具制造"),
            ("顯著、著名", "显著、著名"),
            ("二〇二四年A區B棟", "二〇二四年A区B栋"),
        ] {
            assert_eq!(to_simplified(traditional), simplified);
            assert_eq!(by_clauses(traditional), simplified);
        }
    }

    #[test]
    fn clauses_read_as_the_whole_text_does() {
        let dictionaries = dictionaries();
        let words = dictionaries.ts_phrases.iter().chain(dictionaries.ts_characters.iter());
        let words: Vec<String> = words.map(|(word, _)| word.iter().collect()).collect();
        // Every word before, behind and between others.
        let mut text = String::new();
        for (n, word) in words.iter().enumerate() {
            text.push_str(word);
            text.push_str(["", "，", "項目", "\n", "區\0"][n % 5]);
        }
        assert_eq!(by_clauses(&text), to_simplified(&text));
    }

    #[cfg(feature = "opencc-rust")]
    #[test]
    fn the_library_is_there_and_reads_as_the_embedded_engine() {
        let library = Engine::Library.simplifier();
        assert!(matches!(library.converter, Converter::Library(_)));
        let dictionaries = dictionaries();
        let words = dictionaries.ts_phrases.iter().chain(dictionaries.ts_characters.iter());
        for (word, _) in words {
            let text: String = word.iter().collect();
            assert_eq!(library.convert(&text), Engine::Embedded.simplifier().convert(&text));
        }
        assert_eq!(library.single, Engine::Embedded.simplifier().single);
    }
}
