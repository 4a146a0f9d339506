//! Reading: files, folders, standard input and containers → [`RawDocument`].
//!
//! Owns bytes and names. Must not look inside a page: what the bytes say is the business of
//! [`crate::decode`] and [`crate::page`].

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
    /// Encoding named by the transport (an HTTP header); never trusted alone.
    pub charset: Option<String>,
    /// The page itself.
    pub bytes: Vec<u8>,
    /// What the container says about the form.
    pub hint: Hint,
}
