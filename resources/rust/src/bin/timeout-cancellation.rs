// SPDX-License-Identifier: MIT
//! Clients call an operation and give up if it takes too long; it stops when it looks next.
use beside::event;
use std::time::Duration;
use tokio::sync::oneshot;
use tokio::time::{sleep, timeout, Instant};

const CLIENTS: u32 = 4;
const THINKING: Duration = Duration::from_secs(1);
const CHECKING: Duration = Duration::from_millis(100);
const CLEANING_UP: Duration = Duration::from_millis(50);

// Between two looks: nothing says which of two things at the same moment is first.
const TIMEOUT: Duration = Duration::from_millis(2_950);

// What the operation takes, by turns: once it is fast enough, once too slow.
const WORKING: [Duration; 2] = [Duration::from_secs(2), Duration::from_secs(4)];

async fn be_client(me: u32) {
    for work in WORKING.into_iter().cycle() {
        request(me, work).await;
        sleep(THINKING).await;
    }
}

async fn request(me: u32, work: Duration) {
    event!("Client {me} asks");
    let (reply, answer) = oneshot::channel();
    event!("Operation {me} is spawned");
    tokio::spawn(operate(me, work, reply));
    match timeout(TIMEOUT, answer).await {
        Ok(_) => event!("Client {me} has its answer"),
        Err(_) => event!("Client {me} gives up"), // `answer` is dropped: `reply` is closed now
    }
}

// A task of its own: the client goes on while this notices, stops and cleans up.
async fn operate(me: u32, work: Duration, reply: oneshot::Sender<()>) {
    event!("Operation {me} works");
    let end = Instant::now() + work;
    while Instant::now() < end {
        sleep(CHECKING).await;
        if reply.is_closed() {
            event!("Operation {me} stops, and cleans up");
            sleep(CLEANING_UP).await;
            event!("Operation {me} has cleaned up");
            return;
        }
    }
    event!("Operation {me} has worked");
    let _ = reply.send(()); // in vain if the time is up this very moment
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    for me in 1..=CLIENTS {
        event!("Client {me} is spawned");
        tokio::spawn(be_client(me));
    }
    sleep(Duration::from_millis(20_500)).await;
}
