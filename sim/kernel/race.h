// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/gather.h"
#include "kernel/join_handle.h"

#include <cstddef>
#include <optional>
#include <tuple>
#include <utility>

namespace coroscope {

/// Calls one of several bodies of the same result, chosen by its position.
template <typename... Bodies>
class Contest
{
public:
    using Result = BodyResult<std::tuple_element_t<0, std::tuple<Bodies...>>>;

    explicit Contest(Bodies... bodies) : m_bodies(std::move(bodies)...) { }
    QCoro::Task<Result> operator()(std::size_t index) { return call(index, std::index_sequence_for<Bodies...>()); }

private:
    template <std::size_t... positions>
    QCoro::Task<Result> call(std::size_t index, std::index_sequence<positions...>)
    {
        std::optional<QCoro::Task<Result>> called;
        const auto callIf = [&](std::size_t position, auto &body) {
            if (position == index)
                called.emplace(body());
        };
        (callIf(positions, std::get<positions>(m_bodies)), ...);
        return std::move(*called);
    }

    std::tuple<Bodies...> m_bodies;
};

template <typename... Bodies>
auto raceOf(Kernel &kernel, Place first, Contest<Bodies...> contest)
    -> QCoro::Task<Gathered<Kept<typename Contest<Bodies...>::Result>>>
{
    GatherRules rules;
    rules.quorum = 1;
    Gathering<typename Contest<Bodies...>::Result, Contest<Bodies...>> gathering(first, sizeof...(Bodies), rules,
                                                                                 contest);
    auto start = [&gathering](Scope &scope) { gathering.start(scope); };
    co_await scoped(kernel, start, std::source_location());
    auto results = gathering.takeResults();
    if (results.empty())
        throw TaskCancelled(); // each of them individually
    co_return std::move(results.front());
}

/// Runs the bodies as concurrent tasks and gives the result of the first to end, and which one that was. The i-th
/// task's place is @p first with i added to its index; each body returns QCoro::Task<T> of the same T. The losers are
/// cancelled, and have finished their clean-up when the race returns (Trio's idiom; in tokio's select! they are dropped
/// on the spot, in JavaScript's Promise.race they run on). Of several that end in the same instant the first one wins
/// (tokio's select! picks one at random, unless it is biased). An error of the first to end is the race's; one of a
/// loser is unseen (Kernel::unseenFailures()), as there is a winner's result.
///
/// What a loser has done by then is done. It is a task like any other: if two of them receive, both may have been
/// served before one returns, and what the loser received is lost with it. To wait for the first of several operations
/// so that exactly one of them happens, use select().
template <typename... Bodies>
[[nodiscard]] auto race(Kernel &kernel, Place first, Bodies... bodies)
{
    return raceOf(kernel, first, Contest<Bodies...>(std::move(bodies)...));
}

} // namespace coroscope
