//! Why a document could not be read.

use std::io;

use super::Origin;

/// What is wrong with one document or file.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The path cannot be opened or read.
    #[error("cannot be read: {0}")]
    Unreadable(io::Error),
    /// Two links of a folder lead back to each other.
    #[error("a link leads back to {0}, not followed")]
    LinkLoop(String),
    /// A socket or device in a folder.
    #[error("neither a file nor a folder")]
    NotAFile,
    /// A folder that holds nothing to read.
    #[error("no documents in this folder")]
    EmptyFolder,
    /// A file of no bytes, or of blanks only.
    #[error("empty")]
    Empty,
    /// No text in any encoding.
    #[error("a binary file ({0}), no page or text")]
    Binary(&'static str),
    /// The compressed stream is damaged or cut off; what came before the damage was read.
    #[error("broken {format}: {error}")]
    BrokenStream {
        /// `gzip`, `zstd`, or the archive the member stands in.
        format: &'static str,
        /// What the decoder says.
        error: io::Error,
    },
    /// The archive cannot be opened.
    #[error("broken {format}: {message}")]
    BrokenArchive {
        /// `zip`, `tar`, `warc`.
        format: &'static str,
        /// What the reader says.
        message: String,
    },
    /// A member of an archive whose name leads out of it.
    #[error("the name leads out of the archive, not read")]
    UnsafeName,
    /// A page in a transfer or content encoding we do not read.
    #[error("packed with {0}, which is not read")]
    UnknownPacking(String),
    /// Archives in archives in archives.
    #[error("packed more than {0} times over, not read")]
    TooDeep(u8),
    /// Larger than [`super::Limits::document_bytes`].
    #[error("larger than {limit} bytes, skipped (--max-bytes raises the limit)")]
    TooLarge {
        /// The limit that was passed.
        limit: usize,
    },
    /// A JSONL line that is no JSON.
    #[error("not JSON: {0}")]
    NotJson(serde_json::Error),
    /// A JSONL line that is JSON but no object.
    #[error("a JSON value that is no object")]
    NotAnObject,
    /// A JSON object without a page.
    #[error("no text: none of the fields html, text, content, raw_content, body holds a string")]
    NoText,
    /// JSON that is spread over lines.
    #[error("a JSON array or an object over several lines; one object a line is wanted (jq -c '.[]?' makes it so)")]
    JsonOverLines,
}

impl Fault {
    /// A short word for the kind of fault, as the error stream has it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "unreadable",
            Self::LinkLoop(_) => "link-loop",
            Self::NotAFile => "not-a-file",
            Self::EmptyFolder => "no-documents",
            Self::Empty => "empty",
            Self::Binary(_) => "binary",
            Self::BrokenStream { format, .. } => format,
            Self::BrokenArchive { format, .. } => format,
            Self::UnsafeName => "unsafe-name",
            Self::UnknownPacking(_) => "packing",
            Self::TooDeep(_) => "too-deep",
            Self::TooLarge { .. } => "too-large",
            Self::NotJson(_) | Self::NotAnObject | Self::JsonOverLines => "json",
            Self::NoText => "no-text",
        }
    }
}

/// A document that could not be read, and where it stands.
#[derive(Debug, thiserror::Error)]
#[error("{origin}: {fault}")]
pub struct ReadError {
    /// Where.
    pub origin: Origin,
    /// Why.
    pub fault: Fault,
}
