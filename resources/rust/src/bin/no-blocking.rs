// SPDX-License-Identifier: MIT
//! Who blocks does nothing and keeps a thread. Who awaits leaves it to others meanwhile:
//! `no-blocking async`.
use beside::{event, Threads};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::sleep;

const CALLERS: u32 = 2;
const CALLING: Duration = Duration::from_secs(1);
const TASKS: u32 = 6;
const COMPUTING: Duration = Duration::from_millis(10);
const PAUSING: Duration = Duration::from_millis(200);
const THREADS: usize = 2;

// If it can't be helped: tokio::task::spawn_blocking runs it on a thread that no task needs.
async fn call_blocking(me: u32, threads: &Threads) {
    threads.block(format!("Caller {me}"), CALLING).await; // std::thread::sleep(CALLING)
}

async fn call_async(me: u32) {
    event!("Caller {me} calls");
    sleep(CALLING).await;
    event!("Caller {me} has its answer");
}

async fn call_again_and_again(me: u32, awaits: bool, threads: Arc<Threads>) {
    loop {
        if awaits {
            call_async(me).await;
        } else {
            call_blocking(me, &threads).await;
        }
    }
}

async fn compute_now_and_then(me: u32, threads: Arc<Threads>) {
    loop {
        sleep(PAUSING).await;
        event!("Task {me} is ready");
        threads.compute(format!("Task {me}"), COMPUTING).await;
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let awaits = std::env::args().nth(1).as_deref() == Some("async");
    let threads = Arc::new(Threads::new(THREADS));
    for me in 1..=CALLERS {
        event!("Caller {me} is spawned");
        tokio::spawn(call_again_and_again(me, awaits, threads.clone()));
    }
    for me in 1..=TASKS {
        event!("Task {me} is spawned");
        tokio::spawn(compute_now_and_then(me, threads.clone()));
    }
    sleep(Duration::from_millis(9_995)).await;
}
