// SPDX-License-Identifier: MIT
#include "insight/time_spent.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace coroscope {

namespace {

using Kind = SpentPart::Kind;

/// What a task has been at since an event.
struct Doing {
    Time since;
    Kind kind;
    std::uint32_t object;
};

std::optional<Doing> doingAfter(const Event &event)
{
    switch (event.kind) {
    case EventKind::WorkStarted:
        return Doing{event.time, Kind::Work, event.object};
    case EventKind::SleepStarted:
        return Doing{event.time, Kind::Time, event.object};
    case EventKind::JoinBlocked:
        return Doing{event.time, Kind::Others, 0};
    case EventKind::ReceiveBlocked:
        return Doing{event.time, Kind::Channel, event.object};
    default:
        return std::nullopt;
    }
}

/// What the tasks of a place were at, in the order of time, from what was so at @p from on.
std::vector<Doing> doingsOf(Place place, const Trace &trace, const TaskPlaces &places, Sequence end, Time from,
                            Sequence reach)
{
    std::vector<Doing> found;
    const Sequence first = std::max(trace.firstKept(), end > reach ? end - reach : 0);
    for (Sequence at = end; at > first; --at) {
        const Event &event = trace.at(at - 1);
        const std::optional<Doing> doing = doingAfter(event);
        if (!doing || places.of(event.task) != place)
            continue;
        found.push_back(*doing);
        if (event.time <= from)
            break;
    }
    std::reverse(found.begin(), found.end());
    return found;
}

/// Adds up the parts of one lane. What an orphan does, it does all the same.
class Sum
{
public:
    explicit Sum(std::vector<Doing> doings) : m_doings(std::move(doings)) { }

    void add(Time from, Time to, std::int64_t condition)
    {
        if (condition < 0)
            add(Kind::Before, 0, to - from);
        else if (hasEnded(static_cast<Condition>(condition)))
            add(static_cast<Condition>(condition) == Condition::Failed ? Kind::Down : Kind::Empty, 0, to - from);
        else if (static_cast<Condition>(condition) == Condition::Idle
                 || static_cast<Condition>(condition) == Condition::Running)
            addDoings(from, to, static_cast<Condition>(condition));
        else
            add(Kind::Look, static_cast<std::uint32_t>(condition), to - from);
    }
    std::vector<SpentPart> parts() const
    {
        std::vector<SpentPart> list;
        for (const auto &[what, time] : m_times)
            list.push_back({what.first, what.second, time});
        return list;
    }

private:
    void add(Kind kind, std::uint32_t object, Duration time)
    {
        if (time > Duration::zero())
            m_times[{kind, object}] += time;
    }
    /// What it is at changes without the condition where something ends and the next thing begins in one instant.
    void addDoings(Time from, Time to, Condition condition)
    {
        const auto isLater = [](Time time, const Doing &doing) { return time < doing.since; };
        auto next = std::upper_bound(m_doings.begin(), m_doings.end(), from, isLater);
        for (Time at = from; at < to; ++next) {
            const Time end = next == m_doings.end() ? to : std::min(to, next->since);
            if (next == m_doings.begin()) // those events are no longer looked at
                add(condition == Condition::Idle ? Kind::Waiting : Kind::Look,
                    condition == Condition::Idle ? 0 : static_cast<std::uint32_t>(condition), end - at);
            else
                add(std::prev(next)->kind, std::prev(next)->object, end - at);
            at = end;
            if (next == m_doings.end())
                break;
        }
    }

    std::vector<Doing> m_doings;
    std::map<std::pair<Kind, std::uint32_t>, Duration> m_times;
};

} // namespace

std::vector<SpentPart> timeSpent(const History::Lane &lane, const Trace &trace, const TaskPlaces &places, Sequence end,
                                 Time from, Time to, Sequence reach)
{
    Sum sum(doingsOf(lane.place, trace, places, end, from, reach));
    const auto &steps = lane.condition.steps();
    std::size_t next = lane.condition.firstAfter(from);
    for (Time at = from; at < to;) {
        const Time until = next < steps.size() ? std::min(to, steps[next].from) : to;
        sum.add(at, until, next > 0 ? steps[next - 1].value : -1);
        at = until;
        ++next;
    }
    return sum.parts();
}

} // namespace coroscope
