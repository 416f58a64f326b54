// SPDX-License-Identifier: MIT
#include "run/moment_search.h"

#include "pattern/pattern_metrics.h"
#include "run/condition_watch.h"
#include "run/event_sentence.h"

#include <utility>

namespace coroscope {

/// Follows the run. The world is for the names of the tasks.
class MomentSearch::Watching final : public EventConsumer
{
public:
    Watching(const Scenario &scenario, const StopCondition &condition)
        : m_pattern(*scenario.pattern),
          m_warmup(Time{} + scenario.settings.warmup),
          m_watch(condition, scenario.pattern->topology())
    {
    }

    void consume(std::span<const Event> events, Sequence first) override
    {
        for (std::size_t i = 0; i < events.size() && !over(); ++i)
            look(events[i], first + i);
    }
    void lookUpSites(const CodeSites &sites) { m_watch.lookUpSites(sites); }
    void runIsOver() { m_watch.instantOver(); }
    bool over() const { return m_watch.met().has_value(); }
    /// Of the event that has met the condition.
    Moment moment() const { return m_latest; }

private:
    void look(const Event &event, Sequence sequence)
    {
        m_world.apply(event);
        if (!isMeasured(event.time, m_warmup)) {
            m_watch.pass(event);
            return;
        }
        const std::optional<Sequence> before = m_watch.candidate();
        m_watch.look(event, sequence);
        if (!over() && m_watch.candidate() && m_watch.candidate() != before)
            m_latest = {event.time, sequence, sentence(event, m_world, m_pattern)};
    }

    const PatternInfo &m_pattern;
    Time m_warmup;
    ConditionWatch m_watch;
    World m_world;
    Moment m_latest;
};

MomentSearch::MomentSearch(const Scenario &scenario, const StopCondition &condition)
    : m_condition(condition),
      m_end(Time{} + scenario.length),
      m_watching(std::make_unique<Watching>(scenario, condition)),
      m_session(sessionOf(scenario, Retention{.budget = 0, .world = false, .history = false}))
{
    m_watching->lookUpSites(m_session->trace().sites());
    m_session->trace().addConsumer(*m_watching);
}

MomentSearch::~MomentSearch() = default;

bool MomentSearch::goOn(std::uint64_t maximumTurns)
{
    if (m_condition.kind == StopCondition::Kind::At)
        return true;
    const bool finished = m_session->runUntil(m_end, maximumTurns);
    if (finished)
        m_watching->runIsOver();
    return finished || m_watching->over();
}

std::optional<Moment> MomentSearch::found() const
{
    if (m_condition.kind == StopCondition::Kind::At)
        return m_condition.time <= m_end ? std::optional(Moment{.time = m_condition.time}) : std::nullopt;
    return m_watching->over() ? std::optional(m_watching->moment()) : std::nullopt;
}

Time MomentSearch::now() const noexcept
{
    return m_session->now();
}

void MomentSearch::abandon() noexcept
{
    static_cast<void>(m_watching.release()); // the session's trace refers to it
    keepUntilExit(std::move(m_session));
}

} // namespace coroscope
