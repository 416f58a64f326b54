// SPDX-License-Identifier: MIT
#include "patterns/fan_out_fan_in/fan_out_fan_in.h"

#include <QScopedValueRollback>

namespace coroscope::fan_out_fan_in {

// What a job looks like. Later changes of these parameters apply to the next one.
struct FanOutFanIn::Job {
    std::uint32_t number;
    Time begun;
    std::size_t subtasks;
    std::size_t needed;
    Gather gather;
    std::size_t results = 0;
};

struct SubtaskFailed : std::exception { };

QCoro::Task<> FanOutFanIn::main()
{
    co_await scoped(m_kernel, [this](Scope &scope) { scope.spawn({Coordinator, 0}, [this] { return coordinate(); }); });
}

QCoro::Task<> FanOutFanIn::coordinate()
{
    for (;;) {
        co_await runJob();
        co_await m_kernel.sleep(Resting, m_parameters.interval.live().exactly());
    }
}

QCoro::Task<> FanOutFanIn::runJob()
{
    Job job = nextJob();
    co_await scoped(m_kernel, [&](Scope &scope) { return fanOutAndIn(scope, job); });
    noteEnd(job);
}

QCoro::Task<> FanOutFanIn::fanOutAndIn(Scope &scope, Job &job)
{
    JoinSet<Item> subtasks(scope, static_cast<std::size_t>(m_parameters.limit()));
    const QScopedValueRollback current(m_subtasks, &subtasks);

    for (std::uint32_t i = 0; i < job.subtasks; ++i) // fan out
        subtasks.spawn({Subtasks, i}, [this, i] { return subtask(i); });

    std::size_t asked = 0;
    while (job.results < job.needed && asked < job.subtasks) { // fan in
        const bool inOrder = job.gather == Gather::InOrder;
        std::optional<Finished<Item>> finished = co_await (inOrder ? subtasks.join(asked) : subtasks.next());
        ++asked;
        if (finished->value) {
            finished->value->done();
            ++job.results;
        } else if (m_parameters.onFailure() != OnFailure::Collect) {
            break; // fail fast
        }
    }
    if (asked < job.subtasks)
        scope.cancel(); // the rest is not needed
}

QCoro::Task<Item> FanOutFanIn::subtask(std::uint32_t index)
{
    Item item = m_kernel.createItem();
    for (int attempt = 0;; ++attempt) {
        const Time begun = m_kernel.now();
        co_await m_kernel.work(Working, m_parameters.work.draw(m_workingTimes[index]), item.id());
        if (!m_failures[index].chance(m_parameters.failureRate()))
            co_return std::move(item);

        const Duration length = m_kernel.now() - begun;
        m_kernel.note(EventKind::AttemptFailed, static_cast<std::uint32_t>(attempt), item.id(), length.count());
        if (m_parameters.onFailure() != OnFailure::Retry || attempt >= m_parameters.retries()) {
            item.fail();
            throw SubtaskFailed();
        }
    }
}

// What follows keeps the trace complete, and lets parameters be turned while it runs.

FanOutFanIn::FanOutFanIn(Kernel &kernel)
    : m_kernel(kernel), m_workingTimes(kernel.seed(), "work"), m_failures(kernel.seed(), "failure")
{
    m_parameters.limit.onChanged([this] {
        if (m_subtasks)
            m_subtasks->setWidth(static_cast<std::size_t>(m_parameters.limit()));
    });
}

FanOutFanIn::Job FanOutFanIn::nextJob()
{
    Job job{.number = ++m_jobs,
            .begun = m_kernel.now(),
            .subtasks = static_cast<std::size_t>(m_parameters.subtasks()),
            .needed = static_cast<std::size_t>(needed(m_parameters)),
            .gather = m_parameters.gather()};
    m_kernel.note(EventKind::JobStarted, job.number, 0, static_cast<std::int64_t>(job.subtasks));
    return job;
}

void FanOutFanIn::noteEnd(const Job &job)
{
    // Collecting makes do with fewer than all, but not with none; a quorum is a quorum.
    const bool makesDo = m_parameters.onFailure() == OnFailure::Collect && job.needed == job.subtasks;
    const bool done = job.results >= (makesDo ? 1 : job.needed);
    m_kernel.note(done ? EventKind::JobDone : EventKind::JobFailed, job.number, 0,
                  (m_kernel.now() - job.begun).count());
}

} // namespace coroscope::fan_out_fan_in
