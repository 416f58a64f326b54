// SPDX-License-Identifier: MIT
// Tokens, and who waits for them.
#include "sim/kernel/program_model.h"

namespace coroscope::test {

/// More than the bucket can hold are there when it is full. Nobody overtakes those in line.
bool ProgramModel::tokensAreThere(int count)
{
    m_bucket.fill(m_now);
    return m_acquirers.empty() && m_bucket.tokens >= std::min(count, m_bucket.burst);
}

void ProgramModel::takeTokens()
{
    std::erase(m_acquirers, m_current);
    m_bucket.fill(m_now);
    const int count = me().op->b;
    m_bucket.tokens -= count;
    m_bucket.fill(m_now); // at once, where the interval is none
    say(*me().op, "took " + std::to_string(count) + ", left " + std::to_string(m_bucket.tokens));
}

void ProgramModel::acquire()
{
    if (tokensAreThere(me().op->b)) {
        finishOp();
        return;
    }
    waitIn(m_acquirers, Wait::Tokens);
    planTokens();
}

void ProgramModel::planTokens()
{
    int ahead = 0;
    for (const int task : m_acquirers) {
        const int count = m_tasks[std::size_t(task)].op->b;
        const int time = m_bucket.whenThereAre(ahead + std::min(count, m_bucket.burst), m_now);
        ahead += count;
        const auto armed = std::find_if(m_timers.begin(), m_timers.end(), [&](Due due) { return due.whose == task; });
        if (armed != m_timers.end() && armed->time == time)
            continue; // keeps its place among those of the same moment
        disarm(m_timers, task);
        m_timers.push_back({time, task});
    }
}

void ProgramModel::turnTokens(const Op &op)
{
    if (op.what == Do::Burst)
        m_bucket.turnBurst(m_now, op.b);
    else
        m_bucket.turnInterval(m_now, op.b == Program::noDeadline ? TokenBucket::never : op.b);
    planTokens();
}

} // namespace coroscope::test
