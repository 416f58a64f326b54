// SPDX-License-Identifier: MIT
#include "insight/recent.h"

#include "text/duration_text.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace coroscope {

namespace {

/// Calls @p visit for the lanes of @p group, in the order of their places.
template <typename Visit>
void forEachLane(const History &history, std::uint32_t group, Visit visit)
{
    for (auto it = history.lanes().lower_bound(Place{group, 0});
         it != history.lanes().end() && it->first.group == group; ++it)
        visit(it->second);
}

/// Calls @p visit with the stretches of the span over which a parameter had one value, the last of them first.
template <typename Visit>
void forEachValue(const History &history, Recent::ValueOf parameter, Time from, Time to, Visit visit)
{
    const auto &marks = history.marks();
    std::int64_t value = parameter.value;
    Time end = to;
    for (auto mark = marks.rbegin(); mark != marks.rend() && mark->time > from; ++mark) {
        if (mark->kind != History::Mark::Kind::Parameter || mark->parameter != parameter.parameter || mark->time > to)
            continue;
        visit(mark->time, end, value);
        value = mark->before;
        end = mark->time;
    }
    visit(from, end, value);
}

} // namespace

Recent::Recent(const History &history, Time to, Duration window, Time known)
    : m_history(history),
      m_to(to),
      m_from(std::max(Time{}, to - window)),
      m_known(std::min(known, to)),
      m_window(window)
{
    if (m_window != wholeRun && m_known > m_from)
        cutTo(m_known);
    m_from = std::max(m_from, m_known);
    // One window for all: where there are too many samples of something, everything is over what those left are of.
    const auto reach = [this](const Samples &samples) {
        const std::size_t end = samples.firstAfter(m_to);
        if (end <= mostSamples || samples.all()[end - mostSamples - 1].time <= m_from)
            return;
        m_from = samples.all()[end - mostSamples - 1].time;
        m_isCut = true;
    };
    reach(history.latencies());
    for (std::uint32_t i = 0; i < history.channelCount(); ++i)
        reach(history.channel(i).sendWaits);
    for (const auto &[kind, samples] : history.samples())
        reach(samples);
    m_from = std::min(m_from, m_to);
}

void Recent::cutTo(Time moment)
{
    constexpr Duration tenth = std::chrono::milliseconds(100);
    const Duration left = m_to - moment;
    m_from = m_to - (left < tenth ? left : left - left % tenth);
    m_isCut = true;
}

Recent Recent::sinceChanged() const
{
    Recent since = *this;
    const auto &marks = m_history.marks();
    for (auto mark = marks.rbegin(); mark != marks.rend() && mark->time > m_from; ++mark) {
        if (mark->kind != History::Mark::Kind::Parameter || mark->time > m_to)
            continue;
        since.cutTo(mark->time);
        break;
    }
    return since;
}

Recent Recent::begunSinceChanged() const
{
    Recent those = *this;
    const auto &marks = m_history.marks();
    const auto last = std::find_if(marks.rbegin(), marks.rend(), [this](const History::Mark &mark) {
        return mark.kind == History::Mark::Kind::Parameter && mark.time <= m_to;
    });
    if (last != marks.rend())
        those.m_begunAfter = last->time;
    return those;
}

bool Recent::isOfTheWholeRun() const
{
    return (m_window == wholeRun || m_isCut) && m_from == Time{};
}

bool Recent::isOfTheRunSoFar() const
{
    return m_window != wholeRun && !m_isCut && span() < m_window;
}

std::string Recent::lengthText() const
{
    return readableDuration(m_window != wholeRun && !m_isCut ? m_window : span());
}

Sentence Recent::over() const
{
    if (isOfTheWholeRun())
        return words("whole run");
    return isOfTheRunSoFar() ? Sentence(words("run so far")) : say(words("last {length}"), {{"length", lengthText()}});
}

Sentence Recent::during() const
{
    if (isOfTheWholeRun())
        return words("in the whole run");
    return isOfTheRunSoFar() ? Sentence(words("so far"))
                             : say(words("in the last {length}"), {{"length", lengthText()}});
}

std::int64_t Recent::growth(const Series &series) const
{
    // A span that reaches back to the start takes in what happened right then.
    const bool fromTheStart = series.empty() || (m_from == Time{} && series.steps().front().from == Time{});
    return total(series) - (fromTheStart ? 0 : series.at(m_from).value_or(series.steps().front().value));
}

double Recent::perSecond(const Series &series) const
{
    return span() > Duration::zero() ? static_cast<double>(growth(series)) / inSeconds(span()) : 0;
}

std::pair<std::size_t, std::size_t> Recent::bounds(const Samples &samples) const
{
    // As in perSecond(), the start belongs to it.
    return {m_from == Time{} ? 0 : samples.firstAfter(m_from), samples.firstAfter(m_to)};
}

Recent Recent::ofThoseThatEnded(std::initializer_list<EventKind> ends) const
{
    Recent those = *this;
    those.m_from = m_to;
    those.m_to = Time{};
    for (const EventKind kind : ends) {
        const Samples &samples = m_history.samples(kind);
        const auto [bound, end] = bounds(samples);
        std::size_t begin = bound;
        while (begin < end && !counts(samples.all()[begin]))
            ++begin;
        if (begin == end)
            continue;
        const Samples::Sample &first = samples.all()[begin];
        those.m_from = std::min(those.m_from, std::max(m_known, first.time - Duration{first.value}));
        those.m_to = std::max(those.m_to, samples.all()[end - 1].time);
    }
    those.m_to = std::max(those.m_from, those.m_to); // nothing has ended: an empty span
    return those;
}

std::vector<std::int64_t> Recent::inSpan(const Samples &samples) const
{
    auto [begin, end] = bounds(samples);
    if (end - begin > mostSamples)
        begin = end - mostSamples;
    std::vector<std::int64_t> values;
    values.reserve(end - begin);
    for (std::size_t i = begin; i < end; ++i) {
        if (counts(samples.all()[i]))
            values.push_back(samples.all()[i].value);
    }
    return values;
}

std::size_t Recent::count(EventKind kind) const
{
    const Samples &samples = m_history.samples(kind);
    const auto [begin, end] = bounds(samples);
    if (!m_begunAfter)
        return end - begin;
    const auto at = [&](std::size_t i) { return samples.all().begin() + static_cast<std::ptrdiff_t>(i); };
    return static_cast<std::size_t>(
        std::count_if(at(begin), at(end), [this](const Samples::Sample &sample) { return counts(sample); }));
}

double Recent::perSecond(EventKind kind) const
{
    return span() > Duration::zero() ? static_cast<double>(count(kind)) / inSeconds(span()) : 0;
}

std::optional<double> Recent::mean(EventKind kind) const
{
    const Samples &samples = m_history.samples(kind);
    const auto [begin, end] = bounds(samples);
    if (begin == end)
        return std::nullopt;
    double sum = 0;
    std::size_t count = 0;
    for (std::size_t i = begin; i < end; ++i) {
        if (!counts(samples.all()[i]))
            continue;
        sum += static_cast<double>(samples.all()[i].value);
        ++count;
    }
    return count > 0 ? std::optional(sum / static_cast<double>(count)) : std::nullopt;
}

std::optional<Duration> Recent::quantile(const Samples &samples, double p) const
{
    std::vector<std::int64_t> values = inSpan(samples);
    if (values.empty())
        return std::nullopt;
    const auto rank = static_cast<std::size_t>(std::ceil(p * static_cast<double>(values.size())));
    const auto nth = values.begin() + static_cast<std::ptrdiff_t>(std::clamp<std::size_t>(rank, 1, values.size()) - 1);
    std::nth_element(values.begin(), nth, values.end());
    return Duration{*nth};
}

Recent::Times Recent::times(std::uint32_t group, Series History::Lane::*series) const
{
    Times times;
    forEachLane(m_history, group, [&](const History::Lane &lane) {
        const auto &steps = lane.condition.steps();
        for (std::size_t i = std::max<std::size_t>(lane.condition.firstAfter(m_from), 1) - 1; i < steps.size(); ++i) {
            const Time from = std::max(steps[i].from, m_from);
            const Time to = i + 1 < steps.size() ? std::min(steps[i + 1].from, m_to) : m_to;
            const auto condition = static_cast<Condition>(steps[i].value);
            if (from < to && !hasEnded(condition)) {
                times.there += static_cast<double>((to - from).count());
                times.ready += condition == Condition::Ready ? static_cast<double>((to - from).count()) : 0;
            }
            if (to >= m_to)
                break;
        }
        times.wanted += (lane.*series).integral(m_from, m_to);
    });
    return times;
}

double Recent::runningShare(std::uint32_t group) const
{
    const Times all = times(group, &History::Lane::running);
    return all.there > 0 ? all.wanted / all.there : 0;
}

double Recent::runningMean(std::uint32_t group) const
{
    if (span() <= Duration::zero())
        return 0;
    double running = 0;
    forEachLane(m_history, group, [&](const History::Lane &lane) { running += lane.running.integral(m_from, m_to); });
    return running / static_cast<double>(span().count());
}

double Recent::mean(ValueOf parameter) const
{
    if (span() <= Duration::zero())
        return static_cast<double>(parameter.value);
    double sum = 0;
    forEachValue(m_history, parameter, m_from, m_to, [&](Time from, Time to, std::int64_t value) {
        sum += static_cast<double>(value) * static_cast<double>((to - from).count());
    });
    return sum / static_cast<double>(span().count());
}

double Recent::upMean(std::uint32_t group) const
{
    double mean = 0;
    forEachLane(m_history, group, [&](const History::Lane &lane) { mean += lane.up.mean(m_from, m_to); });
    return mean;
}

double Recent::upMean(std::uint32_t group, ValueOf wanted) const
{
    if (span() <= Duration::zero())
        return 0;
    double sum = 0;
    forEachValue(m_history, wanted, m_from, m_to, [&](Time from, Time to, std::int64_t value) {
        forEachLane(m_history, group, [&](const History::Lane &lane) {
            sum += lane.place.index < value ? lane.up.integral(from, to) : 0;
        });
    });
    return sum / static_cast<double>(span().count());
}

std::int64_t Recent::gone(std::uint32_t group, std::int64_t places) const
{
    std::int64_t count = 0;
    forEachLane(m_history, group, [&](const History::Lane &lane) {
        const std::optional<std::int64_t> condition = lane.condition.at(m_to);
        if (lane.place.index >= places || !condition || *condition < 0)
            return;
        const bool ended = hasEnded(static_cast<Condition>(*condition));
        count += ended || (lane.hangs.at(m_to).value_or(0) != 0) ? 1 : 0;
    });
    return count;
}

std::int64_t Recent::up(std::uint32_t group) const
{
    std::int64_t count = 0;
    forEachLane(m_history, group, [&](const History::Lane &lane) { count += total(lane.up); });
    return count;
}

std::int64_t Recent::restarts(std::uint32_t group) const
{
    std::int64_t count = 0;
    forEachLane(m_history, group, [&](const History::Lane &lane) {
        count += total(lane.restarts) - lane.restarts.at(m_from).value_or(0);
    });
    return count;
}

std::int64_t Recent::alive(std::uint32_t group) const
{
    std::int64_t count = 0;
    forEachLane(m_history, group, [&](const History::Lane &lane) {
        const std::optional<std::int64_t> condition = lane.condition.at(m_to);
        count += condition && !hasEnded(static_cast<Condition>(*condition)) ? 1 : 0;
    });
    return count;
}

std::int64_t Recent::blocked(std::uint32_t group) const
{
    std::int64_t count = 0;
    forEachLane(m_history, group, [&](const History::Lane &lane) { count += total(lane.blocked); });
    return count;
}

double Recent::blockedShare(std::uint32_t group) const
{
    const Times all = times(group, &History::Lane::blocked);
    return all.there > 0 ? all.wanted / all.there : 0;
}

double Recent::readyShare(std::uint32_t group) const
{
    const Times all = times(group, &History::Lane::running);
    return all.there > 0 ? all.ready / all.there : 0;
}

} // namespace coroscope
