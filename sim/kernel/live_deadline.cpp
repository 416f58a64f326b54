// SPDX-License-Identifier: MIT
#include "kernel/live_deadline.h"

#include "kernel/kernel.h"

namespace coroscope {

LiveDeadline::LiveDeadline(Scope &scope, Sample length)
    : m_scope(scope), m_sample(length), m_start(scope.kernel().now()), m_length(length.length())
{
    length.source->follow(*this);
    set();
}

void LiveDeadline::turned()
{
    const Duration length = m_sample.length();
    if (length == m_length || m_scope.cancelRequested())
        return;
    m_length = length;
    set();
}

void LiveDeadline::set()
{
    m_scope.setDeadline(later(m_start, m_length));
}

} // namespace coroscope
