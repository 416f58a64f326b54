// SPDX-License-Identifier: MIT
#include "code/glossary_tables.h"

#include <array>

namespace coroscope {

namespace {

/// Names as they are in tokio 1, tower 0.4, Trio 0.22, kotlinx.coroutines 1 and Go 1.21, or later, and in well-known packages.
constexpr std::array table = {
    Term{
        .term = words("Concurrency"),
        .forms = "concurrency|concurrent|concurrently",
        .meaning = words(
            "Several tasks are under way at once: none has to end before the next begins. It needs no second thread.")},
    Term{.term = words("Ready"), .forms = "-", .meaning = words("A task that could run, and waits only for a thread.")},
    Term{.term = words("Cooperative scheduling"),
         .meaning = words("A task keeps its thread until it awaits: nobody takes it away."),
         .tokio = "tasks, with a budget for awaits",
         .trio = "tasks",
         .kotlin = "coroutines",
         .go = "not so: goroutines are preempted",
         .here = "tasks"},
    Term{.term = words("I/O-bound"),
         .forms = "i/o|i/o-bound",
         .meaning = words(
             "Mostly waits for input and output, such as a disk or a network: more tasks help, more threads do not.")},
    Term{.term = words("CPU-bound"),
         .forms = "cpu-bound",
         .meaning = words("Mostly computes: its pace is that of the threads, and only as many tasks as threads help.")},
    Term{.term = words("Concurrency limit"),
         .meaning = words("At most so many tasks are under way at once; the next one begins when one of them ends."),
         .tokio = "Semaphore, or buffer_unordered",
         .trio = "trio.CapacityLimiter",
         .kotlin = "Semaphore, or flatMapMerge(n)",
         .go = "errgroup with SetLimit",
         .here = "JoinSet with a limit"},
    Term{.term = words("Subtask"),
         .meaning = words("A task that does a part of a job for the task that has spawned it, and waits for it."),
         .tokio = "a task of a JoinSet",
         .trio = "a task of a nursery",
         .kotlin = "child coroutine",
         .go = "a goroutine of an errgroup",
         .here = "a task of a JoinSet"},
    Term{.term = words("Straggler"),
         .meaning = words("The one part of a job that takes much longer than the others, so that all wait for it.")},
    Term{.term = words("Quorum"),
         .meaning = words("So many results are enough: as soon as they are there, nobody waits for the rest."),
         .tokio = "join_next so often, then abort_all",
         .trio = "a nursery that its n-th result cancels",
         .kotlin = "select so often, then cancelChildren",
         .go = "so many receives, then the context's cancel",
         .here = "JoinSet::next so often, then cancelAll"},
    Term{.term = words("Fail fast"),
         .meaning = words("The first error ends the whole: what is still under way is cancelled at once."),
         .tokio = "tokio::try_join!",
         .trio = "what a nursery does",
         .kotlin = "coroutineScope",
         .go = "errgroup.WithContext",
         .here = "scoped"},
    Term{.term = words("Panic"),
         .forms = "panic|panics|panicked",
         .meaning = words("An error that nobody in the task handles: it unwinds the task to its end."),
         .tokio = "panic!, seen as a JoinError",
         .trio = "an exception",
         .kotlin = "an exception",
         .go = "panic, which ends the program",
         .here = "an exception"},
    Term{.term = words("Stage"),
         .meaning = words("One of the tasks of a pipeline: it does its part on each item, and hands it to the next.")},
    Term{.term = words("Actor"),
         .forms = "actor|actors|owns|owner",
         .meaning = words(
             "A task that alone owns some state; the others send it messages, so there is nothing to lock."),
         .tokio = "a task with an mpsc::Receiver",
         .trio = "a task with a MemoryReceiveChannel",
         .kotlin = "actor, or a coroutine with a Channel",
         .go = "a goroutine with a channel",
         .here = "a task with a Channel"},
    Term{.term = words("Critical section"),
         .meaning = words("What is done while a lock is held: only one task at a time is in it, so keep it short."),
         .tokio = "while a MutexGuard lives",
         .trio = "the block of async with lock",
         .kotlin = "the block of withLock",
         .go = "between Lock and Unlock",
         .here = "while a LockGuard lives"},
    Term{.term = words("Lock contention"),
         .forms = "lock contention|contention|contended",
         .meaning = words(
             "Many tasks want the same lock at once: what they do is done one after the other, and they queue.")},
    Term{.term = words("Deadlock"),
         .forms = "deadlock|deadlocks|deadlocked",
         .meaning = words("Tasks wait for each other in a circle, so that none of them can ever go on."),
         .go = "found by the runtime if all goroutines wait"},
    Term{.term = words("Orphaned task"),
         .forms = "orphan|orphans|orphaned|abandoned",
         .meaning = words("A task that runs on though nobody waits for it any more: what it does is wasted.")},
    Term{
        .term = words("Hung task"),
        .forms = "hung|hangs|hang",
        .meaning = words(
            "A task that neither goes on nor ends, and says nothing: only a timeout or a missing heartbeat shows it.")},
    Term{.term = words("Heartbeat"),
         .meaning = words("A sign of life at even distances: who sends none for too long is taken for dead.")},
    Term{.term = words("Restart delay"),
         .meaning = words("How long a supervisor waits before it puts a new task in the place of one that has died; "
                          "longer each time if they die in a row."),
         .go = "FailureBackoff, of suture",
         .here = "supervisor::Options"},
    Term{.term = words("Escalation"),
         .forms = "escalation|escalate|escalates|escalated|max restarts",
         .meaning = words("A supervisor gives up after more than so many restarts within a window of time (max "
                          "restarts within …): it stops its tasks, fails, and leaves it to the supervisor above."),
         .go = "ErrTerminateSupervisorTree, of suture",
         .here = "supervisor::GaveUp"},
    Term{.term = words("Restart storm"),
         .meaning = words(
             "What is restarted dies again at once, and so do its neighbours: all the time goes into starting up.")},
    Term{.term = words("Idempotent"),
         .forms = "idempotent|idempotence",
         .meaning = words("Done twice, it has the effect of once: only such a request may be sent again when its "
                          "answer is missing.")},
    Term{.term = words("Exponential backoff"),
         .forms = "exponential backoff|backoff",
         .meaning = words("Each retry waits twice as long as the one before, or some other factor, up to a limit."),
         .tokio = "ExponentialBuilder, of backon",
         .trio = "wait_exponential, of tenacity",
         .kotlin = "ofExponentialBackoff, of Resilience4j",
         .go = "ExponentialBackOff, of cenkalti/backoff",
         .here = "retry"},
    Term{
        .term = words("Jitter"),
        .forms = "jitter",
        .meaning = words("A random part of a delay, so that those that failed together do not all come back together."),
        .tokio = "with_jitter, of backon",
        .trio = "wait_random_exponential, of tenacity",
        .kotlin = "ofExponentialRandomBackoff, of Resilience4j",
        .go = "RandomizationFactor, of cenkalti/backoff",
        .here = "retry"},
    Term{.term = words("Retry storm"),
         .meaning = words(
             "Retries put more load on what is overloaded already, so that still more fails and is retried.")},
    Term{.term = words("Hedged request"),
         .forms = "hedged request|hedge|hedges|hedged|hedging",
         .meaning = words("A request that takes long is sent a second time; the first answer counts, and the other one "
                          "is cancelled."),
         .tokio = "tower::hedge",
         .go = "package cristalhq/hedgedhttp",
         .here = "JoinSet::next, then cancelAll"},
    Term{.term = words("Circuit breaker"),
         .meaning = words(
             "After many errors calls are refused at once for a while; then a few try whether the other side is back."),
         .tokio = "crate failsafe",
         .kotlin = "CircuitBreaker, of Resilience4j",
         .go = "package sony/gobreaker"},
    Term{.term = words("Bulkhead"),
         .meaning = words(
             "Each kind of work has a limit of its own, so that one that is stuck does not take what the others need."),
         .tokio = "a Semaphore for each kind",
         .trio = "a trio.CapacityLimiter for each kind",
         .kotlin = "Bulkhead, of Resilience4j",
         .go = "a semaphore for each kind",
         .here = "a Semaphore for each kind"},
    Term{
        .term = words("Load shedding"),
        .forms = "load shedding|shed|sheds|shedding",
        .meaning = words("What is more than can be done is refused at once, so that what is accepted is done in time."),
        .tokio = "tower::load_shed",
        .here = "trySend"},
    Term{.term = words("Dead letter"),
         .forms = "dead letter|dead letters",
         .meaning = words("What could not be done is put aside, with the reason, for somebody to look at; it is "
                          "neither lost nor in the way.")},
    Term{.term = words("Throughput"), .forms = "throughput", .meaning = words("How much is done in a second.")},
    Term{.term = words("Latency"),
         .forms = "latency|latencies",
         .meaning = words(
             "How long it takes from the moment something is asked for until it is done, waiting included.")},
    Term{.term = words("Percentile"),
         .forms = "percentile|percentiles|p99|p99 latency|p95|median",
         .meaning = words(
             "p99 is the time that 99 of 100 stay below; the median is p50. Unlike a mean it hides nobody.")},
    Term{.term = words("Tail latency"),
         .meaning = words("The latency of the slowest few, as p99: who asks for many things at once nearly always "
                          "meets one of them.")},
    Term{.term = words("SLO"),
         .forms = "slo|slos|service-level objective",
         .meaning = words(
             "Service-level objective: what a service promises, such as 95 % of all answers within half a second.")},
    Term{.term = words("Offered load"),
         .meaning = words(
             "How much comes in, measured by how much can be done: at 1 and beyond, what waits grows without end.")},
    Term{
        .term = words("Capacity"),
        .forms = "-",
        .meaning = words("How much can be done in a second when all are busy. Of a channel: how many items it holds.")},
    Term{.term = words("Utilisation"),
         .forms = "utilisation|utilization",
         .meaning = words(
             "The part of its time in which something is busy; close to 1, even small variations make long queues.")},
    Term{.term = words("Bottleneck"),
         .meaning = words(
             "What sets the pace of the whole: it is always busy, and only making it faster makes the whole faster.")},
    Term{.term = words("Little's law"),
         .forms = "little's law|little’s law",
         .meaning = words(
             "On average, how many are inside is how many come in a second, times how long each one stays.")},
    Term{.term = words("Burst"),
         .meaning = words("Many at once, after a quiet time: items, requests, or tasks that are spawned together. A "
                          "channel with room evens it out.")},
    Term{.term = words("Seed"),
         .forms = "seed|seeds",
         .meaning = words("The number that all random choices of a run follow from: the same seed gives the same run."),
         .here = "--seed"},
};

} // namespace

std::span<const Term> termsOfSystems()
{
    return table;
}

} // namespace coroscope
