//! Shared by the tests: where the texts beside the project are, and the damage generator.
#![allow(dead_code)]

pub mod damage;

use std::path::{Path, PathBuf};

use zhaoshang::read::RawDocument;

/// A folder of the texts beside the project, if it is there.
pub fn shared(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(name);
    path.exists().then_some(path)
}

/// The pages of our own.
pub fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// The files below a folder, in order of their names.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    files
}

/// A file as the reader gives it.
pub fn document(path: &Path) -> RawDocument {
    RawDocument {
        id: path.file_name().unwrap().to_string_lossy().into_owned(),
        bytes: std::fs::read(path).unwrap(),
        ..RawDocument::default()
    }
}
