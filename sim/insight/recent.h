// SPDX-License-Identifier: MIT
#pragma once

#include "insight/history.h"
#include "text/sentence.h"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace coroscope {

/// The last seconds before a point in time, or all of the run up to it, in numbers: one window for all of them, which
/// over() names. Everything is a function of the history, so the past reads as the present did.
class Recent
{
public:
    /// A window with more samples of a kind than this is cut to the latest ones.
    static constexpr std::size_t mostSamples = 100'000;
    /// A window that reaches back to the start.
    static constexpr Duration wholeRun = Duration::max();

    /// Over (to − window, to], cut off at the start of the run, at @p known, before which everything is forgotten, and
    /// to the latest mostSamples of any kind.
    Recent(const History &history, Time to, Duration window, Time known = {});

    /// What this is over: "last 10 s", "whole run"; "last 3 min 20 s" where it is cut; "run so far" where the run is
    /// younger than the window.
    Sentence over() const;
    /// The same as the end of a clause: "in the last 10 s", "so far".
    Sentence during() const;
    /// The same over all that ended in the span, in full: from the beginning of the first to the end of the last. @p
    /// ends are kinds of events whose payloads are lengths, of things that follow one another.
    Recent ofThoseThatEnded(std::initializer_list<EventKind> ends) const;
    /// The same since a parameter was last set, within the span: what the current values can explain. Cut to tenths of
    /// a second, as every cut.
    Recent sinceChanged() const;
    /// The same without what had begun before a parameter was last set, however long ago: it is what it is by the
    /// values of then. Leaves out latencies and events whose payloads are lengths, and nothing else.
    Recent begunSinceChanged() const;
    Duration span() const noexcept { return m_to - m_from; }
    /// The length of a chart of it: the window that was asked for, even if the run is younger; for the whole run,
    /// span().
    Duration window() const noexcept { return m_window == wholeRun ? span() : m_window; }
    Time from() const noexcept { return m_from; }
    Time to() const noexcept { return m_to; }
    // Per second of span(); 0 for an empty span.
    double createdPerSecond() const { return perSecond(m_history.created()); }
    double donePerSecond() const { return perSecond(m_history.done()); }
    double droppedPerSecond() const { return perSecond(m_history.dropped()); }
    double failedPerSecond() const { return perSecond(m_history.failed()); }
    // In the span.
    std::int64_t created() const { return growth(m_history.created()); }
    std::int64_t done() const { return growth(m_history.done()); }
    std::int64_t failed() const { return growth(m_history.failed()); }
    std::int64_t dropped() const { return growth(m_history.dropped()); }
    std::int64_t lost() const { return growth(m_history.lost()); }
    std::int64_t cancelled() const
    {
        return created() - done() - failed() - dropped() - lost() - growth(m_history.inFlight());
    }
    /// At the end of the span.
    std::int64_t inFlight() const { return total(m_history.inFlight()); }
    /// Weighted by time.
    double inFlightMean() const { return m_history.inFlight().mean(m_from, m_to); }
    /// The @p p-quantile (nearest rank, 0 < p ≤ 1) of the latencies, or waits to send, in the span; nothing without
    /// any.
    std::optional<Duration> latency(double p) const { return quantile(m_history.latencies(), p); }
    /// The latencies themselves, at most mostSamples, in ns.
    std::vector<std::int64_t> latencies() const { return inSpan(m_history.latencies()); }
    std::optional<Duration> sendWait(std::uint32_t channel, double p) const
    {
        return quantile(m_history.channel(channel).sendWaits, p);
    }
    // Of events of a kind that Topology::sampled names, in the span: how many, and their payloads.
    std::size_t count(EventKind kind) const;
    double perSecond(EventKind kind) const;
    std::optional<double> mean(EventKind kind) const;
    std::optional<Duration> quantile(EventKind kind, double p) const { return quantile(m_history.samples(kind), p); }
    double fillMean(std::uint32_t channel) const { return m_history.channel(channel).fill.mean(m_from, m_to); }
    /// At the end of the span.
    std::int64_t fill(std::uint32_t channel) const { return total(m_history.channel(channel).fill); }
    /// Items by which the fill has grown, per second.
    double fillTrendPerSecond(std::uint32_t channel) const { return perSecond(m_history.channel(channel).fill); }
    /// Share of the span in which the channel was full.
    double fullShare(std::uint32_t channel) const { return m_history.channel(channel).full.mean(m_from, m_to); }
    /// Of the time that tasks of @p group were alive: the share they ran, or waited to send. 0 without tasks.
    double runningShare(std::uint32_t group) const;
    double blockedShare(std::uint32_t group) const;
    /// Likewise, the share in which they were ready, waiting for a thread.
    double readyShare(std::uint32_t group) const;
    /// How many tasks of @p group ran at once, weighted by time.
    double runningMean(std::uint32_t group) const;
    /// A parameter's position, and its value at the end of the span.
    struct ValueOf {
        std::size_t parameter;
        std::int64_t value;
    };
    /// The parameter's value, weighted by time.
    double mean(ValueOf parameter) const;
    /// How many workers of @p group were up, weighted by time: in all places, or in the first ones, as many as the
    /// parameter @p wanted says; and how many are up at the end of the span.
    double upMean(std::uint32_t group) const;
    double upMean(std::uint32_t group, ValueOf wanted) const;
    std::int64_t up(std::uint32_t group) const;
    /// How many of the first @p places of @p group hold a task that has ended, or hangs, at the end of the span.
    std::int64_t gone(std::uint32_t group, std::int64_t places) const;
    /// How often places of @p group, a long-lived one, were taken over by another task within the span.
    std::int64_t restarts(std::uint32_t group) const;
    /// How many tasks of @p group are alive at the end of the span; and how many of them wait to send.
    std::int64_t alive(std::uint32_t group) const;
    std::int64_t blocked(std::uint32_t group) const;
    bool down() const { return total(m_history.down()) != 0; }
    bool stuck() const { return total(m_history.stuck()) != 0; }

private:
    bool isOfTheWholeRun() const;
    bool isOfTheRunSoFar() const;
    /// Of what over() names, if not of the whole run.
    std::string lengthText() const;
    /// Cuts the span down to what is left from @p moment on, to whole tenths of a second if there are any: a length
    /// that can be named.
    void cutTo(Time moment);
    double perSecond(const Series &series) const;
    std::int64_t growth(const Series &series) const;
    std::int64_t total(const Series &series) const { return series.at(m_to).value_or(0); }
    /// Positions of the first sample in the span, and of the first after it.
    std::pair<std::size_t, std::size_t> bounds(const Samples &samples) const;
    /// Whether what ended with this sample belongs to what this is of.
    bool counts(const Samples::Sample &sample) const
    {
        return !m_begunAfter || sample.time - Duration{sample.value} > *m_begunAfter;
    }
    std::vector<std::int64_t> inSpan(const Samples &samples) const;
    std::optional<Duration> quantile(const Samples &samples, double p) const;
    /// How long tasks of a group were alive, together, and for how much of that they were ready or @p series was 1; in
    /// ns.
    struct Times {
        double there = 0;
        double ready = 0;
        double wanted = 0;
    };
    Times times(std::uint32_t group, Series History::Lane::*series) const;

    const History &m_history;
    Time m_to;
    Time m_from;
    Time m_known;
    Duration m_window;
    bool m_isCut = false;               ///< the beginning of the window is forgotten
    std::optional<Time> m_begunAfter{}; ///< only what has begun later counts, see begunSinceChanged()
};

} // namespace coroscope
