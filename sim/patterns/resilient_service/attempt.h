// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/kernel.h"

#include <cstdint>
#include <stdexcept>

namespace coroscope::service {

/// A backend has not answered.
class NoAnswer final : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

/// Records in the trace the outcome of an attempt to get an answer.
class Attempt
{
public:
    /// The attempt begins. @param number within the call, from 0.
    Attempt(Kernel &kernel, ItemId request, std::uint32_t number)
        : m_kernel(kernel), m_request(request), m_number(number), m_since(kernel.now())
    {
        m_kernel.note(EventKind::AttemptStarted, m_number, m_request);
    }
    void timedOut() { noteEnd(EventKind::AttemptTimedOut); }
    void failed() { noteEnd(EventKind::AttemptFailed); }
    /// Cancelled, as another attempt of the same request has failed; perhaps in the same instant in which this one's
    /// time was up.
    void cancelled(Duration timeout)
    {
        if (m_kernel.now() - m_since >= timeout)
            timedOut();
    }

private:
    void noteEnd(EventKind kind) { m_kernel.note(kind, m_number, m_request, (m_kernel.now() - m_since).count()); }

    Kernel &m_kernel;
    ItemId m_request;
    std::uint32_t m_number;
    Time m_since;
};

} // namespace coroscope::service
