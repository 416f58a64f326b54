// SPDX-License-Identifier: MIT
#include "player/event_facts.h"

#include "models/text.h"
#include "pattern/place_names.h"
#include "player/event_text.h"
#include "text/duration_text.h"
#include "text/noun_words.h"

namespace coroscope {

namespace {

/// The payload of a CancelRequested by a deadline.
constexpr std::int64_t overdue = 2;
/// Of a second, where a moment is told.
constexpr int digits = 6;

Words kindOf(const Event &event)
{
    switch (event.kind) {
    case EventKind::ParameterChanged:
        return words("parameter change");
    case EventKind::ActionTaken:
        return words("action");
    case EventKind::ProcessCrashed:
        return words("crash");
    case EventKind::ProcessRestarted:
    case EventKind::Restarted:
    case EventKind::RestartScheduled:
        return words("restart");
    case EventKind::Stalled:
        return words("stall");
    case EventKind::DeadlockFound:
        return words("deadlock");
    case EventKind::TaskKilled:
        return words("killed with its process");
    case EventKind::TaskFailed:
    case EventKind::ItemFailed:
    case EventKind::AttemptFailed:
    case EventKind::JobFailed:
        return words("failure");
    case EventKind::HeartbeatMissed:
        return words("missed heartbeat");
    case EventKind::AttemptTimedOut:
        return words("timeout");
    case EventKind::CancelRequested:
        return event.payload == overdue ? words("timeout") : words("cancellation");
    case EventKind::TaskCancelled:
    case EventKind::ItemCancelled:
        return words("cancellation");
    case EventKind::ItemDropped:
        return words("dropped {thing}");
    case EventKind::ItemLost:
        return words("lost {thing}");
    default:
        return words("event");
    }
}

QString when(Time time, const Run &run)
{
    const Time now = run.playhead();
    const std::string at = clockText(time, digits);
    if (time == now)
        return toQString(at);
    if (time < now)
        return toQString(
            say(words("{time}, {duration} ago"), {{"time", at}, {"duration", readableDuration(now - time)}}));
    return toQString(say(words("{time}, in {duration}"), {{"time", at}, {"duration", readableDuration(time - now)}}));
}

class Facts
{
public:
    Facts(const Event &event, const Run &run) : m_event(event), m_run(run), m_topology(run.topology()) { }

    std::vector<Fact> about(Sequence number)
    {
        m_facts.push_back(
            {translated(words("When")), when(m_event.time, m_run), {.kind = Subject::Kind::Event, .event = number}});
        addTask(words("Task"), m_run.taskPlaces()->of(m_event.task));
        if (m_event.kind == EventKind::ActionTaken && m_event.payload >= 0)
            addTask(words("Target"), Place::unpacked(m_event.payload));
        if (m_event.item != 0)
            m_facts.push_back({capitalised(translated(m_run.session().pattern().item, 1)),
                               toQString(numberedNoun(m_run.session().pattern().item, m_event.item)),
                               {.kind = Subject::Kind::Item, .item = m_event.item}});
        addObject();
        return std::move(m_facts);
    }

private:
    void addTask(Words label, std::optional<Place> place)
    {
        if (place)
            m_facts.push_back({translated(label),
                               toQString(placeLabel(m_topology, *place)),
                               {.kind = Subject::Kind::Task, .place = *place}});
    }
    void addObject()
    {
        const std::string_view object = info(m_event.kind).object;
        const std::uint32_t index = m_event.object;
        if (object == "channel" && index < m_topology.channels.size())
            m_facts.push_back({translated(words("Channel")),
                               translated(m_topology.channels[index].label),
                               {.kind = Subject::Kind::Channel, .index = index}});
        else if (object == "lock" && index < m_topology.locks.size())
            m_facts.push_back({translated(words("Lock")),
                               translated(m_topology.locks[index].label),
                               {.kind = Subject::Kind::Lock, .index = index}});
        else if (object == "task" && index != m_event.task)
            addTask(words("Concerns"), m_run.taskPlaces()->of(index));
        else if (object == "parent")
            addTask(words("Spawned by"), m_run.taskPlaces()->of(index));
    }

    const Event &m_event;
    const Run &m_run;
    const Topology &m_topology;
    std::vector<Fact> m_facts;
};

} // namespace

QString nameOfEvent(const Event &event, const Noun &things)
{
    return toQString(say(kindOf(event), {{"thing", nounText(things)}}));
}

std::vector<Fact> factsAboutEvent(Sequence number, const Run &run)
{
    return Facts(run.trace()->at(number), run).about(number);
}

Fact factAboutBookmark(Time at, const Run &run)
{
    return {translated(words("When")), when(at, run), {.kind = Subject::Kind::Bookmark, .time = at}};
}

} // namespace coroscope
