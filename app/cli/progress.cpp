// SPDX-License-Identifier: MIT
#include "cli/progress.h"

#include "text/number_text.h"

#include <cstdio>
#include <unistd.h>

namespace coroscope {

Progress::Progress(std::string whole)
    : m_whole(std::move(whole)),
      m_next(WallClock::now() + std::chrono::seconds(1)),
      m_terminal(::isatty(STDERR_FILENO) == 1)
{
}

Progress::~Progress()
{
    if (m_shown)
        std::fputs("\r\033[K", stderr);
}

void Progress::update(double share)
{
    if (!m_terminal || WallClock::now() < m_next)
        return;
    m_next = WallClock::now() + std::chrono::milliseconds(200);
    const std::string text = "\r\033[K" + percent(share) + " of " + m_whole;
    std::fputs(text.c_str(), stderr);
    m_shown = true;
}

} // namespace coroscope
