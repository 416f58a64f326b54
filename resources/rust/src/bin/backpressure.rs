// SPDX-License-Identifier: MIT
//! Producers send into a bounded channel faster than its consumers work, and so have to wait.
use beside::{event, next_item};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc::{self, Receiver, Sender};
use tokio::sync::Mutex;
use tokio::time::sleep;

const CAPACITY: usize = 10;
const MAKING: Duration = Duration::from_millis(300);
const WORKING: Duration = Duration::from_millis(370);

async fn produce(me: u32, channel: Sender<u32>) {
    loop {
        sleep(MAKING).await;
        let item = next_item();
        event!("Producer {me} has made {item}");
        if channel.send(item).await.is_err() {
            return; // there is no consumer any more
        }
        event!("Producer {me} sent {item}");
    }
}

async fn consume(me: u32, channel: Arc<Mutex<Receiver<u32>>>) {
    while let Some(item) = receive(&channel).await {
        event!("Consumer {me} received {item}");
        sleep(WORKING).await;
        event!("Consumer {me} is done with {item}");
    }
}

// An mpsc channel has a single receiver. Consumers share it behind a lock, held while one waits,
// and no longer: in the condition of `while let` it would be held through the body as well.
async fn receive(channel: &Mutex<Receiver<u32>>) -> Option<u32> {
    channel.lock().await.recv().await
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let (sender, receiver) = mpsc::channel(CAPACITY);
    let receiver = Arc::new(Mutex::new(receiver));
    for me in 1..=3 {
        event!("Producer {me} is spawned");
        tokio::spawn(produce(me, sender.clone()));
    }
    for me in 1..=2 {
        event!("Consumer {me} is spawned");
        tokio::spawn(consume(me, receiver.clone()));
    }
    sleep(Duration::from_secs(10)).await;
}
