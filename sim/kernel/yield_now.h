// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/kernel.h"

namespace coroscope {

/// The awaiter of yieldNow().
class YieldWait final : public Suspension
{
public:
    explicit YieldWait(Kernel &kernel) noexcept : Suspension(kernel, 0) { }

    bool await_ready()
    {
        enter();
        return false;
    }
    void await_suspend(std::coroutine_handle<> handle)
    {
        park(handle);
        yield();
    }
    void await_resume() { leave(); }
};

/// What yieldNow() returns: to be awaited at once.
struct [[nodiscard]] YieldCall {
    Kernel &kernel;
    YieldWait operator co_await() const noexcept { return YieldWait(kernel); }
};

/// Goes to the back of the ready queue, and takes no time (tokio's yield_now, Trio's checkpoint, asyncio's sleep(0),
/// Kotlin's yield): for a loop that has nothing to wait for. A deadline does not strike in between, as a ready task
/// beats it; a loop that does nothing else never lets time go on, and is stopped by Kernel::Limits. The task is ready
/// all the while, so cancelling it strikes the await after this one. It is not traced.
inline YieldCall yieldNow(Kernel &kernel) noexcept
{
    return {kernel};
}

} // namespace coroscope
