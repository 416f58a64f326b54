// SPDX-License-Identifier: MIT
#include "kernel/executor.h"

#include <algorithm>
#include <utility>

namespace coroscope {

Executor::Executor(Kernel &kernel, std::uint32_t threads) : m_kernel(kernel), m_threads(threads)
{
    m_kernel.note(EventKind::ThreadsChanged, 0, 0, threads);
}

Executor::Call Executor::compute(std::uint32_t activity, Sample length, ItemId item, std::source_location where)
{
    return {*this, m_kernel.work(activity, length, item, where)};
}

Executor::Call Executor::block(std::uint32_t activity, Sample length, std::source_location where)
{
    return {*this, m_kernel.sleep(activity, length, where)};
}

void Executor::setThreads(std::uint32_t threads)
{
    m_threads = threads;
    m_kernel.note(EventKind::ThreadsChanged, 0, 0, threads);
    serve();
}

std::uint32_t Executor::take()
{
    const auto it = std::find(m_busy.begin(), m_busy.end(), char{false});
    const auto thread = static_cast<std::uint32_t>(it - m_busy.begin());
    if (it == m_busy.end())
        m_busy.push_back(true);
    else
        *it = true;
    ++m_taken;
    return thread;
}

void Executor::giveBack(std::uint32_t thread)
{
    m_busy[thread] = false;
    --m_taken;
    serve();
}

void Executor::serve()
{
    while (m_taken < m_threads && !m_waiting.empty()) {
        ThreadWait &next = m_waiting.popFront();
        next.causedByLastEvent();
        next.run();
    }
}

ThreadWait::ThreadWait(const Executor::Call &call) : TimedWait(call.wait), m_executor(call.executor) { }

void ThreadWait::await_suspend(std::coroutine_handle<> handle)
{
    park(handle);
    m_wanted = m_kernel.now();
    if (m_executor.free()) {
        run();
        return;
    }
    noteForTask(EventKind::ThreadWanted, 0, 0);
    m_executor.m_waiting.pushBack(*this);
}

void ThreadWait::run()
{
    m_got = m_kernel.now();
    m_thread = m_executor.take();
    noteForTask(EventKind::ThreadTaken, *m_thread, (m_got - m_wanted).count());
    beginWait();
}

void ThreadWait::await_resume()
{
    if (!m_interrupted)
        TimedWait::await_resume();
    freeThread();
    leave();
}

void ThreadWait::abandon()
{
    if (m_thread) {
        TimedWait::abandon();
        return; // the thread is freed in the task's turn
    }
    IntrusiveList<ThreadWait, Executor::InLine>::remove(*this);
    noteForTask(EventKind::ThreadAbandoned, 0, 0);
}

void ThreadWait::freeThread()
{
    if (!m_thread)
        return;
    noteForTask(EventKind::ThreadFreed, *m_thread, (m_kernel.now() - m_got).count());
    m_executor.giveBack(*std::exchange(m_thread, std::nullopt));
}

} // namespace coroscope
