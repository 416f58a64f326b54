// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/cancelled.h"
#include "kernel/intrusive_list.h"
#include "kernel/suspension.h"
#include "kernel/timer_heap.h"
#include "trace/event.h"
#include "trace/time.h"

#include <QCoroTask>

#include <cstddef>
#include <cstdint>
#include <exception>
#include <source_location>
#include <vector>

namespace coroscope {

class Kernel;
class Task;
class Scope;
class ScopeOpened;

/// What came of a scope.
struct ScopeEnd {
    bool cancelled; ///< its cancellation was requested (by a call or by its deadline)
    bool timedOut;  ///< by its deadline
};

/// Runs @p body with a new scope, and returns when it and every task spawned into the scope have ended. @p body takes
/// the Scope& and returns void or QCoro::Task<>. An error of the body or of a child cancels the rest and is rethrown at
/// the end (several: SeveralFailures). The scope's own cancellation stops here; one from outside propagates, and of
/// both at once it is the outer scope that catches (Trio). One that strikes the wait for the children propagates as
/// well, once they have ended, even if they ran to completion behind shields (Trio before its issue 1457; newer
/// versions then stay silent, and the next await is struck); where no child is left, it strikes at the next await
/// (Trio). A Cancelled that leaves the body though this scope is not being cancelled cancels the children (Trio), and
/// propagates. A coroutine that was called in the body, not awaited, and is still suspended at its end is killed; that
/// is an error like any other (std::logic_error).
template <typename Body>
[[nodiscard]] QCoro::Task<ScopeEnd> scoped(Kernel &kernel, Body body,
                                           std::source_location where = std::source_location::current());

/// As scoped(), but a child that fails leaves its siblings, the body and the scope alone (Kotlin's supervisorScope;
/// Trio has only nurseries). Such a failure is counted by Kernel::unseenFailures(), unless the child has a JoinHandle
/// or an observer that takes it. An error of the body still cancels the children.
template <typename Body>
[[nodiscard]] QCoro::Task<ScopeEnd> supervised(Kernel &kernel, Body body,
                                               std::source_location where = std::source_location::current());

/// How a scope is told to stop; the later ones override.
enum class Interrupt : std::uint8_t {
    None,
    Cancel, ///< stop in good order: shields hold it off
    Kill,   ///< as when the process dies: no shield holds it off
};

/// A region of a task that can be cancelled as a whole, together with the tasks spawned into it. Scopes nest; a
/// cancelled scope makes every await inside it throw Cancelled, and catches it. It ends after its children (Trio's
/// nursery and cancel scope in one). Use it through scoped(), or as a Shield.
class Scope : public ListNode<Scope>
{
public:
    /// How many ended scoped() scopes are kept, and known to have ended, before their storage is reused.
    static constexpr std::size_t endedKept = 256;

    enum class Reason : std::uint8_t { Cancel = 0, Kill = 1, Deadline = 2 };

    /// Opens a scope inside the current task's innermost one.
    explicit Scope(Kernel &kernel);
    ~Scope();

    /// Makes a task that starts in its first turn: @p body is then called without arguments and returns a
    /// QCoro::Task<>. In a cancelled scope it starts all the same, and is struck at its first await (Trio; in Kotlin it
    /// never starts). Spawning into a scope that has ended is a programming error (std::logic_error; Trio, too); to
    /// refer to a scope for longer than `endedKept` other scopes take to end, keep a ScopeRef.
    /// @return the task; the reference is valid until the task has ended.
    template <typename Body>
    Task &spawn(Place place, Body body);

    /// Every await inside throws Cancelled from now on. Repeating it changes nothing. A running task goes on up to its
    /// next await.
    void cancel() { interrupt(Interrupt::Cancel, Reason::Cancel); }
    /// As when a process dies: like cancel(), but no shield inside holds it off.
    void kill() { interrupt(Interrupt::Kill, Reason::Kill); }
    /// Cancels the scope at @p deadline, once timers and ready tasks of that instant are exhausted: work that is ready
    /// beats a deadline (tokio; where a deadline is a timer among others, as in asyncio, either may win). `never`
    /// removes it. Of nested deadlines the earliest counts, up to the nearest shield (Trio). For one that follows a
    /// LiveDuration, see LiveDeadline.
    void setDeadline(Time deadline);
    /// Holds off cancellation (not killing) by outer scopes, but not the scope's own cancel or deadline (Trio's
    /// shield); when it is lifted, what it held off strikes at once.
    void setShielded(bool shielded);

    bool cancelRequested() const noexcept { return m_requested != Interrupt::None; }
    bool timedOut() const noexcept { return m_timedOut; }
    Kernel &kernel() const noexcept { return m_kernel; }
    /// What strikes the awaits inside: requested of this scope or of one around it, shields considered.
    Interrupt pending() const noexcept { return m_pending; }

private:
    friend class Kernel;
    friend class LiveDeadline;
    friend class Task;
    friend class ScopeOpened;
    friend class ScopeRef;
    template <typename Body>
    friend QCoro::Task<ScopeEnd> scoped(Kernel &kernel, Body body, std::source_location where);
    template <typename Body>
    friend QCoro::Task<ScopeEnd> supervised(Kernel &kernel, Body body, std::source_location where);

    /// What the failure of a child does to the scope.
    enum class Kind : std::uint8_t { Nursery, Supervisor };
    template <typename Body>
    static QCoro::Task<ScopeEnd> around(Kernel &kernel, Kind kind, Body body, std::source_location where);

    struct OfTask { };
    Scope(OfTask, Kernel &kernel, Task &task) noexcept : m_kernel(kernel), m_owner(&task), m_deadline(*this) { }

    /// setDeadline() because of the event just written.
    void moveDeadline(Time deadline);
    void openIn(Scope *parent);
    void close();
    void interrupt(Interrupt level, Reason reason);
    void refresh();
    Interrupt inherited() const noexcept;
    void fail(std::exception_ptr error);
    /// A Cancelled has left the body.
    void leaveStruck();
    /// Kills the suspended coroutine that was called inside and not awaited; returns the error to report.
    std::exception_ptr killStray();
    void childEnded(std::exception_ptr error);
    bool hasChildren() const noexcept { return m_children > 0; }
    ScopeEnd settle();

    class Deadline : public Timer
    {
    public:
        explicit Deadline(Scope &scope) : m_scope(scope) { }
        void due() override;

    private:
        Scope &m_scope;
    };

    /// Waits until the last child has ended. Cancelling does not end the wait (the children are cancelled, too), but is
    /// remembered.
    class ChildrenEnded : public Suspension
    {
    public:
        ChildrenEnded(Scope &scope, SiteId site);
        bool await_ready() noexcept;
        void await_suspend(std::coroutine_handle<> handle);
        void await_resume();
        bool putsOff(Interrupt level) override;
        void waitsFor(std::vector<Task *> &others) const override;
        bool needsAll() const noexcept override { return true; }

    private:
        Scope &m_scope;
        Time m_since{};
        bool m_waited = false;
    };
    struct ChildrenEndedCall {
        Scope &scope;
        SiteId site;
        ChildrenEnded operator co_await() const noexcept { return ChildrenEnded(scope, site); }
    };

    // What opening and closing it touches, in one cache line with the links of ListNode (a task has a scope of its
    // own):
    Kernel &m_kernel;
    Task *m_owner;
    Scope *m_parent = nullptr;
    std::uint32_t m_id = 0;
    std::uint32_t m_children = 0;
    Interrupt m_requested = Interrupt::None;
    Interrupt m_pending = Interrupt::None;
    Kind m_kind = Kind::Nursery;
    bool m_shielded = false;
    bool m_timedOut = false;
    bool m_hasDeadline = false;
    bool m_closed = true;
    bool m_struck = false;  ///< cancelled in the body, or in the wait for the children
    bool m_passing = false; ///< a Cancelled left the body while nothing was pending here
    // The rest:
    IntrusiveList<Scope> m_inner; ///< scopes opened inside, those of child tasks included
    Suspension *m_waiting = nullptr;
    std::vector<std::exception_ptr> m_errors;
    Deadline m_deadline;
};

/// Refers to a scope that may have ended, for spawning and cancelling. Of a scope not made by scoped(), it must not
/// outlive that.
class ScopeRef
{
public:
    ScopeRef() = default;
    ScopeRef(Scope &scope) noexcept : m_scope(&scope), m_id(scope.m_id) { } // implicit, as a Scope & is passed
    /// The scope, or nullptr when it has ended.
    Scope *get() const noexcept { return m_scope && m_scope->m_id == m_id && !m_scope->m_closed ? m_scope : nullptr; }
    /// The scope; std::logic_error when it has ended.
    Scope &requireOpen() const;

private:
    Scope *m_scope = nullptr;
    std::uint32_t m_id = 0;
};

/// Keeps a scoped() scope open. The kernel stores the scope, so that for a while it can be told that it has ended.
class ScopeOpened
{
public:
    ScopeOpened(Kernel &kernel, Scope::Kind kind);
    ~ScopeOpened();
    ScopeOpened(const ScopeOpened &) = delete;
    ScopeOpened &operator=(const ScopeOpened &) = delete;

    Scope &scope() const noexcept { return m_scope; }

private:
    static Scope &open(Kernel &kernel);

    Scope &m_scope;
};

/// While it lives, the current task is not cancelled from outside; killing goes through. For what must be finished once
/// begun: keep it short (Trio's CancelScope(shield=True), Kotlin's NonCancellable; with asyncio.shield only the body
/// runs on, the await is cancelled).
class Shield
{
public:
    explicit Shield(Kernel &kernel) : m_scope(kernel) { m_scope.setShielded(true); }
    /// To be called from outside, after waiting long enough: what was held off strikes at once.
    void lift() { m_scope.setShielded(false); }

private:
    Scope m_scope;
};

} // namespace coroscope
