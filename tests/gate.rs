//! The gate may never lose a record: whatever it turns away holds none.

use std::fs;
use std::path::{Path, PathBuf};

use opencc_fmmseg::OpenCC;
use zhaoshang::batch::gate::Gate;
use zhaoshang::extract::extract;
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
    let mut seen = 0;
    for document in documents() {
        seen += 1;
        if !gate.passes(&document) {
            let records = extract(&document, lexicon).into_records();
            assert!(records.is_empty(), "{}: {records:?}", document.id);
        }
    }
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
