// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/body_result.h"
#include "kernel/kernel.h"

#include <cstddef>
#include <exception>
#include <memory>
#include <optional>
#include <source_location>
#include <utility>

namespace coroscope {

/// How one task of a JoinSet has ended.
template <typename T>
struct Finished {
    std::size_t index; ///< the how-manieth it was, from 0
    TaskId task;
    TaskEnd end;
    std::optional<Kept<T>> value; ///< where it is Done
    std::exception_ptr error;     ///< where it has Failed
};

/// Tasks whose ends come one by one, in the order in which they end (tokio's JoinSet). Their failures belong to the set
/// and do not disturb the scope. To keep a width, spawn the next one whenever next() gives one. A set that is dropped
/// cancels the tasks that still run, as tokio's does, and failures nobody took are unseen.
template <typename T>
class JoinSet
{
    struct Member final : TaskObserver, ListNode<Member> {
        JoinSet *set;
        std::size_t index;
        TaskRef task{};
        std::optional<Kept<T>> value{};

        Member(JoinSet *owner, std::size_t number) : set(owner), index(number) { }
        void taskEnded(Task &, TaskEnd end, std::exception_ptr &error) override
        {
            if (set)
                set->finished(*this, end, std::exchange(error, nullptr));
        }
    };
    class Next final : public Suspension, public ListNode<Next>
    {
    public:
        Next(JoinSet &set, std::uint16_t line) : Suspension(set.m_kernel, line), m_set(set) { }

        bool await_ready()
        {
            enter();
            if (!m_set.m_finished.empty())
                m_result.emplace(m_set.m_finished.popFront());
            m_over = m_result || m_set.m_running.empty();
            return m_over && mayGoOn();
        }
        void await_suspend(std::coroutine_handle<> handle)
        {
            park(handle);
            if (m_over) {
                yield();
                return;
            }
            m_since = m_kernel.now();
            noteForTask(EventKind::JoinBlocked, 0, 0);
            m_set.m_waiting.pushBack(*this);
        }
        std::optional<Finished<T>> await_resume()
        {
            leave();
            if (!m_over)
                noteEnd();
            return std::move(m_result);
        }
        void abandon() override
        {
            this->unlink();
            noteEnd();
        }
        void waitsFor(std::vector<Task *> &others) const override
        {
            m_set.m_running.forEach([&](const Member &member) {
                if (Task *const task = member.task.get())
                    others.push_back(task);
            });
        }

    private:
        friend class JoinSet;
        void noteEnd() { noteForTask(EventKind::JoinEnded, 0, (m_kernel.now() - m_since).count()); }
        void wakeUp() { wakeNow(); }

        JoinSet &m_set;
        std::optional<Finished<T>> m_result;
        Time m_since{};
        bool m_over = false; ///< before it began
    };
    struct NextCall {
        JoinSet &set;
        std::uint16_t line;
        Next operator co_await() const { return Next(set, line); }
    };

public:
    /// Its tasks are children of @p scope.
    explicit JoinSet(Scope &scope) : m_kernel(scope.kernel()), m_scope(scope) { }
    ~JoinSet()
    {
        m_running.forEach([](Member &member) {
            member.set = nullptr;
            if (Task *const task = member.task.get())
                task->cancel();
        });
        while (!m_finished.empty()) {
            const Finished<T> one = m_finished.popFront();
            if (one.end == TaskEnd::Failed)
                m_kernel.failureUnseen(one.task);
        }
    }
    JoinSet(const JoinSet &) = delete;
    JoinSet &operator=(const JoinSet &) = delete;

    /// As Scope::spawn, for a @p body that returns QCoro::Task<T>.
    template <typename Body>
    void spawn(Place place, Body body)
    {
        auto member = std::make_shared<Member>(this, m_spawned++);
        m_running.pushBack(*member);
        ++m_count;
        Task &task = m_scope.spawn(place, [member, body = std::move(body)]() mutable -> QCoro::Task<> {
            if constexpr (std::is_void_v<T>) {
                co_await body();
                member->value.emplace();
            } else {
                member->value.emplace(co_await body());
            }
        });
        member->task = TaskRef(task);
        task.setObserver(member.get());
    }
    /// To be awaited at once; gives a std::optional<Finished<T>>: the next task to end, each exactly once; nullopt when
    /// none is left (tokio's join_next).
    [[nodiscard]] NextCall next(std::source_location where = std::source_location::current())
    {
        return {*this, lineOf(where)};
    }
    /// How many have not ended.
    std::size_t running() const noexcept { return m_count; }

private:
    void finished(Member &member, TaskEnd end, std::exception_ptr error)
    {
        Finished<T> one{member.index, member.task.id(), end, std::move(member.value), std::move(error)};
        member.unlink();
        --m_count;
        if (m_waiting.empty()) {
            m_finished.pushBack(std::move(one));
            return;
        }
        Next &first = m_waiting.popFront();
        first.m_result.emplace(std::move(one));
        first.wakeUp();
        while (m_running.empty() && !m_waiting.empty()) // nothing is left for the others
            m_waiting.popFront().wakeUp();
    }

    Kernel &m_kernel;
    Scope &m_scope;
    std::size_t m_spawned = 0;
    std::size_t m_count = 0;
    IntrusiveList<Member> m_running; ///< each is owned by its task
    Ring<Finished<T>> m_finished;
    IntrusiveList<Next> m_waiting;
};

} // namespace coroscope
