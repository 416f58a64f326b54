// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/kernel.h"
#include "run/registry.h"
#include "sim/probed_kernel.h"

#include <QString>

#include <cstdint>
#include <memory>
#include <vector>

namespace coroscope::test {

/// What became of the items of a run, each looked at by itself.
struct ItemLedger {
    std::uint64_t created = 0;
    std::uint64_t ended = 0;
    std::uint64_t cancelled = 0;
    std::uint64_t lost = 0;
    bool crashed = false; ///< a task failed or counts as dead, or a scope was killed: then items may be lost
    QString wrong{};      ///< the first item that was never born, or ended twice; empty: there is none

    explicit ItemLedger(const Trace &trace)
    {
        enum : char { Unborn, Alive, Over };
        std::vector<char> states(1, Unborn); // no item has the number 0
        for (Sequence i = trace.firstKept(); i < trace.count(); ++i) {
            const Event &event = trace.at(i);
            if (event.kind == EventKind::CancelRequested)
                crashed |= event.payload == static_cast<std::int64_t>(Scope::Reason::Kill);
            crashed |= event.kind == EventKind::TaskFailed || event.kind == EventKind::HeartbeatMissed;
            if (event.item == 0)
                continue;
            if (event.kind == EventKind::ItemCreated) {
                ++created;
                states.push_back(Alive);
                if (states.size() != event.item + 1)
                    fault(event.item, "is born out of turn", i);
                continue;
            }
            // Who works on for nothing may still speak of an item that has ended; nobody may end or send it again.
            const bool mustLive = isEnd(event.kind) || event.kind == EventKind::Sent;
            if (event.item >= states.size() || (mustLive && states[event.item] != Alive)) {
                fault(event.item, "is not alive", i);
                continue;
            }
            if (!isEnd(event.kind))
                continue;
            states[event.item] = Over;
            ++ended;
            cancelled += event.kind == EventKind::ItemCancelled ? 1 : 0;
            lost += event.kind == EventKind::ItemLost ? 1 : 0;
        }
    }

private:
    static bool isEnd(EventKind kind) noexcept
    {
        return kind == EventKind::ItemDone || kind == EventKind::ItemFailed || kind == EventKind::ItemCancelled
            || kind == EventKind::ItemDropped || kind == EventKind::ItemLost;
    }
    void fault(ItemId item, const char *what, Sequence event)
    {
        if (wrong.isEmpty())
            wrong = QStringLiteral("item %1 %2 at event %3").arg(item).arg(what).arg(event);
    }
};

/// A pattern on a kernel, and nothing that watches it: for what is done to the kernel itself.
class BareRun
{
public:
    BareRun(const PatternInfo &pattern, Schedule schedule, std::uint64_t seed)
        : m_kernel(std::make_unique<ProbedKernel>(seed, schedule, &m_trace)), m_pattern(pattern.create(*m_kernel))
    {
        m_kernel->start([this] { return m_pattern->main(); });
    }
    ~BareRun() { m_kernel.reset(); } // the coroutines stand in the pattern's members

    ProbedKernel &kernel() noexcept { return *m_kernel; }
    const Trace &trace() const noexcept { return m_trace; }
    ParameterTable &parameters() noexcept { return m_pattern->parameters(); }

    /// What is wrong with the items as they stand; empty: nothing.
    QString wrong() const
    {
        const ItemLedger ledger(m_trace);
        if (!ledger.wrong.isEmpty())
            return ledger.wrong;
        if (ledger.created - ledger.ended != m_kernel->itemsAlive())
            return QStringLiteral("%1 of %2 items have ended, but %3 are alive")
                .arg(ledger.ended)
                .arg(ledger.created)
                .arg(m_kernel->itemsAlive());
        if (ledger.lost != 0 && !ledger.crashed)
            return QStringLiteral("%1 items are lost").arg(ledger.lost);
        return {};
    }
    /// Ends all tasks; returns what is left that should not be.
    QString close()
    {
        m_kernel->shutDown();
        if (m_kernel->tasksAlive() != 0 || m_kernel->itemsAlive() != 0)
            return QStringLiteral("%1 tasks and %2 items are left")
                .arg(m_kernel->tasksAlive())
                .arg(m_kernel->itemsAlive());
        return {};
    }

private:
    Trace m_trace;
    std::unique_ptr<ProbedKernel> m_kernel;
    std::unique_ptr<Pattern> m_pattern;
};

} // namespace coroscope::test
