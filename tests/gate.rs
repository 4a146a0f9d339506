//! The gate may never lose a record: whatever it turns away holds none.

use std::fs;
use std::path::{Path, PathBuf};

use opencc_fmmseg::OpenCC;
use zhaoshang::batch::gate::Gate;
use zhaoshang::extract::{Questions, extract, extract_with};
use zhaoshang::lexicon::Lexicon;
use zhaoshang::read::RawDocument;

/// Our own pages, and real ones where they are there.
fn folders() -> impl Iterator<Item = PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shared = ["articles/projects", "articles/without", "regional/docs", "seeds", "pages/html", "pages/not_article"];
    let folders: Vec<PathBuf> =
        [root.join("fixtures/pages")].into_iter().chain(shared.map(|f| root.join("../shared").join(f))).collect();
    folders.into_iter().filter(|f| f.is_dir())
}

fn documents() -> impl Iterator<Item = RawDocument> {
    folders().flat_map(|folder| fs::read_dir(folder).unwrap()).map(|entry| {
        let path = entry.unwrap().path();
        RawDocument { id: path.display().to_string(), bytes: fs::read(&path).unwrap(), ..RawDocument::default() }
    })
}

#[test]
fn what_is_turned_away_holds_no_record() {
    let lexicon = Lexicon::embedded();
    let gate = Gate::new(&lexicon.gate);
    let (mut seen, mut turned_away) = (0, 0);
    for document in documents() {
        seen += 1;
        if !gate.passes(&document) {
            let records = extract(&document, lexicon).into_records();
            assert!(records.is_empty(), "{}: {records:?}", document.id);
        }
        // What is turned away after a look at what a reader sees.
        let cue = |text: &str| gate.cue_in_seen(text);
        let extraction = extract_with(&document, lexicon, Questions { go_on: &|| true, cue: Some(&cue) }).unwrap();
        if extraction.turned_away {
            turned_away += 1;
            let records = extract(&document, lexicon).into_records();
            assert!(records.is_empty(), "{}: {records:?}", document.id);
        }
    }
    assert!(turned_away < seen, "nothing passes");
    assert!(seen > 0, "the fixtures are missing");
}

#[test]
fn other_scripts_and_encodings_pass_where_the_original_does() {
    let (gate, opencc) = (Gate::new(&Lexicon::embedded().gate), OpenCC::new());
    let passes = |bytes: Vec<u8>| gate.passes(&RawDocument { bytes, ..RawDocument::default() });
    for document in documents().filter(|d| gate.passes(d)) {
        let Ok(text) = std::str::from_utf8(&document.bytes) else { continue };
        let traditional = opencc.s2tw(text, false);
        assert!(passes(encoding_rs::GB18030.encode(text).0.into_owned()), "{} in GB18030", document.id);
        assert!(passes(encoding_rs::BIG5.encode(&traditional).0.into_owned()), "{} in Big5", document.id);
        assert!(passes(traditional.into_bytes()), "{} in traditional script", document.id);
    }
}

/// The same line with every character beyond ASCII escaped, as many dumps have it.
fn in_ascii(line: &str) -> String {
    let mut out = String::with_capacity(line.len() * 2);
    for c in line.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| out.push_str(&format!("\\u{unit:04x}")));
        }
    }
    out
}

#[test]
fn lines_turned_away_unparsed_hold_no_record() {
    let text = |d: RawDocument| String::from_utf8(d.bytes).ok();
    let line = |text: String| serde_json::json!({ "content": text }).to_string();
    let plain: Vec<String> = documents().filter_map(text).take(300).map(line).collect();
    let escaped: Vec<String> = plain.iter().map(|line| in_ascii(line)).collect();
    let folder = tempfile::tempdir().unwrap();
    let extract = |lines: &[String], options: &[&str]| {
        fs::write(folder.path().join("in.jsonl"), lines.join("\n")).unwrap();
        let mut command = assert_cmd::Command::cargo_bin("zhaoshang").unwrap();
        command.current_dir(folder.path()).args(["extract", "-q", "in.jsonl"]).args(options).output().unwrap().stdout
    };
    let whole = extract(&plain, &["--no-gate"]);
    assert!(!whole.is_empty());
    assert!(extract(&plain, &[]) == whole, "records of plain lines are lost");
    assert!(extract(&escaped, &[]) == whole, "records of escaped lines are lost");
}
