// SPDX-License-Identifier: MIT
#include "player/condition_run.h"

#include <algorithm>

namespace coroscope {

namespace {

/// Between two looks at the clock: a fraction of a millisecond.
constexpr Sequence eventsAtATime = 4096;
constexpr std::uint64_t turnsAtATime = 256;

} // namespace

ConditionRun::ConditionRun(Player &player, const StopCondition &condition, Time bound)
    : m_player(player),
      m_session(player.session()),
      m_watch(condition, m_session.pattern().topology(), player.world().ledger()),
      m_bound(bound),
      m_next(player.position()),
      m_reached(player.playhead())
{
    m_watch.lookUpSites(m_session.trace().sites());
}

ConditionRun::End ConditionRun::goOn(std::chrono::nanoseconds patience)
{
    const auto start = std::chrono::steady_clock::now();
    End end = End::None;
    bool ranOn = false;
    do {
        const bool isKnown = m_next < m_session.trace().count();
        ranOn = ranOn || !isKnown;
        end = isKnown ? look() : runOn();
    } while (end == End::None && std::chrono::steady_clock::now() - start < patience);
    if (ranOn)
        m_player.goToPresent();
    return end;
}

ConditionRun::End ConditionRun::look()
{
    const Trace &trace = m_session.trace();
    const Sequence until = std::min(trace.count(), m_next + eventsAtATime);
    for (; m_next < until && !m_watch.met(); ++m_next)
        m_watch.look(trace.at(m_next), m_next);
    m_reached = trace.at(m_next - 1).time;
    return m_watch.met() ? End::Met : End::None;
}

ConditionRun::End ConditionRun::runOn()
{
    m_reached = m_session.now();
    if (m_session.outcome() == Outcome::Budget)
        return End::NothingMore;
    const Time next = m_session.nextTime();
    if (next > m_session.now()) {
        m_watch.instantOver();
        if (m_watch.met())
            return End::Met;
        if (next == never)
            return End::NothingMore;
        if (next > m_bound) {
            m_session.runUntil(m_bound);
            m_reached = m_bound;
            return End::TooFar;
        }
    }
    m_session.runUntil(next, turnsAtATime);
    return End::None;
}

} // namespace coroscope
