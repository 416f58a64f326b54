// SPDX-License-Identifier: MIT
// Permits, notifications, and what is watched and told.
#include "sim/kernel/program_model.h"

namespace coroscope::test {

/// Who wants many is not overtaken by those who want fewer.
void ProgramModel::hold(const Op &op)
{
    if (!m_wantPermits.empty() || op.b > m_permits - m_taken) {
        waitIn(m_wantPermits, Wait::Permits);
        return;
    }
    m_taken += op.b;
    finishOp();
}

void ProgramModel::see()
{
    if (me().seen == m_changes) {
        waitIn(m_watchers, Wait::Signal);
        return;
    }
    me().seen = m_changes;
    finishOp();
}

/// Only the last words are kept. False: there is none that @p task has not heard.
bool ProgramModel::hearNext(TaskState &task)
{
    if (task.heard == int(m_words.size()))
        return false;
    const int oldest = std::max(task.heard, int(m_words.size()) - int(Program::toldKept));
    task.missed = oldest - task.heard;
    task.item = m_words[std::size_t(oldest)];
    task.heard = oldest + 1;
    return true;
}

void ProgramModel::signal(const Op &op)
{
    switch (op.what) {
    case Do::NotifyOne:
        m_notified = m_notifiable.empty();
        if (m_notified)
            break;
        wake(m_notifiable.front());
        m_notifiable.pop_front();
        break;
    case Do::NotifyAll:
        wakeAll(m_notifiable);
        break;
    case Do::Set:
        m_watched = op.number;
        ++m_changes;
        for (const int task : m_watchers)
            m_tasks[std::size_t(task)].seen = m_changes;
        wakeAll(m_watchers);
        break;
    default:
        m_words.push_back(op.number);
        for (const int task : m_listeners)
            hearNext(m_tasks[std::size_t(task)]);
        wakeAll(m_listeners);
        break;
    }
}

void ProgramModel::admitToPermits()
{
    while (!m_wantPermits.empty()) {
        const int first = m_wantPermits.front();
        const int wanted = m_tasks[std::size_t(first)].op->b;
        if (wanted > m_permits - m_taken)
            break;
        m_taken += wanted;
        m_wantPermits.pop_front();
        wake(first);
    }
}

void ProgramModel::giveBack(int permits)
{
    m_taken -= permits;
    admitToPermits();
}

} // namespace coroscope::test
