// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/intrusive_list.h"
#include "kernel/kernel.h"
#include "kernel/operation.h"

#include <cstdint>

namespace coroscope {

/// The base of a wait for a signal from another task (Notify, Watch, Broadcast). In the trace it is a sleep of an
/// activity, which says what the task waits for, of unknown length, as an Alarm's is. @p Self as for Operation;
/// provides attempt() and await_resume().
template <typename Self>
class SignalWait : public Operation<Self>, public ListLink<Self>
{
public:
    using Line = IntrusiveList<Self>;

    void beginWait()
    {
        m_since = this->m_kernel.now();
        this->noteForTask(EventKind::SleepStarted, m_activity, 0);
        m_line.pushBack(static_cast<Self &>(*this));
    }
    void abandon() override
    {
        this->unlink();
        noteEnd();
    }
    /// To be called once it has been taken out of the line and given what it waited for.
    void answer()
    {
        this->causedByCurrent();
        noteEnd();
        this->wakeNow();
    }

protected:
    SignalWait(Kernel &kernel, Line &line, std::uint32_t activity, SiteId site) noexcept
        : Operation<Self>(kernel, site), m_line(line), m_activity(activity)
    {
    }
    ~SignalWait() = default;

private:
    void noteEnd() { this->noteForTask(EventKind::SleepEnded, m_activity, (this->m_kernel.now() - m_since).count()); }

    Line &m_line;
    Time m_since{};
    std::uint32_t m_activity;
};

} // namespace coroscope
