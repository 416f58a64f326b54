// SPDX-License-Identifier: MIT
//! What the programs share, so that each of them can be about its pattern.

use std::fmt::Display;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::Mutex;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::{sleep, Instant};

/// Prints one line: the time since the first one, and what happens.
#[macro_export]
macro_rules! event {
    ($($what:tt)*) => { println!("{:?} {}", $crate::since_first_event(), format_args!($($what)*)) };
}

pub fn since_first_event() -> Duration {
    static FIRST: Mutex<Option<Instant>> = Mutex::new(None);
    let now = Instant::now();
    now - *FIRST.lock().unwrap().get_or_insert(now)
}

/// The number of the next item: 1, 2, 3 …
pub fn next_item() -> u32 {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    COUNT.fetch_add(1, Ordering::Relaxed) + 1
}

/// Threads of an executor. tokio's clock, while it is paused, stands still as long as a task
/// computes or blocks: nobody would be seen waiting for a thread. So a permit stands for a thread,
/// and sleeping with the permit in hand for computing on it. Who finds no permit stands in line.
pub struct Threads(Semaphore);

impl Threads {
    pub fn new(count: usize) -> Self {
        Self(Semaphore::new(count))
    }

    /// Stands for code between two `.await`s that keeps a thread busy.
    pub async fn compute(&self, who: impl Display, length: Duration) {
        let _thread = self.0.acquire().await.unwrap();
        event!("{who} computes");
        sleep(length).await;
        event!("{who} has computed");
    }

    /// Stands for a call such as `std::thread::sleep`, which does nothing and keeps its thread.
    pub async fn block(&self, who: impl Display, length: Duration) {
        let _thread = self.0.acquire().await.unwrap();
        event!("{who} calls");
        sleep(length).await;
        event!("{who} has its answer");
    }
}

/// Says how a task ended: it is `done`, or else it was dropped on the way.
pub struct Life(Option<String>);

impl Life {
    pub fn of(who: String) -> Self {
        event!("{who} begins");
        Self(Some(who))
    }

    pub fn done(mut self) {
        if let Some(who) = self.0.take() {
            event!("{who} is done");
        }
    }
}

impl Drop for Life {
    fn drop(&mut self) {
        if let Some(who) = self.0.take() {
            let how = if std::thread::panicking() { "panicked" } else { "was cancelled" };
            event!("{who} {how}");
        }
    }
}
