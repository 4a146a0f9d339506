//! Makes a dump of any size out of our own pages, each document a variation of one of them.
//!
//! ```text
//! cargo run --release --example make_dump -- --kind html --documents 1000 > dump.jsonl
//! ```
//!
//! `--kind html` pages with investment content, padded with page furniture to `--page-bytes`;
//! `--kind text` plain texts; `--kind none` pages without any cue; `--kind mixed` all of them.
//! `--megabytes N` instead of `--documents N` stops at a size; `--from DIR` takes the pages of a folder of yours.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use opencc_fmmseg::OpenCC;
use serde_json::json;
use zhaoshang::decode::decode;

fn main() -> io::Result<()> {
    let options = Options::parse(std::env::args().skip(1)).unwrap_or_else(|message| {
        eprintln!("{message}");
        std::process::exit(2);
    });
    let sources = Sources::read(&options.from)?;
    let mut out = BufWriter::new(io::stdout().lock());
    let mut written = 0;
    for number in 0.. {
        if number >= options.documents || written >= options.megabytes.saturating_mul(1_000_000) {
            break;
        }
        let line = sources.document(number, &options);
        written += line.len() as u64;
        writeln!(out, "{line}")?;
    }
    out.flush()
}

struct Options {
    kind: String,
    documents: u64,
    megabytes: u64,
    page_bytes: usize,
    from: PathBuf,
}

impl Options {
    fn parse(mut args: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut options = Self {
            kind: "mixed".to_owned(),
            documents: u64::MAX,
            megabytes: u64::MAX,
            page_bytes: 87_000,
            from: Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pages"),
        };
        while let Some(name) = args.next() {
            let value = args.next().ok_or_else(|| format!("{name} wants a value"))?;
            let number = || value.parse::<u64>().map_err(|_| format!("{name} wants a number"));
            match name.as_str() {
                "--kind" if ["html", "text", "none", "mixed"].contains(&value.as_str()) => options.kind = value,
                "--documents" => options.documents = number()?,
                "--megabytes" => options.megabytes = number()?,
                "--page-bytes" => options.page_bytes = usize::try_from(number()?).unwrap_or(usize::MAX),
                "--from" => options.from = PathBuf::from(value),
                _ => return Err(format!("unknown: {name} {value}")),
            }
        }
        match (options.documents, options.megabytes) {
            (u64::MAX, u64::MAX) => Err("--documents N or --megabytes N is wanted".to_owned()),
            _ => Ok(options),
        }
    }
}

/// The pages that documents are variations of.
struct Sources {
    html: Vec<String>,
    text: Vec<String>,
    opencc: OpenCC,
}

impl Sources {
    fn read(folder: &Path) -> io::Result<Self> {
        let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)?.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        let mut sources = Self { html: Vec::new(), text: Vec::new(), opencc: OpenCC::new() };
        for path in paths.iter().filter(|p| p.is_file()) {
            let page = decode(&std::fs::read(path)?, None).text;
            if path.extension().is_some_and(|e| e == "html") {
                sources.html.push(page)
            } else {
                sources.text.push(page)
            }
        }
        if sources.html.is_empty() || sources.text.is_empty() {
            // A folder of one form gives that form for both.
            let (html, text) = (sources.html.clone(), sources.text.clone());
            sources.html.extend(text);
            sources.text.extend(html);
        }
        Ok(sources)
    }

    /// One line of the dump.
    fn document(&self, number: u64, options: &Options) -> String {
        let kind = match options.kind.as_str() {
            "mixed" => ["html", "none", "text", "none", "none"][(number % 5) as usize],
            kind => kind,
        };
        let mut random = Random(number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let (field, mut page) = match kind {
            "none" => ("html", plain_page(&mut random, options.page_bytes)),
            "text" => ("text", random.varied(random_of(&self.text, number))),
            _ => ("html", padded(random.varied(random_of(&self.html, number)), options.page_bytes)),
        };
        // A quarter of the pages in a crawl of such news are in traditional script.
        if number % 4 == 3 && kind != "none" {
            page = self.opencc.s2t(&page, false);
        }
        json!({ "id": number.to_string(), "url": format!("http://news.example/{number}"), field: page }).to_string()
    }
}

fn random_of(pages: &[String], number: u64) -> &str {
    let at = usize::try_from(number).unwrap_or_default() % pages.len().max(1);
    pages.get(at).map_or("", String::as_str)
}

/// A small generator of numbers: the same dump on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// The page with other digits in its text.
    fn varied(&mut self, page: &str) -> String {
        let mut in_tag = false;
        let vary = |c: char| {
            in_tag = match c {
                '<' => true,
                '>' => false,
                _ => in_tag,
            };
            let digit = ('1'..='9').contains(&c) && !in_tag;
            if digit { char::from(b'1' + (self.next() % 9) as u8) } else { c }
        };
        page.chars().map(vary).collect()
    }
}

/// Furniture as real pages have it, without a word that a record needs.
const FURNITURE: [&str; 4] = [
    "<li class=\"nav-item\"><a href=\"/channel/0001.html\" target=\"_blank\" title=\"频道首页\">频道首页</a></li>\n",
    "<script>window.dataLayer = window.dataLayer || []; function track(name, value) { dataLayer.push([name, value]); }</script>\n",
    "<div class=\"side\"><span class=\"date\">08-15</span><a href=\"/a/8.html\">周末天气晴好适合郊游</a></div>\n",
    "<style>.box { margin: 0 auto; padding: 12px 8px; color: #333; background: url(/static/bg.png) no-repeat; }</style>\n",
];

/// The page with furniture before and behind its body, up to a size.
fn padded(page: String, bytes: usize) -> String {
    let missing = bytes.saturating_sub(page.len());
    let mut before = String::with_capacity(missing);
    for part in FURNITURE.iter().cycle() {
        if before.len() + part.len() > missing / 2 {
            break;
        }
        before.push_str(part);
    }
    let at =
        page.find("<body").and_then(|start| page[start..].find('>').map(|end| start + end + 1)).unwrap_or_default();
    format!("{}<div class=\"top\">{before}</div>{}<div class=\"foot\">{before}</div>", &page[..at], &page[at..])
}

/// A page about nothing.
fn plain_page(random: &mut Random, bytes: usize) -> String {
    let sentences = [
        "昨晚的比赛以三比一结束，主队取得三连胜。",
        "今天多云转晴，气温适宜，适合出游。",
        "馆里展出了一百多幅水彩画，观众络绎不绝。",
    ];
    let mut body = String::new();
    for _ in 0..20 {
        body.push_str("<p>");
        (0..4).for_each(|_| body.push_str(sentences[(random.next() % 3) as usize]));
        body.push_str("</p>\n");
    }
    padded(
        format!("<html><head><title>本地生活</title></head><body><div class=\"article\">{body}</div></body></html>"),
        bytes,
    )
}
