// SPDX-License-Identifier: MIT
#include "insight/job_paths.h"

#include <algorithm>
#include <utility>

namespace coroscope {

JobPaths::JobPaths(const Topology &topology, std::function<void(const JobPath &)> whenEnded)
    : m_timelines(topology), m_whenEnded(std::move(whenEnded))
{
    m_timelines.onEnd = [this](const TaskTimelines::Ended &ended) { taskEnded(ended); };
}

void JobPaths::consume(const Delta &delta)
{
    const Event &event = delta.event;
    if (event.kind == EventKind::JobDone || event.kind == EventKind::JobFailed)
        finish(event); // which may be the last thing that one of its tasks does
    m_timelines.consume(delta);
    if (event.kind == EventKind::JobStarted)
        begin(delta);
    else if (delta.spawned)
        spawned(event);
}

void JobPaths::begin(const Delta &delta)
{
    const Event &event = delta.event;
    m_jobs[event.object] = {
        .starter = event.task, .place = delta.task ? delta.task->place : Place{rootGroup, 0}, .begun = event.time};
    m_starters[event.task] = event.object;
    m_timelines.hold(event.task);
}

void JobPaths::spawned(const Event &event)
{
    auto known = m_members.find(event.object); // one of its tasks is followed by another
    if (known == m_members.end()) {
        known = m_starters.find(event.object);
        if (known == m_starters.end())
            return;
    }
    const std::uint32_t number = known->second;
    const auto job = m_jobs.find(number);
    if (job == m_jobs.end())
        return;
    job->second.tasks.push_back(event.task);
    m_members[event.task] = number;
}

void JobPaths::taskEnded(const TaskTimelines::Ended &ended)
{
    m_starters.erase(ended.task);
    const auto member = m_members.find(ended.task);
    if (member == m_members.end())
        return;
    if (const auto job = m_jobs.find(member->second); job != m_jobs.end())
        job->second.ended.push_back(ended);
}

void JobPaths::finish(const Event &event)
{
    const auto job = m_jobs.find(event.object);
    if (job == m_jobs.end())
        return;
    const JobPath path = pathOf(event.object, job->second, event);
    for (const TaskId task : job->second.tasks)
        m_members.erase(task);
    m_timelines.release(job->second.starter);
    m_jobs.erase(job);
    m_whenEnded(path);
}

JobPath JobPaths::pathOf(std::uint32_t number, const Job &job, const Event &event) const
{
    JobPath path{.job = number, .begun = job.begun, .ended = event.time, .done = event.kind == EventKind::JobDone};
    Time reached = event.time;
    const auto step = [&](JobPath::Step one) {
        if (one.to > one.from)
            path.steps.push_back(std::move(one));
        reached = one.from;
    };
    // One that is just about to end.
    if (const auto last = m_members.find(event.task); last != m_members.end() && last->second == number) {
        const auto [place, born] = m_timelines.birthOf(event.task);
        step({event.task, place, born, reached, m_timelines.between(event.task, born, reached)});
    }
    const std::vector<TimePart> ofStarter = m_timelines.between(job.starter, job.begun, event.time);
    const ItemPhase unknown{.kind = ItemPhase::Kind::Others, .group = job.place.group};
    while (reached > job.begun) {
        const TaskTimelines::Ended *latest = nullptr;
        for (const TaskTimelines::Ended &one : job.ended) {
            // What was cancelled in that instant was cancelled because of another.
            const auto rank = [](const TaskTimelines::Ended &task) {
                return std::pair(task.at, task.state != TaskState::Cancelled);
            };
            if (one.at <= reached && one.born < reached && (!latest || rank(one) >= rank(*latest)))
                latest = &one;
        }
        const Time until = latest ? latest->at : job.begun;
        step({job.starter, job.place, until, reached, clipped(ofStarter, until, reached, unknown)});
        if (latest)
            step({latest->task, latest->place, latest->born, latest->at,
                  clipped(latest->parts, latest->born, latest->at, unknown)});
    }
    std::reverse(path.steps.begin(), path.steps.end());
    return path;
}

} // namespace coroscope
