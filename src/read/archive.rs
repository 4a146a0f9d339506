//! Zip and tar: each member is read like a file of its own. Nothing is ever unpacked to disk by its name.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek};
use std::ops::ControlFlow;

use zip::ZipArchive;
use zip::result::ZipError;

use super::stream::Layer;
use super::{Fault, Item, Sink};

/// A member that marks an office document, not an archive of pages.
const OFFICE_INDEX: &str = "[Content_Types].xml";

/// Bytes of a zip inside another container that are laid aside; a zip has its index at the end.
const MAX_SPOOLED: u64 = 4 << 30;

/// A stream laid aside in a nameless temporary file, so that it can be read from its end.
pub(super) fn spooled(stream: impl Read) -> io::Result<BufReader<File>> {
    let mut file = tempfile::tempfile()?;
    let copied = io::copy(&mut stream.take(MAX_SPOOLED + 1), &mut file)?;
    if copied > MAX_SPOOLED {
        return Err(io::Error::other(format!("a zip of more than {MAX_SPOOLED} bytes inside another container")));
    }
    file.rewind()?;
    Ok(BufReader::new(file))
}

/// Reads the members of a zip in the order of its index.
pub(super) fn read_zip(file: impl Read + Seek, layer: Layer<'_>, sink: &mut Sink<'_>) -> ControlFlow<()> {
    let broken = |error: ZipError| Fault::BrokenArchive { format: "zip", message: error.to_string() };
    let mut archive = match ZipArchive::new(file) {
        Ok(archive) => archive,
        Err(error) => return sink(Item::failed(layer.origin, broken(error))),
    };
    if archive.index_for_name(OFFICE_INDEX).is_some() {
        return sink(Item::failed(layer.origin, Fault::Binary("Office")));
    }
    for index in 0..archive.len() {
        let name = archive.name_for_index(index).and_then(Result::ok).unwrap_or_default().into_owned();
        match archive.by_index(index) {
            Ok(member) if !member.is_file() => {}
            Ok(member) => {
                let name = readable_name(member.name_raw()).into_owned();
                read_member(&name, "zip", member, layer, sink)?;
            }
            Err(error) => sink(Item::failed(&layer.origin.member(&name), broken(error)))?,
        }
    }
    ControlFlow::Continue(())
}

/// Reads the members of a tar as they come.
pub(super) fn read_tar(stream: &mut dyn BufRead, layer: Layer<'_>, sink: &mut Sink<'_>) -> ControlFlow<()> {
    let broken = |error: io::Error| Fault::BrokenArchive { format: "tar", message: error.to_string() };
    let mut archive = tar::Archive::new(stream);
    let entries = match archive.entries() {
        Ok(entries) => entries,
        Err(error) => return sink(Item::failed(layer.origin, broken(error))),
    };
    for entry in entries {
        match entry {
            Ok(entry) if !entry.header().entry_type().is_file() => {}
            Ok(entry) => {
                let name = readable_name(&entry.path_bytes()).into_owned();
                read_member(&name, "tar", entry, layer, sink)?;
            }
            // Without a readable header nobody knows where the next member begins.
            Err(error) => return sink(Item::failed(layer.origin, broken(error))),
        }
    }
    ControlFlow::Continue(())
}

fn read_member(
    name: &str,
    format: &'static str,
    content: impl Read,
    layer: Layer<'_>,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    let name = name.strip_prefix("./").unwrap_or(name);
    if is_hidden(name) {
        return ControlFlow::Continue(());
    }
    let origin = layer.origin.member(name);
    if leads_out(name) {
        return sink(Item::failed(&origin, Fault::UnsafeName));
    }
    layer.read_inner(&origin, format, content, sink)
}

/// UTF-8, else GB18030: what Chinese Windows writes into a zip without saying so.
fn readable_name(raw: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(raw) {
        Ok(name) => Cow::Borrowed(name),
        Err(_) => encoding_rs::GB18030.decode_without_bom_handling(raw).0,
    }
}

/// Files that begin with a dot, and what macOS puts into a zip beside each file.
fn is_hidden(name: &str) -> bool {
    name.split('/').any(|part| part == "__MACOSX" || (part.starts_with('.') && part != "." && part != ".."))
}

fn leads_out(name: &str) -> bool {
    let drive = name.as_bytes().get(1) == Some(&b':');
    drive || name.starts_with(['/', '\\']) || name.split(['/', '\\']).any(|part| part == "..") || name.contains('\0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_lead_out() {
        for name in ["../a", "a/../../b", "/etc/passwd", "C:\\a", "..\\a", "a\0b"] {
            assert!(leads_out(name), "{name}");
        }
        for name in ["a.html", "a/b..c/d.html", "新闻/一.html"] {
            assert!(!leads_out(name), "{name}");
        }
    }

    #[test]
    fn names_in_gbk_are_read() {
        assert_eq!(readable_name(&encoding_rs::GBK.encode("新闻/一.html").0), "新闻/一.html");
    }
}
