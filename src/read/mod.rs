//! Reading: files, folders, standard input and containers → [`RawDocument`].
//!
//! Owns bytes and names. Must not look inside a page: what the bytes say is the business of
//! [`crate::decode`] and [`crate::page`]. Everything is a stream that is pushed into a callback one
//! [`Item`] at a time, so memory stays bounded by [`Limits`] whatever the size of a dump.

mod archive;
mod fault;
mod gzip;
mod http;
mod jsonl;
mod lines;
mod peek;
mod skim;
mod sniff;
mod stream;
mod walk;
mod warc;

pub(crate) use skim::skim;

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

pub use fault::{Fault, ReadError};

/// What the reader knows about the form of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Hint {
    /// Nothing: judge by content.
    #[default]
    Unknown,
    /// The bytes are HTML (a JSONL `html` field, a WARC response).
    Html,
    /// The bytes are plain text (a JSONL `text` field).
    Text,
}

/// One document as it was read, undecoded.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RawDocument {
    /// Path below the given folder, or the JSONL line's `id`, `url`, or `file#line`.
    pub id: String,
    /// Address of the page, where the container gives one.
    pub url: Option<String>,
    /// Title, where the container gives one.
    pub title: Option<String>,
    /// Publication date as the container gives it.
    pub date: Option<String>,
    /// Outlet that published it, where the container gives one; places without a province of their own lie near it.
    pub source: Option<String>,
    /// Encoding named by the transport (an HTTP header); never trusted alone.
    pub charset: Option<String>,
    /// The page itself.
    pub bytes: Vec<u8>,
    /// What the container says about the form.
    pub hint: Hint,
}

/// Where a document was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The file, as the user can find it; members of an archive follow its name after a `/`.
    pub path: Arc<str>,
    /// The same below the given folder: what `doc_id` is made of.
    pub name: Arc<str>,
    /// Line of a JSONL file or record of a WARC, counted from 1.
    pub number: Option<u64>,
}

impl Origin {
    /// A member of this archive.
    fn member(&self, name: &str) -> Self {
        Self::new(format!("{}/{name}", self.path), format!("{}/{name}", self.name))
    }

    /// A file or stream as a whole.
    pub fn new(path: impl Into<Arc<str>>, name: impl Into<Arc<str>>) -> Self {
        Self { path: path.into(), name: name.into(), number: None }
    }

    fn numbered(&self, number: u64) -> Self {
        Self { number: Some(number), ..self.clone() }
    }

    /// `name` or `name#number`: the document's id unless its container names one.
    pub fn id(&self) -> String {
        self.number.map_or_else(|| self.name.to_string(), |n| format!("{}#{n}", self.name))
    }
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.path)?;
        self.number.map_or(Ok(()), |n| write!(f, ":{n}"))
    }
}

/// One thing that was read: a document, or the reason why there is none.
#[derive(Debug)]
pub struct Item {
    /// Where it stands.
    pub origin: Origin,
    content: Content,
}

#[derive(Debug)]
enum Content {
    Document(RawDocument),
    /// A JSONL line, parsed only by the thread that works on it.
    Line(Vec<u8>),
    Failed(Fault),
}

impl Item {
    fn document(origin: &Origin, document: RawDocument) -> Self {
        Self { origin: origin.clone(), content: Content::Document(document) }
    }

    fn line(origin: Origin, line: Vec<u8>) -> Self {
        Self { origin, content: Content::Line(line) }
    }

    fn failed(origin: &Origin, fault: Fault) -> Self {
        Self { origin: origin.clone(), content: Content::Failed(fault) }
    }

    /// A line on its own.
    #[cfg(test)]
    pub(crate) fn line_of(line: &[u8]) -> Self {
        Self::line(Origin::new("lines", "lines").numbered(1), line.to_vec())
    }

    /// Bytes it holds in memory.
    pub fn size(&self) -> usize {
        match &self.content {
            Content::Document(d) => d.bytes.len(),
            Content::Line(line) => line.len(),
            Content::Failed(_) => 0,
        }
    }

    /// The line that is still to be parsed.
    pub fn unparsed(&self) -> Option<&[u8]> {
        if let Content::Line(line) = &self.content { Some(line) } else { None }
    }

    /// The document.
    ///
    /// # Errors
    /// Why there is none, with its place.
    pub fn into_document(self) -> Result<RawDocument, ReadError> {
        let result = match self.content {
            Content::Document(document) => Ok(document),
            Content::Line(line) => jsonl::parse(&line, &self.origin),
            Content::Failed(fault) => Err(fault),
        };
        result.map_err(|fault| ReadError { origin: self.origin, fault })
    }
}

/// One thing to read, as the user names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// Standard input.
    Stdin,
    /// A file, or a folder with all below it.
    Path(PathBuf),
}

impl Input {
    /// The inputs of a command line: `-` or none at all is standard input.
    pub fn from_args(paths: &[PathBuf]) -> Vec<Self> {
        if paths.is_empty() {
            return vec![Self::Stdin];
        }
        paths.iter().map(|p| if p.as_os_str() == "-" { Self::Stdin } else { Self::Path(p.clone()) }).collect()
    }
}

/// Bounds of one document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Largest document and longest JSONL line, in bytes; larger ones are failures and never held in memory.
    pub document_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { document_bytes: 64 << 20 }
    }
}

/// How far reading has come; shared with whoever shows progress.
#[derive(Debug, Default)]
pub struct ReadProgress {
    bytes: AtomicU64,
}

impl ReadProgress {
    /// Bytes taken from files and standard input so far, before decompression.
    pub fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    fn add(&self, bytes: usize) {
        self.bytes.fetch_add(bytes as u64, Ordering::Relaxed);
    }
}

/// Takes the items in order; `Break` ends reading.
pub(crate) type Sink<'a> = dyn FnMut(Item) -> ControlFlow<()> + 'a;

/// Reads the inputs in the order given, folders sorted by name, and pushes every document into `sink`.
/// The order is the same on every run.
pub fn read_all(inputs: &[Input], limits: Limits, progress: &ReadProgress, sink: &mut Sink<'_>) -> ControlFlow<()> {
    for input in inputs {
        match input {
            Input::Stdin => {
                let origin = Origin::new("<stdin>", "stdin");
                stream::read_stream(std::io::stdin().lock(), &origin, limits, progress, sink)?;
            }
            Input::Path(path) => walk::read_path(path, limits, progress, sink)?,
        }
    }
    ControlFlow::Continue(())
}

/// Bytes of all files in the inputs, for progress; what cannot be known counts nothing.
pub fn total_bytes(inputs: &[Input]) -> u64 {
    inputs.iter().map(|input| if let Input::Path(path) = input { walk::total_bytes(path) } else { 0 }).sum()
}
