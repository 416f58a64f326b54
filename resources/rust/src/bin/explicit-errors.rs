// SPDX-License-Identifier: MIT
//! For half a second all calls fail. Who ignores that loses items. Who looks tries again:
//! `explicit-errors handled`.
use beside::{event, since_first_event, Threads};
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::sleep;

const CALLERS: u32 = 4;
const PAUSING: Duration = Duration::from_millis(300);
const COMPUTING: Duration = Duration::from_millis(50);
const RETRIES: u32 = 2;
const THREADS: usize = 2;
const OUTAGE: Range<Duration> = Duration::from_millis(1_010)..Duration::from_millis(1_510);

struct CallFailed;

async fn call(caller: u32, threads: Arc<Threads>) -> Result<(), CallFailed> {
    threads.compute(format!("Caller {caller}'s call"), COMPUTING).await;
    if OUTAGE.contains(&since_first_event()) {
        event!("Caller {caller}'s call fails");
        return Err(CallFailed);
    }
    event!("Caller {caller}'s call succeeds");
    Ok(())
}

async fn call_and_ignore_errors(me: u32, threads: Arc<Threads>) {
    let _ = tokio::spawn(call(me, threads)).await; // it has ended, no matter how
}

// A real program waits before it tries again, a random time, and twice as long each time.
async fn call_and_handle_errors(me: u32, threads: Arc<Threads>) {
    for _ in 0..=RETRIES {
        match tokio::spawn(call(me, threads.clone())).await {
            Ok(Ok(())) => return event!("Caller {me} is done with its item"),
            Ok(Err(CallFailed)) => {} // once more
            Err(panic) => event!("Caller {me} learns that {panic}"),
        }
    }
    event!("Caller {me} has failed its item");
}

async fn take_items(me: u32, handles: bool, threads: Arc<Threads>) {
    loop {
        sleep(PAUSING).await;
        event!("Caller {me} has an item");
        if handles {
            call_and_handle_errors(me, threads.clone()).await;
        } else {
            call_and_ignore_errors(me, threads.clone()).await;
        }
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let handles = std::env::args().nth(1).as_deref() == Some("handled");
    let threads = Arc::new(Threads::new(THREADS));
    for me in 1..=CALLERS {
        event!("Caller {me} is spawned");
        tokio::spawn(take_items(me, handles, threads.clone()));
    }
    sleep(Duration::from_millis(9_995)).await;
}
