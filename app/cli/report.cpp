// SPDX-License-Identifier: MIT
#include "cli/report.h"

#include "cli/report_json.h"
#include "cli/version.h"
#include "text/wording.h"

#include <algorithm>
#include <array>

namespace coroscope {

namespace {

Json share(Duration part, Duration whole)
{
    return whole > Duration::zero() ? number(inSeconds(part) / inSeconds(whole)) : Json(nullptr);
}

std::optional<double> quantile(const Quantiles &quantiles, double p)
{
    const std::optional<std::int64_t> value = quantiles.quantile(p);
    return value ? std::optional(static_cast<double>(*value)) : std::nullopt;
}

std::optional<double> maximum(const Quantiles &quantiles)
{
    const std::optional<std::int64_t> value = quantiles.maximum();
    return value ? std::optional(static_cast<double>(*value)) : std::nullopt;
}

Json changesOf(Session &session, const std::vector<Change> &changes)
{
    Json list = Json::array();
    for (const Change &change : changes) {
        if (change.action) {
            Json object = {{"at_s", seconds(change.at.time_since_epoch())},
                           {"action", session.pattern().actions()[change.action->action].id}};
            if (const std::string target = targetName(session.pattern(), *change.action); !target.empty())
                object["target"] = target;
            if (const Sentence *const reason = whyIdle(session, list.size()))
                object["no_effect"] = reason->text();
            list.push_back(std::move(object));
            continue;
        }
        const ParameterSpec &spec = session.parameters().all()[change.parameter]->spec();
        list.push_back({{"at_s", seconds(change.at.time_since_epoch())},
                        {"name", spec.id},
                        {"value", canonical(spec, change.value)}});
    }
    return list;
}

Json itemsOf(const ItemCounts &items)
{
    return {{"created", items.created},     {"done", items.done},       {"failed", items.failed},
            {"cancelled", items.cancelled}, {"dropped", items.dropped}, {"lost", items.lost},
            {"in_flight", items.inFlight()}};
}

Json latencyOf(const Quantiles &latency)
{
    Json object = {{"count", latency.count()},
                   {"mean", seconds(latency.mean())},
                   {"p50", seconds(quantile(latency, 0.5))},
                   {"p90", seconds(quantile(latency, 0.9))},
                   {"p99", seconds(quantile(latency, 0.99))},
                   {"max", seconds(maximum(latency))}};
    if (!latency.exact())
        object["approximate"] = true;
    return object;
}

Json channelOf(std::string_view name, const Metrics::ChannelMetrics &channel)
{
    Json waits = {{"mean", nullptr}, {"p99", nullptr}};
    if (channel.sendWaits) {
        waits = {{"mean", seconds(channel.sendWaits->mean())}, {"p99", seconds(quantile(*channel.sendWaits, 0.99))}};
        if (!channel.sendWaits->exact())
            waits["approximate"] = true;
    }
    return {{"name", name},
            {"capacity", channel.capacity < 0 ? Json(nullptr) : Json(channel.capacity)},
            {"sent", channel.sent},
            {"received", channel.received},
            {"dropped", channel.dropped},
            {"fill", {{"now", channel.fill}, {"mean", number(channel.fillMean)}, {"max", channel.fillMaximum}}},
            {"full_share", number(channel.fullShare)},
            {"send_wait_s", std::move(waits)}};
}

Json channelsOf(const Metrics &metrics, const Topology &topology)
{
    Json list = Json::array();
    for (std::uint32_t i = 0; i < topology.channels.size(); ++i)
        list.push_back(channelOf(topology.channels[i].id, metrics.channel(i)));
    return list;
}

Json tasksOf(const Metrics &metrics, const Topology &topology)
{
    Json list = Json::array();
    for (const Metrics::TaskMetrics &task : metrics.tasks()) {
        const Duration alive = task.times.alive();
        list.push_back({{"name", placeName(topology, task.place)},
                        {"state", stateText(task.state)},
                        {"running_share", share(task.times.running, alive)},
                        {"ready_share", share(task.times.ready, alive)},
                        {"waiting_share", share(task.times.waiting, alive)},
                        {"restarts", task.restarts},
                        {"own_failures", task.ownFailures}});
    }
    return list;
}

Json taskGroupsOf(const Metrics &metrics, const Topology &topology)
{
    Json list = Json::array();
    for (std::uint32_t i = 0; i < topology.groups.size(); ++i) {
        if (topology.groups[i].longLived)
            continue;
        const Metrics::GroupMetrics &group = metrics.group(i);
        list.push_back({{"name", topology.groups[i].id},
                        {"count", group.spawned},
                        {"done", group.done},
                        {"failed", group.failed},
                        {"cancelled", group.cancelled}});
    }
    return list;
}

Json measuresOf(Session &session)
{
    Json object = Json::object();
    const Measured measured = session.measured();
    for (const Measure &measure : session.pattern().measures())
        object[std::string(measure.id)] = number(measure.value(measured));
    return object;
}

/// By id: what theory says, or what was measured.
template <typename Number>
Json theoryOf(const std::vector<TheoryValue> &values, Number TheoryValue::*which)
{
    Json object = Json::object();
    for (const TheoryValue &theory : values)
        object[std::string(theory.id)] = number(theory.*which);
    return object;
}

Json untilOf(const Ending &ending)
{
    const Moment *const moment = ending.moment ? &*ending.moment : nullptr;
    return {{"condition", ending.condition},
            {"met_at_s", moment ? seconds(moment->time.time_since_epoch()) : Json(nullptr)},
            {"event", moment && moment->event ? Json(*moment->event) : Json(nullptr)},
            {"what", moment && moment->event ? Json(capitalised(moment->what.text())) : Json(nullptr)}};
}

Json reportDocument(Session &session, const RunRequest &request, const ReportExtras &extras)
{
    const RunSettings &settings = session.settings();
    const Metrics &metrics = session.metrics();
    const Topology &topology = session.pattern().topology();
    Json report = {{"coroscope", version()},
                   {"pattern", session.pattern().id},
                   {"seed", settings.seed},
                   {"schedule", settings.schedule == Schedule::Fifo ? "fifo" : "shuffled"},
                   {"duration_s", seconds(request.length)},
                   {"warmup_s", seconds(settings.warmup)},
                   {"outcome", text(session.outcome())}};
    if (session.outcome() == Outcome::Budget)
        report["stopped_at_s"] = seconds(session.now().time_since_epoch());
    if (extras.ending)
        report["until"] = untilOf(*extras.ending);
    report["parameters"] = parametersOf(session.parameters(), settings.values);
    report["changes"] = changesOf(session, request.changes);
    report["items"] = itemsOf(metrics.items());
    report["throughput_per_s"] = number(metrics.throughput());
    report["latency_s"] = latencyOf(metrics.latency());
    if (extras.breakdown)
        report["breakdown"] = extras.breakdown->json();
    report["channels"] = channelsOf(metrics, topology);
    report["tasks"] = tasksOf(metrics, topology);
    report["task_groups"] = taskGroupsOf(metrics, topology);
    report["measures"] = measuresOf(session);
    const std::vector<TheoryValue> theory = session.theory();
    report["theory"] = theoryOf(theory, &TheoryValue::value);
    report["theory_measured"] = theoryOf(theory, &TheoryValue::measured);
    report["events"] = session.eventCount();
    report["fingerprint"] = session.fingerprint().text();
    return report;
}

} // namespace

std::string_view stateText(TaskState state)
{
    static constexpr std::array<std::string_view, 7> texts = {"ready",  "running",   "waiting", "done",
                                                              "failed", "cancelled", "killed"};
    return texts[static_cast<std::size_t>(state)];
}

std::string jsonReport(Session &session, const RunRequest &request, const ReportExtras &extras)
{
    return reportDocument(session, request, extras).dump(2) + "\n";
}

std::string csvReport(Session &session, const RunRequest &request, const ReportExtras &extras)
{
    return dottedCsv(reportDocument(session, request, extras));
}

const Sentence *whyIdle(const Session &session, std::size_t change)
{
    const std::vector<Session::WithoutEffect> &idle = session.withoutEffect(); // in order
    const auto found = std::lower_bound(
        idle.begin(), idle.end(), change,
        [](const Session::WithoutEffect &one, std::size_t position) { return one.change < position; });
    return found != idle.end() && found->change == change ? &found->reason : nullptr;
}

} // namespace coroscope
