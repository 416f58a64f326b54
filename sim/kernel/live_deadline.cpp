// SPDX-License-Identifier: MIT
#include "kernel/live_deadline.h"

#include "kernel/kernel.h"

namespace coroscope {

LiveDeadline::LiveDeadline(Scope &scope, Sample length)
    : m_scope(scope), m_sample(length), m_start(scope.kernel().now()), m_length(length.length())
{
    length.source->follow(*this);
    scope.setDeadline(end());
}

void LiveDeadline::durationChanged()
{
    Scope *const scope = m_scope.get();
    const Duration length = m_sample.length();
    if (!scope || length == m_length || scope->cancelRequested())
        return;
    m_length = length;
    scope->moveDeadline(end());
}

} // namespace coroscope
