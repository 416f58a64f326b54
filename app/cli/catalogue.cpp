// SPDX-License-Identifier: MIT
#include "cli/catalogue.h"

#include "cli/text_table.h"
#include "cli/version.h"
#include "run/registry.h"
#include "run/session.h"

#include <nlohmann/json.hpp>

#include <array>

namespace coroscope {

namespace {

using Json = nlohmann::ordered_json;
using Align = TextTable::Align;

std::string_view kindText(ParameterKind kind)
{
    static constexpr std::array<std::string_view, 6> texts = {"count", "duration", "share", "rate", "factor", "choice"};
    return texts[static_cast<std::size_t>(kind)];
}

std::string_view kindText(PatternInfo::Kind kind)
{
    switch (kind) {
    case PatternInfo::Kind::Pattern:
        return "pattern";
    case PatternInfo::Kind::Service:
        return "service";
    case PatternInfo::Kind::Practice:
        return "practice";
    case PatternInfo::Kind::Beyond:
        return "beyond";
    }
    return {};
}

std::string rangeText(const ParameterSpec &spec)
{
    std::string text;
    if (spec.kind != ParameterKind::Choice) {
        text = canonical(spec, spec.minimum) + " to " + canonical(spec, spec.maximum);
        return spec.zeroIsOff ? text + " (0: off)" : text;
    }
    for (const Choice &choice : spec.choices)
        text += (text.empty() ? "" : "|") + std::string(choice.id);
    return text;
}

Json parameterOf(const ParameterSpec &spec)
{
    Json object = {{"id", spec.id},
                   {"label", spec.label.text()},
                   {"effect", spec.effect},
                   {"kind", kindText(spec.kind)},
                   {"default", canonical(spec, spec.initial)}};
    if (spec.kind == ParameterKind::Choice) {
        object["choices"] = Json::array();
        for (const Choice &choice : spec.choices)
            object["choices"].push_back({{"id", choice.id}, {"label", choice.label}});
    } else {
        object["minimum"] = canonical(spec, spec.minimum);
        object["maximum"] = canonical(spec, spec.maximum);
    }
    if (!spec.unit.many.empty())
        object["unit"] = spec.unit.many;
    if (spec.zeroIsOff)
        object["zero_is_off"] = true;
    return object;
}

} // namespace

std::string listText()
{
    TextTable table{Align::Left, Align::Left};
    for (const PatternInfo *pattern : patterns())
        table.add({std::string(pattern->id), std::string(pattern->summary)});
    return table.text();
}

std::string listJson()
{
    Json list = Json::array();
    for (const PatternInfo *pattern : patterns())
        list.push_back({{"id", pattern->id},
                        {"kind", kindText(pattern->kind)},
                        {"title", pattern->title},
                        {"summary", pattern->summary}});
    const Json document = {{"coroscope", version()}, {"patterns", std::move(list)}};
    return document.dump(2) + "\n";
}

std::string describeText(const PatternInfo &pattern)
{
    std::string text = std::string(pattern.title) + " (" + std::string(pattern.id) + ")\n"
        + std::string(pattern.summary) + "\n\nParameters\n";
    TextTable parameters{Align::Left, Align::Right, Align::Left};
    parameters.add({"name", "default", "range"});
    const std::unique_ptr<ParameterTable> table = pattern.declare();
    for (const Parameter *parameter : table->all()) {
        const ParameterSpec &spec = parameter->spec();
        parameters.add({std::string(spec.id), canonical(spec, spec.initial), rangeText(spec)});
    }
    text += parameters.text(2);

    text += "\nWhat they do; all of them can be set while the run goes on (--at)\n";
    TextTable effects{Align::Left, Align::Left};
    for (const Parameter *parameter : table->all()) {
        if (!parameter->spec().shape)
            effects.add({std::string(parameter->spec().id), std::string(parameter->spec().effect)});
    }
    text += effects.text(2);

    if (!pattern.actions().empty()) {
        text += "\nActions (--at TIME:ACTION[=TARGET])\n";
        TextTable actions{Align::Left, Align::Left};
        for (const ActionSpec &action : pattern.actions())
            actions.add(
                {std::string(action.id)
                     + (action.group ? "='" + placeName(pattern.topology(), {*action.group, 0}) + "'" : std::string()),
                 std::string(action.effect)});
        text += actions.text(2);
    }

    text += "\nSet-ups\n";
    for (const Setup &setup : pattern.setups()) {
        std::string command = "coroscope-cli run " + std::string(pattern.id);
        for (const auto &[id, value] : setup.values)
            command += " --set " + std::string(id) + "=" + std::string(value);
        text += "  " + std::string(setup.title) + ": " + std::string(setup.note) + "\n    " + command + "\n";
    }

    text += "\nMeasures\n";
    TextTable measures{Align::Left, Align::Left};
    for (const Measure &measure : pattern.measures())
        measures.add({std::string(measure.id), std::string(measure.meaning)});
    return text + measures.text(2);
}

std::string describeJson(const PatternInfo &pattern)
{
    Json document = {{"coroscope", version()},      {"id", pattern.id},
                     {"title", pattern.title},      {"summary", pattern.summary},
                     {"parameters", Json::array()}, {"setups", Json::array()},
                     {"actions", Json::array()},    {"measures", Json::array()},
                     {"tasks", Json::array()},      {"channels", Json::array()}};
    const std::unique_ptr<ParameterTable> table = pattern.declare();
    for (const Parameter *parameter : table->all())
        document["parameters"].push_back(parameterOf(parameter->spec()));
    for (const Setup &setup : pattern.setups()) {
        Json values = Json::object();
        for (const auto &[id, value] : setup.values)
            values[std::string(id)] = value;
        document["setups"].push_back({{"title", setup.title}, {"note", setup.note}, {"values", std::move(values)}});
    }
    for (const ActionSpec &action : pattern.actions()) {
        Json object = {{"id", action.id}, {"label", action.label}, {"effect", action.effect}};
        if (action.group)
            object["target"] = pattern.topology().groups[*action.group].id;
        document["actions"].push_back(std::move(object));
    }
    for (const Measure &measure : pattern.measures())
        document["measures"].push_back({{"id", measure.id}, {"meaning", measure.meaning}});
    for (const TaskGroup &group : pattern.topology().groups)
        document["tasks"].push_back({{"id", group.id}, {"label", group.label}, {"long_lived", group.longLived}});
    for (const ChannelNode &channel : pattern.topology().channels)
        document["channels"].push_back({{"id", channel.id}, {"label", channel.label}});
    return document.dump(2) + "\n";
}

} // namespace coroscope
