//! A panic in one document becomes a message.

use std::any::Any;
use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};

/// Beginning of the names of worker threads.
pub(super) const WORKER: &str = "worker-";

thread_local! {
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Keeps panics of worker threads off stderr (they become error rows) and remembers where they happened.
/// For programs; a library user may leave panics to their own hook.
pub fn install_panic_hook() {
    let default = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if std::thread::current().name().is_some_and(|n| n.starts_with(WORKER)) {
            PLACE.set(info.location().map(ToString::to_string));
        } else {
            default(info);
        }
    }));
}

/// Runs `work`; a panic is its message and place.
pub(super) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    // Nothing that `work` leaves half done is seen again: a document's values die with it.
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|payload| {
        let message = message(payload.as_ref());
        PLACE.take().map_or_else(|| message.to_owned(), |place| format!("{message} (at {place})"))
    })
}

fn message(payload: &(dyn Any + Send)) -> &str {
    payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("panicked without a message")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages() {
        assert_eq!(guarded(|| 1), Ok(1));
        assert_eq!(guarded(|| panic!("no way")).map(|()| 0), Err("no way".to_owned()));
        let n = 3;
        assert_eq!(guarded(|| panic!("no {n}")).map(|()| 0), Err("no 3".to_owned()));
    }
}
