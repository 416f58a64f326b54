// SPDX-License-Identifier: MIT
#include "code/glossary.h"

#include "code/primitives.h"

#include <algorithm>
#include <array>

namespace coroscope {

namespace {

/// Names as they are in tokio 1, Trio 0.22, kotlinx.coroutines 1 and Go 1.21, or later.
constexpr std::array table = {
    Term{.term = words("Coroutine"),
         .meaning = words("A function that can be suspended in the middle, and goes on from there later."),
         .tokio = "async fn",
         .trio = "async def",
         .kotlin = "suspend fun",
         .go = "any function",
         .here = "QCoro::Task<>"},
    Term{.term = words("Await"), .primitive = "co_await"},
    Term{.term = words("Future"),
         .meaning = words("Stands for a result that is not there yet; awaiting it gives the result. In some languages "
                          "nothing happens before it is awaited."),
         .tokio = "Future, which does nothing until it is polled",
         .trio = "a coroutine object, awaited at once",
         .kotlin = "Deferred",
         .go = "a channel for the result",
         .here = "QCoro::Task<T>, which begins at once"},
    Term{.term = words("Task"),
         .meaning = words("A thread of control of its own: it runs beside others, and is far cheaper than a thread of "
                          "the system."),
         .tokio = "task",
         .trio = "task",
         .kotlin = "coroutine, known by its Job",
         .go = "goroutine",
         .here = "Task"},
    Term{.term = words("Executor"),
         .meaning = words("Decides which ready task runs next, and on which thread."),
         .tokio = "Runtime",
         .trio = "trio.run, on one thread",
         .kotlin = "CoroutineDispatcher",
         .go = "the runtime's scheduler",
         .here = "Kernel; Executor for its threads"},
    Term{.term = words("Parallelism"),
         .meaning = words("Several tasks compute at the very same moment, each on a thread; concurrency is only that "
                          "none has to end before the next begins."),
         .tokio = "worker_threads",
         .kotlin = "Dispatchers.Default",
         .go = "GOMAXPROCS",
         .here = "Executor::setThreads"},
    Term{.term = words("Virtual clock"),
         .meaning = words("Time that jumps to the next thing that is due as soon as no task can run, so that tests of "
                          "hours take moments."),
         .tokio = "time::pause, start_paused = true",
         .trio = "trio.testing.MockClock",
         .kotlin = "runTest",
         .go = "testing/synctest, from Go 1.25",
         .here = "Kernel::now"},
    Term{.term = words("Spawn"), .primitive = "spawn"},
    Term{.term = words("Join handle"), .primitive = "JoinHandle"},
    Term{.term = words("Detached tasks"), .primitive = "detachAll"},
    Term{.term = words("Structured concurrency"),
         .meaning = words(
             "Tasks have an owner that ends only after them, so that none is left behind, and no error goes "
             "unseen."),
         .tokio = "by convention, with a JoinSet",
         .trio = "the only way: every task has a nursery",
         .kotlin = "CoroutineScope",
         .go = "by convention, with errgroup",
         .here = "Scope"},
    Term{.term = words("Task scope, nursery"), .primitive = "scoped"},
    Term{.term = words("Supervisor scope"), .primitive = "supervised"},
    Term{.term = words("Supervisor"),
         .meaning = words("A task that starts others, notices when one has died, and starts another in its place."),
         .tokio = "a loop over JoinSet::join_next",
         .trio = "a loop around each task's body",
         .kotlin = "a loop around each body; SupervisorJob restarts nothing",
         .go = "package thejerf/suture",
         .here = "supervisor::Supervisor"},
    Term{.term = words("Error of a task"),
         .meaning = words("A task that was spawned has no caller that its error could go to: somebody has to be told."),
         .tokio = "JoinError for a panic, from the handle",
         .trio = "raised by the nursery, in an ExceptionGroup",
         .kotlin = "fails the parent, or is thrown by deferred.await",
         .go = "errgroup's Wait; a panic ends the program",
         .here = "thrown by join and by scoped"},
    Term{.term = words("Fan-out / fan-in"), .primitive = "JoinSet"},
    Term{.term = words("Gather"), .primitive = "gather"},
    Term{.term = words("Race"), .primitive = "race"},
    Term{.term = words("Select"), .primitive = "select"},
    Term{.term = words("Cancellation"), .primitive = "cancel"},
    Term{.term = words("Cancel scope"),
         .meaning = words("A stretch of code, with all that is spawned in it, that can be cancelled as one."),
         .tokio = "CancellationToken, of tokio-util",
         .trio = "trio.CancelScope",
         .kotlin = "Job",
         .go = "context.Context",
         .here = "Scope"},
    Term{.term = words("Checkpoint"), .primitive = "cancellableEvery"},
    Term{.term = words("Shield"), .primitive = "Shield"},
    Term{.term = words("Timeout"), .primitive = "timeout"},
    Term{.term = words("Deadline"),
         .meaning = words("The moment by which something has to be over, however many steps and retries it takes."),
         .tokio = "tokio::time::timeout_at",
         .trio = "trio.move_on_at",
         .go = "context.WithDeadline",
         .here = "Scope::setDeadline"},
    Term{.term = words("Retry with backoff"), .primitive = "retry"},
    Term{.term = words("Blocking call"), .primitive = "block"},
    Term{.term = words("Yield"),
         .meaning = words("Lets the other ready tasks run first, and then goes on."),
         .tokio = "tokio::task::yield_now",
         .trio = "trio.lowlevel.checkpoint",
         .kotlin = "yield",
         .go = "runtime.Gosched",
         .here = "yieldNow"},
    Term{.term = words("Bounded channel"), .primitive = "Channel"},
    Term{.term = words("Backpressure"), .primitive = "send"},
    Term{
        .term = words("Unbounded channel"),
        .meaning = words("A channel that is never full: sending never waits, and if nobody keeps up, memory runs out."),
        .tokio = "mpsc::unbounded_channel",
        .trio = "trio.open_memory_channel(math.inf)",
        .kotlin = "Channel(UNLIMITED)",
        .here = "Channel with WhenFull::Unbounded"},
    Term{.term = words("Rendezvous"),
         .meaning = words("A channel that holds nothing: sender and receiver wait for each other."),
         .trio = "trio.open_memory_channel(0)",
         .kotlin = "Channel()",
         .go = "make(chan T)",
         .here = "Channel of capacity 0"},
    Term{.term = words("Pipeline"),
         .meaning = words("Tasks in a row, each of which takes from a channel, does its part, and sends to the next."),
         .tokio = "tasks and mpsc channels",
         .trio = "tasks and memory channels",
         .kotlin = "a Flow, with buffer between its steps",
         .go = "goroutines and channels",
         .here = "tasks and a Channel between each two"},
    Term{.term = words("Oneshot"),
         .meaning = words("A channel for a single value: the answer to a request."),
         .tokio = "oneshot::channel",
         .trio = "trio.open_memory_channel(1)",
         .kotlin = "CompletableDeferred",
         .go = "make(chan T, 1)",
         .here = "Oneshot"},
    Term{.term = words("Watch"),
         .meaning = words("A value that changes, of which receivers see the newest, and not every one before it."),
         .tokio = "watch::channel",
         .kotlin = "StateFlow",
         .here = "Watch"},
    Term{
        .term = words("Broadcast"),
        .meaning = words("A channel in which every receiver gets every value; one that is too slow misses the oldest."),
        .tokio = "broadcast::channel",
        .kotlin = "SharedFlow with DROP_OLDEST",
        .here = "Broadcast"},
    Term{.term = words("Mutual exclusion"), .primitive = "Lock"},
    Term{.term = words("Semaphore"),
         .meaning = words("Lets so many in at a time; who finds no permit waits for one."),
         .tokio = "tokio::sync::Semaphore",
         .trio = "trio.Semaphore, trio.CapacityLimiter",
         .kotlin = "Semaphore",
         .go = "semaphore.Weighted, of x/sync",
         .here = "Semaphore"},
    Term{.term = words("Signal"), .primitive = "Notify"},
    Term{.term = words("Ticker"),
         .meaning = words("Wakes a loop again and again at even distances, however long its body takes."),
         .tokio = "tokio::time::interval",
         .trio = "trio.sleep_until in a loop",
         .kotlin = "delay in a loop",
         .go = "time.Ticker",
         .here = "Ticker"},
    Term{.term = words("Rate limiter"),
         .meaning = words("Lets so many through in a second, and a few more at once after a quiet time."),
         .tokio = "crate governor",
         .kotlin = "RateLimiter, of Resilience4j",
         .go = "package golang.org/x/time/rate",
         .here = "RateLimiter"},
};

} // namespace

std::span<const Term> terms()
{
    return table;
}

TermEntry entryOf(const Term &term)
{
    const std::span<const Primitive> all = primitives();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const Primitive &one) { return one.name == term.primitive; });
    if (found == all.end())
        return {term.term, term.meaning, term.tokio, term.trio, term.kotlin, term.go, term.here};
    return {term.term, found->meaning, found->tokio, found->trio, found->kotlin, found->go, found->name};
}

} // namespace coroscope
