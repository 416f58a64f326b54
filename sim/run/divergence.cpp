// SPDX-License-Identifier: MIT
#include "run/divergence.h"

#include "run/event_sentence.h"

#include <algorithm>
#include <array>
#include <deque>
#include <utility>

namespace coroscope {

namespace {

/// Whether it only states a setting.
bool isSetting(EventKind kind) noexcept
{
    return kind == EventKind::ParameterChanged || kind == EventKind::ActionTaken || kind == EventKind::ChannelOpened
        || kind == EventKind::CapacityChanged || kind == EventKind::ThreadsChanged;
}

/// Whether something comes of something.
bool isOutcome(EventKind kind) noexcept
{
    static constexpr std::array<EventKind, 23> all{
        EventKind::ItemDone,      EventKind::ItemFailed,     EventKind::ItemCancelled,    EventKind::ItemDropped,
        EventKind::ItemLost,      EventKind::ItemDoneAgain,  EventKind::ItemRequeued,     EventKind::JobDone,
        EventKind::JobFailed,     EventKind::AttemptFailed,  EventKind::AttemptTimedOut,  EventKind::TaskFailed,
        EventKind::TaskAbandoned, EventKind::FailureUnseen,  EventKind::SendRefused,      EventKind::WorkerHung,
        EventKind::Escalated,     EventKind::ProcessCrashed, EventKind::ProcessRestarted, EventKind::Restarted,
        EventKind::Stalled,       EventKind::DeadlockFound,  EventKind::HeartbeatMissed};
    return std::find(all.begin(), all.end(), kind) != all.end();
}

/// As far as the fingerprint looks: not at lines and causes.
bool isSame(const Event &a, const Event &b) noexcept
{
    return a.time == b.time && a.payload == b.payload && a.item == b.item && a.task == b.task && a.object == b.object
        && a.kind == b.kind;
}

/// With other tasks before it, the same task has another number.
bool isSameOutcome(const Event &a, const Event &b) noexcept
{
    return a.time == b.time && a.item == b.item && a.kind == b.kind;
}

/// So many events of one side are kept at most while the other one has none to hold against them.
constexpr std::size_t mostAhead = 20'000;

} // namespace

/// One of the runs, and those of its events that have not been compared.
class DivergenceSearch::Side final : public EventConsumer
{
public:
    explicit Side(const Scenario &scenario)
        : m_end(Time{} + scenario.length),
          m_session(sessionOf(scenario, Retention{.budget = 0, .world = false, .history = false}))
    {
        m_session->trace().addConsumer(*this);
    }

    void consume(std::span<const Event> events, Sequence first) override
    {
        for (std::size_t i = 0; i < events.size(); ++i)
            m_events.push_back({events[i], first + i});
    }
    void goOn(std::uint64_t turns) { m_over = m_over || m_session->runUntil(m_end, turns); }
    bool over() const noexcept { return m_over; }
    Session &session() noexcept { return *m_session; }
    std::unique_ptr<Session> takeSession() noexcept { return std::move(m_session); }

    struct Numbered {
        Event event;
        Sequence sequence;
    };
    std::deque<Numbered> &events() noexcept { return m_events; }
    const std::deque<Numbered> &events() const noexcept { return m_events; }

private:
    Time m_end;
    std::deque<Numbered> m_events;
    bool m_over = false;
    std::unique_ptr<Session> m_session; ///< ends before what it feeds
};

DivergenceSearch::DivergenceSearch(const Scenario &first, const Scenario &second, Of what)
    : m_what(what),
      m_pattern(*first.pattern),
      m_first(std::make_unique<Side>(first)),
      m_second(std::make_unique<Side>(second))
{
}

DivergenceSearch::~DivergenceSearch() = default;

bool DivergenceSearch::goOn(std::uint64_t maximumTurns)
{
    // As long as they are the same, they take the same turns: neither gets far ahead of what has been compared.
    for (Side *const side : {m_first.get(), m_second.get()}) {
        if (side->events().size() < mostAhead)
            side->goOn(maximumTurns);
    }
    compare();
    return m_found || (m_first->over() && m_second->over());
}

void DivergenceSearch::skip(Side &side, World &world, bool isFirst) const
{
    // Settings of the first are part of the world, which is for names alone; those of the second say nothing new.
    const bool isApplied = isFirst || m_what == Of::Outcomes;
    std::deque<Side::Numbered> &events = side.events();
    const auto isSkipped = [this](EventKind kind) {
        return m_what == Of::Outcomes ? !isOutcome(kind) : isSetting(kind);
    };
    for (; !events.empty() && isSkipped(events.front().event.kind); events.pop_front()) {
        if (isApplied)
            world.apply(events.front().event);
    }
}

std::optional<Divergence::Side> DivergenceSearch::next(const Side &side, const World &world) const
{
    if (side.events().empty())
        return std::nullopt;
    const auto &[event, sequence] = side.events().front();
    World after = world;
    after.apply(event);
    return Divergence::Side{event, sequence, sentence(event, after, m_pattern)};
}

void DivergenceSearch::compare()
{
    std::deque<Side::Numbered> &first = m_first->events();
    std::deque<Side::Numbered> &second = m_second->events();
    const bool ofOutcomes = m_what == Of::Outcomes;
    World &secondWorld = ofOutcomes ? m_secondWorld : m_world;
    while (!m_found) {
        skip(*m_first, m_world, true);
        skip(*m_second, secondWorld, false);
        if (first.empty() && second.empty())
            return;
        const bool waits = (first.empty() && !m_first->over()) || (second.empty() && !m_second->over());
        if (waits)
            return;
        const auto areSame = ofOutcomes ? isSameOutcome : isSame;
        if (first.empty() || second.empty() || !areSame(first.front().event, second.front().event)) {
            m_found = Divergence{next(*m_first, m_world), next(*m_second, secondWorld)};
            return;
        }
        m_world.apply(first.front().event);
        if (ofOutcomes)
            m_secondWorld.apply(second.front().event);
        first.pop_front();
        second.pop_front();
    }
}

Time DivergenceSearch::now() const noexcept
{
    return m_first->session().now();
}

bool DivergenceSearch::unwind(std::uint64_t maximumTurns)
{
    return m_first->session().unwind(maximumTurns) && m_second->session().unwind(maximumTurns);
}

void DivergenceSearch::abandon() noexcept
{
    for (std::unique_ptr<Side> *const side : {&m_first, &m_second}) {
        Side *const kept = side->release(); // its session's trace refers to it
        keepUntilExit(kept->takeSession());
    }
}

} // namespace coroscope
