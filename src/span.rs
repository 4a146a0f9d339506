//! Spans: byte ranges, one newtype for each coordinate space, so that a range of the repaired text
//! can never be taken for a range of the article.
//!
//! Owns nothing but the two types. Turning one into the other is the business of
//! [`crate::normalize::NormalizedText`].

use std::ops::Range;

macro_rules! span_type {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct $name {
            /// First byte.
            pub start: usize,
            /// One past the last byte.
            pub end: usize,
        }

        impl $name {
            /// The span of the bytes `start..end`.
            pub fn new(start: usize, end: usize) -> Self {
                debug_assert!(start <= end, "a span must not end before it starts");
                Self { start, end }
            }

            /// Length in bytes.
            pub fn len(self) -> usize {
                self.end - self.start
            }

            /// Whether the span covers nothing.
            pub fn is_empty(self) -> bool {
                self.start == self.end
            }

            /// Whether `other` lies wholly inside.
            pub fn contains(self, other: Self) -> bool {
                self.start <= other.start && other.end <= self.end
            }

            /// Whether the two share a byte.
            pub fn overlaps(self, other: Self) -> bool {
                self.start < other.end && other.start < self.end
            }

            /// The smallest span over both.
            pub fn union(self, other: Self) -> Self {
                Self::new(self.start.min(other.start), self.end.max(other.end))
            }

            /// The text under the span.
            ///
            /// # Panics
            /// Where the span does not belong to `text` (out of bounds or inside a character).
            pub fn of(self, text: &str) -> &str {
                &text[self.start..self.end]
            }

            /// The span moved by `base` bytes, from the coordinates of a part to those of the whole.
            pub fn shifted(self, base: usize) -> Self {
                Self::new(self.start + base, self.end + base)
            }
        }

        impl From<Range<usize>> for $name {
            fn from(range: Range<usize>) -> Self {
                Self::new(range.start, range.end)
            }
        }

        impl From<$name> for Range<usize> {
            fn from(span: $name) -> Self {
                span.start..span.end
            }
        }
    };
}

span_type! {
    /// Bytes of [`crate::page::Article::text`]: the article as the page has it, before repair and
    /// conversion. What a record's spans lead back to.
    SourceSpan
}

span_type! {
    /// Bytes of [`crate::normalize::NormalizedText::text`]: the repaired, simplified reading that
    /// every later stage works on.
    CleanSpan
}
