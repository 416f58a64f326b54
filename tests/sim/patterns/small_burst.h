// SPDX-License-Identifier: MIT
#pragma once

#include "insight/recent.h"
#include "sim/pattern_run.h"

namespace coroscope::test {

/// Bursts of three tasks that compute for 100 ms on the only thread, and then wait for 200 ms; a second between them.
/// What is given stands in place of that.
struct SmallBurst : PatternRun {
    explicit SmallBurst(const Given &given = {}, std::uint64_t seed = 1, Duration warmup = {})
        : PatternRun("task-spawning", with(given), seed, {}, warmup)
    {
    }

    std::size_t count(EventKind kind) { return std::size_t(lengths(kind).size()); }
    /// The payloads in ms of all events of this kind, in their order.
    QList<double> lengths(EventKind kind)
    {
        QList<double> list;
        for (Sequence i = 0; i < session.trace().count(); ++i) {
            if (session.trace().at(i).kind == kind)
                list.push_back(double(session.trace().at(i).payload) / 1e6);
        }
        return list;
    }
    std::optional<double> measure(std::string_view id)
    {
        for (const Measure &measure : session.pattern().measures()) {
            if (measure.id == id)
                return measure.value(session.measured());
        }
        qFatal("no such measure");
    }
    Diagnosis diagnosis() const
    {
        return session.pattern().diagnose(Recent(session.history(), session.now(), 10s), session.values());
    }

private:
    static Given with(const Given &given)
    {
        Given all = {{"tasks", "3"},       {"interval", "1s"}, {"threads", "1"},
                     {"compute", "100ms"}, {"wait", "200ms"},  {"steps", "1"}};
        all.insert(all.end(), given.begin(), given.end());
        return all;
    }
};

} // namespace coroscope::test
