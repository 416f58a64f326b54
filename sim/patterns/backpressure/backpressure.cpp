// SPDX-License-Identifier: MIT
#include "patterns/backpressure/backpressure.h"

namespace coroscope::backpressure {

// What dies in a crash: the channel, and the tasks on both sides of it.
struct Backpressure::Process {
    Channel<Item> channel;
    std::optional<WorkerPool> producers{};
    std::optional<WorkerPool> consumers{};
    Scope *scope = nullptr;
};

QCoro::Task<> Backpressure::produce(Process &process, std::uint32_t index)
{
    for (;;) {
        const int burst = m_parameters.burst();
        co_await m_kernel.work(Making, m_parameters.interval.draw(m_makingTimes[index]) * burst);

        const Shield holding(m_kernel); // a dismissed producer still sends what it has made
        std::vector<Item> made;
        for (int i = 0; i < burst; ++i)
            made.push_back(m_kernel.createItem());
        for (Item &item : made) {
            co_await process.channel.send(std::move(item)); // backpressure: this waits while the channel is full
            dieIfOutOfMemory();
        }
    }
}

QCoro::Task<> Backpressure::consume(Process &process, std::uint32_t index)
{
    while (std::optional<Item> item = co_await process.channel.receive()) { // a dismissed consumer leaves here ...
        const Shield holding(m_kernel);                                     // ... and never with an item in its hands
        co_await m_kernel.work(Working, m_parameters.work.draw(m_workingTimes[index]), item->id());
        if (m_failures[index].chance(m_parameters.failureRate()))
            item->fail();
        else
            item->done();
    }
}

QCoro::Task<> Backpressure::main()
{
    for (;;) {
        co_await runProcess();
        co_await m_kernel.sleep(StartingAnew, m_parameters.crashDelay.live().exactly());
        m_kernel.note(EventKind::ProcessRestarted);
    }
}

QCoro::Task<> Backpressure::runProcess()
{
    Process process{.channel{m_kernel, TheChannel, m_parameters.capacity(), m_parameters.whenFull()}};
    co_await scoped(m_kernel, [&](Scope &scope) { start(process, scope); });
}

void Backpressure::start(Process &process, Scope &scope)
{
    process.scope = &scope;
    process.producers.emplace(scope, Producers, [&](std::uint32_t index) { return produce(process, index); });
    process.consumers.emplace(scope, Consumers, [&](std::uint32_t index) { return consume(process, index); });
    process.producers->resize(static_cast<std::uint32_t>(m_parameters.producers()));
    process.consumers->resize(static_cast<std::uint32_t>(m_parameters.consumers()));
    m_process = &process;
}

// What follows ends the process when memory runs out, and lets parameters be turned while it runs.

void Backpressure::dieIfOutOfMemory()
{
    const auto limit = static_cast<std::size_t>(m_parameters.memoryLimit());
    if (!m_process || m_parameters.whenFull() != WhenFull::Unbounded || limit == 0)
        return;
    const std::size_t items = m_process->channel.size();
    if (items < limit)
        return;
    m_kernel.note(EventKind::ProcessCrashed, 0, 0, static_cast<std::int64_t>(items));
    std::exchange(m_process, nullptr)->scope->kill();
}

Backpressure::Backpressure(Kernel &kernel)
    : m_kernel(kernel),
      m_makingTimes(kernel.seed(), "interval"),
      m_workingTimes(kernel.seed(), "work"),
      m_failures(kernel.seed(), "failure")
{
    reactToTurns();
}

void Backpressure::reactToTurns()
{
    m_parameters.producers.onChanged([this] {
        if (m_process)
            m_process->producers->resize(static_cast<std::uint32_t>(m_parameters.producers()));
    });
    m_parameters.consumers.onChanged([this] {
        if (m_process)
            m_process->consumers->resize(static_cast<std::uint32_t>(m_parameters.consumers()));
    });
    m_parameters.capacity.onChanged([this] {
        if (m_process)
            m_process->channel.setCapacity(m_parameters.capacity());
    });
    m_parameters.whenFull.onChanged([this] {
        if (m_process)
            m_process->channel.setWhenFull(m_parameters.whenFull());
        dieIfOutOfMemory();
    });
    m_parameters.memoryLimit.onChanged([this] { dieIfOutOfMemory(); });
}

} // namespace coroscope::backpressure
