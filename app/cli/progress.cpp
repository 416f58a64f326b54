// SPDX-License-Identifier: MIT
#include "cli/progress.h"

#include "model/duration_text.h"
#include "model/number_text.h"

#include <cstdio>
#include <unistd.h>

namespace coroscope {

Progress::Progress(Duration length)
    : m_length(length), m_next(WallClock::now() + std::chrono::seconds(1)), m_terminal(::isatty(STDERR_FILENO) == 1)
{
}

Progress::~Progress()
{
    if (m_shown)
        std::fputs("\r\033[K", stderr);
}

void Progress::update(Time now)
{
    if (!m_terminal || WallClock::now() < m_next)
        return;
    m_next = WallClock::now() + std::chrono::milliseconds(200);
    const double share = inSeconds(now) / inSeconds(m_length);
    const std::string text = "\r\033[K" + percent(share) + " of " + readableDuration(m_length);
    std::fputs(text.c_str(), stderr);
    m_shown = true;
}

} // namespace coroscope
