//! One stream: judged by content, unpacked as often as it is packed, cut into documents.

use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::ops::ControlFlow;

use super::peek::Peeked;
use super::sniff::{self, Form};
use super::{Fault, Item, Limits, Origin, RawDocument, ReadProgress, Sink, archive, gzip, jsonl, warc};

/// How deep containers and compression may be nested.
const MAX_DEPTH: u8 = 4;

const BUFFER: usize = 128 << 10;

/// Reads standard input, a pipe, or whatever cannot be wound back.
pub(super) fn read_stream(
    source: impl Read,
    origin: &Origin,
    limits: Limits,
    progress: &ReadProgress,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    Layer::outermost(origin, limits).read(BufReader::with_capacity(BUFFER, Counted { inner: source, progress }), sink)
}

/// Reads a file; its own index leads through a zip.
pub(super) fn read_file(
    mut file: impl Read + Seek,
    origin: &Origin,
    limits: Limits,
    progress: &ReadProgress,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    let mut magic = [0; 4];
    let read = file.read(&mut magic);
    if let Err(error) = file.rewind() {
        return sink(Item::failed(origin, Fault::Unreadable(error)));
    }
    match read {
        Ok(4) if sniff::form(&magic, &origin.name) == Form::Zip => {
            let file = BufReader::with_capacity(BUFFER, Counted { inner: file, progress });
            archive::read_zip(file, Layer::outermost(origin, limits), sink)
        }
        _ => read_stream(file, origin, limits, progress, sink),
    }
}

/// One layer of a stream, from the file inwards.
#[derive(Clone, Copy)]
pub(super) struct Layer<'a> {
    pub(super) origin: &'a Origin,
    pub(super) limits: Limits,
    /// What this layer was unpacked from.
    packed: Option<&'static str>,
    depth: u8,
}

impl<'a> Layer<'a> {
    fn outermost(origin: &'a Origin, limits: Limits) -> Self {
        Self { origin, limits, packed: None, depth: 0 }
    }

    /// Judges the stream and reads it.
    fn read(self, reader: impl BufRead, sink: &mut Sink<'_>) -> ControlFlow<()> {
        let mut peeked = Peeked::new(reader, sniff::HEAD);
        if let Some(error) = peeked.early_error() {
            return sink(Item::failed(self.origin, self.fault(error)));
        }
        match sniff::form(peeked.head(), &self.origin.name) {
            Form::Gzip => self.unpack("gzip", gzip::Members::new(peeked), sink),
            Form::Zstd => match zstd::Decoder::with_buffer(peeked) {
                Ok(decoder) => self.unpack("zstd", decoder, sink),
                Err(error) => sink(Item::failed(self.origin, self.fault(error))),
            },
            Form::Zip => match archive::spooled(peeked) {
                Ok(file) => archive::read_zip(file, self, sink),
                Err(error) => sink(Item::failed(self.origin, self.fault(error))),
            },
            Form::Tar => archive::read_tar(&mut peeked, self, sink),
            Form::Warc => warc::read_records(&mut peeked, self, sink),
            Form::JsonLines => jsonl::read_lines(&mut peeked, self, sink),
            Form::Page => self.read_page(peeked, sink),
            Form::Empty => sink(Item::failed(self.origin, Fault::Empty)),
            Form::OtherJson => sink(Item::failed(self.origin, Fault::JsonOverLines)),
            Form::Binary(format) => sink(Item::failed(self.origin, Fault::Binary(format))),
        }
    }

    fn unpack(self, packed: &'static str, decoder: impl Read, sink: &mut Sink<'_>) -> ControlFlow<()> {
        self.read_inner(self.origin, packed, decoder, sink)
    }

    /// Reads what was packed in this layer, under its own name.
    pub(super) fn read_inner(
        self,
        origin: &Origin,
        packed: &'static str,
        inner: impl Read,
        sink: &mut Sink<'_>,
    ) -> ControlFlow<()> {
        if self.depth == MAX_DEPTH {
            return sink(Item::failed(origin, Fault::TooDeep(MAX_DEPTH)));
        }
        // A trait object ends the recursion of types: a layer may hold a layer.
        let reader: Box<dyn BufRead + '_> = Box::new(BufReader::with_capacity(BUFFER, inner));
        Layer { origin, limits: self.limits, packed: Some(packed), depth: self.depth + 1 }.read(reader, sink)
    }

    fn read_page(self, reader: impl BufRead, sink: &mut Sink<'_>) -> ControlFlow<()> {
        let item = match read_bounded(reader, self.limits.document_bytes) {
            Err(error) => Item::failed(self.origin, self.fault(error)),
            Ok(None) => Item::failed(self.origin, Fault::TooLarge { limit: self.limits.document_bytes }),
            Ok(Some(bytes)) => {
                Item::document(self.origin, RawDocument { id: self.origin.id(), bytes, ..RawDocument::default() })
            }
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

/// The whole of a stream; `None` if it is longer than `limit`.
pub(super) fn read_bounded(reader: impl Read, limit: usize) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    let read = reader.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok((read <= limit).then_some(bytes))
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

impl<R: Seek> Seek for Counted<'_, R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}
