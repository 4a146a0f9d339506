//! The lexicon that `--data` names.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use walkdir::WalkDir;
use zhaoshang::lexicon::{DataFiles, Lexicon};

/// The option shared by commands that read text.
#[derive(Debug, clap::Args)]
pub(super) struct DataArgs {
    /// Folder with data files that replace the built-in ones of the same name
    #[arg(long = "data", value_name = "DIR")]
    folder: Option<PathBuf>,
}

impl DataArgs {
    /// The folder, if one is named.
    pub(super) fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// The built-in lexicon, or one with files of the folder in place of built-in ones.
    pub(super) fn lexicon(&self) -> Result<&'static Lexicon> {
        match &self.folder {
            None => Ok(Lexicon::embedded()),
            // One lexicon for the life of the program.
            Some(folder) => Ok(Box::leak(Box::new(Lexicon::parse(&overridden(folder)?)?))),
        }
    }
}

fn overridden(folder: &Path) -> Result<DataFiles> {
    let mut files = DataFiles::embedded();
    let mut used = 0;
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.with_context(|| format!("--data {}", folder.display()))?;
        if !entry.file_type().is_file() {
            continue;
        }
        let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let name = below.iter().map(|p| p.to_string_lossy()).collect::<Vec<_>>().join("/");
        if !DataFiles::names().any(|known| known == name) {
            if name.ends_with(".tsv") {
                bail!("--data {}: no data file is called {name}; there are: {}", folder.display(), known_names());
            }
            continue;
        }
        let text = std::fs::read_to_string(entry.path())
            .with_context(|| format!("--data: {} cannot be read as UTF-8", entry.path().display()))?;
        files = files.with(&name, text);
        used += 1;
    }
    if used == 0 {
        bail!("--data {}: holds none of the data files: {}", folder.display(), known_names());
    }
    Ok(files)
}

fn known_names() -> String {
    DataFiles::names().collect::<Vec<_>>().join(", ")
}
