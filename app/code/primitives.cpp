// SPDX-License-Identifier: MIT
#include "code/primitives.h"

#include "models/text.h"

#include <algorithm>
#include <array>

namespace coroscope {

namespace {

using enum Primitive::Form;

/// Checked against the documentation of tokio 1.x, Trio 0.2x, kotlinx.coroutines 1.x and Go 1.2x.
constexpr std::array table = {
    Primitive{.name = "co_await",
              .form = Word,
              .meaning = words("Waits here: the task is suspended, and its thread is free for others, until what it "
                               "awaits has happened."),
              .tokio = ".await",
              .trio = "await",
              .kotlin = "calling a suspend function",
              .go = "any blocking operation of a goroutine"},
    Primitive{.name = "scoped",
              .form = Function,
              .meaning = words("Opens a scope for tasks, and ends only after all of them; if one fails, the others are "
                               "cancelled."),
              .tokio = "JoinSet, joined to its end by hand",
              .trio = "trio.open_nursery()",
              .kotlin = "coroutineScope",
              .go = "errgroup.WithContext, then Wait"},
    Primitive{.name = "supervised",
              .form = Function,
              .meaning = words("Opens a scope for tasks, and ends only after all of them; if one fails, the others go "
                               "on."),
              .tokio = "JoinSet, joined to its end by hand",
              .trio = "a nursery whose tasks catch their errors",
              .kotlin = "supervisorScope",
              .go = "sync.WaitGroup"},
    Primitive{.name = "spawn",
              .form = Member,
              .meaning = words("Starts a task that runs beside this one; it belongs to the scope, which outlives it."),
              .tokio = "JoinSet::spawn",
              .trio = "nursery.start_soon",
              .kotlin = "launch",
              .go = "group.Go, or the go statement"},
    Primitive{.name = "spawnJoinable",
              .form = Function,
              .meaning = words("Starts a task, and gives a handle by which to wait for its result or its error."),
              .tokio = "tokio::spawn",
              .trio = "",
              .kotlin = "async",
              .go = "the go statement, and a channel for the result"},
    Primitive{.name = "JoinHandle",
              .form = Type,
              .meaning = words("Stands for a task that was spawned: joined, it gives the result or throws the error; "
                               "dropped, it lets the task go on unseen."),
              .tokio = "JoinHandle",
              .trio = "",
              .kotlin = "Deferred",
              .go = "a channel for the result"},
    Primitive{.name = "join",
              .form = Member,
              .meaning = words("Waits until that task has ended."),
              .tokio = "handle.await",
              .trio = "the end of the nursery's block",
              .kotlin = "job.join, deferred.await",
              .go = "WaitGroup.Wait"},
    Primitive{
        .name = "JoinSet",
        .form = Type,
        .meaning = words("A set of tasks whose results are taken as they come, or in order; it can limit how many "
                         "run at once."),
        .tokio = "JoinSet",
        .trio = "a nursery, and a channel for the results",
        .kotlin = "a list of Deferred",
        .go = "errgroup with SetLimit, and a channel for the results"},
    Primitive{.name = "next",
              .form = Member,
              .meaning = words("Waits for whichever task of the set ends next, and gives its result."),
              .tokio = "JoinSet::join_next",
              .trio = "receive, from a channel for the results",
              .kotlin = "select with onAwait",
              .go = "<-results"},
    Primitive{
        .name = "gather",
        .form = Function,
        .meaning = words("Runs several bodies as tasks at once, and gives all their results; an error cancels the "
                         "rest."),
        .tokio = "futures::future::try_join_all",
        .trio = "a nursery, with results kept by its tasks",
        .kotlin = "awaitAll",
        .go = "errgroup"},
    Primitive{.name = "race",
              .form = Function,
              .meaning = words("Runs several bodies as tasks at once, gives the result of the first, and cancels the "
                               "others."),
              .tokio = "tokio::select!",
              .trio = "a nursery that its first task cancels",
              .kotlin = "select with onAwait, then cancelChildren",
              .go = "the first of a channel, then the context's cancel"},
    Primitive{.name = "select",
              .form = Function,
              .meaning = words("Waits for the first of several operations: exactly one of them happens."),
              .tokio = "tokio::select!",
              .trio = "",
              .kotlin = "select",
              .go = "select"},
    Primitive{.name = "timeout",
              .form = Function,
              .meaning = words("Runs a body for at most so long, then cancels it, and ends when it has unwound."),
              .tokio = "tokio::time::timeout",
              .trio = "trio.move_on_after",
              .kotlin = "withTimeoutOrNull",
              .go = "context.WithTimeout"},
    Primitive{.name = "retry",
              .form = Function,
              .meaning = words("Runs a body again after an error, each time after a delay that is random and may be "
                               "twice as long as before."),
              .tokio = "crate backon, or tokio-retry",
              .trio = "package tenacity",
              .kotlin = "retry of a Flow, or of Resilience4j",
              .go = "package cenkalti/backoff"},
    Primitive{.name = "sleep",
              .form = Member,
              .meaning = words("Waits for time to pass, and needs no thread meanwhile."),
              .tokio = "tokio::time::sleep",
              .trio = "trio.sleep",
              .kotlin = "delay",
              .go = "time.Sleep"},
    Primitive{.name = "work",
              .form = Member,
              .meaning = words("Is busy for a time: it stands for whatever a real task would do here."),
              .tokio = "",
              .trio = "",
              .kotlin = "",
              .go = ""},
    Primitive{.name = "cancellableEvery",
              .form = Member,
              .meaning = words("Looks only at checkpoints, so often, whether it is to stop: as a computation does."),
              .tokio = "CancellationToken::is_cancelled",
              .trio = "trio.lowlevel.checkpoint",
              .kotlin = "ensureActive",
              .go = "ctx.Err"},
    Primitive{.name = "compute",
              .form = Member,
              .meaning = words("Computes for a time on a thread of the executor; while all are taken, it waits in line "
                               "for one."),
              .tokio = "code between two .awaits",
              .trio = "code between two checkpoints",
              .kotlin = "code on Dispatchers.Default",
              .go = "code of a goroutine, on one of GOMAXPROCS threads"},
    Primitive{.name = "block",
              .form = Member,
              .meaning = words("Holds a thread for a time and computes nothing: what a blocking call does. Elsewhere, "
                               "this moves it off the async threads:"),
              .tokio = "tokio::task::spawn_blocking",
              .trio = "trio.to_thread.run_sync",
              .kotlin = "withContext(Dispatchers.IO)",
              .go = "nothing to do: the runtime adds a thread"},
    Primitive{.name = "Channel",
              .form = Type,
              .meaning = words("A queue from task to task that holds so many items at most."),
              .tokio = "mpsc::channel",
              .trio = "trio.open_memory_channel",
              .kotlin = "Channel",
              .go = "make(chan T, n)"},
    Primitive{.name = "Sender",
              .form = Type,
              .meaning = words("One of the ends by which a channel is filled: when the last one goes, the channel "
                               "closes."),
              .tokio = "mpsc::Sender",
              .trio = "MemorySendChannel",
              .kotlin = "SendChannel, closed by hand",
              .go = "chan<- T, closed by hand"},
    Primitive{.name = "send",
              .form = Member,
              .meaning = words("Puts an item into the channel, and waits as long as that is full."),
              .tokio = "Sender::send",
              .trio = "send_channel.send",
              .kotlin = "channel.send",
              .go = "ch <- item"},
    Primitive{
        .name = "receive",
        .form = Member,
        .meaning = words("Takes the oldest item from the channel, and waits as long as that is empty; of a closed "
                         "and empty one it learns of the end."),
        .tokio = "Receiver::recv",
        .trio = "receive_channel.receive",
        .kotlin = "channel.receiveCatching",
        .go = "item, ok := <-ch"},
    Primitive{.name = "trySend",
              .form = Member,
              .meaning = words("Puts an item into the channel if there is room for it now, and never waits."),
              .tokio = "Sender::try_send",
              .trio = "send_channel.send_nowait",
              .kotlin = "channel.trySend",
              .go = "select with default"},
    Primitive{.name = "tryReceive",
              .form = Member,
              .meaning = words("Takes an item from the channel if there is one now, and never waits."),
              .tokio = "Receiver::try_recv",
              .trio = "receive_channel.receive_nowait",
              .kotlin = "channel.tryReceive",
              .go = "select with default"},
    Primitive{.name = "close",
              .form = Member,
              .meaning = words("Nothing can be sent any more; what the channel holds can still be received."),
              .tokio = "dropping the last Sender",
              .trio = "send_channel.close",
              .kotlin = "channel.close",
              .go = "close(ch)"},
    Primitive{.name = "Lock",
              .form = Type,
              .meaning = words("At most one task has it at a time; those that wait for it get it in their order."),
              .tokio = "tokio::sync::Mutex",
              .trio = "trio.Lock",
              .kotlin = "Mutex",
              .go = "sync.Mutex"},
    Primitive{.name = "LockGuard",
              .form = Type,
              .meaning = words("Has the lock until the end of its block, however that is left."),
              .tokio = "MutexGuard",
              .trio = "async with lock",
              .kotlin = "mutex.withLock",
              .go = "defer mu.Unlock()"},
    Primitive{.name = "acquire",
              .form = Member,
              .meaning = words("Waits until no other task has the lock, and takes it."),
              .tokio = "Mutex::lock",
              .trio = "lock.acquire",
              .kotlin = "mutex.lock",
              .go = "mu.Lock"},
    Primitive{.name = "Notify",
              .form = Type,
              .meaning = words("A signal without a value, from task to task."),
              .tokio = "Notify",
              .trio = "trio.Event, which stays set",
              .kotlin = "Channel<Unit>(CONFLATED)",
              .go = "make(chan struct{}, 1)"},
    Primitive{.name = "notified",
              .form = Member,
              .meaning = words("Waits for a signal; one that was given before, with nobody waiting, counts."),
              .tokio = "Notify::notified",
              .trio = "event.wait",
              .kotlin = "channel.receive",
              .go = "<-ch"},
    Primitive{.name = "notifyOne",
              .form = Member,
              .meaning = words("Wakes the task that has waited longest; without one, the next wait ends at once."),
              .tokio = "Notify::notify_one",
              .trio = "event.set, which wakes all",
              .kotlin = "channel.trySend(Unit)",
              .go = "select { case ch <- struct{}{}: default: }"},
    Primitive{.name = "wait",
              .form = Member,
              .meaning = words("Waits until a time has come, or somebody wakes it."),
              .tokio = "timeout_at around notified",
              .trio = "trio.move_on_at around event.wait",
              .kotlin = "withTimeoutOrNull around receive",
              .go = "select with time.After"},
    Primitive{.name = "waitAs",
              .form = Member,
              .meaning = words("Waits until a time has come, or somebody wakes it."),
              .tokio = "timeout_at around notified",
              .trio = "trio.move_on_at around event.wait",
              .kotlin = "withTimeoutOrNull around receive",
              .go = "select with time.After"},
    Primitive{.name = "Shield",
              .form = Type,
              .meaning = words("As long as it lives, nothing outside cancels the task: what was begun is finished. "
                               "Keep it short."),
              .tokio = "a task of its own, which nobody aborts",
              .trio = "trio.CancelScope(shield=True)",
              .kotlin = "withContext(NonCancellable)",
              .go = "context.WithoutCancel"},
    Primitive{.name = "lift",
              .form = Member,
              .meaning = words("Ends a shield from outside: what it held off strikes at once."),
              .tokio = "",
              .trio = "scope.shield = False",
              .kotlin = "",
              .go = ""},
    Primitive{.name = "cancel",
              .form = Member,
              .meaning = words("Tells the task, or all in the scope, to stop: each next await throws Cancelled."),
              .tokio = "JoinHandle::abort",
              .trio = "cancel_scope.cancel",
              .kotlin = "job.cancel",
              .go = "the context's cancel"},
    Primitive{.name = "cancelAll",
              .form = Member,
              .meaning = words("Tells all tasks of the set to stop."),
              .tokio = "JoinSet::abort_all",
              .trio = "nursery.cancel_scope.cancel",
              .kotlin = "coroutineContext.cancelChildren",
              .go = "the context's cancel"},
    Primitive{.name = "detachAll",
              .form = Member,
              .meaning = words("Lets all tasks of the set go: they run on, and nobody waits for them."),
              .tokio = "JoinSet::detach_all",
              .trio = "",
              .kotlin = "GlobalScope.launch, from the start",
              .go = "a goroutine that nobody waits for"},
    Primitive{
        .name = "kill",
        .form = Member,
        .meaning = words("Stops the task, or all in the scope, as when the process dies: no shield holds it off."),
        .tokio = "",
        .trio = "",
        .kotlin = "",
        .go = ""},
    Primitive{.name = "Cancelled",
              .form = Type,
              .meaning = words("What an await throws in a task that was told to stop. It may clean up, and passes it "
                               "on."),
              .tokio = "the future is dropped",
              .trio = "trio.Cancelled",
              .kotlin = "CancellationException",
              .go = "context.Canceled"},
};

bool endsLike(const QString &text, QLatin1String end)
{
    return text.endsWith(end);
}

} // namespace

std::span<const Primitive> primitives()
{
    return table;
}

const Primitive *primitiveAt(const CodeLine &line, std::size_t token)
{
    const CodeToken &it = line.tokens[token];
    if (it.kind != 'i' && it.kind != 't' && it.kind != 'a')
        return nullptr;
    const QString before = token > 0 ? line.tokens[token - 1].text : QString();
    const QString after = token + 1 < line.tokens.size() ? line.tokens[token + 1].text : QString();
    const bool isMember = endsLike(before, QLatin1String(".")) || endsLike(before, QLatin1String("->"));
    const bool isQualified = isMember || endsLike(before, QLatin1String("::"));
    const bool isCalled = after.startsWith(QLatin1Char('('));
    // A parameter may be called like what it is about: m_parameters.timeout().
    const bool isParameter = isMember && token > 1 && line.tokens[token - 2].text == QLatin1String("m_parameters");
    const auto fits = [&](Primitive::Form form) {
        switch (form) {
        case Primitive::Form::Function:
            return isCalled && !isQualified;
        case Primitive::Form::Member:
            return isCalled && isMember && !isParameter;
        case Primitive::Form::Type:
            return !isQualified && !isCalled;
        case Primitive::Form::Word:
            return true;
        }
        return false;
    };
    const auto found = std::find_if(table.begin(), table.end(), [&](const Primitive &one) {
        return it.text == toQString(one.name) && fits(one.form);
    });
    return found == table.end() ? nullptr : &*found;
}

Sentence explanationOf(const Primitive &primitive)
{
    const auto in = [](Words template_, std::string_view name) {
        return say(template_,
                   {{"name", name.empty() ? Sentence(words("nothing like it")) : Sentence(std::string(name))}});
    };
    const Sentence elsewhere = joined(
        {in(words("tokio: {name}"), primitive.tokio), in(words("Trio: {name}"), primitive.trio),
         in(words("Kotlin: {name}"), primitive.kotlin), in(words("Go: {name}"), primitive.go)},
        "\n");
    const bool isWritten = !(primitive.tokio.empty() && primitive.trio.empty() && primitive.kotlin.empty()
                             && primitive.go.empty());
    return isWritten ? joined({Sentence(primitive.meaning), elsewhere}, "\n") : Sentence(primitive.meaning);
}

} // namespace coroscope
