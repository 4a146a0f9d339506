//! A stream whose beginning can be looked at before it is read.

use std::io::{self, BufRead, Read};

/// A reader with its first bytes taken out and put back in front.
#[derive(Debug)]
pub(super) struct Peeked<R> {
    head: Vec<u8>,
    at: usize,
    /// A fault met while peeking: it comes after the bytes that came before it.
    error: Option<io::Error>,
    inner: R,
}

impl<R: BufRead> Peeked<R> {
    /// Takes up to `size` bytes; a fault on the way is kept for later.
    pub(super) fn new(mut inner: R, size: usize) -> Self {
        let mut head = Vec::with_capacity(size);
        let error = inner.by_ref().take(size as u64).read_to_end(&mut head).err();
        Self { head, at: 0, error, inner }
    }

    /// The first bytes.
    pub(super) fn head(&self) -> &[u8] {
        &self.head
    }

    /// Puts bytes back in front of what is left.
    pub(super) fn unread(&mut self, mut bytes: Vec<u8>) {
        bytes.extend_from_slice(&self.head[self.at..]);
        self.head = bytes;
        self.at = 0;
    }

    /// The fault met while peeking, if there was nothing before it.
    pub(super) fn early_error(&mut self) -> Option<io::Error> {
        if self.head.is_empty() { self.error.take() } else { None }
    }
}

impl<R: BufRead> Read for Peeked<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let n = available.len().min(buf.len());
        buf[..n].copy_from_slice(&available[..n]);
        self.consume(n);
        Ok(n)
    }
}

impl<R: BufRead> BufRead for Peeked<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at < self.head.len() {
            return Ok(&self.head[self.at..]);
        }
        match self.error.take() {
            Some(error) => Err(error),
            None => self.inner.fill_buf(),
        }
    }

    fn consume(&mut self, amount: usize) {
        if self.at < self.head.len() {
            self.at += amount;
        } else {
            self.inner.consume(amount);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gives_back_what_was_peeked() {
        let mut peeked = Peeked::new(&b"0123456789"[..], 4);
        assert_eq!(peeked.head(), b"0123");
        let mut all = Vec::new();
        peeked.read_to_end(&mut all).unwrap();
        assert_eq!(all, b"0123456789");
    }

    #[test]
    fn a_fault_comes_after_the_bytes_before_it() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("cut off"))
            }
        }
        let broken = io::BufReader::new((&b"01"[..]).chain(Broken));
        let mut peeked = Peeked::new(broken, 8);
        assert!(peeked.early_error().is_none());
        let mut all = Vec::new();
        assert_eq!(peeked.read_to_end(&mut all).unwrap_err().to_string(), "cut off");
        assert_eq!(all, b"01");
    }
}
