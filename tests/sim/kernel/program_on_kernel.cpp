// SPDX-License-Identifier: MIT
#include "sim/kernel/program_on_kernel.h"

namespace coroscope::test {

void ProgramOnKernel::act(const Op &op, int me)
{
    switch (op.what) {
    case Do::Capacity:
        m_channels[std::size_t(op.a)].setCapacity(op.b);
        break;
    case Do::WhenFull:
        m_channels[std::size_t(op.a)].setWhenFull(WhenFull(op.b));
        break;
    case Do::Close:
        m_channels[std::size_t(op.a)].close();
        break;
    case Do::CloseReceiving:
        m_channels[std::size_t(op.a)].closeReceiving();
        break;
    case Do::Permits:
        m_semaphore.setPermits(op.b);
        break;
    case Do::NotifyOne:
        m_notify.notifyOne();
        break;
    case Do::NotifyAll:
        m_notify.notifyAll();
        break;
    case Do::Set:
        m_watch.set(op.number);
        break;
    case Do::SetNoMore:
        m_watch.close();
        break;
    case Do::Tell:
        say(me, op, "told " + std::to_string(m_broadcast.send(op.number)));
        break;
    case Do::TellNoMore:
        m_broadcast.close();
        break;
    case Do::TryAsk: {
        static constexpr const char *names[] = {"was answered ", "found nothing", "found the end"};
        const auto [outcome, value] = m_questions[std::size_t(op.a)].tryReceive();
        say(me, op, names[int(outcome)] + (value ? std::to_string(*value) : std::string()));
        break;
    }
    case Do::Answer:
        answer(op, me);
        break;
    case Do::StopAsking:
        m_questions[std::size_t(op.a)].close();
        break;
    case Do::TryAcquire:
        if (m_limiter.tryAcquire(op.b))
            tookTokens(op, me);
        else
            say(me, op, "found too few");
        break;
    case Do::Interval:
        m_interval.setMean(op.b == Program::noDeadline ? forEver : std::chrono::milliseconds(op.b));
        break;
    case Do::Burst:
        m_limiter.setBurst(op.b);
        break;
    case Do::CancelTask:
        if (Task *const task = m_tasks[std::size_t(op.a)].get())
            task->cancel();
        break;
    default:
        if (Scope *const scope = m_scopes[std::size_t(op.a)])
            actOn(*scope, op);
    }
}

void ProgramOnKernel::actOn(Scope &scope, const Op &op)
{
    if (op.what == Do::CancelScope)
        scope.cancel();
    else if (op.what == Do::KillScope)
        scope.kill();
    else if (op.what == Do::LiftShield)
        scope.setShielded(false);
    else
        scope.setDeadline(op.b == Program::noDeadline ? never : m_kernel.now() + std::chrono::milliseconds(op.b));
}

void ProgramOnKernel::answer(const Op &op, int me)
{
    OneshotSender<int> &sender = m_answers[std::size_t(op.a)];
    const bool closed = sender.closed();
    int value = op.number;
    const bool accepted = sender.send(std::move(value)) == SendOutcome::Accepted;
    say(me, op, accepted ? "answered" : "answered nobody");
    if (accepted == closed)
        say(me, op, "and closed() said otherwise");
}

void ProgramOnKernel::tookTokens(const Op &op, int me)
{
    say(me, op, "took " + std::to_string(op.b) + ", left " + std::to_string(m_limiter.tokens()));
}

void ProgramOnKernel::tellEnd()
{
    static constexpr const char *stuck[] = {"no", "stalled", "deadlock"};
    std::array<int, 6> counts{};
    for (Sequence i = 0; i < m_trace.count(); ++i) {
        const EventKind kind = m_trace.at(i).kind;
        counts[0] += kind == EventKind::ItemCreated;
        counts[1] += kind == EventKind::ItemDone;
        counts[2] += kind == EventKind::ItemCancelled;
        counts[3] += kind == EventKind::ItemDropped;
        counts[4] += kind == EventKind::ItemLost;
        counts[5] += kind == EventKind::ItemFailed;
    }
    m_told.end = "tasks " + std::to_string(m_kernel.tasksAlive()) + ", stuck " + stuck[int(m_kernel.stuck())]
        + ", created done cancelled dropped lost failed";
    for (const int count : counts)
        m_told.end += " " + std::to_string(count);
}

} // namespace coroscope::test
