// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/join_set.h"
#include "kernel/timeout.h"
#include "patterns/timeout_cancellation/timeout_cancellation.h"

#include <memory>
#include <source_location>
#include <vector>

namespace coroscope::cancellation {

/// The operations that run concurrently for one answer. Those still running when this is destroyed are cancelled or
/// abandoned, as `on-timeout` says.
class Attempts
{
public:
    /// Both must outlive this.
    Attempts(TimeoutCancellation &pattern, Request &request);
    ~Attempts();
    Attempts(const Attempts &) = delete;
    Attempts &operator=(const Attempts &) = delete;

    /// Starts one more.
    void start();
    /// Waits until one of them has an answer; false when all have ended without one. Each answer is given once.
    QCoro::Task<bool> answer(std::source_location where = std::source_location::current());
    /// Records for each that is still running that it has run out of time.
    void noteTimedOut();

private:
    struct Attempt {
        std::uint32_t number; ///< within the request, from 0
        ItemId request;
        Time started;
        Time cancelled = never;
        bool over = false;
    };
    class Ending;

    /// What the task of an attempt does.
    static QCoro::Task<> run(TimeoutCancellation &pattern, std::uint32_t client, Attempt &attempt);
    void noteCancelled();

    TimeoutCancellation &m_pattern;
    Request &m_request;
    std::vector<std::shared_ptr<Attempt>> m_started;
    JoinSet<void> m_tasks;
};

/// There is an answer, and it came in time.
inline bool isYes(const OrTimedOut<bool> &answer) noexcept
{
    return !isTimedOut(answer) && std::get<bool>(answer);
}

} // namespace coroscope::cancellation
