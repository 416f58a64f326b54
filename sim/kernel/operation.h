// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/suspension.h"

#include <concepts>
#include <coroutine>
#include <cstdint>
#include <utility>

namespace coroscope {

/// The base of a wait that can be made and unmade: the awaiter of a receive, a send, a sleep, a lock … It is awaited by
/// itself, or select() stands in it beside others. What @p Self brings, all of it public:
///
///   bool attempt()          Does the whole of it if that needs no waiting: true, and it is done for good. False: nothing
///                           has happened. The task is m_task.
///   void beginWait()        After an attempt in vain: stands in line. The task is parked. Whoever serves it takes it out of
///                           the line, puts what it gets where await_resume() finds it, and makes its task ready with
///                           wakeNow(), or Kernel::wake() with the wait (not with the task).
///   void abandon()          From Suspension. It stands in line: leaves it, and nothing has happened.
///   auto await_resume()     leave() first; gives what came of it.
///
/// Whoever serves several in line looks at the line anew after each, as others of a select() leave it when one is served.
template <typename Self>
class Operation : public Suspension
{
public:
    bool await_ready()
    {
        enter();
        return ask() && mayGoOn();
    }
    /// attempt(), and keeps in mind what came of it.
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
    Operation(Kernel &kernel, std::uint16_t line) noexcept : Suspension(kernel, line) { }
    ~Operation() = default;

    bool m_done; ///< by the attempt, without having waited

private:
    Self &self() noexcept { return static_cast<Self &>(*this); }
};

/// An awaiter that select() can stand in; see Operation. One that inherits from such a one and cannot be unmade (as work on
/// a thread) says so: void attempt() = delete.
template <typename Awaiter>
concept Selectable =
    std::derived_from<Awaiter, Suspension> && std::same_as<decltype(std::declval<Awaiter &>().attempt()), bool> && std::
        same_as<decltype(std::declval<Awaiter &>().beginWait()), void>;

} // namespace coroscope
