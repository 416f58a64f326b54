// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/duration_follower.h"
#include "kernel/timed_wait.h"

namespace coroscope {

/// The awaiter of TimedWaitCall::cancellableEvery(): work that checks only now and then whether it is to stop, as a
/// computation does that tests a flag in its loop (Kotlin's ensureActive, Go's ctx.Err()). A cancellation strikes at
/// the next checkpoint after it, a whole number of steps after the start; if the work is over by then, it returns
/// normally. Within an instant a checkpoint comes before a deadline, which therefore waits for the next checkpoint.
/// Killing does not wait. When the step changes, the one under way is over at its start plus the new length, or now if
/// that has passed.
class StepwiseWork final : public TimedWait, private DurationFollower
{
public:
    StepwiseWork(const TimedWaitCall &call, LiveDuration &step);

    void attempt() = delete; // it cannot be withdrawn at any time
    void await_suspend(std::coroutine_handle<> handle);
    void await_resume();

    void abandon() override;
    bool putsOff(Interrupt level) override;

private:
    class Checkpoint final : public Timer
    {
    public:
        explicit Checkpoint(StepwiseWork &work) : m_work(work) { }
        void due() override { m_work.stop(); }

    private:
        StepwiseWork &m_work;
    };

    void durationChanged() override;
    Duration step() const noexcept;
    Time nextCheckpoint() const noexcept;
    void stop();

    LiveDuration &m_source;
    Checkpoint m_checkpoint{*this};
    Time m_last{}; ///< a checkpoint that has passed, from which the steps are counted
    Duration m_step{};
    bool m_stopping = false;
};

/// What TimedWaitCall::cancellableEvery() returns: to be awaited at once.
struct [[nodiscard]] StepwiseWorkCall {
    TimedWaitCall work;
    LiveDuration &step;

    StepwiseWork operator co_await() const { return {work, step}; }
};

/// @p step > 0 (else 1 ns); must outlive the work.
StepwiseWorkCall TimedWaitCall::cancellableEvery(LiveDuration &step) const
{
    return {*this, step};
}

} // namespace coroscope
