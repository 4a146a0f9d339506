//! Files and folders by path, in an order that does not depend on the file system.

use std::fs::File;
use std::ops::ControlFlow;
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use super::{Fault, Item, Limits, Origin, ReadProgress, Sink, stream};

/// Reads a file, or all files below a folder sorted by name; names that begin with a dot are left out.
pub(super) fn read_path(path: &Path, limits: Limits, progress: &ReadProgress, sink: &mut Sink<'_>) -> ControlFlow<()> {
    match path.metadata() {
        Err(error) => sink(Item::failed(&origin_of(path, path), Fault::Unreadable(error))),
        Ok(meta) if meta.is_dir() => read_folder(path, limits, progress, sink),
        // Named by the user: a pipe or device is as good as a file.
        Ok(_) => read_file(path, path.parent().unwrap_or(path), limits, progress, sink),
    }
}

fn read_folder(folder: &Path, limits: Limits, progress: &ReadProgress, sink: &mut Sink<'_>) -> ControlFlow<()> {
    let mut found = false;
    for entry in WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter().filter_entry(is_visible) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => continue,
            Ok(entry) if entry.file_type().is_file() => read_file(entry.path(), folder, limits, progress, sink)?,
            Ok(entry) => sink(Item::failed(&origin_of(entry.path(), folder), Fault::NotAFile))?,
            Err(error) => sink(failed_walk(error, folder))?,
        }
        found = true;
    }
    if found { ControlFlow::Continue(()) } else { sink(Item::failed(&origin_of(folder, folder), Fault::EmptyFolder)) }
}

fn is_visible(entry: &DirEntry) -> bool {
    entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// Bytes of a file, or of all files below a folder.
pub(super) fn total_bytes(path: &Path) -> u64 {
    let entries = WalkDir::new(path).follow_links(true).into_iter().filter_entry(is_visible).flatten();
    entries.filter(|e| e.file_type().is_file()).filter_map(|e| e.metadata().ok()).map(|m| m.len()).sum()
}

fn failed_walk(error: walkdir::Error, folder: &Path) -> Item {
    let origin = origin_of(error.path().unwrap_or(folder), folder);
    let fault = match error.loop_ancestor() {
        Some(ancestor) => Fault::LinkLoop(ancestor.display().to_string()),
        None => Fault::Unreadable(error.into()),
    };
    Item::failed(&origin, fault)
}

fn read_file(
    path: &Path,
    base: &Path,
    limits: Limits,
    progress: &ReadProgress,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    let origin = origin_of(path, base);
    match File::open(path) {
        Ok(file) if file.metadata().is_ok_and(|m| m.is_file()) => {
            stream::read_file(file, &origin, limits, progress, sink)
        }
        Ok(pipe) => stream::read_stream(pipe, &origin, limits, progress, sink),
        Err(error) => sink(Item::failed(&origin, Fault::Unreadable(error))),
    }
}

/// The path as given, and below its folder with `/` between names on every system.
fn origin_of(path: &Path, base: &Path) -> Origin {
    let below = path.strip_prefix(base).ok().filter(|p| !p.as_os_str().is_empty()).unwrap_or(path);
    let name: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
    Origin::new(path.to_string_lossy(), name.join("/"))
}
