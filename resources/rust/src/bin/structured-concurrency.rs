// SPDX-License-Identifier: MIT
//! A client gives up a request. Its parts, if detached, go on for nobody; if in a set, they end
//! with it: `structured-concurrency scope`.
use beside::{next_item, Life, Threads};
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

const PARTS: u32 = 4;
const STEPS: u32 = 3;
const COMPUTING: Duration = Duration::from_millis(130);
const PATIENCE: Duration = Duration::from_millis(600);
const PAUSING: Duration = Duration::from_millis(100);
const THREADS: usize = 2;

async fn send_requests(scope: bool, threads: Arc<Threads>) {
    for number in 1.. {
        let mut request = tokio::spawn(answer(number, scope, threads.clone()));
        if timeout(PATIENCE, &mut request).await.is_err() {
            request.abort();
        }
        sleep(PAUSING).await;
    }
}

async fn answer(number: u32, scope: bool, threads: Arc<Threads>) {
    let request = Life::of(format!("Request {number}"));
    if scope {
        answer_in_scope(threads).await;
    } else {
        answer_detached(threads).await;
    }
    request.done();
}

// Cancelled here, the request drops the handles of its parts, and they go on.
async fn answer_detached(threads: Arc<Threads>) {
    let mut parts = Vec::new();
    for _ in 0..PARTS {
        parts.push(tokio::spawn(compute_part(next_item(), threads.clone())));
    }
    for part in parts {
        let _ = part.await;
    }
}

// Cancelled here, it drops the set, which cancels what is in it, and waits for nothing.
async fn answer_in_scope(threads: Arc<Threads>) {
    let mut parts = JoinSet::new();
    for _ in 0..PARTS {
        parts.spawn(compute_part(next_item(), threads.clone()));
    }
    while parts.join_next().await.is_some() {}
}

async fn compute_part(number: u32, threads: Arc<Threads>) {
    let part = Life::of(format!("Part {number}"));
    for _ in 0..STEPS {
        threads.compute(format!("Part {number}"), COMPUTING).await;
    }
    part.done();
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let scope = std::env::args().nth(1).as_deref() == Some("scope");
    let threads = Arc::new(Threads::new(THREADS));
    let _ = timeout(Duration::from_millis(9_995), send_requests(scope, threads)).await;
}
