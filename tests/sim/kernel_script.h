// SPDX-License-Identifier: MIT
#pragma once

#include "insight/world.h"
#include "kernel/channel.h"
#include "kernel/kernel.h"
#include "kernel/worker_pool.h"
#include "sim/probed_kernel.h"

#include <QStringList>
#include <QTest>

#include <chrono>
#include <functional>
#include <memory>

namespace coroscope::test {

using namespace std::chrono_literals;

constexpr Time at(Duration sinceStart)
{
    return Time{} + sinceStart;
}

/// A kernel with a trace and a log, for tests that say what happens when. Tasks are given as functions that outlive
/// their coroutines, since a lambda that captures must.
class Script
{
public:
    using Body = std::function<QCoro::Task<>()>;

    explicit Script(Schedule schedule = Schedule::Fifo, std::uint64_t seed = 1, Kernel::Limits limits = {})
        : m_kernel(std::make_unique<ProbedKernel>(seed, schedule, &trace, limits))
    {
    }

    ProbedKernel &kernel() { return *m_kernel; }
    /// Keeps @p body alive as long as the script, and returns what spawns it.
    auto keep(Body body)
    {
        m_bodies.push_back(std::make_unique<Body>(std::move(body)));
        Body *const kept = m_bodies.back().get();
        return [kept] { return (*kept)(); };
    }
    void start(Body body) { m_kernel->start(keep(std::move(body))); }
    /// Writes "12ms what" into the log.
    void say(const QString &what)
    {
        const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(m_kernel->now().time_since_epoch());
        log.push_back(QStringLiteral("%1ms %2").arg(now.count()).arg(what));
    }
    /// For use in coroutines, where QVERIFY cannot return: a failure ends up in the log, where it does not belong.
    void expect(bool condition, const QString &what)
    {
        if (!condition)
            say("WRONG: " + what);
    }
    /// Sleeps for exactly so long.
    TimedWaitCall sleep(Duration length) { return m_kernel->sleep(0, exactly(length)); }
    TimedWaitCall work(Duration length) { return m_kernel->work(0, exactly(length)); }
    Sample exactly(Duration length)
    {
        m_lengths.push_back(std::make_unique<LiveDuration>(length));
        return m_lengths.back()->exactly();
    }
    /// Ends all tasks; to be called before anything goes that they still wait in.
    void close() { m_kernel->shutDown(); }

    /// The text names of the events from @p first on, with the time in ms: "5 sent".
    QStringList events(Sequence first = 0) const
    {
        QStringList list;
        for (Sequence i = first; i < trace.count(); ++i) {
            const Event &event = trace.at(i);
            const auto name = info(event.kind).text;
            list.push_back(QStringLiteral("%1 %2")
                               .arg(event.time.time_since_epoch().count() / 1'000'000)
                               .arg(QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()))));
        }
        return list;
    }
    /// The state of the run as the trace shows it.
    World world() const
    {
        World world;
        for (Sequence i = 0; i < trace.count(); ++i)
            world.apply(trace.at(i));
        return world;
    }
    qsizetype count(EventKind kind) const
    {
        qsizetype found = 0;
        for (Sequence i = 0; i < trace.count(); ++i)
            found += trace.at(i).kind == kind ? 1 : 0;
        return found;
    }

    Trace trace;
    QStringList log;

private:
    std::vector<std::unique_ptr<Body>> m_bodies;
    std::vector<std::unique_ptr<LiveDuration>> m_lengths;
    std::unique_ptr<ProbedKernel> m_kernel;
};

} // namespace coroscope::test
