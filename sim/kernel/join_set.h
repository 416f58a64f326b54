// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/body_result.h"
#include "kernel/kernel.h"

#include <cstddef>
#include <exception>
#include <limits>
#include <memory>
#include <optional>
#include <source_location>
#include <stdexcept>
#include <utility>

namespace coroscope {

/// How one task of a JoinSet has ended.
template <typename T>
struct Finished {
    std::size_t index; ///< its number in the order of spawning, from 0
    TaskId task;       ///< 0: it never started, as the set or its scope was cancelled first
    TaskEnd end;
    std::optional<Kept<T>> value; ///< if Done
    std::exception_ptr error;     ///< if Failed
};

/// Tasks that are joined one by one: in the order in which they end (tokio's JoinSet), or by number. Their failures
/// belong to the set and do not affect the scope. A set may have a width, which can be changed: that many run at once,
/// the others wait, not yet started, in the order of spawning, and each end makes room for the next (with tokio's this
/// takes a Semaphore beside it). A set that is destroyed cancels the tasks that still run, as tokio's does, and
/// discards those not yet started; failures not taken by then are unseen.
template <typename T>
class JoinSet
{
    static constexpr std::size_t any = std::numeric_limits<std::size_t>::max();

    struct Member : TaskObserver, ListNode<Member> {
        JoinSet *set;
        std::size_t index;
        Place place;
        TaskRef task{};
        std::optional<Kept<T>> value{};
        Kernel *letGoIn = nullptr; ///< set once the set has let go of it

        Member(JoinSet *owner, std::size_t number, Place where) : set(owner), index(number), place(where) { }
        virtual ~Member() = default;
        virtual QCoro::Task<> run() = 0;
        void letGo(Kernel &kernel) noexcept
        {
            set = nullptr;
            letGoIn = &kernel;
        }
        void taskEnded(Task &ended, TaskEnd end, std::exception_ptr &error) override
        {
            if (set)
                set->finished(*this, end, std::exchange(error, nullptr));
            else if (letGoIn && std::exchange(error, nullptr))
                letGoIn->failureUnseen(ended.id());
        }
    };
    template <typename Body>
    struct MemberWith final : Member {
        Body body;

        MemberWith(JoinSet *owner, std::size_t number, Place where, Body what)
            : Member(owner, number, where), body(std::move(what))
        {
        }
        QCoro::Task<> run() override
        {
            if constexpr (std::is_void_v<T>) {
                co_await body();
                this->value.emplace();
            } else {
                this->value.emplace(co_await body());
            }
        }
    };
    class Next final : public Operation<Next>, public ListLink<Next>
    {
    public:
        Next(JoinSet &set, std::size_t index, SiteId site)
            : Operation<Next>(set.m_kernel, site), m_set(set), m_index(index)
        {
        }

        bool attempt()
        {
            m_set.take(m_index, m_result);
            return m_result || !m_set.mayStillEnd(m_index);
        }
        void beginWait()
        {
            m_since = this->m_kernel.now();
            if (const Member *const member = m_set.find(m_index))
                m_target = member->task.id();
            this->noteForTask(EventKind::JoinBlocked, m_target, 0);
            m_set.m_waiting.pushBack(*this);
        }
        std::optional<Finished<T>> await_resume()
        {
            this->leave();
            if (!this->m_done)
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
            const Member *const one = m_set.find(m_index);
            m_set.m_running.forEach([&](const Member &member) {
                Task *const task = member.task.get();
                if (task && (!one || !one->task.get() || one == &member)) // not yet started: any of them may make room
                    others.push_back(task);
            });
        }

    private:
        friend class JoinSet;
        bool wants(std::size_t index) const noexcept { return m_index == any || m_index == index; }
        void noteEnd() { this->noteForTask(EventKind::JoinEnded, m_target, (this->m_kernel.now() - m_since).count()); }
        void wakeUp() { this->wakeNow(); }

        JoinSet &m_set;
        std::size_t m_index;
        std::optional<Finished<T>> m_result;
        Time m_since{};
        TaskId m_target = 0;
    };
    struct NextCall {
        JoinSet &set;
        std::size_t index;
        SiteId site;
        Next operator co_await() const { return Next(set, index, site); }
    };

public:
    static constexpr std::size_t unlimited = std::numeric_limits<std::size_t>::max();

    /// Its tasks are children of @p scope. @p width: how many may run at once, at least 1 (else std::invalid_argument).
    explicit JoinSet(Scope &scope, std::size_t width = unlimited)
        : m_kernel(scope.kernel()), m_scope(scope), m_width(atLeastOne(width))
    {
    }
    ~JoinSet()
    {
        m_running.forEach([this](Member &member) {
            member.letGo(m_kernel);
            Task *const task = member.task.get();
            if (task && task->pending() == Interrupt::None)
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

    /// As Scope::spawn, for a @p body that returns QCoro::Task<T>; starts it as soon as there is room. After the scope
    /// has ended: std::logic_error.
    template <typename Body>
    void spawn(Place place, Body body)
    {
        m_scope.requireOpen();
        auto member = std::make_shared<MemberWith<Body>>(this, m_spawned++, place, std::move(body));
        if (m_unbegun.empty() && m_begun < m_width)
            begin(std::move(member));
        else
            m_unbegun.pushBack(std::move(member));
    }
    /// Raising it starts waiting tasks at once; lowering it stops none. At least 1 (else std::invalid_argument).
    void setWidth(std::size_t width)
    {
        m_width = atLeastOne(width);
        fill();
    }
    /// To be awaited at once; gives a std::optional<Finished<T>>: the next task to end, each exactly once; nullopt when
    /// none is left (tokio's join_next).
    [[nodiscard]] NextCall next(std::source_location where = std::source_location::current())
    {
        return {*this, any, m_kernel.siteOf(where)};
    }
    /// Likewise, for the task with this number, from 0 in the order of spawning; nullopt when it was taken already, or
    /// never spawned. Others that end meanwhile are kept.
    [[nodiscard]] NextCall join(std::size_t index, std::source_location where = std::source_location::current())
    {
        return {*this, index, m_kernel.siteOf(where)};
    }
    /// As next(), without waiting; nullopt: no task has ended that was not taken yet (tokio's try_join_next).
    [[nodiscard]] std::optional<Finished<T>> tryJoinNext()
    {
        std::optional<Finished<T>> result;
        take(any, result);
        return result;
    }
    /// To be awaited: calls cancelAll(), and returns when all have unwound and the set is empty (tokio's shutdown).
    /// Their results are discarded, and failures are unseen. A cancelled wait leaves those still unwinding in the set.
    [[nodiscard]] QCoro::Task<> shutdown(std::source_location where = std::source_location::current())
    {
        cancelAll();
        while (const std::optional<Finished<T>> one = co_await next(where)) {
            if (one->end == TaskEnd::Failed)
                m_kernel.failureUnseen(one->task);
        }
    }
    /// How many have not ended, including those not yet started. Those that have ended but were not taken do not count:
    /// see size().
    std::size_t running() const noexcept { return m_begun + m_unbegun.size(); }
    /// How many can still be joined: running(), and those that have ended and were not taken (tokio's len()).
    std::size_t size() const noexcept { return running() + m_finished.size(); }
    /// Cancels the tasks that still run; those not yet started never will be. All stay in the set until they are joined
    /// (as after tokio's abort_all; but they unwind, and may clean up across awaits, see JoinHandle::cancel).
    void cancelAll()
    {
        giveUpUnbegun();
        m_running.forEach([](Member &member) {
            if (Task *const task = member.task.get())
                task->cancel();
        });
    }
    /// Detaches the tasks that still run: they go on, and can no longer be joined (tokio's detach_all). Their scope
    /// still ends after them; their failures are unseen. Those not yet started never will be.
    void detachAll()
    {
        m_running.forEach([this](Member &member) {
            member.letGo(m_kernel);
            member.unlink();
            m_kernel.note(EventKind::TaskAbandoned, member.task.id());
        });
        m_begun = 0;
        while (!m_unbegun.empty())
            m_unbegun.popFront();
        while (!m_waiting.empty()) // nothing is left for them
            m_waiting.popFront().wakeUp();
    }

private:
    static std::size_t atLeastOne(std::size_t width)
    {
        if (width == 0)
            throw std::invalid_argument("a JoinSet of width 0 would never begin anything");
        return width;
    }
    void begin(std::shared_ptr<Member> member)
    {
        Member &one = *member;
        m_running.pushBack(one);
        ++m_begun;
        Task &task = m_scope.requireOpen().spawn(one.place, [member = std::move(member)] { return member->run(); });
        one.task = TaskRef(task);
        task.setObserver(&one);
    }
    void fill()
    {
        while (!m_unbegun.empty() && m_begun < m_width && m_scope.requireOpen().pending() == Interrupt::None)
            begin(m_unbegun.popFront());
    }
    void finished(Member &member, TaskEnd end, std::exception_ptr error)
    {
        member.unlink();
        --m_begun;
        handOver({member.index, member.task.id(), end, std::move(member.value), std::move(error)});
        if (!m_unbegun.empty() && m_scope.requireOpen().pending() != Interrupt::None)
            giveUpUnbegun();
        fill();
        if (running() == 0) // nothing is left for the others
            endWaits(any);
    }
    void giveUpUnbegun()
    {
        while (!m_unbegun.empty())
            handOver({m_unbegun.popFront()->index, 0, TaskEnd::Cancelled, std::nullopt, nullptr});
    }
    /// To the first wait in line that wants it; else kept for a later one.
    void handOver(Finished<T> one)
    {
        Next *const taker = firstWaiting([&one](const Next &next) { return next.wants(one.index); });
        if (!taker) {
            m_finished.pushBack(std::move(one));
            return;
        }
        const std::size_t index = one.index;
        taker->unlink();
        taker->m_result.emplace(std::move(one));
        taker->wakeUp();
        endWaits(index);
    }
    void endWaits(std::size_t index)
    {
        while (Next *const waiting = firstWaiting([index](const Next &next) { return next.m_index == index; })) {
            waiting->unlink();
            waiting->wakeUp();
        }
    }
    template <typename Condition>
    Next *firstWaiting(Condition &&condition) const
    {
        Next *first = nullptr;
        m_waiting.forEach([&](Next &waiting) {
            if (!first && condition(waiting))
                first = &waiting;
        });
        return first;
    }
    /// The one with this number among those that have ended.
    void take(std::size_t index, std::optional<Finished<T>> &result)
    {
        for (std::size_t i = 0; i < m_finished.size(); ++i) {
            if (index != any && m_finished[i].index != index)
                continue;
            for (; i > 0; --i)
                std::swap(m_finished[i], m_finished[i - 1]);
            result.emplace(m_finished.popFront());
            return;
        }
    }
    /// The one with this number among those that run.
    const Member *find(std::size_t index) const
    {
        const Member *found = nullptr;
        m_running.forEach([&](const Member &member) {
            if (member.index == index)
                found = &member;
        });
        return found;
    }
    bool mayStillEnd(std::size_t index)
    {
        if (index == any)
            return running() > 0;
        // Tasks are started in the order of spawning.
        return find(index) || (!m_unbegun.empty() && index >= m_unbegun.front()->index && index < m_spawned);
    }

    Kernel &m_kernel;
    ScopeRef m_scope;
    std::size_t m_width;
    std::size_t m_spawned = 0;
    std::size_t m_begun = 0;                 ///< of those that have not ended
    IntrusiveList<Member> m_running;         ///< each is owned by its task
    Ring<std::shared_ptr<Member>> m_unbegun; ///< in the order of spawning
    Ring<Finished<T>> m_finished;
    IntrusiveList<Next> m_waiting;
};

} // namespace coroscope
