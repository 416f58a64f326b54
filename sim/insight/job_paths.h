// SPDX-License-Identifier: MIT
#pragma once

#include "insight/task_timelines.h"
#include "trace/reducer.h"

#include <functional>
#include <map>
#include <unordered_map>
#include <vector>

namespace coroscope {

/// The critical path of a job: the chain of tasks, each begun as the one before it ended, that took as long as the job.
/// Anything faster on it makes the job faster, and nothing else does.
struct JobPath {
    /// A task on it; where none of the job's tasks is on it, the one that began the job.
    struct Step {
        TaskId task = 0;
        Place place;
        Time from{};
        Time to{};
        std::vector<TimePart> parts{}; ///< what it spent that on, without a gap

        friend bool operator==(const Step &, const Step &) = default;
    };

    std::uint32_t job = 0;
    Time begun{};
    Time ended{};
    bool done = false;         ///< it got what it needed
    std::vector<Step> steps{}; ///< one after the other, without a gap, from begin to end

    friend bool operator==(const JobPath &, const JobPath &) = default;
};

/// Follows jobs: bursts, and what is done in parts. What a job's tasks are is what the task that began it has spawned since,
/// and what those were followed by. (Critical path method, Kelley and Walker 1959, backwards from the end.)
class JobPaths final : public DeltaConsumer
{
public:
    /// @p whenEnded gets each job's path at its end. @p topology must outlive this.
    JobPaths(const Topology &topology, std::function<void(const JobPath &)> whenEnded);
    JobPaths(const JobPaths &) = delete;
    JobPaths &operator=(const JobPaths &) = delete;

    void consume(const Delta &delta) override;

private:
    struct Job {
        TaskId starter = 0;
        Place place; ///< of the starter
        Time begun{};
        std::vector<TaskTimelines::Ended> ended{}; ///< in the order of their ends
        std::vector<TaskId> tasks{};               ///< all of them
    };
    void begin(const Delta &delta);
    void spawned(const Event &event);
    void taskEnded(const TaskTimelines::Ended &ended);
    void finish(const Event &event);
    JobPath pathOf(std::uint32_t number, const Job &job, const Event &event) const;

    TaskTimelines m_timelines;
    std::function<void(const JobPath &)> m_whenEnded;
    std::map<std::uint32_t, Job> m_jobs;                  ///< under way
    std::unordered_map<TaskId, std::uint32_t> m_starters; ///< the latest job of each; never iterated
    std::unordered_map<TaskId, std::uint32_t> m_members;  ///< of jobs under way; never iterated
};

} // namespace coroscope
