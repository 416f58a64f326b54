// SPDX-License-Identifier: MIT
#include "run/stop_condition.h"

#include "pattern/place_names.h"
#include "text/duration_text.h"
#include "text/wording.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace coroscope {

namespace {

using Kind = StopCondition::Kind;

constexpr std::array<StopConditionForm, 13> forms = {{
    {"failure", "", false, "a task, an item, an attempt or a job fails, or a silent worker counts as dead"},
    {"restart", "", false, "another task takes the place of one that died"},
    {"timeout", "", false, "the time for something is up"},
    {"drop", "", false, "a channel refuses or pushes out an item"},
    {"lost", "", false, "an item is gone: no task holds it, and none has finished it"},
    {"crash", "", false, "the process dies"},
    {"stuck", "", false, "no task can go on"},
    {"full", "CHANNEL", false, "a channel becomes full"},
    {"empty", "CHANNEL", false, "a channel becomes empty"},
    {"run", "TASK", true, "the task gets to run: it starts to work, or goes on after a wait"},
    {"end", "ITEM", true, "the item with this number is done, fails, or is cancelled, dropped or lost"},
    {"line", "FILE:LINE", true, "a task comes to this line of the code: it waits there, or goes on from there"},
    {"at", "TIME", true, "this time has come"},
}};

ParsedStopCondition refused(const std::string &why)
{
    return {{}, why};
}

/// "Producer 1", or "Source" where there is only ever one.
std::string nameOfFirst(const Topology &topology, std::uint32_t group)
{
    return placeName(topology, {group, 0});
}

ParsedStopCondition withChannel(StopCondition condition, const Topology &topology, std::string_view text)
{
    std::vector<std::string_view> ids;
    for (const ChannelNode &node : topology.channels)
        ids.push_back(node.id);
    const auto found = std::find(ids.begin(), ids.end(), text);
    if (found == ids.end())
        return refused("there is no channel " + inQuotes(text) + "; " + suggestion(text, "channels", ids));
    condition.channel = static_cast<std::uint32_t>(found - ids.begin());
    return {condition, {}};
}

ParsedStopCondition withTask(StopCondition condition, const Topology &topology, std::string_view text)
{
    std::vector<std::string> names;
    for (std::uint32_t group = 0; group < topology.groups.size(); ++group) {
        if (const std::optional<Place> place = placeNamed(topology, group, text)) {
            condition.place = *place;
            return {condition, {}};
        }
        names.push_back(nameOfFirst(topology, group));
    }
    return refused("there can be no task " + inQuotes(text) + "; it takes a name such as "
                   + listed({names.begin(), names.end()}, "or"));
}

ParsedStopCondition withItem(StopCondition condition, std::string_view text)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), condition.item);
    if (error != std::errc{} || end != text.data() + text.size() || condition.item == 0)
        return refused(inQuotes(text) + " is no number of an item; it takes a whole number from 1 on");
    return {condition, {}};
}

ParsedStopCondition withLine(StopCondition condition, std::string_view text)
{
    const std::size_t colon = std::min(text.rfind(':'), text.size());
    const std::string_view number = text.substr(std::min(colon + 1, text.size()));
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), condition.line);
    const auto isControl = [](char c) { return static_cast<unsigned char>(c) < 0x20; };
    if (colon == 0 || std::any_of(text.begin(), text.end(), isControl) || error != std::errc{}
        || end != number.data() + number.size() || condition.line == 0)
        return refused(inQuotes(text) + " is no line of the code; it takes a file and a number from 1 on, such as "
                       + "stages.cpp:41");
    condition.file = text.substr(0, colon);
    return {condition, {}};
}

ParsedStopCondition withTime(StopCondition condition, std::string_view text)
{
    const std::optional<Duration> time = parsedDuration(text);
    if (!time)
        return refused(inQuotes(text)
                       + " is no time; it takes a duration from the start on, such as 250ms, 1.5s or 10m");
    condition.time = Time{} + *time;
    return {condition, {}};
}

} // namespace

std::span<const StopConditionForm> stopConditionForms()
{
    return forms;
}

std::string written(const StopConditionForm &form)
{
    std::string text(form.name);
    if (form.argument.empty())
        return text;
    const std::string argument = "=" + std::string(form.argument);
    return text + (form.needsArgument ? argument : "[" + argument + "]");
}

ParsedStopCondition parsedStopCondition(const Topology &topology, std::string_view text)
{
    const std::string_view name = text.substr(0, text.find('='));
    const auto form = std::find_if(forms.begin(), forms.end(),
                                   [&](const StopConditionForm &one) { return one.name == name; });
    if (form == forms.end()) {
        std::vector<std::string_view> names;
        for (const StopConditionForm &one : forms)
            names.push_back(one.name);
        return refused("there is no condition " + inQuotes(name) + "; " + suggestion(name, "conditions", names));
    }
    const StopCondition condition{.kind = static_cast<Kind>(form - forms.begin())};
    if (form->argument == "CHANNEL" && topology.channels.empty())
        return refused("there are no channels in this pattern");
    if (name.size() == text.size()) {
        return form->needsArgument ? refused(std::string(name) + " says not which; it takes " + written(*form))
                                   : ParsedStopCondition{condition, {}};
    }
    if (form->argument.empty())
        return refused(std::string(name) + " takes nothing behind it");
    const std::string_view argument = text.substr(name.size() + 1);
    switch (condition.kind) {
    case Kind::Runs:
        return withTask(condition, topology, argument);
    case Kind::Ends:
        return withItem(condition, argument);
    case Kind::Line:
        return withLine(condition, argument);
    case Kind::At:
        return withTime(condition, argument);
    default:
        return withChannel(condition, topology, argument);
    }
}

std::string canonical(const StopCondition &condition, const Topology &topology)
{
    const std::string name(forms[static_cast<std::size_t>(condition.kind)].name);
    switch (condition.kind) {
    case Kind::Full:
    case Kind::Empty:
        return condition.channel ? name + "=" + std::string(topology.channels.at(*condition.channel).id) : name;
    case Kind::Runs:
        return name + "=" + placeName(topology, condition.place);
    case Kind::Ends:
        return name + "=" + std::to_string(condition.item);
    case Kind::Line:
        return name + "=" + condition.file + ":" + std::to_string(condition.line);
    case Kind::At:
        return name + "=" + canonicalDuration(condition.time.time_since_epoch());
    default:
        return name;
    }
}

} // namespace coroscope
