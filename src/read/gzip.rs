//! Gzip, member by member: a damaged member costs what is in it, not what follows.

use std::io::{self, BufRead, Read};

use flate2::bufread::GzDecoder;

/// Reads members one after the other as one stream. Damage is an error once; reading on gives what the
/// next whole member holds ([`can_read_on`]).
pub(super) struct Members<R> {
    state: State<R>,
    /// Whether a member was read: rubbish behind it is told apart from a file that was never gzip.
    any: bool,
}

enum State<R> {
    Between(R),
    // Boxed: the state moves on every read.
    Inside(Box<GzDecoder<R>>),
    Ended,
}

/// First bytes of a member: magic and the deflate method.
const MAGIC: [u8; 3] = [0x1f, 0x8b, 0x08];

/// The error a reader may read on after.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct DamagedMember(io::Error);

/// Whether more may come after this error.
pub(super) fn can_read_on(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|e| e.is::<DamagedMember>())
}

impl<R: BufRead> Members<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { state: State::Between(reader), any: false }
    }

    /// Goes to the next member; `false` at the end of the input.
    fn open_next(&mut self, mut reader: R) -> io::Result<bool> {
        let skipped = skip_to_magic(&mut reader)?;
        if skipped.found {
            self.state = State::Inside(Box::new(GzDecoder::new(reader)));
        }
        if skipped.rubbish && self.any {
            let error = io::Error::new(io::ErrorKind::InvalidData, "rubbish between members");
            return Err(io::Error::new(error.kind(), DamagedMember(error)));
        }
        Ok(skipped.found)
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        loop {
            match std::mem::replace(&mut self.state, State::Ended) {
                State::Ended => return Ok(0),
                State::Between(reader) => {
                    if !self.open_next(reader)? {
                        return Ok(0);
                    }
                }
                State::Inside(mut decoder) => match decoder.read(buf) {
                    Ok(0) if !buf.is_empty() => {
                        self.any = true;
                        self.state = State::Between(decoder.into_inner());
                    }
                    Ok(n) => {
                        self.state = State::Inside(decoder);
                        return Ok(n);
                    }
                    Err(error) => {
                        // Rubbish up to the next member is part of this damage, not another.
                        self.any = false;
                        self.state = State::Between(decoder.into_inner());
                        return Err(io::Error::new(error.kind(), DamagedMember(error)));
                    }
                },
            }
        }
    }
}

struct Skipped {
    found: bool,
    /// Something but zero padding was passed over.
    rubbish: bool,
}

/// Moves the reader to the next [`MAGIC`]. Where the buffer ends inside one, what there is decides: a
/// decoder that finds something else there reports damage and the search goes on behind it.
fn skip_to_magic(reader: &mut impl BufRead) -> io::Result<Skipped> {
    let mut rubbish = false;
    loop {
        let available = reader.fill_buf()?;
        if available.is_empty() {
            return Ok(Skipped { found: false, rubbish });
        }
        let found = memchr::memchr_iter(MAGIC[0], available)
            .find(|&at| available[at..].iter().zip(MAGIC).all(|(&byte, wanted)| byte == wanted));
        let passed = found.unwrap_or(available.len());
        rubbish |= available[..passed].iter().any(|&b| b != 0);
        reader.consume(passed);
        if found.is_some() {
            return Ok(Skipped { found: true, rubbish });
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn member(text: &str) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    }

    /// What comes out, and how many errors on the way.
    fn read_all(bytes: &[u8], buffer: usize) -> (String, usize) {
        let mut members = Members::new(io::BufReader::with_capacity(buffer, bytes));
        let (mut out, mut errors) = (Vec::new(), 0);
        while let Err(error) = members.read_to_end(&mut out) {
            assert!(can_read_on(&error));
            errors += 1;
        }
        (String::from_utf8_lossy(&out).into_owned(), errors)
    }

    #[test]
    fn members_in_a_row_are_one_stream() {
        let bytes = [member("one "), member(""), member("two"), vec![0; 9]].concat();
        for buffer in 1..40 {
            assert_eq!(read_all(&bytes, buffer), ("one two".to_owned(), 0), "buffer of {buffer}");
        }
    }

    #[test]
    fn damage_costs_one_member() {
        let mut damaged = member(&"damaged ".repeat(50));
        let middle = damaged.len() / 2;
        damaged[middle] ^= 0xff;
        let (out, errors) = read_all(&[member("one "), damaged, member("three")].concat(), 64);
        assert!(out.starts_with("one ") && out.ends_with("three"), "{out}");
        assert_eq!(errors, 1);
    }

    #[test]
    fn rubbish_between_members_is_told() {
        let (out, errors) = read_all(&[&member("one ")[..], b"rubbish", &member("two")].concat(), 64);
        assert_eq!((out.as_str(), errors), ("one two", 1));
    }

    #[test]
    fn a_cut_off_member_is_an_error() {
        let whole = member(&"a long text, ".repeat(30));
        assert_eq!(read_all(&whole[..whole.len() - 9], 64).1, 1);
    }
}
