// SPDX-License-Identifier: MIT
#include "kernel/scope.h"

#include "kernel/kernel.h"

#include <QtGlobal>

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <utility>

namespace coroscope {

Scope::Scope(Kernel &kernel) : m_kernel(kernel), m_owner(&kernel.current()), m_deadline(*this)
{
    openIn(m_owner->m_scope);
}

Scope::~Scope()
{
    // A scope with living children on a stack that is being torn down would leave them with a dangling parent.
    Q_ASSERT_X(m_children == 0, "Scope", "a scope ends after its children: use scoped()");
    close();
}

void Scope::openIn(Scope *parent)
{
    m_parent = parent;
    m_closed = false;
    m_id = ++m_kernel.m_lastScope;
    if (parent)
        parent->m_inner.pushBack(*this);
    m_pending = inherited();
    m_owner->m_scope = this;
    m_owner->m_pending = m_pending;
}

void Scope::close()
{
    if (m_closed)
        return;
    m_closed = true;
    setDeadline(never);
    unlink();
    if (m_owner->m_scope != this)
        return;
    m_owner->m_scope = m_parent;
    m_owner->m_pending = m_parent ? m_parent->m_pending : Interrupt::None;
}

Interrupt Scope::inherited() const noexcept
{
    const Interrupt outer = m_parent ? m_parent->m_pending : Interrupt::None;
    return m_shielded && outer == Interrupt::Cancel ? Interrupt::None : outer;
}

void Scope::interrupt(Interrupt level, Reason reason)
{
    if (m_closed || level <= m_requested)
        return;
    m_requested = level;
    if (reason == Reason::Deadline)
        m_timedOut = true;
    Task *const who = reason == Reason::Deadline ? m_owner : m_kernel.m_current;
    m_kernel.noteFor(who, EventKind::CancelRequested, m_id, 0, static_cast<std::int64_t>(reason));
    refresh();
}

void Scope::refresh()
{
    const Interrupt pending = std::max(m_requested, inherited());
    if (pending == m_pending)
        return;
    m_pending = pending;
    if (m_owner->m_scope == this) {
        m_owner->m_pending = pending;
        if (pending != Interrupt::None)
            m_kernel.interrupt(*m_owner);
    }
    m_inner.forEach([](Scope &scope) { scope.refresh(); });
}

void Scope::setDeadline(Time deadline)
{
    if (m_closed && deadline != never)
        return;
    if (deadline != never) {
        const Time at = std::max(deadline, m_kernel.now());
        m_kernel.m_deadlines.rearm(m_deadline, at);
        m_kernel.noteFor(m_owner, EventKind::DeadlineSet, m_id, 0, (at - m_kernel.now()).count());
        m_hasDeadline = true;
    } else if (std::exchange(m_hasDeadline, false)) { // one that has struck is over as well
        m_kernel.m_deadlines.disarm(m_deadline);
        m_kernel.noteFor(m_owner, EventKind::DeadlineMet, m_id);
    }
}

void Scope::moveDeadline(Time deadline)
{
    m_owner->m_cause = m_kernel.m_lastEvent;
    setDeadline(deadline);
}

void Scope::Deadline::due()
{
    m_scope.interrupt(Interrupt::Cancel, Reason::Deadline);
}

void Scope::setShielded(bool shielded)
{
    if (m_closed)
        return;
    m_shielded = shielded;
    refresh();
}

void Scope::fail(std::exception_ptr error)
{
    m_errors.push_back(std::move(error));
    interrupt(Interrupt::Cancel, Reason::Cancel);
}

void Scope::leaveStruck()
{
    m_struck = true;
    if (m_pending != Interrupt::None)
        return;
    m_passing = true;
    interrupt(Interrupt::Cancel, Reason::Cancel);
}

std::exception_ptr Scope::killStray()
{
    kill();
    return std::make_exception_ptr(std::logic_error("a coroutine was called and not awaited"));
}

void Scope::childEnded(std::exception_ptr error)
{
    --m_children;
    if (error)
        fail(std::move(error));
    if (m_children > 0)
        return;
    if (Suspension *const waiting = std::exchange(m_waiting, nullptr))
        m_kernel.wakeNow(*waiting);
}

ScopeEnd Scope::settle()
{
    close();
    if (m_errors.size() == 1)
        std::rethrow_exception(m_errors.front());
    if (!m_errors.empty())
        throw SeveralFailures(std::move(m_errors));
    // Two scopes cancelled at once: the outer one catches.
    const bool own = m_requested != Interrupt::None && !m_passing && inherited() == Interrupt::None;
    if (m_struck && !own)
        throw Cancelled();
    return {m_requested != Interrupt::None, m_timedOut};
}

Scope::ChildrenEnded::ChildrenEnded(Scope &scope, SiteId site) : Suspension(scope.m_kernel, site), m_scope(scope) { }

bool Scope::ChildrenEnded::await_ready() noexcept
{
    m_task = m_scope.m_owner;
    return m_scope.m_children == 0 && mayGoOn();
}

void Scope::ChildrenEnded::await_suspend(std::coroutine_handle<> handle)
{
    park(handle);
    if (m_scope.m_children == 0) {
        yield();
        return;
    }
    m_waited = true;
    m_since = m_kernel.now();
    m_kernel.note(EventKind::JoinBlocked, 0, 0, 0, m_site);
    m_scope.m_waiting = this;
    m_scope.m_struck |= m_scope.m_pending != Interrupt::None;
}

void Scope::ChildrenEnded::await_resume()
{
    if (m_waited)
        m_kernel.note(EventKind::JoinEnded, 0, 0, (m_kernel.now() - m_since).count(), m_site);
}

bool Scope::ChildrenEnded::putsOff(Interrupt)
{
    m_scope.m_struck = true;
    return true;
}

void Scope::ChildrenEnded::waitsFor(std::vector<Task *> &others) const
{
    m_scope.m_inner.forEach([&](Scope &inner) { others.push_back(inner.m_owner); });
}

Scope &ScopeRef::requireOpen() const
{
    if (Scope *const scope = get())
        return *scope;
    throw std::logic_error("the scope has ended");
}

ScopeOpened::ScopeOpened(Kernel &kernel, Scope::Kind kind) : m_scope(open(kernel))
{
    m_scope.m_kind = kind;
}

ScopeOpened::~ScopeOpened()
{
    m_scope.close();
    m_scope.m_kernel.m_endedScopes.pushBack(m_scope);
    ++m_scope.m_kernel.m_scopesEnded;
}

Scope &ScopeOpened::open(Kernel &kernel)
{
    if (kernel.m_scopesEnded < Scope::endedKept)
        return kernel.m_scopes.emplace_back(kernel);
    --kernel.m_scopesEnded;
    Scope *const longestEnded = &kernel.m_endedScopes.popFront();
    std::destroy_at(longestEnded);
    return *std::construct_at(longestEnded, kernel);
}

} // namespace coroscope
