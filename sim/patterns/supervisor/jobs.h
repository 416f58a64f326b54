// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/item.h"
#include "kernel/kernel.h"

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <source_location>

namespace coroscope::supervisor {

/// Something to do. Shared by the workers that work on it, since one that counts as dead may still do so.
struct Job {
    explicit Job(Item made) : id(made.id()), item(std::move(made)) { }

    ItemId id;
    std::optional<Item> item; ///< until it is done or lost
    bool lost = false;
};

/// What becomes of the job of a worker that dies.
enum class InFlight : std::uint8_t { Lost, Requeued };

/// Keeps track of which worker works on what. There is always a next job.
class Jobs
{
public:
    explicit Jobs(Kernel &kernel) : m_kernel(kernel) { }

    /// The oldest job that a dead worker left behind, or else a new one.
    std::shared_ptr<Job> take(TaskId worker, std::source_location where = std::source_location::current());
    /// @p job is done, perhaps not for the first time.
    void finish(TaskId worker, Job &job, std::source_location where = std::source_location::current());
    /// Takes away what @p worker holds, if anything.
    void takeAway(TaskId worker, InFlight inFlight);
    /// None of them will be done.
    void clear();

private:
    Kernel &m_kernel;
    std::deque<std::shared_ptr<Job>> m_leftBehind; ///< oldest first
    std::map<TaskId, std::shared_ptr<Job>> m_inHands;
};

} // namespace coroscope::supervisor
