// SPDX-License-Identifier: MIT
#pragma once

#include "insight/history.h"
#include "insight/key_frames.h"
#include "insight/metrics.h"
#include "kernel/kernel.h"
#include "pattern/pattern.h"
#include "pattern/place_names.h"
#include "text/sentence.h"
#include "trace/trace.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace coroscope {

/// A parameter set, or an action taken, at a given time of the run.
struct Change {
    Time at{};
    std::size_t parameter = 0; ///< position in the pattern's ParameterTable; meaningless with an action
    std::int64_t value = 0;
    std::optional<ActionCall> action{};

    friend bool operator==(const Change &, const Change &) = default;
};

/// How a run has ended, or is going.
enum class Outcome : std::uint8_t { Completed, Stalled, Deadlock, Budget };
/// "completed", "stalled", "deadlock", "budget".
std::string_view text(Outcome outcome);

/// What, besides the changes, determines a run.
struct RunSettings {
    static constexpr std::uint64_t maximumSeed = (std::uint64_t{1} << 53) - 1;

    std::uint64_t seed = 1; ///< 0 … maximumSeed
    Schedule schedule = Schedule::Fifo;
    std::vector<std::int64_t> values{}; ///< by position in the ParameterTable; empty: the defaults
    Duration warmup{};                  ///< excluded from the measures
};

/// What is kept of a run for looking back. Decides nothing about the run itself.
struct Retention {
    std::size_t budget = 256u << 20; ///< bytes, of events, key frames and history together
    bool world = true;               ///< key frames: the world at any kept moment
    bool history = true;             ///< lanes, curves and samples
};

/// One run of a pattern: the pattern's coroutines on their kernel, and everything that is kept up to date by its trace.
class Session
{
public:
    Session(const PatternInfo &pattern, RunSettings settings, Retention retention = {});
    ~Session();
    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;

    const PatternInfo &pattern() const noexcept { return m_info; }
    const RunSettings &settings() const noexcept { return m_settings; }
    ParameterTable &parameters() noexcept { return m_pattern->parameters(); }
    /// Current values, by position.
    std::vector<std::int64_t> values() const;
    /// Values as they were at @p time.
    std::vector<std::int64_t> valuesAt(Time time) const;

    /// Sets a parameter now: at the current time, once the tasks ready then have run. @p value is within range.
    void set(std::size_t parameter, std::int64_t value);
    /// Takes an action now, likewise.
    void act(const ActionCall &call);
    /// Does either at a time that has not passed; at equal times, in the order given.
    void schedule(Change change);
    /// What has been set and done so far, in order.
    const std::vector<Change> &changes() const noexcept { return m_applied; }

    /// An action that did nothing.
    struct WithoutEffect {
        std::size_t change; ///< position in changes()
        Sentence reason;    ///< see ActionSpec::noEffect
    };
    /// The actions so far that did nothing, in order.
    const std::vector<WithoutEffect> &withoutEffect() const noexcept { return m_withoutEffect; }
    /// Why this action would do nothing now; empty if it would do something.
    Sentence noEffect(const ActionCall &call) const;

    /// What is scheduled and has not been done yet, in order of time.
    std::span<const Change> pendingChanges() const noexcept { return std::span(m_pending).subspan(m_nextPending); }

    /// Runs up to and including @p limit, or for @p maximumTurns resumptions. True when @p limit is reached, or the run
    /// has been stopped for good (outcome Budget).
    bool runUntil(Time limit, std::uint64_t maximumTurns = ~std::uint64_t{0});
    /// Runs turn by turn until there is another event worth seeing. False: there won't be any, unless something is
    /// changed.
    bool runOneEvent();
    /// Ends the run for good: unwinds its tasks, which otherwise the destructor does, and which takes seconds with a
    /// million of them.
    /// @return false: @p maximumTurns were not enough; call it again
    bool unwind(std::uint64_t maximumTurns) { return m_kernel->shutDown(maximumTurns); }

    /// When there is something to do next: now, in the middle of an instant; `never` if there is nothing, unless
    /// something is changed.
    Time nextTime() const noexcept;
    /// The time the run has reached.
    Time now() const noexcept { return m_kernel->now(); }
    Outcome outcome() const noexcept;
    /// One line on the outcome for people: which task waits for what, or what grew. Empty when completed.
    Sentence outcomeText() const;

    /// Everything below is up to date with now().
    Trace &trace() noexcept { return m_trace; }
    const Trace &trace() const noexcept { return m_trace; }
    const World &world() const noexcept { return m_keyFrames.present(); }
    World worldAt(Time time) const { return m_keyFrames.at(time); }
    const KeyFrames &keyFrames() const noexcept { return m_keyFrames; }
    const History &history() const noexcept { return m_history; }
    const Metrics &metrics();
    /// What the pattern's measures are computed from.
    Measured measured();
    /// What queueing theory predicts for the measured time; empty if something was set or done within it.
    std::vector<TheoryValue> theory();
    Fingerprint fingerprint() { return m_trace.fingerprint(); }
    std::uint64_t eventCount() const noexcept { return m_trace.count(); }
    /// The oldest time that is still known in full; Time{} when nothing has been forgotten.
    Time forgottenBefore() const noexcept;
    /// Bytes of events, key frames and history.
    std::size_t bytes() const noexcept;
    /// Name of a task for people: "Producer 2".
    std::string taskName(Place place) const;

private:
    /// When the next of the scheduled changes is due; `never` if there is none.
    Time nextChange() const noexcept;
    void applyDueChanges();
    void apply(const Change &change);
    /// Forgets what is beyond the budget, as events arrive.
    class Budget final : public EventConsumer
    {
    public:
        explicit Budget(Session &session) : m_session(session) { }
        void consume(std::span<const Event> events, Sequence first) override;

    private:
        Session &m_session;
    };

    const PatternInfo &m_info;
    RunSettings m_settings;
    Retention m_retention;
    Trace m_trace;
    KeyFrames m_keyFrames;
    Reducer m_reducer;
    History m_history;
    Metrics m_metrics;
    Budget m_budget;
    std::unique_ptr<Kernel> m_kernel;
    std::unique_ptr<Pattern> m_pattern;
    std::unique_ptr<PatternMetrics> m_patternMetrics;
    std::vector<Change> m_pending; ///< sorted by time, stable
    std::size_t m_nextPending = 0; ///< those before this have been done
    std::vector<Change> m_applied;
    std::vector<WithoutEffect> m_withoutEffect;
};

/// Keeps a run as it is until the process ends, which is about to happen: then all its memory is freed at once, without
/// waiting for each task to be unwound. Also for a run that ran out of memory (see Kernel::runUntil()).
void keepUntilExit(std::unique_ptr<Session> session) noexcept;

/// The target of an action, "Worker 2"; empty if it has none.
std::string targetName(const PatternInfo &pattern, const ActionCall &call);
} // namespace coroscope
