// SPDX-License-Identifier: MIT
#include "insight/item_phase.h"

#include "insight/task_words.h"
#include "pattern/place_names.h"

#include <algorithm>

namespace coroscope {

namespace {

using Kind = ItemPhase::Kind;

Sentence groupName(std::uint32_t group, const Topology &topology)
{
    return group < topology.groups.size() ? topology.groups[group].label : words("task");
}

Sentence doing(const ItemPhase &phase, const Topology &topology)
{
    if (phase.object >= topology.activities.size())
        return words("pausing");
    const Words phrase = topology.activities[phase.object].phrase;
    const Sentence what = say(phrase, {{"item", words("it")}});
    return phrase.starts_with("until ") ? say(words("pausing {until}"), {{"until", what}}) : what;
}

} // namespace

Sentence phaseText(const ItemPhase &phase, const Topology &topology)
{
    const Sentence task = groupName(phase.group, topology);
    switch (phase.kind) {
    case Kind::Ready:
        return say(words("{task}: ready"), {{"task", task}});
    case Kind::Working:
        return phase.again
            ? say(words("{task}: {doing}, in a further attempt"), {{"task", task}, {"doing", doing(phase, topology)}})
            : say(words("{task}: {doing}"), {{"task", task}, {"doing", doing(phase, topology)}});
    case Kind::Sleeping:
        return say(words("{task}: {doing}"), {{"task", task}, {"doing", doing(phase, topology)}});
    case Kind::Sending:
        return say(words("blocked on send, before {channel}"), {{"channel", channelName(topology, phase.object)}});
    case Kind::InChannel:
        return say(words("in {channel}"), {{"channel", channelName(topology, phase.object)}});
    case Kind::Lacking: {
        const Noun things = phase.object < topology.channels.size() ? topology.channels[phase.object].things
                                                                    : Noun{"item", plural("items")};
        return say(words("{task}: waiting for {things}"),
                   {{"task", task}, {"things", sayCounted(2, things.one, things.many)}});
    }
    case Kind::Thread:
        return say(words("{task}: waiting for a thread"), {{"task", task}});
    case Kind::Lock:
        return say(
            words("{task}: waiting for the {lock}"),
            {{"task", task},
             {"lock", phase.object < topology.locks.size() ? topology.locks[phase.object].label : words("lock")}});
    case Kind::Others:
        return say(words("{task}: joining other tasks"), {{"task", task}});
    case Kind::Turn:
        return say(words("{task}: waiting for its turn, behind older items"), {{"task", task}});
    case Kind::Returned:
        return words("finished, not yet collected");
    case Kind::Orphaned:
        return words("requeued: its task died");
    }
    return {};
}

void append(std::vector<TimePart> &parts, const TimePart &next)
{
    if (next.to <= next.from)
        return;
    if (!parts.empty() && parts.back().phase == next.phase && parts.back().to == next.from)
        parts.back().to = next.to;
    else
        parts.push_back(next);
}

std::vector<TimePart> clipped(const std::vector<TimePart> &parts, Time from, Time to, const ItemPhase &rest)
{
    std::vector<TimePart> within;
    Time reached = from;
    for (const TimePart &part : parts) {
        const Time begin = std::max(part.from, reached);
        const Time end = std::min(part.to, to);
        if (end <= begin)
            continue;
        append(within, {rest, reached, begin});
        append(within, {part.phase, begin, end});
        reached = end;
    }
    append(within, {rest, reached, to});
    return within;
}

} // namespace coroscope
