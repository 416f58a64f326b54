// SPDX-License-Identifier: MIT
//! Many tasks change one state. They take turns at a lock, or tell the one task that owns it:
//! `less-shared-state owner`.
use beside::{event, Threads};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc::{self, Receiver, Sender};
use tokio::sync::Mutex;
use tokio::time::sleep;

const TASKS: u32 = 8;
const WORKING: Duration = Duration::from_millis(100);
const UPDATING: Duration = Duration::from_millis(10);
const CAPACITY: usize = 16;
const THREADS: usize = 9;

/// Who has updated it, and in which order.
type State = Vec<u32>;

async fn update(who: &str, task: u32, state: &mut State, threads: &Threads) {
    threads.compute(who, UPDATING).await;
    state.push(task);
}

async fn update_under_lock(me: u32, state: Arc<Mutex<State>>, threads: Arc<Threads>) {
    loop {
        threads.compute(format!("Task {me}"), WORKING).await;
        event!("Task {me} has an update");
        let mut state = state.lock().await; // waits while another task holds it
        event!("Task {me} has the lock");
        update(&format!("Task {me}"), me, &mut state, &threads).await;
        event!("Task {me} unlocks");
    }
}

async fn ask_owner(me: u32, updates: Sender<u32>, threads: Arc<Threads>) {
    loop {
        threads.compute(format!("Task {me}"), WORKING).await;
        event!("Task {me} has an update");
        if updates.send(me).await.is_err() {
            return;
        }
        event!("Task {me} sent it"); // and goes on
    }
}

// No other task touches the state: there is nothing to lock.
async fn own(mut state: State, mut updates: Receiver<u32>, threads: Arc<Threads>) {
    while let Some(task) = updates.recv().await {
        event!("Owner received an update");
        update("Owner", task, &mut state, &threads).await;
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let threads = Arc::new(Threads::new(THREADS));
    if std::env::args().nth(1).as_deref() == Some("owner") {
        let (sender, receiver) = mpsc::channel(CAPACITY);
        tokio::spawn(own(State::new(), receiver, threads.clone()));
        for me in 1..=TASKS {
            tokio::spawn(ask_owner(me, sender.clone(), threads.clone()));
        }
    } else {
        let state = Arc::new(Mutex::new(State::new()));
        for me in 1..=TASKS {
            tokio::spawn(update_under_lock(me, state.clone(), threads.clone()));
        }
    }
    sleep(Duration::from_millis(9_995)).await;
}
