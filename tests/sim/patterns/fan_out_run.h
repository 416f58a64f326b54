// SPDX-License-Identifier: MIT
#pragma once

#include "sim/pattern_run.h"

#include <vector>

namespace coroscope::test {

/// A run of fan-out-fan-in, and what its trace says of one job.
class FanOutRun : public PatternRun
{
public:
    FanOutRun(std::initializer_list<std::pair<std::string_view, std::string_view>> given, std::uint64_t seed = 1,
              Retention retention = {})
        : PatternRun("fan-out-fan-in", given, seed, retention)
    {
    }

    struct Job {
        Time begun{};
        std::optional<Duration> length{}; ///< once it has ended
        bool done = false;
        std::vector<Duration> planned{};       ///< length of each subtask's first attempt, as they began
        std::vector<Duration> gathered{};      ///< when results came, since the beginning
        std::vector<Duration> failed{};        ///< when subtasks failed, likewise
        std::vector<Duration> cancelled{};     ///< likewise
        std::vector<std::size_t> unseen{};     ///< failures nobody looked at, by position in `planned`
        std::vector<std::uint32_t> attempts{}; ///< failed ones: their numbers
    };
    std::vector<Job> jobs()
    {
        std::vector<Job> all;
        std::vector<TaskId> tasks;
        Trace &trace = session.trace();
        for (Sequence i = 0; i < trace.count(); ++i) {
            const Event &event = trace.at(i);
            if (event.kind == EventKind::JobStarted) {
                all.push_back({.begun = event.time});
                tasks.clear();
                continue;
            }
            if (all.empty())
                continue;
            Job &job = all.back();
            const Duration since = event.time - job.begun;
            switch (event.kind) {
            case EventKind::JobDone:
            case EventKind::JobFailed:
                job.length = Duration{event.payload};
                job.done = event.kind == EventKind::JobDone;
                break;
            case EventKind::WorkStarted:
                if (std::find(tasks.begin(), tasks.end(), event.task) == tasks.end()) {
                    tasks.push_back(event.task);
                    job.planned.push_back(Duration{event.payload});
                }
                break;
            case EventKind::ItemDone:
                job.gathered.push_back(since);
                break;
            case EventKind::ItemFailed:
                job.failed.push_back(since);
                break;
            case EventKind::ItemCancelled:
                job.cancelled.push_back(since);
                break;
            case EventKind::FailureUnseen:
                job.unseen.push_back(std::size_t(std::find(tasks.begin(), tasks.end(), event.object) - tasks.begin()));
                break;
            case EventKind::AttemptFailed:
                job.attempts.push_back(event.object);
                break;
            default:
                break;
            }
        }
        return all;
    }
};

} // namespace coroscope::test
