// SPDX-License-Identifier: MIT
//! A parent spawns a burst of tasks. All of them can wait at once, but only two can compute.
use beside::{event, Threads};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{sleep, timeout};

const TASKS: u32 = 8;
const STEPS: u32 = 3;
const THREADS: usize = 2;
const COMPUTING: Duration = Duration::from_millis(120);
const WAITING: Duration = Duration::from_millis(400);
const PAUSING: Duration = Duration::from_secs(2);

async fn run_task(me: u32, threads: Arc<Threads>) {
    for _ in 0..STEPS {
        threads.compute(format!("Task {me}"), COMPUTING).await;
        sleep(WAITING).await; // needs no thread
    }
    event!("Task {me} is done");
}

async fn run_parent(burst: u32, threads: Arc<Threads>) {
    event!("Parent 1 begins burst {burst}");
    let mut handles = Vec::new();
    for me in 1..=TASKS {
        event!("Task {me} is spawned");
        handles.push(tokio::spawn(run_task(me, threads.clone())));
    }
    for handle in handles {
        if let Err(error) = handle.await {
            event!("Parent 1 learns that {error}"); // a panic comes out here, and nowhere else
        }
    }
    event!("Parent 1 is done with burst {burst}");
}

async fn start_bursts(threads: Arc<Threads>) {
    for burst in 1.. {
        let parent = tokio::spawn(run_parent(burst, threads.clone()));
        parent.await.expect("a parent does not panic");
        sleep(PAUSING).await;
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let threads = Arc::new(Threads::new(THREADS));
    let _ = timeout(Duration::from_secs(10), start_bursts(threads)).await;
}
