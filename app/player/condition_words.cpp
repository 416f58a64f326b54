// SPDX-License-Identifier: MIT
#include "player/condition_words.h"

#include "models/text.h"
#include "pattern/place_names.h"
#include "text/duration_text.h"
#include "text/noun_words.h"

#include <array>

namespace coroscope {

namespace {

using Kind = StopCondition::Kind;

constexpr std::array<Words, 13> labels = {
    words("Something fails"),
    words("A task is restarted"),
    words("An attempt times out"),
    words("One of the {things} is dropped"),
    words("One of the {things} is lost"),
    words("The process crashes"),
    words("No task can go on"),
    words("A channel is full"),
    words("A channel is empty"),
    words("A task gets to run"),
    words("One of the {things} ends"),
    words("A line of code is reached"),
    words("A given time is reached"),
};

Sentence ofChannel(const StopCondition &condition, const Topology &topology, Words any, Words one)
{
    if (!condition.channel)
        return any;
    return say(one, {{"channel", topology.channels.at(*condition.channel).label}});
}

} // namespace

Sentence label(StopCondition::Kind kind, const Noun &things)
{
    return say(labels.at(static_cast<std::size_t>(kind)), {{"things", nounsText(things)}});
}

Sentence describe(const StopCondition &condition, const PatternInfo &pattern)
{
    const Topology &topology = pattern.topology();
    const Sentence::Argument thing{"thing", nounText(pattern.item)};
    switch (condition.kind) {
    case Kind::Failure:
        return words("the next failure");
    case Kind::Restart:
        return words("the next restart");
    case Kind::TimeOut:
        return words("the next timeout");
    case Kind::Drop:
        return say(words("the next dropped {thing}"), {thing});
    case Kind::Lost:
        return say(words("the next lost {thing}"), {thing});
    case Kind::Crash:
        return words("the next crash");
    case Kind::Stuck:
        return words("the moment when no task can go on");
    case Kind::Full:
        return ofChannel(condition, topology, words("the moment when a channel is full"),
                         words("the moment when it is full: {channel}"));
    case Kind::Empty:
        return ofChannel(condition, topology, words("the moment when a channel is empty"),
                         words("the moment when it is empty: {channel}"));
    case Kind::Runs:
        return say(words("the moment when {task} gets to run"), {{"task", placeLabel(topology, condition.place)}});
    case Kind::Ends:
        return say(words("the end of {item}"), {{"item", numberedNoun(pattern.item, condition.item)}});
    case Kind::Line:
        return say(words("line {line} of {file}"), {{"line", condition.line}, {"file", condition.file}});
    case Kind::At:
        return readableTime(condition.time);
    }
    return {};
}

QString linePlace(std::string_view file, std::uint32_t line)
{
    return QStringLiteral("%1:%2").arg(toQString(file).section(QLatin1Char('/'), -2)).arg(line);
}

} // namespace coroscope
