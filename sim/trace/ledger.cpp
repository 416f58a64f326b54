// SPDX-License-Identifier: MIT
#include "trace/ledger.h"

#include <utility>

namespace coroscope {

namespace {

std::uint64_t ItemCounts::*fateOf(EventKind kind) noexcept
{
    switch (kind) {
    case EventKind::ItemCreated:
        return &ItemCounts::created;
    case EventKind::ItemDone:
        return &ItemCounts::done;
    case EventKind::ItemFailed:
        return &ItemCounts::failed;
    case EventKind::ItemCancelled:
        return &ItemCounts::cancelled;
    case EventKind::ItemDropped:
        return &ItemCounts::dropped;
    case EventKind::ItemLost:
        return &ItemCounts::lost;
    default:
        return nullptr;
    }
}

/// Whether it is about the task that Event::object names.
bool isAboutAnother(EventKind kind) noexcept
{
    return kind == EventKind::TaskAbandoned || kind == EventKind::TaskDismissed || kind == EventKind::HeartbeatMissed
        || kind == EventKind::RestartScheduled;
}

} // namespace

std::optional<std::uint32_t> Ledger::slotOf(TaskId id) const noexcept
{
    const auto known = m_slots.find(id);
    return known == m_slots.end() ? std::nullopt : std::optional(known->second);
}

const LedgerTask *Ledger::task(TaskId id) const noexcept
{
    const std::optional<std::uint32_t> slot = slotOf(id);
    return slot ? &m_tasks[*slot] : nullptr;
}

const LedgerTask *Ledger::taskAt(Place place) const noexcept
{
    if (place.group >= m_places.size() || place.index >= m_places[place.group].size())
        return nullptr;
    const std::uint32_t number = m_places[place.group][place.index];
    return number == 0 ? nullptr : &m_tasks[m_occupants[number - 1]];
}

std::size_t Ledger::bytes() const noexcept
{
    constexpr std::size_t node = 32; // of the map, roughly
    return m_tasks.size() * (sizeof(LedgerTask) + sizeof(Family)) + m_slots.size() * node
        + m_occupants.size() * 2 * sizeof(std::uint32_t) + m_channels.size() * sizeof(LedgerChannel);
}

Delta Ledger::apply(const Event &event)
{
    Delta delta{.event = event, .ledger = this};
    m_orphans.clear();
    if (event.kind == EventKind::TaskSpawned) {
        spawn(delta);
        return delta;
    }
    if (const std::optional<std::uint32_t> slot = slotOf(event.task); slot && !hasEnded(m_tasks[*slot].state.state)) {
        delta.task = &m_tasks[*slot];
        delta.slot = *slot;
        if (const std::optional<TaskTransition> transition = transitionOf(event.kind))
            setState(delta, *transition);
    }
    if (isAboutAnother(event.kind)) {
        if (const std::optional<std::uint32_t> slot = slotOf(event.object)) {
            delta.other = &m_tasks[*slot];
            delta.otherSlot = *slot;
            m_tasks[*slot].dismissed |= event.kind == EventKind::TaskDismissed;
            if (event.kind == EventKind::TaskAbandoned)
                orphan(*slot);
        }
        delta.orphans = m_orphans;
        return delta;
    }
    delta.fate = fateOf(event.kind);
    if (delta.fate)
        applyToItem(delta);
    else
        applyToChannel(delta);
    return delta;
}

void Ledger::spawn(Delta &delta)
{
    const Event &event = delta.event;
    const Place place = Place::unpacked(event.payload);
    if (place.group == rootGroup)
        return;
    if (m_places.size() <= place.group)
        m_places.resize(place.group + 1);
    std::vector<std::uint32_t> &group = m_places[place.group];
    if (group.size() <= place.index)
        group.resize(place.index + 1);
    std::uint32_t &number = group[place.index];
    std::optional<std::uint32_t> before;
    if (number == 0) {
        m_occupants.push_back(0);
        number = static_cast<std::uint32_t>(m_occupants.size());
    } else {
        before = m_occupants[number - 1];
        delta.replaces = !m_tasks[*before].dismissed;
        m_tasks[*before].inPlace = false;
        if (hasEnded(m_tasks[*before].state.state)) {
            release(*before);
            before.reset();
        }
    }
    std::uint32_t slot = static_cast<std::uint32_t>(m_tasks.size());
    if (m_freeSlots.empty()) {
        m_tasks.emplace_back();
        // That a task ends must need no memory: a run that is out of it still has to be unwound.
        if (m_freeSlots.capacity() < m_tasks.capacity())
            m_freeSlots.reserve(m_tasks.capacity());
        if (m_orphans.capacity() < m_tasks.capacity())
            m_orphans.reserve(m_tasks.capacity());
    } else {
        slot = m_freeSlots.back();
        m_freeSlots.pop_back();
    }
    m_families.resize(m_tasks.size());
    m_families[slot] = {};
    if (const std::optional<std::uint32_t> parent = slotOf(event.object);
        parent && !hasEnded(m_tasks[*parent].state.state)) {
        const std::uint32_t older = std::exchange(m_families[*parent].child, slot);
        m_families[slot] = {.parent = *parent, .older = older};
        if (older != none)
            m_families[older].younger = slot;
    }
    m_tasks[slot] = {.id = event.task, .place = place, .placeNumber = number - 1, .since = event.time};
    m_slots[event.task] = slot;
    m_occupants[number - 1] = slot;
    delta.task = &m_tasks[slot];
    delta.slot = slot;
    delta.spawned = true;
    if (before) {
        delta.displaced = &m_tasks[*before];
        delta.displacedSlot = *before;
    }
}

void Ledger::orphan(std::uint32_t slot)
{
    if (hasEnded(m_tasks[slot].state.state) || std::exchange(m_tasks[slot].orphaned, true))
        return;
    m_orphans.push_back(slot);
}

void Ledger::leaveFamily(std::uint32_t slot)
{
    const Family family = std::exchange(m_families[slot], {});
    if (family.older != none)
        m_families[family.older].younger = family.younger;
    if (family.younger != none)
        m_families[family.younger].older = family.older;
    else if (family.parent != none)
        m_families[family.parent].child = family.older;
    for (std::uint32_t child = family.child; child != none;) {
        const std::uint32_t next = m_families[child].older;
        m_families[child].parent = none;
        m_families[child].older = none;
        m_families[child].younger = none;
        orphan(child);
        child = next;
    }
}

void Ledger::release(std::uint32_t slot)
{
    m_slots.erase(m_tasks[slot].id);
    m_freeSlots.push_back(slot);
}

void Ledger::setState(Delta &delta, TaskTransition transition)
{
    LedgerTask &task = m_tasks[delta.slot];
    delta.before = task.state;
    delta.beforeSince = task.since;
    task.state = transition;
    task.since = delta.event.time;
    delta.ended = hasEnded(transition.state);
    if (!delta.ended)
        return;
    leaveFamily(delta.slot);
    delta.orphans = m_orphans;
    if (!task.inPlace)
        release(delta.slot);
}

void Ledger::applyToItem(Delta &delta)
{
    ++(m_items.*delta.fate);
    delta.items = &m_items;
    // Of a channel that is full, the oldest item may be pushed out.
    if (delta.event.kind == EventKind::ItemDropped && delta.event.payload == 1
        && delta.event.object < m_channels.size()) {
        LedgerChannel &channel = m_channels[delta.event.object];
        --channel.fill;
        delta.channel = &channel;
    }
}

void Ledger::applyToChannel(Delta &delta)
{
    const Event &event = delta.event;
    const auto channel = [&]() -> LedgerChannel & {
        if (m_channels.size() <= event.object)
            m_channels.resize(event.object + 1);
        delta.channel = &m_channels[event.object];
        return m_channels[event.object];
    };
    switch (event.kind) {
    case EventKind::ChannelOpened:
        channel() = {.open = true, .capacity = event.payload};
        break;
    case EventKind::ChannelClosed:
        channel().open = false;
        channel().fill = event.payload;
        break;
    case EventKind::CapacityChanged:
        channel().capacity = event.payload;
        break;
    case EventKind::Sent:
        ++channel().fill;
        break;
    case EventKind::Received:
        --channel().fill;
        break;
    default:
        break;
    }
}

} // namespace coroscope
