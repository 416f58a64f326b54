// SPDX-License-Identifier: MIT
#include "insight/subject.h"

#include "insight/event_parties.h"
#include "insight/world.h"

#include <algorithm>

namespace coroscope {

bool tellsOf(const Event &event, const Subject &subject, TaskId task)
{
    switch (subject.kind) {
    case Subject::Kind::Nothing:
    case Subject::Kind::Event: // what it led to is another matter
    case Subject::Kind::Bookmark:
        return false;
    case Subject::Kind::Task:
        return task != 0
            && isOfTask(
                   event, [&](TaskId other) { return other == task; },
                   [&](Place place) { return place == subject.place; });
    case Subject::Kind::Channel:
        return isAt(event, {NodeRef::Kind::Channel, subject.index});
    case Subject::Kind::Lock:
        return isAt(event, {NodeRef::Kind::Lock, subject.index});
    case Subject::Kind::Threads:
        return isAt(event, {NodeRef::Kind::Threads, 0});
    case Subject::Kind::Item:
        return event.item == subject.item;
    }
    return false;
}

std::vector<Sequence> lastEventsOf(const Trace &trace, Sequence end, const Subject &subject, TaskId task,
                                   std::size_t most, Sequence reach)
{
    std::vector<Sequence> found;
    const Sequence first = std::max(trace.firstKept(), end > reach ? end - reach : 0);
    for (Sequence at = end; at > first && found.size() < most; --at) {
        if (worthSeeing(trace.at(at - 1).kind) && tellsOf(trace.at(at - 1), subject, task))
            found.push_back(at - 1);
    }
    std::reverse(found.begin(), found.end());
    return found;
}

} // namespace coroscope
