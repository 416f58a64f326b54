// SPDX-License-Identifier: MIT
#include "run/session.h"

#include "pattern/place_names.h"
#include "text/duration_text.h"

#include <algorithm>
#include <array>
#include <mutex>
#include <new>

namespace coroscope {

namespace {

std::vector<std::int64_t> startValues(const PatternInfo &pattern, const RunSettings &settings)
{
    if (!settings.values.empty())
        return settings.values;
    std::vector<std::int64_t> values;
    const std::unique_ptr<ParameterTable> table = pattern.declare();
    for (const Parameter *parameter : table->all())
        values.push_back(parameter->spec().initial);
    return values;
}

/// Why the run was stopped at @p now.
Sentence budgetText(const Kernel &kernel, Time now)
{
    const auto usedUp = [&](std::uint64_t count, Plural stopped) {
        return sayCounted(static_cast<std::int64_t>(count), stopped, stopped,
                          {{"time", readableTime(now)}, {"megabytes", Kernel::Limits().bytesAlive >> 20}});
    };
    switch (kernel.grown()) {
    case Kernel::Grown::Items:
        return usedUp(kernel.itemsAlive(),
                      plural("stopped at {time}: {n} items are alive, and none of them ends; "
                             "they fill the {megabytes} MB that a run may use"));
    case Kernel::Grown::Tasks:
        return usedUp(kernel.tasksAlive(),
                      plural("stopped at {time}: {n} tasks are alive, and none of them ends; "
                             "they fill the {megabytes} MB that a run may use"));
    default:
        return say(words("stopped at {time}: a million turns in one instant; time cannot move on"),
                   {{"time", readableTime(now)}});
    }
}

/// "deadlock: Worker 1 waits for Worker 2 waits for the first"
Sentence deadlockText(const World &world, const Topology &topology)
{
    Sentence circle = words("the first");
    const std::vector<TaskId> &tasks = world.deadlock();
    for (auto id = tasks.rbegin(); id != tasks.rend(); ++id) {
        const TaskView *const task = world.task(*id);
        circle = say(words("{task} waits for {other}"),
                     {{"task", task ? placeLabel(topology, task->place) : Sentence(words("main"))},
                      {"other", std::move(circle)}});
    }
    return say(words("deadlock: {circle}"), {{"circle", std::move(circle)}});
}

/// Which tasks wait for what that nobody will do.
Sentence stallText(const World &world, const Topology &topology)
{
    const auto names = [&](const std::deque<InLine> &line) {
        std::vector<Sentence> list;
        for (const InLine &one : line) {
            if (const TaskView *const task = world.task(one.task))
                list.push_back(placeLabel(topology, task->place));
        }
        return listed(list);
    };
    const auto count = [](const std::deque<InLine> &line) { return static_cast<std::int64_t>(line.size()); };
    std::vector<Sentence> parts{words("stalled: nobody can go on")};
    for (std::size_t i = 0; i < world.channels().size(); ++i) {
        const ChannelView &channel = world.channels()[i];
        const Sentence label = channelName(topology, static_cast<std::uint32_t>(i));
        if (!channel.senders.empty()) {
            parts.push_back(sayCounted(count(channel.senders),
                                       "{tasks} waits for room in {channel}, and nobody takes from it",
                                       plural("{tasks} wait for room in {channel}, and nobody takes from it"),
                                       {{"tasks", names(channel.senders)}, {"channel", label}}));
        }
        if (!channel.receivers.empty()) {
            parts.push_back(sayCounted(count(channel.receivers),
                                       "{tasks} waits for something in {channel}, and nobody sends",
                                       plural("{tasks} wait for something in {channel}, and nobody sends"),
                                       {{"tasks", names(channel.receivers)}, {"channel", label}}));
        }
    }
    return joined(std::move(parts), "; ");
}

} // namespace

std::string_view text(Outcome outcome)
{
    static constexpr std::array<std::string_view, 4> texts = {"completed", "stalled", "deadlock", "budget"};
    return texts[static_cast<std::size_t>(outcome)];
}

std::string targetName(const PatternInfo &pattern, const ActionCall &call)
{
    const std::optional<std::uint32_t> group = pattern.actions()[call.action].group;
    return group ? placeName(pattern.topology(), {*group, call.index}) : std::string();
}

Session::Session(const PatternInfo &pattern, RunSettings settings, Retention retention)
    : m_info(pattern),
      m_settings(std::move(settings)),
      m_retention(retention),
      m_keyFrames(m_trace, retention.world),
      m_history(pattern.topology(), startValues(pattern, m_settings)),
      m_metrics(pattern.topology(), Time{} + m_settings.warmup),
      m_budget(*this),
      m_kernel(std::make_unique<Kernel>(m_settings.seed, m_settings.schedule, &m_trace)),
      m_pattern(pattern.create(*m_kernel)),
      m_patternMetrics(pattern.patternMetrics(Time{} + m_settings.warmup))
{
    m_settings.values = startValues(pattern, m_settings);
    if (m_retention.history)
        m_reducer.add(m_history);
    m_reducer.add(m_metrics);
    m_reducer.add(*m_patternMetrics);
    m_trace.addConsumer(m_reducer);
    m_trace.addConsumer(m_budget); // the last one: what it forgets, the others have consumed
    const std::vector<Parameter *> &all = parameters().all();
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i]->set(m_settings.values[i]);
    m_kernel->start([this] { return m_pattern->main(); });
}

Session::~Session()
{
    // The coroutines use the pattern's members, so the kernel unwinds them first.
    m_kernel.reset();
}

std::vector<std::int64_t> Session::values() const
{
    return valuesAt(never);
}

std::vector<std::int64_t> Session::valuesAt(Time time) const
{
    std::vector<std::int64_t> values = m_settings.values;
    for (const Change &change : m_applied) {
        if (change.at <= time && !change.action)
            values[change.parameter] = change.value;
    }
    return values;
}

void Session::set(std::size_t parameter, std::int64_t value)
{
    schedule({now(), parameter, value});
    applyDueChanges();
}

void Session::act(const ActionCall &call)
{
    schedule({.at = now(), .action = call});
    applyDueChanges();
}

void Session::schedule(Change change)
{
    const auto first = m_pending.begin() + static_cast<std::ptrdiff_t>(m_nextPending);
    const auto later = std::upper_bound(first, m_pending.end(), change.at,
                                        [](Time at, const Change &other) { return at < other.at; });
    m_pending.insert(later, change);
}

Time Session::nextChange() const noexcept
{
    return m_nextPending == m_pending.size() ? never : m_pending[m_nextPending].at;
}

void Session::applyDueChanges()
{
    // In the middle of an instant a change waits until that instant's ready tasks have run.
    while (m_nextPending < m_pending.size() && nextChange() <= now() && m_kernel->idle()) {
        const Change change = m_pending[m_nextPending++];
        apply(change);
    }
    m_trace.flush();
}

Sentence Session::noEffect(const ActionCall &call) const
{
    return m_info.actions()[call.action].noEffect(world(), call.index);
}

void Session::apply(const Change &change)
{
    m_trace.flush();
    if (Sentence reason = change.action ? noEffect(*change.action) : Sentence(); !reason.empty())
        m_withoutEffect.push_back({m_applied.size(), std::move(reason)});
    m_applied.push_back({now(), change.parameter, change.value, change.action});
    if (change.action) {
        const std::optional<std::uint32_t> group = m_info.actions()[change.action->action].group;
        m_kernel->noteFromOutside(EventKind::ActionTaken, static_cast<std::uint32_t>(change.action->action),
                                  group ? Place{*group, change.action->index}.packed() : -1);
        m_pattern->act(*change.action);
        return;
    }
    m_kernel->noteFromOutside(EventKind::ParameterChanged, static_cast<std::uint32_t>(change.parameter), change.value);
    parameters().all()[change.parameter]->set(change.value);
}

bool Session::runUntil(Time limit, std::uint64_t maximumTurns)
{
    bool finished = false;
    while (!finished) {
        const bool changeFirst = m_nextPending < m_pending.size() && nextChange() <= limit;
        const Time target = changeFirst ? std::max(nextChange(), now()) : limit;
        const Kernel::Stop stop = m_kernel->runUntil(target, maximumTurns);
        if (stop != Kernel::Stop::AtLimit) {
            finished = stop == Kernel::Stop::OverBudget;
            break;
        }
        applyDueChanges();
        finished = !changeFirst && m_kernel->idle();
    }
    m_trace.flush();
    return finished;
}

Time Session::nextTime() const noexcept
{
    return m_kernel->idle() ? std::min(m_kernel->nextTime(), nextChange()) : now();
}

bool Session::runOneEvent()
{
    const Sequence before = m_trace.count();
    Sequence seen = before;
    for (;;) {
        const Time next = nextTime();
        if (next != never)
            runUntil(std::max(next, now()), 1);
        for (; seen < m_trace.count(); ++seen) {
            if (worthSeeing(m_trace.at(seen).kind))
                return true;
        }
        if (next == never || outcome() == Outcome::Budget)
            return m_trace.count() > before;
    }
}

void keepUntilExit(std::unique_ptr<Session> session) noexcept
{
    // Never destroyed, and reachable: what it holds is no leak.
    static std::mutex mutex;
    static auto *const kept = new std::vector<std::unique_ptr<Session>>;
    if (!session)
        return;
    try {
        const std::lock_guard lock(mutex);
        kept->push_back(nullptr);
        kept->back() = std::move(session);
    } catch (const std::bad_alloc &) {
        (void)session.release();
    }
}

void Session::Budget::consume(std::span<const Event>, Sequence)
{
    if (!m_session.m_retention.world) {
        m_session.m_trace.forgetBefore(m_session.m_trace.count());
        return;
    }
    while (m_session.bytes() > m_session.m_retention.budget && m_session.m_keyFrames.forgetOldest())
        m_session.m_history.forgetBefore(m_session.m_keyFrames.oldest());
}

Outcome Session::outcome() const noexcept
{
    if (m_kernel->grown() != Kernel::Grown::Nothing)
        return Outcome::Budget;
    switch (m_kernel->stuck()) {
    case Kernel::Stuck::Stalled:
        return Outcome::Stalled;
    case Kernel::Stuck::Deadlock:
        return Outcome::Deadlock;
    case Kernel::Stuck::No:
        break;
    }
    return Outcome::Completed;
}

Sentence Session::outcomeText() const
{
    switch (outcome()) {
    case Outcome::Completed:
        break;
    case Outcome::Budget:
        return budgetText(*m_kernel, now());
    case Outcome::Deadlock:
        return deadlockText(world(), m_info.topology());
    case Outcome::Stalled:
        return stallText(world(), m_info.topology());
    }
    return {};
}

const Metrics &Session::metrics()
{
    m_trace.flush();
    m_metrics.advanceTo(now());
    return m_metrics;
}

Measured Session::measured()
{
    const Metrics &metrics = this->metrics();
    m_patternMetrics->advanceTo(now());
    return {metrics, parameters(), *m_patternMetrics};
}

std::vector<TheoryValue> Session::theory()
{
    const Time warmup = Time{} + m_settings.warmup;
    const bool disturbed = std::any_of(m_applied.begin(), m_applied.end(),
                                       [&](const Change &change) { return change.at >= warmup; });
    if (disturbed || now() <= warmup || outcome() != Outcome::Completed)
        return {};
    return m_info.theory(measured());
}

Time Session::forgottenBefore() const noexcept
{
    return m_trace.firstKept() == 0 ? Time{} : m_keyFrames.oldest();
}

std::size_t Session::bytes() const noexcept
{
    return m_trace.bytes() + m_keyFrames.bytes() + m_history.bytes();
}

std::string Session::taskName(Place place) const
{
    return placeName(m_info.topology(), place);
}

} // namespace coroscope
