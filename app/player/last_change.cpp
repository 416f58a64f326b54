// SPDX-License-Identifier: MIT
#include "player/last_change.h"

#include "player/change_text.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

namespace coroscope {

namespace {

bool isApplied(const Change &change, const Scenario &run)
{
    return change.at <= Time{} + run.length;
}

/// What the parameters are set to at the end of it.
std::vector<std::int64_t> latestValues(const Scenario &run, const ParameterTable &table)
{
    std::vector<std::int64_t> values = run.settings.values;
    for (std::size_t i = values.size(); i < table.all().size(); ++i)
        values.push_back(table.all()[i]->spec().initial);
    for (const Change &change : run.changes) {
        if (!change.action && isApplied(change, run))
            values[change.parameter] = change.value;
    }
    return values;
}

/// What distinguishes the run from that without: what each parameter is set to at last, and the actions.
Sentence said(const Scenario &run, const Scenario &without, const ParameterTable &table)
{
    std::vector<Sentence> said;
    const std::vector<std::int64_t> after = latestValues(run, table);
    const std::vector<std::int64_t> before = latestValues(without, table);
    for (std::size_t i = 0; i < after.size(); ++i) {
        if (before[i] != after[i])
            said.push_back(turnText(table.all()[i]->spec(), before[i], after[i]));
    }
    for (const Change &change : run.changes) {
        const bool isOwn = change.action && isApplied(change, run)
            && std::find(without.changes.begin(), without.changes.end(), change) == without.changes.end();
        if (isOwn)
            said.push_back(
                say(words("“{action}”"), {{"action", actionName(*run.pattern, *change.action).toStdString()}}));
    }
    return joined(std::move(said), ", ");
}

/// All but what is set is the same in both.
bool haveSameLuck(const Scenario &one, const Scenario &other)
{
    return one.pattern == other.pattern && one.settings.seed == other.settings.seed
        && one.settings.schedule == other.settings.schedule;
}

} // namespace

std::optional<LastChange> lastChange(const Scenario &run, const Scenario *before)
{
    const std::unique_ptr<ParameterTable> table = run.pattern->declare();
    const auto end = std::find_if(run.changes.begin(), run.changes.end(),
                                  [&](const Change &change) { return !isApplied(change, run); });
    const bool isComparable = before && haveSameLuck(run, *before);
    LastChange last{.what = {}, .without = run};
    if (isComparable && end == run.changes.begin() && latestValues(*before, *table) == latestValues(run, *table)) {
        const std::optional<LastChange> former = lastChange(*before, nullptr);
        if (!former)
            return std::nullopt;
        last.atStart = former->atStart;
        last.without.settings.values = latestValues(former->without, *table);
    } else {
        if (end == run.changes.begin())
            return std::nullopt;
        Time at = std::prev(end)->at;
        if (isComparable && latestValues(run, *table) != latestValues(*before, *table)
            && before->settings.values == run.settings.values) {
            // Of a slider that was dragged while time went on, all that it was set to is one change.
            const auto apart = std::mismatch(run.changes.begin(), end, before->changes.begin(), before->changes.end());
            if (apart.first != end) {
                at = apart.first->at;
                last.without.changes = before->changes;
            }
        }
        std::erase_if(last.without.changes,
                      [&](const Change &change) { return change.at == at && isApplied(change, run); });
        last.atStart = at == Time{};
    }
    last.what = said(run, last.without, *table);
    return last.what.empty() ? std::nullopt : std::optional(std::move(last));
}

} // namespace coroscope
