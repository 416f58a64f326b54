// SPDX-License-Identifier: MIT
#include "cli/interrupt_watch.h"

namespace coroscope {

namespace {

volatile std::sig_atomic_t caughtSignal = 0;

} // namespace

InterruptWatch::InterruptWatch()
{
    caughtSignal = 0;
    for (std::size_t i = 0; i < signals.size(); ++i) {
        struct sigaction action = {};
        action.sa_handler = [](int signal) { caughtSignal = signal; };
        action.sa_flags = static_cast<int>(SA_RESETHAND);
        ::sigaction(signals[i], nullptr, &m_before[i]);
        if (m_before[i].sa_handler != SIG_IGN) // as under nohup
            ::sigaction(signals[i], &action, nullptr);
    }
}

InterruptWatch::~InterruptWatch()
{
    for (std::size_t i = 0; i < signals.size(); ++i)
        ::sigaction(signals[i], &m_before[i], nullptr);
}

int InterruptWatch::signal() const noexcept
{
    return caughtSignal;
}

void InterruptWatch::throwIfInterrupted() const
{
    if (caughtSignal != 0)
        throw Interrupted{caughtSignal};
}

} // namespace coroscope
