// SPDX-License-Identifier: MIT
#include "run/event_sentence.h"

#include "insight/task_words.h"
#include "pattern/place_names.h"
#include "text/duration_text.h"
#include "text/noun_words.h"

#include <optional>

namespace coroscope {

namespace {

/// What a sentence is about.
struct Happening {
    const Event &event;
    std::optional<Place> task;  ///< where its task is
    std::optional<Place> other; ///< where the task is that it is about, if it is about one
    const PatternInfo &pattern;
    const Topology &topology;
};

// What fills the place of the same name in a sentence:

using Argument = Sentence::Argument;

Sentence nameOf(TaskId id, std::optional<Place> place, const Topology &topology)
{
    if (place)
        return placeLabel(topology, *place);
    return id == 0 ? words("something outside") : id == 1 ? words("the main task") : words("a task that is gone");
}

/// Whose event it is.
Argument task(const Happening &it)
{
    return {"task", nameOf(it.event.task, it.task, it.topology)};
}

/// Whom it is about, if that is another one.
Argument other(const Happening &it)
{
    return {"other", nameOf(it.event.object, it.other, it.topology)};
}

Argument item(const Happening &it)
{
    if (it.event.item == 0)
        return {"item", words("one")};
    return {"item", numberedNoun(it.pattern.item, it.event.item)};
}

/// What its channel holds.
const Noun &things(const Happening &it)
{
    const auto &all = it.topology.channels;
    return it.event.object < all.size() ? heldThings(all[it.event.object].things, it.pattern.item) : it.pattern.item;
}

Argument length(const Happening &it)
{
    return {"length", readableDuration(Duration{it.event.payload})};
}

Argument channel(const Happening &it)
{
    return {"channel", channelName(it.topology, it.event.object)};
}

Argument lock(const Happening &it)
{
    const auto &all = it.topology.locks;
    if (it.event.object >= all.size())
        return {"lock", words("the lock")};
    return {"lock", say(words("the {name}"), {{"name", all[it.event.object].label}})};
}

Argument thread(const Happening &it)
{
    return {"thread", say(words("thread {number}"), {{"number", it.event.object + 1}})};
}

Argument attempt(const Happening &it)
{
    return {"attempt", say(words("attempt {number} at {item}"), {{"number", it.event.object + 1}, item(it)})};
}

Argument job(const Happening &it)
{
    return {"job", it.event.object};
}

/// Whose place others take, one after the other, is told from them by its number: "Operation 35 (task 412)".
Sentence numbered(const Happening &it, TaskId id, std::optional<Place> where)
{
    const Sentence name = nameOf(id, where, it.topology);
    if (!where || where->group >= it.topology.groups.size() || it.topology.groups[where->group].longLived)
        return name;
    return say(words("{name} (task {number})"), {{"name", name}, {"number", id}});
}

Argument numberedTask(const Happening &it)
{
    return {"task", numbered(it, it.event.task, it.task)};
}

Argument numberedOther(const Happening &it)
{
    return {"other", numbered(it, it.event.object, it.other)};
}

/// That it is spawned in.
Argument numberedPlace(const Happening &it)
{
    return {"place", numbered(it, it.event.task, Place::unpacked(it.event.payload))};
}

Argument place(const Happening &it)
{
    return {"place", placeLabel(it.topology, Place::unpacked(it.event.payload))};
}

/// "making", "working on item 12"
Argument activity(const Happening &it)
{
    return {"activity", activityText(it.topology, it.event.object, it.event.item, it.pattern.item)};
}

Sentence capacityChanged(const Happening &it)
{
    if (it.event.payload < 0)
        return say(words("{channel} holds any number of {things} from now on."),
                   {channel(it), {"things", nounsText(things(it))}});
    return say(words("{channel} holds up to {things} from now on."),
               {channel(it), {"things", countOf(it.event.payload, things(it))}});
}

Sentence parameterChanged(const Happening &it)
{
    const std::unique_ptr<ParameterTable> table = it.pattern.declare();
    const ParameterSpec &spec = table->all().at(it.event.object)->spec();
    return say(words("“{parameter}” was set to {value}."),
               {{"parameter", spec.label}, {"value", readable(spec, it.event.payload)}});
}

Sentence actionTaken(const Happening &it)
{
    const Argument action{"action", it.pattern.actions()[it.event.object].label};
    return it.event.payload < 0 ? say(words("“{action}” was asked for."), {action})
                                : say(words("“{action}” was asked for, at {place}."), {action, place(it)});
}

Sentence budgetExceeded(const Happening &it)
{
    if (it.event.object == 1)
        return say(words("The run was stopped: there are too many {things}."),
                   {{"things", nounsText(it.pattern.item)}});
    return it.event.object == 0 ? words("The run was stopped: there are too many turns in one instant.")
                                : words("The run was stopped: there are too many tasks.");
}

/// By kind, in the order of the table.
Sentence sentenceOf(const Happening &it)
{
    using enum EventKind;
    switch (it.event.kind) {
    case TaskSpawned:
        return say(words("{place} was spawned."), {numberedPlace(it)});
    case TaskDone:
        return say(words("{task} has ended."), {numberedTask(it)});
    case TaskFailed:
        return say(words("{task} failed."), {numberedTask(it)});
    case TaskCancelled:
        return say(words("{task} was cancelled."), {numberedTask(it)});
    case TaskKilled:
        return say(words("{task} went down with its process."), {numberedTask(it)});
    case WorkStarted:
    case SleepStarted:
        return say(words("{task} started {activity}, for {length}."), {task(it), activity(it), length(it)});
    case WorkRetimed:
    case SleepRetimed:
        return say(words("{task} went on {activity}, for {length} in all."), {task(it), activity(it), length(it)});
    case WorkEnded:
    case SleepEnded:
        return say(words("{task} stopped {activity}."), {task(it), activity(it)});
    case ChannelOpened:
    case CapacityChanged:
        return capacityChanged(it);
    case ChannelClosed:
        return say(words("{channel} was closed."), {channel(it)});
    case SendBlocked:
        return say(words("{task} waits to send {item}: {channel} is full."), {task(it), item(it), channel(it)});
    case Sent:
        return say(words("{task} put {item} into {channel}."), {task(it), item(it), channel(it)});
    case SendAbandoned:
        return say(words("{task} no longer waits to send {item}."), {task(it), item(it)});
    case ReceiveBlocked:
        return say(words("{task} waits for the next {thing}: {channel} is empty."),
                   {task(it), {"thing", nounText(things(it))}, channel(it)});
    case Received:
        return say(words("{task} took {item} from {channel}."), {task(it), item(it), channel(it)});
    case ReceiveAbandoned:
        return say(words("{task} no longer waits for the next {thing} from {channel}."),
                   {task(it), {"thing", nounText(things(it))}, channel(it)});
    case JoinBlocked:
        return it.event.object == 0 ? say(words("{task} waits for other tasks to end."), {task(it)})
                                    : say(words("{task} waits for {other} to end."), {task(it), other(it)});
    case JoinEnded:
        return it.event.object == 0
            ? say(words("{task} has waited for other tasks to end, and goes on."), {task(it)})
            : say(words("{task} has waited for {other} to end, and goes on."), {task(it), other(it)});
    case CancelRequested:
        return say(words("Cancellation is requested for what {task} has started."), {task(it)});
    case ItemCreated:
        return say(words("{item} is born, in the hands of {task}."), {item(it), task(it)});
    case ItemDone:
        return say(words("{item} is done, {length} after it was created."), {item(it), length(it)});
    case ItemFailed:
        return say(words("{item} failed, {length} after it was created."), {item(it), length(it)});
    case ItemCancelled:
        return say(words("{item} was stopped."), {item(it)});
    case ItemDropped:
        return it.event.payload == 0 ? say(words("{channel} refused {item}."), {channel(it), item(it)})
                                     : say(words("{channel} pushed out {item}."), {channel(it), item(it)});
    case ItemLost:
        return say(words("{item} is lost."), {item(it)});
    case ParameterChanged:
        return parameterChanged(it);
    case ProcessCrashed:
        return words("The process died.");
    case ProcessRestarted:
        return words("The process has restarted.");
    case Stalled:
        return words("Nobody can go on.");
    case DeadlockFound:
        return sayCounted(it.event.payload, "{n} task waits in a cycle, each for the next.",
                          plural("{n} tasks wait in a cycle, each for the next."));
    case DeadlockLink:
        return {};
    case BudgetExceeded:
        return budgetExceeded(it);
    case SendRefused:
        return say(words("{task} keeps {item}: {channel} is closed."), {task(it), item(it), channel(it)});
    case ReceiveEnded:
        return say(words("{task} finds {channel} closed and empty."), {task(it), channel(it)});
    case FailureUnseen:
        // Who has thrown away its handle could have known.
        return it.event.task > 1 && it.event.task != it.event.object
            ? say(words("{other} failed, and {task} ignored the error."), {other(it), task(it)})
            : say(words("{other} failed, and nobody was left to notice."), {other(it)});
    case LockBlocked:
        return say(words("{task} waits for {lock}."), {task(it), lock(it)});
    case LockAcquired:
        return say(words("{task} acquired {lock}."), {task(it), lock(it)});
    case LockAbandoned:
        return say(words("{task} no longer waits for {lock}."), {task(it), lock(it)});
    case LockReleased:
        return say(words("{task} released {lock}."), {task(it), lock(it)});
    case ThreadWanted:
        return say(words("{task} is ready, and waits for a thread."), {task(it)});
    case ThreadTaken:
        return say(words("{task} got {thread}."), {task(it), thread(it)});
    case ThreadAbandoned:
        return say(words("{task} no longer waits for a thread."), {task(it)});
    case ThreadFreed:
        return say(words("{task} gave {thread} back."), {task(it), thread(it)});
    case ThreadsChanged:
        return sayCounted(it.event.payload, "There is {n} thread from now on.",
                          plural("There are {n} threads from now on."));
    case ActionTaken:
        return actionTaken(it);
    case DeadlineSet:
        return say(words("{task} has {length} from now on, and no longer."), {task(it), length(it)});
    case DeadlineMet:
        return say(words("{task} has no time limit any more."), {task(it)});
    case TaskAbandoned:
        return say(words("Nobody waits for {other} any more: it runs on, abandoned."), {numberedOther(it)});
    case JobStarted:
        return sayCounted(it.event.payload, "Job {job} begins, in {n} part.", plural("Job {job} begins, in {n} parts."),
                          {job(it)});
    case JobDone:
        return say(words("Job {job} is done, after {length}."), {job(it), length(it)});
    case JobFailed:
        return say(words("Job {job} failed, after {length}."), {job(it), length(it)});
    case AttemptStarted:
        return say(words("{task} begins {attempt}."), {task(it), attempt(it)});
    case AttemptFailed:
        return say(words("{attempt} failed, after {length}."), {attempt(it), length(it)});
    case AttemptTimedOut:
        return say(words("{attempt} timed out after {length}."), {attempt(it), length(it)});
    case AttemptStopped:
        return say(words("{attempt} has stopped, {length} after it was cancelled."), {attempt(it), length(it)});
    case ItemRequeued:
        return say(words("{item} waits for another task: the one that had it has died."), {item(it)});
    case ItemDoneAgain:
        return say(words("{item} was done a second time."), {item(it)});
    case TaskDismissed:
        return say(words("{other} is surplus, and will leave."), {other(it)});
    case WorkerUp:
        return say(words("{task} is up."), {task(it)});
    case WorkerHung:
        return say(words("{task} hangs silently."), {task(it)});
    case HeartbeatMissed:
        return say(words("{other} has sent no heartbeat for {length}: it is presumed dead."), {other(it), length(it)});
    case RestartScheduled:
        return say(words("{other} will be restarted in {length}."), {other(it), length(it)});
    case Restarted:
        return say(words("{task} is up in place of the one that died, {length} later."), {task(it), length(it)});
    case Escalated:
        return sayCounted(it.event.payload, "{task} escalates, after {n} failure.",
                          plural("{task} escalates, after {n} failures."), {task(it)});
    }
    return {};
}

} // namespace

Sentence sentence(const Event &event, const World &world, const PatternInfo &pattern)
{
    const auto placeOf = [&](TaskId id) {
        const TaskView *const task = world.task(id);
        return task ? std::optional(task->place) : std::nullopt;
    };
    return sentenceOf({event, placeOf(event.task), placeOf(event.object), pattern, pattern.topology()});
}

Sentence sentence(const Event &event, const TaskPlaces &places, const PatternInfo &pattern)
{
    return sentenceOf({event, places.of(event.task), places.of(event.object), pattern, pattern.topology()});
}

} // namespace coroscope
