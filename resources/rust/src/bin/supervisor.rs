// SPDX-License-Identifier: MIT
//! A supervisor restarts workers that panic, each time later. The job of a dead one is not lost.
use beside::{event, next_item, Life};
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout, Instant};

const WORKERS: usize = 4;
const STARTING_UP: Duration = Duration::from_millis(100);
const WORKING: Duration = Duration::from_millis(500);
const RESTART_DELAY: Duration = Duration::from_millis(200);
const BACKOFF: u32 = 2;
const MAX_RESTARTS: usize = 10;
const PERIOD: Duration = Duration::from_secs(10);
const ROOT_DELAY: Duration = Duration::from_secs(1);

#[derive(Default)]
struct Jobs {
    left_behind: VecDeque<u32>,
    in_hands: HashMap<usize, u32>,
}

impl Jobs {
    /// The next job for this worker, and whether it is the first to have it.
    fn take(&mut self, worker: usize) -> (u32, bool) {
        let left = self.left_behind.pop_front();
        let job = left.unwrap_or_else(next_item);
        self.in_hands.insert(worker, job);
        (job, left.is_none())
    }

    fn take_away(&mut self, worker: usize) {
        self.left_behind.extend(self.in_hands.remove(&worker));
    }
}

type Shared = Arc<Mutex<Jobs>>;

async fn work(me: usize, jobs: Shared) {
    let _life = Life::of(format!("Worker {me}"));
    sleep(STARTING_UP).await;
    event!("Worker {me} is up");
    loop {
        let (job, is_new) = jobs.lock().unwrap().take(me);
        event!("Worker {me} takes job {job}");
        if is_new && job % 5 == 0 {
            panic!("every fifth job kills the first worker that takes it");
        }
        sleep(WORKING).await;
        jobs.lock().unwrap().in_hands.remove(&me);
        event!("Worker {me} is done with job {job}");
    }
}

// A panic ends only the task it is in; and a set, when it is dropped, cancels what is in it.
async fn start(me: usize, delay: Duration, jobs: Shared) -> usize {
    sleep(delay).await;
    let mut worker = JoinSet::new();
    worker.spawn(work(me, jobs));
    worker.join_next().await;
    me
}

async fn supervise(jobs: &Shared) {
    let mut workers = JoinSet::new();
    for me in 1..=WORKERS {
        workers.spawn(start(me, Duration::ZERO, jobs.clone()));
    }
    let mut delays = [RESTART_DELAY; WORKERS + 1];
    let mut deaths = Vec::new();
    while let Some(Ok(me)) = workers.join_next().await {
        jobs.lock().unwrap().take_away(me);
        deaths.push(Instant::now());
        deaths.retain(|death| death.elapsed() <= PERIOD);
        if deaths.len() > MAX_RESTARTS {
            break; // it gives up, and its set of workers goes with it
        }
        event!("Supervisor restarts Worker {me} in {:?}", delays[me]);
        workers.spawn(start(me, delays[me], jobs.clone()));
        delays[me] *= BACKOFF;
    }
    for me in (1..=WORKERS).rev() {
        jobs.lock().unwrap().take_away(me);
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let jobs = Shared::default();
    let root = async {
        loop {
            supervise(&jobs).await;
            event!("Supervisor has given up");
            sleep(ROOT_DELAY).await;
        }
    };
    let _ = timeout(Duration::from_millis(11_950), root).await;
}
