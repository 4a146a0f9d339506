//! One stream: judged by content, unpacked as often as it is packed, cut into documents.

use std::io::{self, BufRead, BufReader, Read};
use std::ops::ControlFlow;

use super::peek::Peeked;
use super::sniff::{self, Form};
use super::{Fault, Item, Limits, Origin, RawDocument, ReadProgress, Sink, jsonl};

/// How deep compression may be nested.
const MAX_DEPTH: u8 = 4;

const BUFFER: usize = 128 << 10;

/// Reads a file or standard input.
pub(super) fn read_stream(
    source: impl Read,
    origin: &Origin,
    limits: Limits,
    progress: &ReadProgress,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    let counted = BufReader::with_capacity(BUFFER, Counted { inner: source, progress });
    Layer { origin, limits, packed: None, depth: 0 }.read(counted, sink)
}

/// One layer of a stream, from the file inwards.
#[derive(Clone, Copy)]
pub(super) struct Layer<'a> {
    pub(super) origin: &'a Origin,
    pub(super) limits: Limits,
    /// The compression this layer was unpacked from.
    packed: Option<&'static str>,
    depth: u8,
}

impl<'a> Layer<'a> {
    fn read(self, reader: impl BufRead, sink: &mut Sink<'_>) -> ControlFlow<()> {
        let mut peeked = Peeked::new(reader, sniff::HEAD);
        if let Some(error) = peeked.early_error() {
            return sink(Item::failed(self.origin, self.fault(error)));
        }
        match sniff::form(peeked.head(), &self.origin.name) {
            Form::Gzip => self.inner("gzip").unpack(flate2::bufread::MultiGzDecoder::new(peeked), sink),
            Form::Zstd => match zstd::Decoder::with_buffer(peeked) {
                Ok(decoder) => self.inner("zstd").unpack(decoder, sink),
                Err(error) => sink(Item::failed(self.origin, self.fault(error))),
            },
            Form::JsonLines => jsonl::read_lines(&mut peeked, self, sink),
            Form::Page => self.read_page(peeked, sink),
            Form::Empty => sink(Item::failed(self.origin, Fault::Empty)),
            Form::OtherJson => sink(Item::failed(self.origin, Fault::JsonOverLines)),
            Form::Binary(format) => sink(Item::failed(self.origin, Fault::Binary(format))),
        }
    }

    fn inner(self, packed: &'static str) -> Layer<'a> {
        Layer { packed: Some(packed), depth: self.depth + 1, ..self }
    }

    fn unpack(self, decoder: impl Read, sink: &mut Sink<'_>) -> ControlFlow<()> {
        if self.depth > MAX_DEPTH {
            return sink(Item::failed(self.origin, self.fault(io::Error::other("packed too many times over"))));
        }
        // A trait object ends the recursion of types: a layer may hold a layer.
        let reader: Box<dyn BufRead + '_> = Box::new(BufReader::with_capacity(BUFFER, decoder));
        self.read(reader, sink)
    }

    fn read_page(self, reader: impl BufRead, sink: &mut Sink<'_>) -> ControlFlow<()> {
        let limit = self.limits.document_bytes;
        let mut bytes = Vec::new();
        let item = match reader.take(limit as u64 + 1).read_to_end(&mut bytes) {
            Err(error) => Item::failed(self.origin, self.fault(error)),
            Ok(read) if read > limit => Item::failed(self.origin, Fault::TooLarge { limit }),
            Ok(_) => Item::document(self.origin, RawDocument { id: self.origin.id(), bytes, ..RawDocument::default() }),
        };
        sink(item)
    }

    /// The fault behind an I/O error of this layer.
    pub(super) fn fault(self, error: io::Error) -> Fault {
        match self.packed {
            Some(format) => Fault::BrokenStream { format, error },
            None => Fault::Unreadable(error),
        }
    }
}

/// Counts what is taken from a file.
struct Counted<'p, R> {
    inner: R,
    progress: &'p ReadProgress,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buf)?;
        self.progress.add(read);
        Ok(read)
    }
}
