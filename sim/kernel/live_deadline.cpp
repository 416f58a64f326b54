// SPDX-License-Identifier: MIT
#include "kernel/live_deadline.h"

#include "kernel/kernel.h"

namespace coroscope {

LiveDeadline::LiveDeadline(Scope &scope, Sample length)
    : m_scope(scope), m_sample(length), m_start(scope.kernel().now()), m_length(length.length())
{
    length.source->follow(*this);
    m_scope.setDeadline(end());
}

void LiveDeadline::turned()
{
    const Duration length = m_sample.length();
    if (length == m_length || m_scope.cancelRequested())
        return;
    m_length = length;
    m_scope.moveDeadline(end());
}

} // namespace coroscope
