// SPDX-License-Identifier: MIT
#include "run/scenario.h"

#include "run/json_tree.h"
#include "text/duration_text.h"

namespace coroscope {

namespace {

std::string changeText(const Scenario &scenario, const ParameterTable &table, const Change &change)
{
    std::string text = "{\"at_s\": " + decimalSeconds(change.at.time_since_epoch());
    if (!change.action) {
        const ParameterSpec &spec = table.all()[change.parameter]->spec();
        return text + ", \"name\": " + jsonText(spec.id) + ", \"value\": " + jsonText(canonical(spec, change.value))
            + "}";
    }
    text += ", \"action\": " + jsonText(scenario.pattern->actions()[change.action->action].id);
    if (const std::string target = targetName(*scenario.pattern, *change.action); !target.empty())
        text += ", \"target\": " + jsonText(target);
    return text + "}";
}

/// Items one below the other, between brackets of their own lines.
std::string block(const std::vector<std::string> &items, char open, char close)
{
    if (items.empty())
        return {open, close};
    std::string text{open};
    for (std::size_t i = 0; i < items.size(); ++i)
        text += (i == 0 ? "\n    " : ",\n    ") + items[i];
    return text + "\n  " + close;
}

} // namespace

Scenario scenarioOf(const Session &session)
{
    Scenario scenario{.pattern = &session.pattern(),
                      .settings = session.settings(),
                      .changes = session.changes(),
                      .length = session.now().time_since_epoch()};
    const std::span<const Change> ahead = session.pendingChanges();
    scenario.changes.insert(scenario.changes.end(), ahead.begin(), ahead.end());
    return scenario;
}

std::unique_ptr<Session> sessionOf(const Scenario &scenario, Retention retention)
{
    auto session = std::make_unique<Session>(*scenario.pattern, scenario.settings, retention);
    for (const Change &change : scenario.changes)
        session->schedule(change);
    return session;
}

std::string scenarioText(const Scenario &scenario)
{
    const std::unique_ptr<ParameterTable> table = scenario.pattern->declare();
    std::vector<std::string> parameters;
    for (std::size_t i = 0; i < table->all().size(); ++i) {
        const ParameterSpec &spec = table->all()[i]->spec();
        const std::int64_t value = scenario.settings.values.empty() ? spec.initial : scenario.settings.values[i];
        parameters.push_back(jsonText(spec.id) + ": " + jsonText(canonical(spec, value)));
    }
    const auto textOf = [&](const std::vector<Change> &all) {
        std::vector<std::string> changes;
        for (const Change &change : all)
            changes.push_back(changeText(scenario, *table, change));
        return changes;
    };
    const std::vector<std::string> changes = textOf(scenario.changes);
    std::vector<std::string> bookmarks;
    for (const Bookmark &bookmark : scenario.bookmarks)
        bookmarks.push_back("{\"at_s\": " + decimalSeconds(bookmark.at.time_since_epoch())
                            + ", \"note\": " + jsonText(bookmark.note) + "}");
    std::vector<std::string> branches;
    for (std::size_t i = 0; i < scenario.branches.branches().size(); ++i) {
        const RunTree::Branch &branch = scenario.branches.branches()[i];
        std::string text = "{";
        if (i > 0)
            text += "\"parent\": " + std::to_string(branch.parent)
                + ", \"at_s\": " + decimalSeconds(branch.from.time_since_epoch()) + ", ";
        if (i == scenario.branches.current()) {
            branches.push_back(text + "\"current\": true}");
            continue;
        }
        std::string own;
        for (const std::string &change : textOf(branch.changes))
            own += (own.empty() ? "" : ", ") + change;
        branches.push_back(text + "\"duration_s\": " + decimalSeconds(branch.length) + ", \"changes\": [" + own + "]}");
    }
    return "{\n  \"version\": 1,\n  \"title\": " + jsonText(scenario.title)
        + ",\n  \"note\": " + jsonText(scenario.note) + ",\n  \"pattern\": " + jsonText(scenario.pattern->id)
        + ",\n  \"seed\": " + std::to_string(scenario.settings.seed) + ",\n  \"schedule\": "
        + (scenario.settings.schedule == Schedule::Fifo ? "\"fifo\"" : "\"shuffled\"") + ",\n  \"duration_s\": "
        + decimalSeconds(scenario.length) + ",\n  \"warmup_s\": " + decimalSeconds(scenario.settings.warmup)
        + ",\n  \"parameters\": " + block(parameters, '{', '}') + ",\n  \"changes\": " + block(changes, '[', ']')
        + (bookmarks.empty() ? "" : ",\n  \"bookmarks\": " + block(bookmarks, '[', ']'))
        + (branches.empty() ? "" : ",\n  \"branches\": " + block(branches, '[', ']')) + "\n}\n";
}

} // namespace coroscope
