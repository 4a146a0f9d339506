//! Mutated and hostile documents through the whole way decode → page → normalize → records: no panic, spans that
//! fit the text, and no document that holds a batch up.
//!
//! A few seconds of it run with the other tests. The long run takes ten minutes, also fails on a document that
//! takes more than two seconds of processor time, and tells the slowest:
//!
//! ```sh
//! ZHAOSHANG_FUZZ_SECONDS=600 cargo test --test fuzz -- --nocapture --test-threads 1
//! ```
//!
//! `ZHAOSHANG_FUZZ_SEED=N` begins with another document; each is made from its number alone, so a number that a
//! failure names is all that repeats it: `ZHAOSHANG_FUZZ_SEED=N ZHAOSHANG_FUZZ_SECONDS=0`.

mod common;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::str::FromStr;
use std::time::{Duration, Instant};

use common::{files, shared};
use encoding_rs::{BIG5, GB18030, GBK, WINDOWS_1252};
use zhaoshang::extract::extract;
use zhaoshang::lexicon::Lexicon;
use zhaoshang::read::{Hint, RawDocument};

/// Processor time one document may take in the long run.
const LIMIT: Duration = Duration::from_secs(2);

/// Largest mutated document, in bytes.
const MAX_BYTES: usize = 2 << 20;

fn setting<T: FromStr>(name: &str) -> Option<T> {
    std::env::var(name).ok()?.parse().ok()
}

/// How long the long run shall take, if this is one.
fn long_run() -> Option<Duration> {
    setting("ZHAOSHANG_FUZZ_SECONDS").map(Duration::from_secs)
}

/// Processor time of this process so far; the time of day where the system does not tell it.
fn processor_time(since: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/self/stat").ok().and_then(|stat| {
        let fields: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
        let ticks = fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?;
        Some(Duration::from_millis(ticks * 10))
    });
    told.unwrap_or_else(|| since.elapsed())
}

/// A generator of numbers that gives the same ones for the same seed (splitmix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let x = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let x = (x ^ x >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ x >> 31
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    fn of<'a, T: ?Sized>(&mut self, choices: &[&'a T]) -> &'a T {
        choices[self.below(choices.len())]
    }
}

/// Pieces that have broken readers of pages, and words that the stages behind the page look for.
const PIECES: &[&str] = &[
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<%",
    "%>",
    "<?xml",
    "<script>",
    "</script>",
    "<style>",
    "<textarea>",
    "<title>",
    "</title>",
    "<noscript>",
    "<svg><p>",
    "<math><mi>",
    "<template>",
    "<select>",
    "<frameset>",
    "<plaintext>",
    "</p>",
    "</div>",
    "</body></html>",
    "<table><tr><td colspan=999999999 rowspan=999999999>",
    "<table><table><table>",
    "<td>",
    "</table>",
    "<a href=\"",
    "<p class='",
    "<div style=\"display:none\">",
    "<div id=content>",
    "<li>",
    "<br/>",
    "<h1>",
    "&nbsp;",
    "&#x10ffff;",
    "&#0;",
    "&amp;amp;",
    "\0",
    "\u{feff}",
    "\u{fffd}",
    "\u{200b}",
    "\u{202e}",
    "\u{3000}",
    "\r",
    "\n\n",
    "\t",
    "相关阅读",
    "责任编辑：",
    "原标题：",
    "来源：",
    "首页 > ",
    "网友评论",
    "序号\n项目\n总投资\n1\n甲\n2\n2\n乙\n3\n",
    "2023-04-18",
    "2023年2月30日",
    "总投资",
    "亿元",
    "万元",
    "12.5亿元",
    "99999999999999999999亿元",
    "二十二点五五亿元",
    "3至5亿元",
    "1,2,3,4亿元",
    "-0亿美元",
    "分别",
    "其中，",
    "，，",
    "。6",
    "签约",
    "开工",
    "投产",
    "有限公司",
    "高新区",
    "经开区",
    "产业园",
    "項(xiàng)目",
    "經(jīng)濟(jì)",
    "(",
    "（",
    "“",
    "》",
    "{\"content\":\"",
    "\\u9879",
    "\\ud800",
    "window.__INITIAL_STATE__={",
    "<meta charset=big5>",
    "<meta charset=utf-16>",
    "<base href=x>",
];

const OPENERS: &[&str] = &[
    "<div>",
    "<table>",
    "<table><tr><td>",
    "<b>",
    "<font size=1>",
    "<a href=x>",
    "<ul><li>",
    "<blockquote>",
    "<span>",
    "<p>",
    "<section class=content>",
    "<i><p>",
    "<h1>",
    "<button>",
    "<form>",
    "（",
    "“",
    "《",
    "【",
];

/// One change to a document's bytes.
fn mutate(bytes: &mut Vec<u8>, seeds: &[Vec<u8>], dice: &mut Dice) {
    let at = dice.below(bytes.len() + 1);
    match dice.below(16) {
        0 => bytes.truncate(at),
        1 => drop(bytes.drain(..at)),
        2 => {
            for _ in 0..=dice.below(30) {
                let i = dice.below(bytes.len());
                if let Some(byte) = bytes.get_mut(i) {
                    *byte ^= 1 << dice.below(8);
                }
            }
        }
        3 => splice(bytes, &seeds[dice.below(seeds.len())], dice),
        4 => repeat(bytes, dice),
        5 => nest(bytes, dice),
        6 => without_some(bytes, dice, |b| *b == b'<'),
        7 => without_some(bytes, dice, |b| *b == b'\n' || *b == b'>'),
        8 => *bytes = encoded(&text(bytes), dice),
        9 => bytes.retain(|b| !matches!(b, b'\n' | b'\r')),
        10 => {
            for from in ["utf-8", "UTF-8", "gb2312", "gbk"] {
                let to = dice.of(&["big5", "utf-16", "gb18030", "iso-8859-1", "x", "shift_jis"]);
                *bytes = replaced(bytes, from.as_bytes(), to.as_bytes());
            }
        }
        11 => *bytes = without_tags(&text(bytes), dice.of(&["", "\n", " ", "|"])).into_bytes(),
        12 => shuffle(bytes, dice),
        13 => {
            *bytes = text(bytes).replace(dice.of(&["，", "。", "的", "亿元", "<p>", " "]), dice.of(PIECES)).into_bytes()
        }
        _ => {
            for _ in 0..=dice.below(20) {
                let at = dice.below(bytes.len() + 1);
                let piece = dice.of(PIECES).as_bytes();
                bytes.splice(at..at, piece.iter().copied());
            }
        }
    }
    bytes.truncate(MAX_BYTES);
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The next tag or line from `at` on, else `at`.
fn boundary(bytes: &[u8], at: usize) -> usize {
    bytes[at..].iter().take(4000).position(|b| matches!(b, b'<' | b'\n')).map_or(at, |n| at + n)
}

fn splice(bytes: &mut Vec<u8>, other: &[u8], dice: &mut Dice) {
    let at = dice.below(bytes.len() + 1);
    let at = boundary(bytes, at);
    let from = boundary(other, dice.below(other.len() + 1));
    let to = (from + dice.below(other.len() + 1)).min(other.len());
    let end = if dice.below(2) == 0 { at } else { bytes.len() };
    bytes.splice(at..end, other[from..to].iter().copied());
}

fn repeat(bytes: &mut Vec<u8>, dice: &mut Dice) {
    let start = dice.below(bytes.len() + 1);
    let start = boundary(bytes, start);
    let longest = 1 << dice.below(14);
    let end = (start + 1 + dice.below(longest)).min(bytes.len());
    let room = MAX_BYTES.saturating_sub(bytes.len()) / (end - start).max(1);
    let most = 1 << dice.below(18);
    let copies = bytes[start..end].repeat(dice.below(room.min(most) + 1));
    bytes.splice(start..start, copies);
}

fn nest(bytes: &mut Vec<u8>, dice: &mut Dice) {
    let most = 1 << dice.below(15);
    let opener = dice.of(OPENERS).repeat(1 + dice.below(most));
    let at = dice.below(bytes.len() + 1);
    let at = boundary(bytes, at);
    bytes.splice(at..at, opener.into_bytes());
}

fn without_some(bytes: &mut Vec<u8>, dice: &mut Dice, which: impl Fn(&u8) -> bool) {
    let one_in = 1 + dice.below(20);
    bytes.retain(|b| !which(b) || dice.below(one_in) != 0);
}

fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(at) = rest.windows(from.len()).position(|w| w == from) {
        out.extend_from_slice(&rest[..at]);
        out.extend_from_slice(to);
        rest = &rest[at + from.len()..];
    }
    out.extend_from_slice(rest);
    out
}

/// The text in another encoding, or encoded twice.
fn encoded(text: &str, dice: &mut Dice) -> Vec<u8> {
    match dice.below(7) {
        0 => GB18030.encode(text).0.into_owned(),
        1 => BIG5.encode(text).0.into_owned(),
        2 => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        3 => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        4 => WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned().into_bytes(),
        5 => GBK.decode_without_bom_handling(text.as_bytes()).0.into_owned().into_bytes(),
        _ => [&[0xff, 0xfe], text.as_bytes()].concat(),
    }
}

fn without_tags(text: &str, between: &str) -> String {
    text.split('<').map(|part| part.split_once('>').map_or(part, |(_, t)| t)).collect::<Vec<_>>().join(between)
}

fn shuffle(bytes: &mut Vec<u8>, dice: &mut Dice) {
    let mut parts: Vec<&[u8]> = bytes.split_inclusive(|b| *b == b'\n' || *b == b'>').collect();
    for _ in 0..parts.len().min(200) {
        let (a, b) = (dice.below(parts.len()), dice.below(parts.len()));
        parts.swap(a, b);
    }
    *bytes = parts.concat();
}

/// The pages that are mutated: the fixtures, and some of the texts beside the project where they are there.
fn seeds() -> Vec<Vec<u8>> {
    let mut paths = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pages"));
    for folder in ["pages/html", "pages/not_article", "seeds"].into_iter().filter_map(shared) {
        paths.extend(files(&folder));
    }
    paths.iter().map(|p| std::fs::read(p).unwrap()).collect()
}

/// The document of a number.
fn document(number: u64, seeds: &[Vec<u8>]) -> RawDocument {
    let mut dice = Dice(number);
    let mut bytes = seeds[dice.below(seeds.len())].clone();
    for _ in 0..=dice.below(8) {
        mutate(&mut bytes, seeds, &mut dice);
    }
    let hint = [Hint::Unknown, Hint::Unknown, Hint::Html, Hint::Text][dice.below(4)];
    let charset = [None, None, Some("gbk"), Some("big5")][dice.below(4)].map(str::to_owned);
    RawDocument { id: format!("fuzz-{number}"), bytes, hint, charset, ..RawDocument::default() }
}

/// Reads a document; what it breaks, if anything.
fn fault(document: &RawDocument) -> Option<String> {
    let read = || {
        let found = extract(document, Lexicon::embedded());
        let article = &found.article;
        let joined: Vec<&str> = article.blocks.iter().map(|b| b.span.of(&article.text)).collect();
        assert!(joined.join("\n") == article.text, "blocks do not cover the text");
        let chars = article.text.chars().count();
        for record in found.into_records() {
            for (field, [start, end]) in record.spans {
                assert!(start < end && end <= chars, "{field} {start}..{end} of {chars}");
            }
        }
    };
    let payload = catch_unwind(AssertUnwindSafe(read)).err()?;
    let message = payload.downcast_ref::<String>().cloned();
    Some(message.or_else(|| payload.downcast_ref::<&str>().map(|m| (*m).to_owned())).unwrap_or_default())
}

/// What was read, and the slowest document.
#[derive(Default)]
struct Tally {
    documents: usize,
    bytes: usize,
    latest: Duration,
    slowest: (Duration, String),
    faults: Vec<String>,
}

impl Tally {
    fn read(&mut self, document: &RawDocument) {
        let (clock, before) = (Instant::now(), processor_time(Instant::now()));
        let fault = fault(document);
        let taken = processor_time(clock).saturating_sub(before);
        self.latest = taken;
        self.documents += 1;
        self.bytes += document.bytes.len();
        self.faults.extend(fault.map(|f| format!("{}: {f}", document.id)));
        if long_run().is_some() && taken > LIMIT {
            self.faults.push(format!("{}: {taken:?} for {} bytes", document.id, document.bytes.len()));
        }
        if taken > self.slowest.0 {
            self.slowest = (taken, document.id.clone());
        }
    }

    fn settle(self, name: &str) {
        let (time, id) = &self.slowest;
        println!("{name}: {} documents, {} MB, slowest {id} {time:?}", self.documents, self.bytes >> 20);
        assert!(self.faults.is_empty(), "{}", self.faults.join("\n"));
    }
}

#[test]
fn mutated_pages() {
    let seeds = seeds();
    extract(&RawDocument::default(), Lexicon::embedded());
    let first = setting("ZHAOSHANG_FUZZ_SEED").unwrap_or(1);
    let end = Instant::now() + long_run().unwrap_or(Duration::from_secs(3));
    let mut tally = Tally::default();
    for number in first.. {
        tally.read(&document(number, &seeds));
        if Instant::now() >= end {
            break;
        }
    }
    tally.settle("mutated pages");
}

const SENTENCE: &str =
    "昨天，远山光电组件项目在青石县高新区签约，总投资八亿元，其中一期投资3.5亿元，预计明年九月投产。";

/// A made-up name, another for each number.
fn word(i: usize) -> String {
    let sign = |i: usize| char::from_u32(0x4e00 + (i % 5000) as u32).unwrap_or('一');
    [sign(i / 5000 + 7), sign(i)].iter().collect()
}

/// Pages made to be slow: nesting of 100,000 elements, 50 MB, everything in one line. A tenth of that in
/// ordinary tests.
fn hostile(read: &mut dyn FnMut(&str, Vec<u8>)) {
    let part = if long_run().is_some() { 1 } else { 10 };
    let (elements, bytes) = (100_000 / part, (50 << 20) / part);
    let filled = |unit: &str| unit.repeat(bytes / unit.len());
    let counted = |unit: &dyn Fn(usize) -> String| (0..bytes / unit(1000).len()).map(unit).collect::<String>();
    let nested = |open: &str, close: &str| {
        format!("<html>{}<p>{SENTENCE}</p>{}</html>", open.repeat(elements), close.repeat(elements))
    };
    let page = |body: String| format!("<!DOCTYPE html><html><body><h1>青石县项目签约</h1>{body}</body></html>");
    let mut give = |name: &str, page: String| read(name, page.into_bytes());
    give("nested div", nested("<div>", "</div>"));
    give("nested div, unclosed", nested("<div class=content>", ""));
    give("nested table", nested("<table><tr><td>", "</td></tr></table>"));
    give("nested table, unclosed", nested("<table>", ""));
    give("nested b", nested("<b>", "</b>"));
    give("nested font over paragraphs", page(format!("<p><font size=1>{SENTENCE}").repeat(elements / 4)));
    give("nested a", nested("<a href=x>", ""));
    give("nested ul", nested("<ul><li>", "</li></ul>"));
    give("nested span", nested("<span>", "</span>"));
    give("nested button", nested("<button>", ""));
    give("nested form", nested("<form>", "</form>"));
    give("nested svg", nested("<svg>", ""));
    give("closing tags alone", page("</div></b></table>".repeat(elements)));
    give("large, paragraphs", page(filled(&format!("<p>{SENTENCE}</p>\n"))));
    give("large, one paragraph", page(format!("<p>{}</p>", filled(SENTENCE))));
    give("large, one sentence", page(format!("<p>{}</p>", filled("总投资八亿元的光电组件项目和"))));
    give("large, no mark", page(filled("项目")));
    give("large, digits", page(filled("1234567890")));
    give("large, amounts", page(filled("3.5亿元")));
    give("large, role words", page(filled("完成总投资3.5亿元计划投资建设项目")));
    give("closing tags of others", nested("<span></div>", ""));
    give("closing tags of others, formatting", nested("<b></i>", ""));
    give("large, brackets", page(filled("（")));
    give("large, quotes", page(filled("“")));
    give("large, firms", page(filled("远山光电有限公司、")));
    give("large, parks", page(filled("青石县高新区、")));
    give("large, different projects", page(counted(&|i| format!("<p>远山{i}光电组件项目签约，总投资{i}万元。"))));
    give("large, different firms", page(counted(&|i| format!("<p>{}电子有限公司投资{i}万元建设新厂。", word(i)))));
    give("large, different firms in a sentence", page(counted(&|i| format!("{}电子有限公司、", word(i)))));
    give("large, different parks", page(counted(&|i| format!("<p>{}工业园签约{i}个项目，总投资{i}亿元。", word(i)))));
    give("large text, different amounts", counted(&|i| format!("总投资{i}.5亿元，")));
    give("large, pinyin", page(filled("項(xiàng)目")));
    give("large, doubled commas", page(filled("，，")));
    give("large, angle brackets", page(filled("<")));
    give("large, comments", page(filled("<!-- ")));
    give("large, server tags", page(filled("<% ")));
    give("large, script", page(format!("<script>{}", filled("{\"content\":\"项目"))));
    give("large, escapes", page(format!("<script>x={{\"content\":\"{}\"}}</script>", filled("\\u9879\\u76ee。"))));
    give("large, attributes", page(format!("<p {}>{SENTENCE}</p>", filled("a=1 "))));
    give("large, different attributes", page((0..elements * 3).map(|i| format!("<p a{i}={i}>")).collect()));
    give("large, links", page(filled("<li><a href=x>邻县签约总投资二十亿元的项目</a></li>")));
    give(
        "large, table",
        page(format!("<table>{}</table>", filled("<tr><td>光电组件</td><td>3.5亿元</td><td>在建</td></tr>"))),
    );
    give(
        "large, wide table",
        page(format!("<table><tr>{}</tr></table>", filled("<td colspan=50 rowspan=50>组件</td>"))),
    );
    give("large, entities", page(filled("&nbsp;&#39033;&lt;")));
    give("large, openers", page(filled("<p>相关阅读</p><p>责任编辑：某某</p>")));
    give("large text, lines", filled(&format!("{SENTENCE}\n")));
    give("large text, one line", filled(SENTENCE));
    give("large text, short lines", filled("项目\n"));
    give(
        "large text, numbered",
        format!("序号\n项目\n总投资\n{}", (1..elements).map(|i| format!("{i}\n组件\n3亿元\n")).collect::<String>()),
    );
    give("large text, indents", filled("签约。\u{3000}\u{3000}"));
    give("large text, tabs", filled("组件\t"));
    give("large text, leftovers", filled("</p &nbsp"));
    give("large text, traditional", filled("昨天，遠山光電組件項目在青石縣高新區簽約，總投資八億元。\n"));
    give("large text, NULs", filled("\0项\0目"));
    give("large text, double encoding", filled("椤圭洰绛剧害，é«˜æ–°"));
    let latin = WINDOWS_1252.decode_without_bom_handling(SENTENCE.as_bytes()).0.into_owned();
    give("large, encoded twice", filled(&latin));
    read("large, GB18030", GB18030.encode(&page(filled(SENTENCE))).0.into_owned());
    read("large, UTF-16", filled(SENTENCE).encode_utf16().flat_map(u16::to_le_bytes).collect());
    read("large, no encoding", vec![0xff; bytes]);
    read("large, ASCII", vec![b'a'; bytes]);
}

#[test]
fn hostile_pages() {
    extract(&RawDocument::default(), Lexicon::embedded());
    let mut tally = Tally::default();
    hostile(&mut |name, bytes| {
        tally.read(&RawDocument { id: name.to_owned(), bytes, ..RawDocument::default() });
        println!("{name}: {:?}", tally.latest);
    });
    tally.settle("hostile pages");
}
