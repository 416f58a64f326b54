// SPDX-License-Identifier: MIT
//! A coordinator splits a job into subtasks, runs three at a time, and gathers what they give.
use beside::event;
use std::time::Duration;
use tokio::task::{JoinError, JoinSet};
use tokio::time::{sleep, timeout};

const SUBTASKS: u32 = 5;
const LIMIT: usize = 3;
const WORKING: Duration = Duration::from_millis(600);
const RESTING: Duration = Duration::from_secs(1);

async fn subtask(me: u32) -> u32 {
    event!("Subtask {me} works");
    sleep(WORKING).await;
    event!("Subtask {me} has worked");
    me
}

async fn run_job(job: u32) -> Result<Vec<u32>, JoinError> {
    event!("Coordinator begins job {job}");
    let mut subtasks = JoinSet::new();
    let mut results = Vec::new();
    for me in 1..=SUBTASKS {
        if subtasks.len() == LIMIT {
            results.extend(next_result(&mut subtasks).await?);
        }
        event!("Subtask {me} is spawned");
        subtasks.spawn(subtask(me)); // fan out
    }
    while let Some(result) = next_result(&mut subtasks).await? {
        results.push(result); // fan in
    }
    Ok(results)
}

// Fail fast: with a panic `?` leaves the job, which drops the set and so cancels the others.
async fn next_result(subtasks: &mut JoinSet<u32>) -> Result<Option<u32>, JoinError> {
    let result = subtasks.join_next().await.transpose()?;
    if result.is_some() {
        event!("Coordinator has a result");
    }
    Ok(result)
}

async fn coordinate() {
    for job in 1.. {
        match run_job(job).await {
            Ok(results) => event!("Coordinator is done with job {job}: {} results", results.len()),
            Err(error) => event!("Coordinator has failed job {job}: {error}"),
        }
        sleep(RESTING).await;
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let _ = timeout(Duration::from_secs(10), coordinate()).await;
}
