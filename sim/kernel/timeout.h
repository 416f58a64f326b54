// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/body_result.h"
#include "kernel/kernel.h"

#include <optional>
#include <source_location>
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

/// Runs @p body, which takes nothing and returns QCoro::Task<T>, for at most @p limit; then cancels it, and ends when it
/// has unwound (tokio's timeout, Trio's move_on_after, Kotlin's withTimeoutOrNull). A body that is ready to end at the
/// very instant still ends in time (tokio). Once the time was up the answer is TimedOut, even where the body swallowed
/// the cancellation and returned something after all (Kotlin; in Trio that would count as success). An error of the body
/// wins over both. A limit of centuries is no limit; none at all lets the body get as far as it can in this instant.
template <typename Body>
QCoro::Task<OrTimedOut<BodyResult<Body>>> timeout(Kernel &kernel, Duration limit, Body body,
                                                  std::source_location where = std::source_location::current())
{
    using T = BodyResult<Body>;
    std::optional<Kept<T>> result;
    auto limited = [&](Scope &scope) -> QCoro::Task<> {
        scope.setDeadline(later(kernel.now(), limit));
        if constexpr (std::is_void_v<T>) {
            co_await body();
            result.emplace();
        } else {
            result.emplace(co_await body());
        }
    };
    const ScopeEnd end = co_await scoped(kernel, limited, where);
    if (end.timedOut || !result)
        co_return TimedOut{};
    co_return OrTimedOut<T>(std::in_place_index<0>, std::move(*result));
}

} // namespace coroscope
