// SPDX-License-Identifier: MIT
#pragma once

// The coroutines that kernel/scope.h declares, which need the whole kernel: part of kernel/kernel.h.
#include "kernel/kernel.h"

#include <new>

namespace coroscope {

template <typename Body>
QCoro::Task<ScopeEnd> Scope::around(Kernel &kernel, Kind kind, Body body, std::source_location where)
{
    const ScopeOpened opened(kernel, kind);
    Scope &scope = opened.scope();
    try {
        if constexpr (std::is_void_v<std::invoke_result_t<Body &, Scope &>>)
            body(scope);
        else
            co_await body(scope);
    } catch (const Cancelled &) {
        scope.leaveStruck();
    } catch (const std::bad_alloc &) {
        throw; // out of Kernel::runUntil()
    } catch (...) {
        scope.fail(std::current_exception());
    }
    if (scope.m_owner->m_handle) [[unlikely]] {
        scope.m_errors.push_back(scope.killStray());
        do
            co_await Kernel::StandIn(*scope.m_owner);
        while (scope.m_owner->m_handle);
    }
    do
        co_await Scope::ChildrenEndedCall{scope, kernel.siteOf(where)};
    while (scope.hasChildren());
    co_return scope.settle();
}

template <typename Body>
QCoro::Task<ScopeEnd> scoped(Kernel &kernel, Body body, std::source_location where)
{
    kernel.requireAwaiting();
    return Scope::around(kernel, Scope::Kind::Nursery, std::move(body), where);
}

template <typename Body>
QCoro::Task<ScopeEnd> supervised(Kernel &kernel, Body body, std::source_location where)
{
    kernel.requireAwaiting();
    return Scope::around(kernel, Scope::Kind::Supervisor, std::move(body), where);
}

} // namespace coroscope
