// SPDX-License-Identifier: MIT
//! A long job in one go keeps its thread to itself. In small steps it lets others in between:
//! `small-functions short`.
use beside::{event, Threads};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::sleep;

const JOBS: u32 = 2;
const JOB: Duration = Duration::from_secs(1);
const STEPS: u32 = 50;
const TASKS: u32 = 6;
const COMPUTING: Duration = Duration::from_millis(10);
const PAUSING: Duration = Duration::from_millis(200);
const THREADS: usize = 2;

async fn do_in_one_go(me: u32, threads: &Threads) {
    threads.compute(format!("Job {me}"), JOB).await; // its thread can't be taken away
}

// For real: computing, and tokio::task::yield_now().await between two steps.
async fn do_in_steps(me: u32, threads: &Threads) {
    for _ in 0..STEPS {
        threads.compute(format!("Job {me}"), JOB / STEPS).await; // then it is another task's turn
    }
}

async fn do_jobs(me: u32, in_steps: bool, threads: Arc<Threads>) {
    loop {
        if in_steps {
            do_in_steps(me, &threads).await;
        } else {
            do_in_one_go(me, &threads).await;
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
    let in_steps = std::env::args().nth(1).as_deref() == Some("short");
    let threads = Arc::new(Threads::new(THREADS));
    for me in 1..=JOBS {
        event!("Job {me} is spawned");
        tokio::spawn(do_jobs(me, in_steps, threads.clone()));
    }
    for me in 1..=TASKS {
        event!("Task {me} is spawned");
        tokio::spawn(compute_now_and_then(me, threads.clone()));
    }
    sleep(Duration::from_millis(9_995)).await;
}
