// SPDX-License-Identifier: MIT
#pragma once

#include "insight/recent.h"
#include "patterns/pipeline/pipeline.h"
#include "sim/pattern_run.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace coroscope::test {

constexpr std::int64_t ns(Duration duration)
{
    return duration.count();
}

/// A run of the pipeline, and what its tests ask it.
class PipelineRun : public PatternRun
{
public:
    explicit PipelineRun(const Given &given, std::uint64_t seed = 1, Duration warmup = {})
        : PatternRun("pipeline", given, seed, {}, warmup)
    {
    }

    /// Those that are done, in the order in which they were.
    std::vector<ItemId> doneItems()
    {
        std::vector<ItemId> list;
        Trace &trace = session.trace();
        for (Sequence i = 0; i < trace.count(); ++i) {
            if (trace.at(i).kind == EventKind::ItemDone)
                list.push_back(trace.at(i).item);
        }
        return list;
    }
    /// One of the pattern's measures.
    std::optional<double> measure(std::string_view id)
    {
        for (const Measure &one : session.pattern().measures()) {
            if (one.id == id)
                return one.value(session.measured());
        }
        qFatal("no such measure: %s", id.data());
    }
    double number(std::string_view id) { return measure(id).value(); }
    /// What is said of the last 10 s.
    Diagnosis diagnosis()
    {
        session.measured();
        return session.pattern().diagnose(Recent(session.history(), session.now(), 10s), session.values());
    }
    QStringList checks()
    {
        QStringList list;
        for (const Advice &one : diagnosis().advice)
            list.push_back(QString::fromLatin1(one.check.data(), qsizetype(one.check.size())));
        return list;
    }
};

} // namespace coroscope::test
