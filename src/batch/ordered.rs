//! A map over a stream of items on a thread pool, with results in input order and bounded memory.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::mpsc::{self, Receiver};
use std::sync::{Condvar, Mutex, PoisonError};

use rayon::ThreadPool;

use crate::read::Item;

/// Items go to the workers in handfuls of this many, or of this many bytes.
const CHUNK_ITEMS: usize = 64;
const CHUNK_BYTES: usize = 1 << 20;

/// Bytes between reader and writer; a single larger item passes alone.
const IN_FLIGHT_BYTES: usize = 32 << 20;

/// Weight of an item beside its bytes, so that many tiny ones are bounded too.
const ITEM_OVERHEAD: usize = 256;

/// Reads on a thread of its own, works on the pool, consumes on this thread in input order.
/// The reader waits while too much is under way; `Break` from `consume` ends everything.
pub(super) fn run<U: Send>(
    pool: &ThreadPool,
    produce: impl FnOnce(&mut dyn FnMut(Item) -> ControlFlow<()>) + Send,
    work: impl Fn(Vec<Item>) -> U + Sync,
    consume: impl FnMut(U) -> ControlFlow<()>,
) {
    let budget = Budget::default();
    let (sender, receiver) = mpsc::channel();
    std::thread::scope(|threads| {
        let (budget, work) = (&budget, &work);
        threads.spawn(move || {
            pool.in_place_scope(|scope| {
                let mut number = 0_u64;
                let mut dispatch = |chunk: Chunk| {
                    let weight = chunk.weight;
                    budget.acquire(weight)?;
                    let sender = sender.clone();
                    let this = number;
                    number += 1;
                    scope.spawn(move |_| {
                        // The receiver is gone only when nobody wants results any more.
                        let _ = sender.send((this, weight, work(chunk.items)));
                    });
                    ControlFlow::Continue(())
                };
                let mut chunk = Chunk::default();
                produce(&mut |item| {
                    chunk.push(item);
                    if chunk.is_full() { dispatch(std::mem::take(&mut chunk)) } else { ControlFlow::Continue(()) }
                });
                if !chunk.items.is_empty() {
                    let _ = dispatch(chunk);
                }
            });
        });
        consume_in_order(&receiver, budget, consume);
    });
}

fn consume_in_order<U>(
    receiver: &Receiver<(u64, usize, U)>,
    budget: &Budget,
    mut consume: impl FnMut(U) -> ControlFlow<()>,
) {
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    for (number, weight, result) in receiver {
        waiting.insert(number, (weight, result));
        while let Some((weight, result)) = waiting.remove(&next) {
            next += 1;
            if consume(result).is_break() {
                return budget.close();
            }
            budget.release(weight);
        }
    }
}

#[derive(Default)]
struct Chunk {
    items: Vec<Item>,
    weight: usize,
}

impl Chunk {
    fn push(&mut self, item: Item) {
        self.weight += item.size() + ITEM_OVERHEAD;
        self.items.push(item);
    }

    fn is_full(&self) -> bool {
        self.items.len() >= CHUNK_ITEMS || self.weight >= CHUNK_BYTES
    }
}

/// What is under way, in bytes.
#[derive(Default)]
struct Budget {
    state: Mutex<BudgetState>,
    changed: Condvar,
}

#[derive(Default)]
struct BudgetState {
    used: usize,
    closed: bool,
}

impl Budget {
    /// Waits until there is room; `Break` once closed.
    fn acquire(&self, weight: usize) -> ControlFlow<()> {
        let full = |s: &mut BudgetState| !s.closed && s.used > 0 && s.used + weight > IN_FLIGHT_BYTES;
        let guard = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let mut state = self.changed.wait_while(guard, full).unwrap_or_else(PoisonError::into_inner);
        state.used += weight;
        if state.closed { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn release(&self, weight: usize) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).used -= weight;
        self.changed.notify_one();
    }

    fn close(&self) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).closed = true;
        self.changed.notify_one();
    }
}
