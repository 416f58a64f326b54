// SPDX-License-Identifier: MIT
#include "cli/report.h"

#include "cli/text_table.h"
#include "text/duration_text.h"
#include "text/number_text.h"
#include "text/wording.h"

#include <cmath>

namespace coroscope {

namespace {

using Align = TextTable::Align;

constexpr const char *undefined = "–";

std::string durationText(std::optional<double> nanoseconds)
{
    return nanoseconds ? readableDuration(Duration{std::llround(*nanoseconds)}) : undefined;
}

std::string quantileText(const Quantiles &quantiles, double p)
{
    const std::optional<std::int64_t> value = quantiles.quantile(p);
    return value ? readableDuration(Duration{*value}) : undefined;
}

std::string shareText(Duration part, Duration whole)
{
    return whole > Duration::zero() ? percent(inSeconds(part) / inSeconds(whole)) : undefined;
}

/// What is appended to a change that did nothing.
std::string effectText(const Session &session, std::size_t change)
{
    const Sentence *const reason = whyIdle(session, change);
    return reason ? " (no effect: " + asClause(reason->text()) + ")" : std::string();
}

std::string startText(Session &session, const RunRequest &request)
{
    const RunSettings &settings = session.settings();
    std::string text = std::string(session.pattern().title) + ", seed " + std::to_string(settings.seed) + ", "
        + (settings.schedule == Schedule::Fifo ? "fifo" : "shuffled") + ", " + readableDuration(request.length);
    if (settings.warmup > Duration::zero())
        text += "\nmeasured after " + readableDuration(settings.warmup)
            + "; items, and what channels and tasks count, are of the whole run";
    text += "\n";
    const std::vector<Parameter *> &all = session.parameters().all();
    std::string values;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const ParameterSpec &spec = all[i]->spec();
        if (settings.values[i] != spec.initial)
            values += (values.empty() ? "" : ", ") + std::string(spec.id) + " = " + canonical(spec, settings.values[i]);
    }
    if (!values.empty())
        text += "with " + values + "\n";
    for (std::size_t i = 0; i < request.changes.size(); ++i) {
        const Change &change = request.changes[i];
        if (change.action) {
            const std::string target = targetName(session.pattern(), *change.action);
            text += "at " + canonicalDuration(change.at.time_since_epoch()) + ": "
                + std::string(session.pattern().actions()[change.action->action].id)
                + (target.empty() ? "" : " = " + target) + effectText(session, i) + "\n";
            continue;
        }
        const ParameterSpec &spec = all[change.parameter]->spec();
        text += "at " + canonicalDuration(change.at.time_since_epoch()) + ": " + std::string(spec.id) + " = "
            + canonical(spec, change.value) + "\n";
    }
    return text;
}

std::string outcomeLine(const Session &session)
{
    const std::string text = session.outcomeText().text();
    return (text.empty() ? std::string(coroscope::text(session.outcome())) : text) + "\n";
}

/// Why it ended when it did; what it was to end at, if that did not happen.
std::string endingLine(const Ending &ending)
{
    if (!ending.moment)
        return "--until " + inQuotes(ending.condition) + " did not happen\n";
    const std::string what = ending.moment->what.text();
    return "ended at " + readableTime(ending.moment->time) + " with --until " + inQuotes(ending.condition)
        + (what.empty() ? "" : ": " + capitalised(what)) + "\n";
}

std::string numbersText(const Metrics &metrics)
{
    const ItemCounts &items = metrics.items();
    TextTable table{Align::Left, Align::Left};
    table.add({"Items",
               std::to_string(items.created) + " created = " + std::to_string(items.done) + " done + "
                   + std::to_string(items.failed) + " failed + " + std::to_string(items.cancelled) + " cancelled + "
                   + std::to_string(items.dropped) + " dropped + " + std::to_string(items.lost) + " lost + "
                   + std::to_string(items.inFlight()) + " in flight"});
    const std::optional<double> throughput = metrics.throughput();
    table.add({"Throughput", throughput ? ratePerSecond(*throughput) : undefined});
    const Quantiles &latency = metrics.latency();
    const std::optional<std::int64_t> longest = latency.maximum();
    table.add({"Latency",
               "mean " + durationText(latency.mean()) + ", p50 " + quantileText(latency, 0.5) + ", p90 "
                   + quantileText(latency, 0.9) + ", p99 " + quantileText(latency, 0.99) + ", max "
                   + (longest ? readableDuration(Duration{*longest}) : undefined)
                   + (latency.exact() ? "" : " (quantiles within 0.1 %)")});
    return table.text();
}

/// Whether there ever was such a channel: a topology names all that there can be.
bool wasOpened(const Metrics::ChannelMetrics &channel)
{
    return channel.capacity != 0 || channel.sent > 0 || channel.received > 0 || channel.dropped > 0;
}

std::string channelsText(const Metrics &metrics, const Topology &topology)
{
    TextTable table{Align::Left,  Align::Right, Align::Right, Align::Right, Align::Right, Align::Right,
                    Align::Right, Align::Right, Align::Right, Align::Right, Align::Right};
    table.add({"Channel", "capacity", "sent", "received", "dropped", "fill", "mean fill", "max fill", "full",
               "mean send wait", "p99 send wait"});
    bool anyChannel = false;
    for (std::uint32_t i = 0; i < topology.channels.size(); ++i) {
        const Metrics::ChannelMetrics channel = metrics.channel(i);
        if (!wasOpened(channel))
            continue;
        anyChannel = true;
        table.add({std::string(topology.channels[i].label),
                   channel.capacity < 0 ? "unbounded" : std::to_string(channel.capacity), std::to_string(channel.sent),
                   std::to_string(channel.received), std::to_string(channel.dropped), std::to_string(channel.fill),
                   channel.fillMean ? decimals(*channel.fillMean, 2) : undefined, std::to_string(channel.fillMaximum),
                   channel.fullShare ? percent(*channel.fullShare) : undefined,
                   channel.sendWaits ? durationText(channel.sendWaits->mean()) : undefined,
                   channel.sendWaits ? quantileText(*channel.sendWaits, 0.99) : undefined});
    }
    return anyChannel ? "\n" + table.text() : std::string();
}

std::string tasksText(const Metrics &metrics, const Topology &topology)
{
    std::string text;
    const std::vector<Metrics::TaskMetrics> tasks = metrics.tasks();
    if (!tasks.empty()) {
        TextTable table{Align::Left, Align::Left, Align::Right, Align::Right, Align::Right, Align::Right, Align::Right};
        table.add({"Task", "state", "running", "ready", "waiting", "restarts", "own failures"});
        for (const Metrics::TaskMetrics &task : tasks) {
            const Duration alive = task.times.alive();
            table.add({placeName(topology, task.place), std::string(stateText(task.state)),
                       shareText(task.times.running, alive), shareText(task.times.ready, alive),
                       shareText(task.times.waiting, alive), std::to_string(task.restarts),
                       std::to_string(task.ownFailures)});
        }
        text += "\n" + table.text()
            + "running, ready and waiting are shares of the time that a task was in the place\n";
    }
    TextTable groups{Align::Left, Align::Right, Align::Right, Align::Right, Align::Right};
    groups.add({"Tasks", "count", "done", "failed", "cancelled"});
    bool anyGroup = false;
    for (std::uint32_t i = 0; i < topology.groups.size(); ++i) {
        if (topology.groups[i].longLived)
            continue;
        const Metrics::GroupMetrics &group = metrics.group(i);
        groups.add({std::string(topology.groups[i].label), std::to_string(group.spawned), std::to_string(group.done),
                    std::to_string(group.failed), std::to_string(group.cancelled)});
        anyGroup = true;
    }
    return anyGroup ? text + "\n" + groups.text() : text;
}

/// Counts are whole, shares and ratios are not.
std::string measureValue(std::optional<double> value)
{
    if (!value)
        return undefined;
    return *value == std::trunc(*value) && std::abs(*value) < 1e15 ? decimals(*value, 0) : decimals(*value, 3);
}

std::string measuresText(Session &session)
{
    TextTable table{Align::Left, Align::Right, Align::Left};
    const Measured measured = session.measured();
    bool anyMeasured = false;
    std::string missing;
    for (const Measure &measure : session.pattern().measures()) {
        if (const std::optional<double> value = measure.value(measured)) {
            table.add({std::string(measure.id), measureValue(value), std::string(measure.meaning)});
            anyMeasured = true;
        } else {
            missing += (missing.empty() ? "" : ", ") + std::string(measure.id);
        }
    }
    return (anyMeasured ? "\n" + table.text() : std::string())
        + (missing.empty() ? std::string() : "\nNothing to measure: " + missing + "\n");
}

std::string theoryText(Session &session)
{
    const std::vector<TheoryValue> values = session.theory();
    if (values.empty())
        return {};
    TextTable table{Align::Left, Align::Right, Align::Right, Align::Left};
    table.add({"Theory", "says", "measured", ""});
    for (const TheoryValue &theory : values)
        table.add({std::string(theory.id), measureValue(theory.value), measureValue(theory.measured),
                   std::string(theory.formula)});
    return "\n" + table.text();
}

} // namespace

std::string textReport(Session &session, const RunRequest &request, const ReportExtras &extras)
{
    const Metrics &metrics = session.metrics();
    const Topology &topology = session.pattern().topology();
    const std::string breakdown = extras.breakdown ? extras.breakdown->text() : std::string();
    return startText(session, request) + outcomeLine(session) + (extras.ending ? endingLine(*extras.ending) : "") + "\n"
        + numbersText(metrics) + (breakdown.empty() ? "" : "\n" + breakdown) + channelsText(metrics, topology)
        + tasksText(metrics, topology) + measuresText(session) + theoryText(session) + "\n"
        + std::to_string(session.eventCount()) + " events, fingerprint " + session.fingerprint().text() + "\n";
}

} // namespace coroscope
