// SPDX-License-Identifier: MIT
#include "insight/item_times.h"

#include <algorithm>
#include <utility>

namespace coroscope {

namespace {

using Kind = ItemPhase::Kind;

} // namespace

ItemTimes::ItemTimes(const Topology &topology, std::function<void(const ItemRecord &)> whenEnded)
    : m_timelines(topology), m_whenEnded(std::move(whenEnded))
{
}

void ItemTimes::consume(const Delta &delta)
{
    const Event &event = delta.event;
    // What takes an item away from its holder comes before the holder's own next step, what gives it one after.
    if (event.item != 0 && event.kind != EventKind::ItemCreated) {
        if (delta.fate) {
            finish(event);
        } else if (const auto known = m_items.find(event.item); known != m_items.end()) {
            if (event.kind == EventKind::Sent)
                leave(event.item, known->second, {.kind = Kind::InChannel, .object = event.object}, event.time);
            else if (event.kind == EventKind::ItemRequeued) {
                leave(event.item, known->second, {.kind = Kind::Orphaned}, event.time);
                known->second.again = true;
            }
        }
    }
    if (delta.ended)
        taskEnded(delta);
    m_timelines.consume(delta);
    if (event.item == 0)
        return;
    if (event.kind == EventKind::ItemCreated) {
        Track &track = m_items[event.item];
        track = {.born = event.time, .phase = {.kind = Kind::Orphaned}, .since = event.time};
        take(event.item, track, event.task, event.time);
    } else if (event.kind == EventKind::Received || event.kind == EventKind::WorkStarted) {
        const auto known = m_items.find(event.item);
        // Who works on what another holds does so for that one.
        if (known == m_items.end() || known->second.holder == event.task)
            return;
        if (known->second.holder == 0)
            take(event.item, known->second, event.task, event.time);
        else if (event.kind == EventKind::WorkStarted)
            m_helpers[event.task] = event.item;
    }
}

void ItemTimes::settle(Track &track, Time now) const
{
    if (track.holder == 0) {
        append(track.parts, {track.phase, track.since, now});
    } else {
        for (TimePart part : m_timelines.between(track.holder, track.since, now)) {
            part.phase.again |= track.again && part.phase.kind == Kind::Working;
            append(track.parts, part);
        }
    }
    track.since = now;
}

void ItemTimes::take(ItemId item, Track &track, TaskId task, Time now)
{
    settle(track, now);
    if (task == 0)
        return;
    track.holder = task;
    m_held[task].push_back(item);
    m_timelines.hold(task);
}

void ItemTimes::leave(ItemId item, Track &track, const ItemPhase &phase, Time now)
{
    settle(track, now);
    if (const TaskId holder = std::exchange(track.holder, 0); holder != 0) {
        const auto held = m_held.find(holder);
        std::erase(held->second, item);
        if (held->second.empty())
            m_held.erase(held);
        m_timelines.release(holder);
    }
    track.phase = phase;
}

void ItemTimes::finish(const Event &event)
{
    const auto known = m_items.find(event.item);
    if (known == m_items.end())
        return;
    leave(event.item, known->second, {}, event.time);
    m_whenEnded({event.item, known->second.born, event.time, event.kind, std::move(known->second.parts)});
    m_items.erase(known);
}

void ItemTimes::failed(ItemId item, Time now)
{
    if (const auto known = m_items.find(item); known != m_items.end()) {
        settle(known->second, now);
        known->second.again = true;
    }
}

void ItemTimes::taskEnded(const Delta &delta)
{
    if (const auto helper = m_helpers.find(delta.event.task); helper != m_helpers.end()) {
        if (delta.task->state.state == TaskState::Failed)
            failed(helper->second, delta.event.time);
        m_helpers.erase(helper);
    }
    const auto held = m_held.find(delta.event.task);
    if (held == m_held.end())
        return;
    const bool returned = delta.task->state.state == TaskState::Done;
    const std::vector<ItemId> items = held->second;
    for (const ItemId item : items)
        leave(item, m_items.at(item), {.kind = returned ? Kind::Returned : Kind::Orphaned}, delta.event.time);
}

std::optional<ItemRecord> ItemTimes::soFar(ItemId item, Time now) const
{
    const auto known = m_items.find(item);
    if (known == m_items.end())
        return std::nullopt;
    Track track = known->second;
    settle(track, now);
    return ItemRecord{item, track.born, now, std::nullopt, std::move(track.parts)};
}

std::optional<ItemRecord> whereTimeWent(const Trace &trace, const Topology &topology, ItemId item, Time now)
{
    std::optional<ItemRecord> found;
    ItemTimes times(topology, [&](const ItemRecord &record) {
        if (record.item == item)
            found = record;
    });
    Reducer reducer;
    reducer.add(times);
    for (Sequence i = trace.firstKept(); i < trace.count() && !found;) {
        const std::span<const Event> run = trace.run(i, trace.count());
        reducer.consume(run, i);
        i += run.size();
    }
    return found ? found : times.soFar(item, now);
}

} // namespace coroscope
