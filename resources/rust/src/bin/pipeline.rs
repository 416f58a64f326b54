// SPDX-License-Identifier: MIT
//! A source, stages and a sink, joined by bounded channels: the slowest stage sets the pace.
use beside::{event, next_item};
use std::time::Duration;
use tokio::sync::mpsc::{self, Receiver, Sender};
use tokio::time::sleep;

const CAPACITY: usize = 4;
const MAKING: Duration = Duration::from_millis(250);
const WORKING: [Duration; 3] =
    [Duration::from_millis(200), Duration::from_millis(350), Duration::from_millis(150)];

async fn produce(first: Sender<u32>) {
    loop {
        sleep(MAKING).await;
        let item = next_item();
        event!("Source has made {item}");
        if first.send(item).await.is_err() {
            return;
        }
        event!("Source sent {item}");
    }
}

// A channel closes with its last sender: the end travels down, a stage ends after the one before.
async fn work(stage: usize, mut input: Receiver<u32>, next: Sender<u32>) {
    while let Some(item) = input.recv().await {
        event!("Stage {stage} received {item}");
        sleep(WORKING[stage - 1]).await;
        event!("Stage {stage} has worked on {item}");
        if next.send(item).await.is_err() {
            return;
        }
        event!("Stage {stage} sent {item}");
    }
}

async fn finish(mut last: Receiver<u32>) {
    while let Some(item) = last.recv().await {
        event!("Sink received {item}");
        event!("Sink is done with {item}");
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let (first, mut input) = mpsc::channel(CAPACITY);
    event!("Source is spawned");
    tokio::spawn(produce(first));
    for stage in 1..=WORKING.len() {
        let (next, output) = mpsc::channel(CAPACITY);
        event!("Stage {stage} is spawned");
        tokio::spawn(work(stage, input, next));
        input = output;
    }
    event!("Sink is spawned");
    tokio::spawn(finish(input));
    sleep(Duration::from_millis(10_020)).await;
}
