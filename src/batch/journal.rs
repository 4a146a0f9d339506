//! An output file that survives being killed: rows go to `FILE.part`, `FILE.checkpoint` says how far,
//! and only a whole file ever stands under the name itself.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::{Failure, Output, Position};

/// How often a checkpoint is left unless [`Journal::checkpoint_every`] says otherwise.
const CHECKPOINT_EVERY: Duration = Duration::from_secs(1);

/// Bytes held back before they are written, in whole lines.
const BUFFER: usize = 1 << 20;

/// Why a journal cannot be opened or gone on with.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// A file cannot be opened, read or written.
    #[error("{} cannot be written", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        #[source]
        error: io::Error,
    },
    /// The checkpoint holds something else.
    #[error("{} is no checkpoint of this program; delete it to begin anew", path.display())]
    NotACheckpoint {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        #[source]
        error: serde_json::Error,
    },
    /// The run that left the checkpoint was another one.
    #[error("{} was left by a run with other inputs or options:\n  then: {then}\n  now:  {now}\nrepeat them, or delete it to begin anew", path.display())]
    OtherRun {
        /// The file.
        path: PathBuf,
        /// The run of the checkpoint.
        then: String,
        /// This run.
        now: String,
    },
}

/// How far a run had come when it was last sure of it.
#[derive(Debug, Serialize, Deserialize)]
struct Checkpoint {
    /// Inputs and options that decide the output.
    run: String,
    position: Position,
    rows_bytes: u64,
    errors_bytes: u64,
}

/// Rows and error rows of one run, on disk.
#[derive(Debug)]
pub struct Journal {
    target: PathBuf,
    run: String,
    position: Position,
    rows: Appended,
    errors: Option<Appended>,
    saved: Instant,
    every: Duration,
}

impl Journal {
    /// Begins anew; what stands under the name stays until [`Self::publish`].
    ///
    /// `run` describes inputs and options that decide the output; `header` comes before the first row.
    ///
    /// # Errors
    /// [`JournalError::File`].
    pub fn begin(target: &Path, errors: Option<&Path>, run: String, header: &[u8]) -> Result<Self, JournalError> {
        let mut rows = Appended::open(&beside(target, "part"), 0)?;
        rows.buffer.extend_from_slice(header);
        let errors = errors.map(|path| Appended::open(path, 0)).transpose()?;
        let mut journal = Self {
            target: target.to_owned(),
            run,
            position: Position::default(),
            rows,
            errors,
            saved: Instant::now(),
            every: CHECKPOINT_EVERY,
        };
        journal.checkpoint().map_err(|error| file_error(&beside(target, "checkpoint"), error))?;
        Ok(journal)
    }

    /// Goes on where a run with the same `run` was stopped or killed; begins anew where there is nothing to go on with.
    ///
    /// # Errors
    /// [`JournalError`].
    pub fn resume(target: &Path, errors: Option<&Path>, run: String, header: &[u8]) -> Result<Self, JournalError> {
        let path = beside(target, "checkpoint");
        let part = beside(target, "part");
        let text = match fs::read(&path) {
            Ok(text) if part.exists() => text,
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(file_error(&path, error)),
            _ => return Self::begin(target, errors, run, header),
        };
        let checkpoint: Checkpoint = serde_json::from_slice(&text)
            .map_err(|error| JournalError::NotACheckpoint { path: path.clone(), error })?;
        if checkpoint.run != run {
            return Err(JournalError::OtherRun { path, then: checkpoint.run, now: run });
        }
        Ok(Self {
            target: target.to_owned(),
            run,
            position: checkpoint.position,
            rows: Appended::open(&part, checkpoint.rows_bytes)?,
            errors: errors.map(|path| Appended::open(path, checkpoint.errors_bytes)).transpose()?,
            saved: Instant::now(),
            every: CHECKPOINT_EVERY,
        })
    }

    /// Leaves checkpoints at this distance.
    #[must_use]
    pub fn checkpoint_every(self, every: Duration) -> Self {
        Self { every, ..self }
    }

    /// Where the run stands: what is before it has been done.
    pub fn position(&self) -> &Position {
        &self.position
    }

    /// Writes all rows and leaves a checkpoint: the run may end here and be resumed.
    ///
    /// # Errors
    /// What the system says.
    pub fn checkpoint(&mut self) -> io::Result<()> {
        self.rows.sync()?;
        self.errors.as_mut().map_or(Ok(()), Appended::sync)?;
        let checkpoint = Checkpoint {
            run: self.run.clone(),
            position: self.position.clone(),
            rows_bytes: self.rows.written,
            errors_bytes: self.errors.as_ref().map_or(0, |e| e.written),
        };
        replace(&beside(&self.target, "checkpoint"), |file| {
            Ok::<_, io::Error>(serde_json::to_writer(file, &checkpoint)?)
        })?;
        self.saved = Instant::now();
        Ok(())
    }

    /// Ends the run: `make` turns the rows into the final file, or without it they are the final file.
    ///
    /// # Errors
    /// What the system or `make` says; the run can be resumed then.
    pub fn publish<E: From<io::Error>>(mut self, make: Option<&mut Make<'_, E>>) -> Result<(), E> {
        self.checkpoint()?;
        let part = beside(&self.target, "part");
        match make {
            None => fs::rename(&part, &self.target)?,
            Some(make) => {
                replace(&self.target, |file| make(&part, file))?;
                fs::remove_file(&part)?;
            }
        }
        Ok(fs::remove_file(beside(&self.target, "checkpoint"))?)
    }
}

/// Turns a file of rows into the final file.
pub type Make<'a, E> = dyn FnMut(&Path, &mut File) -> Result<(), E> + 'a;

impl Output for Journal {
    fn take(&mut self, rows: &[u8], failures: &[Failure], position: &Position) -> io::Result<()> {
        self.rows.append(rows)?;
        if let Some(errors) = &mut self.errors {
            let mut lines = Vec::new();
            for failure in failures {
                serde_json::to_writer(&mut lines, failure)?;
                lines.push(b'\n');
            }
            errors.append(&lines)?;
        }
        self.position.clone_from(position);
        if self.saved.elapsed() >= self.every { self.checkpoint() } else { Ok(()) }
    }
}

/// A file that is only appended to, in whole lines.
#[derive(Debug)]
struct Appended {
    file: File,
    buffer: Vec<u8>,
    written: u64,
}

impl Appended {
    /// Opens or makes the file and cuts it to `length`.
    fn open(path: &Path, length: u64) -> Result<Self, JournalError> {
        let open = || {
            let mut file = OpenOptions::new().create(true).truncate(false).write(true).open(path)?;
            // A device has no length to cut.
            if file.metadata()?.is_file() {
                file.set_len(length)?;
                file.seek(SeekFrom::End(0))?;
            }
            Ok(file)
        };
        let file = open().map_err(|error| file_error(path, error))?;
        Ok(Self { file, buffer: Vec::new(), written: length })
    }

    fn append(&mut self, lines: &[u8]) -> io::Result<()> {
        self.buffer.extend_from_slice(lines);
        if self.buffer.len() >= BUFFER { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.write_all(&self.buffer)?;
        self.written += self.buffer.len() as u64;
        self.buffer.clear();
        Ok(())
    }

    /// After this the bytes survive a power cut.
    fn sync(&mut self) -> io::Result<()> {
        self.flush()?;
        match self.file.sync_data() {
            // Pipes and terminals cannot be synced and need not be.
            Err(error) if error.kind() == ErrorKind::InvalidInput => Ok(()),
            other => other,
        }
    }
}

fn file_error(path: &Path, error: io::Error) -> JournalError {
    JournalError::File { path: path.to_owned(), error }
}

/// `FILE.suffix`.
fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(".");
    name.push(suffix);
    PathBuf::from(name)
}

/// Puts a whole new file in the place of `path`, or leaves the old one.
///
/// # Errors
/// What the system or `fill` says.
pub fn replace<E: From<io::Error>>(path: &Path, fill: impl FnOnce(&mut File) -> Result<(), E>) -> Result<(), E> {
    let new = beside(path, "new");
    let mut file = File::create(&new)?;
    let filled = fill(&mut file).and_then(|()| Ok(file.sync_all()?)).and_then(|()| Ok(fs::rename(&new, path)?));
    if filled.is_err() {
        // The fault itself is what the caller must hear of.
        let _ = fs::remove_file(&new);
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(items: u64) -> Position {
        let mut position = Position { last: Some(format!("{items}")), ..Position::default() };
        position.tally.documents = items;
        position
    }

    fn publish(journal: Journal) {
        journal.publish::<io::Error>(None).unwrap();
    }

    #[test]
    fn a_whole_run_leaves_one_file() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("out.csv");
        let mut journal = Journal::begin(&target, None, "run".into(), b"head\n").unwrap();
        journal.take(b"one\n", &[], &at(1)).unwrap();
        assert!(!target.exists());
        publish(journal);
        assert_eq!(fs::read(&target).unwrap(), b"head\none\n");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_killed_run_is_cut_back_to_its_checkpoint() {
        let folder = tempfile::tempdir().unwrap();
        let (target, errors) = (folder.path().join("out"), folder.path().join("errors"));
        let open = || Journal::resume(&target, Some(&errors), "run".into(), b"head\n").unwrap();
        let mut journal = open();
        journal.take(b"one\n", &[], &at(1)).unwrap();
        journal.checkpoint().unwrap();
        journal.take(b"two\nhal", &[], &at(2)).unwrap();
        journal.rows.flush().unwrap();
        drop(journal);
        let mut journal = open();
        assert_eq!(journal.position(), &at(1));
        journal.take(b"two\n", &[], &at(2)).unwrap();
        publish(journal);
        assert_eq!(fs::read(&target).unwrap(), b"head\none\ntwo\n");
    }

    #[test]
    fn another_run_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("out");
        drop(Journal::begin(&target, None, "kind all".into(), b"").unwrap());
        let error = Journal::resume(&target, None, "kind project".into(), b"").unwrap_err();
        assert!(matches!(error, JournalError::OtherRun { .. }), "{error}");
        fs::write(beside(&target, "checkpoint"), "nonsense").unwrap();
        let error = Journal::resume(&target, None, "kind all".into(), b"").unwrap_err();
        assert!(matches!(error, JournalError::NotACheckpoint { .. }), "{error}");
    }

    #[test]
    fn a_failed_making_can_be_taken_up_again() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("out");
        let mut journal = Journal::begin(&target, None, "run".into(), b"rows\n").unwrap();
        journal.take(b"one\n", &[], &at(1)).unwrap();
        journal.publish(Some(&mut |_, _| Err(io::Error::other("disk full")))).unwrap_err();
        assert!(!target.exists());
        let journal = Journal::resume(&target, None, "run".into(), b"").unwrap();
        journal
            .publish::<io::Error>(Some(&mut |part, out| {
                out.write_all(b"made of ")?;
                out.write_all(&fs::read(part)?)
            }))
            .unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"made of rows\none\n");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
