// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/body_result.h"
#include "kernel/kernel.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <source_location>
#include <stdexcept>
#include <utility>
#include <vector>

namespace coroscope {

/// How gather() behaves.
struct GatherRules {
    enum class Order : std::uint8_t { AsStarted, AsCompleted };
    static constexpr std::size_t all = std::numeric_limits<std::size_t>::max();

    std::size_t width =
        all; ///< how many may run at once, at least 1 (else std::invalid_argument); each makes room for the next
    std::size_t quorum = all; ///< how many results are enough; the rest is cancelled then
    Order order = Order::AsStarted;
};

/// One of the results.
template <typename T>
struct Gathered {
    std::size_t index; ///< of the body, from 0
    T value;
};

/// The state of one gather().
template <typename T, typename Body>
class Gathering final : private TaskObserver
{
public:
    Gathering(Place first, std::size_t count, const GatherRules &rules, Body &body)
        : m_first(first), m_count(count), m_wanted(std::min(rules.quorum, count)), m_rules(rules), m_body(body)
    {
        if (rules.width == 0)
            throw std::invalid_argument("a width of 0 would never begin anything");
    }

    void start(Scope &scope)
    {
        m_scope = &scope;
        while (m_wanted > 0 && m_started < m_count && m_running < m_rules.width)
            startNext();
    }
    /// After the scope has ended.
    std::vector<Gathered<Kept<T>>> takeResults()
    {
        if (m_rules.order == GatherRules::Order::AsStarted)
            std::sort(m_results.begin(), m_results.end(), [](auto &a, auto &b) { return a.index < b.index; });
        return std::move(m_results);
    }

private:
    void startNext()
    {
        const std::size_t index = m_started++;
        ++m_running;
        const Place place{m_first.group, m_first.index + static_cast<std::uint32_t>(index)};
        Task &task = m_scope->spawn(place, [this, index]() -> QCoro::Task<> {
            if constexpr (std::is_void_v<T>) {
                co_await m_body(index);
                keep({index, {}});
            } else {
                T value = co_await m_body(index);
                keep({index, std::move(value)});
            }
        });
        task.setObserver(this);
    }
    void keep(Gathered<Kept<T>> result)
    {
        if (m_results.size() == m_wanted)
            return; // one too many, in the same instant
        m_results.push_back(std::move(result));
        if (m_results.size() == m_wanted && m_wanted < m_count)
            m_scope->cancel();
    }
    void taskEnded(Task &task, TaskEnd end, std::exception_ptr &error) override
    {
        --m_running;
        if (error && m_results.size() == m_wanted) { // after the quorum
            error = nullptr;
            m_scope->kernel().failureUnseen(task.id());
            return;
        }
        // After a failure the scope is about to be cancelled.
        if (end != TaskEnd::Failed && m_started < m_count && m_scope->pending() == Interrupt::None)
            startNext();
    }

    Place m_first;
    std::size_t m_count;
    std::size_t m_wanted;
    GatherRules m_rules;
    Body &m_body;
    Scope *m_scope = nullptr;
    std::size_t m_started = 0;
    std::size_t m_running = 0;
    std::vector<Gathered<Kept<T>>> m_results; ///< as completed
};

/// Runs @p body(0), @p body(1) … @p body(@p count - 1) as tasks and gathers what they return, each exactly once:
/// std::vector<Gathered<T>>, in the order and up to the number that @p rules say. The i-th task's place is @p first
/// with i added to its index. The first error cancels the others; it is rethrown when they have cleaned up and ended
/// (fail-fast, as Python's TaskGroup, Trio's nursery; not as asyncio.gather, which leaves them running). With a quorum,
/// too, it returns after the last clean-up, and an error that comes after the quorum is unseen. The result of a task
/// that was cancelled individually is missing. To act on each result as it comes, and on each error, use a JoinSet.
template <typename Body>
[[nodiscard]] auto gather(Kernel &kernel, Place first, std::size_t count, GatherRules rules, Body body,
                          std::source_location where = std::source_location::current())
    -> QCoro::Task<std::vector<Gathered<Kept<BodyResult<Body, std::size_t>>>>>
{
    Gathering<BodyResult<Body, std::size_t>, Body> gathering(first, count, rules, body);
    auto start = [&gathering](Scope &scope) { gathering.start(scope); };
    co_await scoped(kernel, start, where);
    co_return gathering.takeResults();
}

} // namespace coroscope
