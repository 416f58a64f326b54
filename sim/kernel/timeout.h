// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/body_result.h"
#include "kernel/kernel.h"
#include "kernel/live_deadline.h"

#include <optional>
#include <source_location>
#include <type_traits>
#include <utility>
#include <variant>

namespace coroscope {

/// The time was up before the body had ended.
struct TimedOut {
    friend constexpr bool operator==(TimedOut, TimedOut) noexcept { return true; }
};

/// What timeout() gives: the body's result (std::monostate for none), or TimedOut.
template <typename T>
using OrTimedOut = std::variant<Kept<T>, TimedOut>;

template <typename Result>
bool isTimedOut(const std::variant<Result, TimedOut> &outcome) noexcept
{
    return std::holds_alternative<TimedOut>(outcome);
}

/// Both forms of timeout(): @p limit is a Duration or a Sample.
template <typename Limit, typename Body>
QCoro::Task<OrTimedOut<BodyResult<Body>>> runWithin(Kernel &kernel, Limit limit, Body body, std::source_location where)
{
    using T = BodyResult<Body>;
    std::optional<Kept<T>> result;
    auto bodyWithDeadline = [&](Scope &scope) -> QCoro::Task<> {
        std::optional<LiveDeadline> following;
        if constexpr (std::is_same_v<Limit, Sample>)
            following.emplace(scope, limit);
        else
            scope.setDeadline(later(kernel.now(), limit));
        if constexpr (std::is_void_v<T>) {
            co_await body();
            result.emplace();
        } else {
            result.emplace(co_await body());
        }
    };
    const ScopeEnd end = co_await scoped(kernel, bodyWithDeadline, where);
    if (end.timedOut || !result)
        co_return TimedOut{};
    co_return OrTimedOut<T>(std::in_place_index<0>, std::move(*result));
}

/// Runs @p body, which takes nothing and returns QCoro::Task<T>, for at most @p limit; then cancels it, and ends when
/// it has unwound (tokio's timeout, Trio's move_on_after, Kotlin's withTimeoutOrNull). A body that is ready to end at
/// that very instant still ends in time (tokio). Once the time is up the result is TimedOut, even if the body swallows
/// the cancellation and returns a value after all (Kotlin; in Trio that would count as success). An error of the body
/// wins over both. A limit of centuries never overflows; a limit of zero lets the body get as far as it can in this
/// instant.
template <typename Body>
[[nodiscard]] QCoro::Task<OrTimedOut<BodyResult<Body>>> timeout(
    Kernel &kernel, Duration limit, Body body, std::source_location where = std::source_location::current())
{
    return runWithin(kernel, limit, std::move(body), where);
}

/// The same with a limit that can be changed while the body runs: it keeps its random factor, and the time is up at the
/// start plus the new length, or now if that has passed. Once it is up, it stays so.
template <typename Body>
[[nodiscard]] QCoro::Task<OrTimedOut<BodyResult<Body>>> timeout(
    Kernel &kernel, Sample limit, Body body, std::source_location where = std::source_location::current())
{
    return runWithin(kernel, limit, std::move(body), where);
}

} // namespace coroscope
