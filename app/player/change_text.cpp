// SPDX-License-Identifier: MIT
#include "player/change_text.h"

#include "models/text.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace coroscope {

namespace {

/// Whether its name ends in a word that calls for the value: "An update takes".
bool readsOn(const ParameterSpec &spec)
{
    static constexpr std::array<std::string_view, 8> open{"after", "arrive", "at",    "every",
                                                          "for",   "is",     "takes", "within"};
    const std::string label = Sentence(spec.label).text();
    return std::any_of(open.begin(), open.end(), [&](std::string_view word) {
        return label.ends_with(word) && label.size() > word.size() && label[label.size() - word.size() - 1] == ' ';
    });
}

/// Both values, exact where rounded texts would be the same.
std::pair<Sentence, Sentence> turned(const ParameterSpec &spec, std::int64_t from, std::int64_t to)
{
    std::pair<Sentence, Sentence> said{readable(spec, from), readable(spec, to)};
    if (toQString(said.first) == toQString(said.second))
        said = {canonical(spec, from), canonical(spec, to)};
    return said;
}

} // namespace

QString changeText(const ParameterSpec &spec, std::int64_t from, std::int64_t to)
{
    const auto [before, after] = turned(spec, from, to);
    return QStringLiteral("%1: %2 → %3").arg(toQString(spec.label), toQString(before), toQString(after));
}

Sentence settingText(const ParameterSpec &spec, Sentence value)
{
    return say(readsOn(spec) ? words("{parameter} {value}") : words("{parameter}: {value}"),
               {{"parameter", spec.label}, {"value", std::move(value)}});
}

Sentence turnText(const ParameterSpec &spec, std::int64_t from, std::int64_t to)
{
    auto [before, after] = turned(spec, from, to);
    return settingText(spec,
                       say(words("{before} → {after}"), {{"before", std::move(before)}, {"after", std::move(after)}}));
}

QString actionName(const PatternInfo &pattern, const ActionCall &call)
{
    const QString label = translated(pattern.actions()[call.action].label);
    const std::string target = targetName(pattern, call);
    return target.empty() ? label : QStringLiteral("%1: %2").arg(label, toQString(target));
}

QString markText(const History::Mark &mark, Session &session)
{
    switch (mark.kind) {
    case History::Mark::Kind::Action:
        return actionName(session.pattern(), {mark.parameter, Place::unpacked(mark.after).index});
    case History::Mark::Kind::Parameter:
        return changeText(session.parameters().all()[mark.parameter]->spec(), mark.before, mark.after);
    case History::Mark::Kind::Crash:
        return QStringLiteral("crash");
    case History::Mark::Kind::Restart:
        return QStringLiteral("restart");
    case History::Mark::Kind::Stuck:
        break;
    }
    return QStringLiteral("stuck");
}

} // namespace coroscope
