//! Sentences, clauses and tokens of the repaired text.
//!
//! Owns boundaries. Must not interpret words.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use jieba_rs::Jieba;
use regex::Regex;
use rustc_hash::FxHashSet;

use crate::letter::is_han;
use crate::normalize::NormalizedText;
use crate::page::BlockKind;
use crate::span::CleanSpan;

/// One word with its part of speech.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Where it stands, in bytes of the sentence's own text.
    pub start: usize,
    /// One past its last byte, in the sentence's own text.
    pub end: usize,
    /// Part of speech in the ICTCLAS scheme (`n`, `ns`, `nt`, `v`, `m` …).
    pub tag: Cow<'static, str>,
}

/// One sentence. Lexers work on `text` and give spans of the whole ([`Sentence::span_of`]).
#[derive(Debug)]
pub struct Sentence<'t> {
    /// The sentence, closing mark included.
    pub text: &'t str,
    /// Where it stands in [`NormalizedText::text`].
    pub span: CleanSpan,
    /// Index of its block in [`NormalizedText::blocks`].
    pub block: usize,
    /// Kind of its block.
    pub kind: BlockKind,
    tokens: OnceLock<Vec<Token>>,
    clauses: OnceLock<Vec<Range<usize>>>,
}

static JIEBA: LazyLock<Jieba> = LazyLock::new(|| {
    let mut jieba = Jieba::new();
    for word in words_of_the_field().filter(|w| !jieba.has_word(w)).collect::<Vec<_>>() {
        jieba.add_word(word, None, Some("n"));
    }
    for place in divisions().filter(|w| !jieba.has_word(w)).collect::<Vec<_>>() {
        jieba.add_word(place, Some(RARE), Some("ns"));
    }
    jieba
});

/// How often a division counts as seen that the dictionary lacks: enough to hold its characters together, not enough to
/// break words of everyday around them (将来|安排, not 将|来安|排).
const RARE: usize = 5;

/// Names of divisions of the country, and the short forms of them that may stand alone: newer ones than the dictionary, and some it forgot.
fn divisions() -> impl Iterator<Item = &'static str> {
    let lines = include_str!("../data/regions.tsv").lines().filter(|line| !line.starts_with('#'));
    let names = lines.flat_map(|line| line.split('\t').skip(2).take(2).flat_map(|cell| cell.split('|')));
    names.filter(|name| name.chars().nth(1).is_some())
}

/// Words that the splitter's dictionary lacks. They are part of the splitter, not of the lists that a user may replace.
fn words_of_the_field() -> impl Iterator<Item = &'static str> {
    let lines = include_str!("../data/words.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace)
}

/// Loads the dictionary on a thread of its own, so that a run of one page need not wait for one list after the other.
pub fn load_in_background() {
    std::thread::spawn(|| LazyLock::force(&JIEBA).has_word(""));
}

/// Tags in use: a token need not hold a copy of its own.
#[rustfmt::skip]
const TAGS: [&str; 57] = [
    "a", "ad", "ag", "an", "b", "c", "d", "df", "dg", "e", "eng", "f", "g", "h", "i", "j", "k", "l", "m", "mg", "mq",
    "n", "ng", "nr", "nrfg", "nrt", "ns", "nt", "nz", "o", "p", "q", "r", "rg", "rr", "rz", "s", "t", "tg", "u", "ud",
    "ug", "uj", "ul", "uv", "uz", "v", "vd", "vg", "vi", "vn", "vq", "x", "y", "yg", "z", "zg",
];

/// The tag of words that the dictionary does not hold: most of them are names.
const UNKNOWN: &str = "nz";

fn shared_tag(tag: &str) -> Cow<'static, str> {
    static SHARED: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| TAGS.into_iter().collect());
    SHARED.get(tag).copied().map_or_else(|| Cow::Owned(tag.to_owned()), Cow::Borrowed)
}

/// The words of a text. Characters that make no word of the dictionary are joined by the model of unknown words, as
/// [`Jieba::tag`] would do; but it would also guess the part of speech of each, which takes as long as all the rest.
fn cut(text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(text.len() / 5);
    let mut loose = 0;
    for word in JIEBA.tag(text, false) {
        let token = Token { start: word.byte_start, end: word.byte_end, tag: shared_tag(word.tag) };
        let single = word.end - word.start == 1 && word.word.chars().all(is_han);
        if !single {
            join(text, &mut out, loose);
        }
        out.push(token);
        loose = if single { loose } else { out.len() };
    }
    join(text, &mut out, loose);
    out
}

/// Joins the single characters behind the first `from` words to the words that they make.
fn join(text: &str, words: &mut Vec<Token>, from: usize) {
    let [first, .., last] = &words[from..] else { return };
    let run = first.start..last.end;
    let singles = words.split_off(from);
    let mut singles = singles.into_iter().peekable();
    let mut at = run.start;
    for word in JIEBA.cut(&text[run], true) {
        let (start, end) = (at, at + word.word.len());
        at = end;
        let known = singles.next();
        while singles.next_if(|s| s.start < end).is_some() {}
        let alone = known.filter(|k| k.end == end);
        words.push(alone.unwrap_or(Token { start, end, tag: Cow::Borrowed(UNKNOWN) }));
    }
}

/// Whether the dictionary holds the word; the splitter also makes up words for characters it cannot place.
pub fn in_dictionary(word: &str) -> bool {
    JIEBA.has_word(word)
}

/// Longest sentence, in bytes: what is longer is no sentence, and the lexers' work grows faster than its length.
const MAX_SENTENCE: usize = 3 << 10;

/// Longest sentence without a full stop that is taken for a subhead, in bytes.
const MAX_HEADING: usize = 90;

/// Longest sentence that is cut into words, in bytes: real pages hold "sentences" of 100 KB.
const MAX_TOKENIZED: usize = 4096;

impl<'t> Sentence<'t> {
    /// A sentence of its own, for tests and for titles; its spans start at `base`.
    pub fn new(text: &'t str, base: usize, block: usize, kind: BlockKind) -> Self {
        Self {
            text,
            span: CleanSpan::new(base, base + text.len()),
            block,
            kind,
            tokens: OnceLock::new(),
            clauses: OnceLock::new(),
        }
    }

    /// The words, cut on first use. Overlong sentences have none.
    pub fn tokens(&self) -> &[Token] {
        self.tokens.get_or_init(|| {
            if self.text.len() > MAX_TOKENIZED {
                return Vec::new();
            }
            cut(self.text)
        })
    }

    /// Its clauses as ranges of its own text, cut on first use: at ， , ： ； 。 and dashes, not at a comma between digits
    /// and not inside brackets.
    pub fn clauses(&self) -> &[Range<usize>] {
        self.clauses.get_or_init(|| clauses(self.text))
    }

    /// Whether it stands as a subhead does: marked as one, or short and without the marks of running text.
    pub fn is_heading(&self) -> bool {
        self.kind == BlockKind::Heading || reads_as_heading(self.text)
    }

    /// Bytes `start..end` of the sentence as a span of the whole text.
    pub fn span_of(&self, start: usize, end: usize) -> CleanSpan {
        CleanSpan::new(self.span.start + start, self.span.start + end)
    }

    /// A span of the whole text as bytes of this sentence.
    pub fn local(&self, span: CleanSpan) -> Range<usize> {
        span.start - self.span.start..span.end - self.span.start
    }
}

/// Whether a text is short and without the marks of running text.
pub(crate) fn reads_as_heading(text: &str) -> bool {
    text.len() <= MAX_HEADING && !text.contains(['。', '；', '，', '！', '：', '”'])
}

/// Cuts the text into sentences: at 。！？； and the ends of blocks, never inside a bracket or quote
/// that closes soon; closing quotes and brackets go with the sentence they end.
pub fn sentences(text: &NormalizedText) -> Vec<Sentence<'_>> {
    let mut out = Vec::new();
    for (index, block) in text.blocks.iter().enumerate() {
        let body = block.span.of(&text.text);
        let head = bracketed_head(body);
        push_sentence(&mut out, body, 0, head, block.span.start, index, block.kind);
        let mut start = head;
        let mut chars = body.char_indices().skip_while(|(i, _)| *i < head).peekable();
        while let Some((at, c)) = chars.next() {
            if !is_sentence_end(c) {
                continue;
            }
            let mut end = at + c.len_utf8();
            while let Some(&(next, n)) = chars.peek() {
                if !(is_sentence_end(n) || matches!(n, '”' | '’' | '」' | '』' | '）' | ')' | '"')) {
                    break;
                }
                end = next + n.len_utf8();
                chars.next();
            }
            push_sentence(&mut out, body, start, end, block.span.start, index, block.kind);
            start = end;
        }
        push_sentence(&mut out, body, start, body.len(), block.span.start, index, block.kind);
    }
    out
}

/// End of a head in 【】 at the beginning of a block, as flashes print their headline; 0 without one.
fn bracketed_head(body: &str) -> usize {
    let close = body.starts_with('【').then(|| body.find('】')).flatten();
    close.map_or(0, |i| i + '】'.len_utf8())
}

/// Marks that end a sentence; the stroke 丨, an ideograph that nobody writes as one, parts datelines from the news.
fn is_sentence_end(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '；' | ';' | '…' | '丨')
}

fn push_sentence<'t>(
    out: &mut Vec<Sentence<'t>>,
    body: &'t str,
    start: usize,
    end: usize,
    base: usize,
    block: usize,
    kind: BlockKind,
) {
    if end - start > MAX_SENTENCE {
        let cut = overlong_cut(&body[start..end]);
        push_sentence(out, body, start, start + cut, base, block, kind);
        return push_sentence(out, body, start + cut, end, base, block, kind);
    }
    let part = &body[start..end];
    let trimmed = part.trim();
    if trimmed.is_empty() {
        return;
    }
    let lead = part.len() - part.trim_start().len();
    out.push(Sentence::new(trimmed, base + start + lead, block, kind));
}

/// Where an overlong sentence is cut: behind the last mark or space that leaves a piece of bounded length.
fn overlong_cut(text: &str) -> usize {
    let mut cut = 0;
    for (at, c) in text.char_indices().take_while(|(at, _)| *at < MAX_SENTENCE - 4) {
        let mark = matches!(c, '，' | '、' | '：' | '\t' | ' ' | '\u{3000}');
        if mark || cut < MAX_SENTENCE / 2 {
            cut = at + c.len_utf8();
        }
    }
    cut
}

fn clauses(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut start = 0;
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        match c {
            '（' | '(' | '“' | '《' | '【' => depth += 1,
            '）' | ')' | '”' | '》' | '】' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let cut = match c {
            ',' => !(at > 0 && bytes[at - 1].is_ascii_digit() && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)),
            '，' | '：' | ':' | '；' | ';' | '。' | '！' | '？' | '—' | '\t' => true,
            // Headlines part their halves with white space.
            ' ' => is_between_han(text, at),
            _ => false,
        };
        if cut && depth == 0 {
            if start < at {
                out.push(start..at);
            }
            start = at + c.len_utf8();
        }
    }
    if start < text.len() {
        out.push(start..text.len());
    }
    out
}

/// Length in bytes of the number of an item at the beginning of a text (5., （三）, 2、), 0 where there is none.
pub(crate) fn item_number(text: &str) -> usize {
    static ITEM: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\s*[（(]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[)）.、．]\s*").expect("a valid pattern")
    });
    // 5.5亿元 is an amount.
    let number = ITEM.find(text).filter(|m| !text[m.end()..].starts_with(|c: char| c.is_ascii_digit()));
    number.map_or(0, |m| m.end())
}

/// Whether the space at `at` parts two words written in Chinese characters.
fn is_between_han(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_some_and(is_han) && text[at + 1..].chars().next().is_some_and(is_han)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_items() {
        for (text, length) in
            [("5.通道", 2), ("（三）通道", "（三）".len()), ("2、通道", "2、".len()), ("2024年", 0), ("5.5亿元", 0)]
        {
            assert_eq!(item_number(text), length, "{text}");
        }
    }

    #[test]
    fn words_of_the_field_are_words() {
        let cut = |text| cut(text).iter().map(|t| &text[t.start..t.end]).collect::<Vec<_>>();
        assert_eq!(cut("预制菜产业园"), ["预制菜", "产业园"]);
        assert_eq!(cut("储能电芯测试"), ["储能", "电芯", "测试"]);
        assert!(words_of_the_field().all(|w| (2..=4).contains(&w.chars().count())));
    }

    #[test]
    fn tags_are_in_order() {
        assert!(TAGS.is_sorted());
        assert!(matches!(shared_tag("nz"), Cow::Borrowed("nz")) && matches!(shared_tag("n9"), Cow::Owned(_)));
    }
}
