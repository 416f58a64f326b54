// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/suspension.h"

#include <concepts>
#include <coroutine>
#include <cstdint>
#include <utility>

namespace coroscope {

/// The base of a wait that can be entered and withdrawn: the awaiter of a receive, a send, a sleep, a lock … It is
/// awaited by itself, or by a select() beside others. What @p Self provides, all of it public:
///
///   bool attempt()          Does all of it if that needs no waiting: true, and it is done for good. False: nothing
///                           has happened. The task is m_task.
///   void beginWait()        After an attempt that gave false: joins the queue. The task is parked. What serves it takes
///                           it out of the queue, puts its result where await_resume() finds it, and makes its task
///                           ready with wakeNow(), or Kernel::wake() with the wait (not with the task).
///   void abandon()          From Suspension. It is in the queue: leaves it, and nothing has happened.
///   auto await_resume()     leave() first; returns the result.
///
/// Code that serves several waits in a queue looks at the queue anew after each, as the other waits of a select() leave
/// it when one is served.
template <typename Self>
class Operation : public Suspension
{
public:
    bool await_ready()
    {
        enter();
        return ask() && mayGoOn();
    }
    /// attempt(), and remembers its result.
    bool ask() { return m_done = self().attempt(); }
    void await_suspend(std::coroutine_handle<> handle)
    {
        park(handle);
        if (m_done)
            yield();
        else
            self().beginWait();
    }

protected:
    Operation(Kernel &kernel, SiteId site) noexcept : Suspension(kernel, site) { }
    ~Operation() = default;

    bool m_done; ///< by the attempt, without having waited

private:
    Self &self() noexcept { return static_cast<Self &>(*this); }
};

/// An awaiter that select() can wait on; see Operation. One that inherits from such an awaiter and cannot be withdrawn
/// (as work on a thread) says so: void attempt() = delete.
template <typename Awaiter>
concept Selectable =
    std::derived_from<Awaiter, Suspension> && std::same_as<decltype(std::declval<Awaiter &>().attempt()), bool> && std::
        same_as<decltype(std::declval<Awaiter &>().beginWait()), void>;

} // namespace coroscope
