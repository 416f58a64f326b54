// SPDX-License-Identifier: MIT
#include "player/run_ahead.h"

#include "models/text.h"
#include "text/duration_text.h"
#include "text/number_text.h"

#include <algorithm>
#include <utility>

namespace coroscope {

QString RunAhead::text() const
{
    if (!m_to)
        return {};
    const double share = inSeconds(m_player.present() - m_from) / inSeconds(*m_to - m_from);
    return QStringLiteral("Running to %1: %2").arg(toQString(readableTime(*m_to)), toQString(percent(share)));
}

void RunAhead::start(Time to)
{
    stop();
    m_from = m_player.present();
    m_to = std::max(to, m_from);
    go(atOnce);
}

void RunAhead::go(std::chrono::nanoseconds patience)
{
    if (m_player.runTowards(*m_to, patience)) {
        stop();
    } else if (!m_next.isActive() || m_sinceShown.hasExpired(shownEvery.count())) {
        m_next.start();
        m_sinceShown.start();
        Q_EMIT progressed();
    }
}

void RunAhead::stop()
{
    if (!std::exchange(m_to, std::nullopt))
        return;
    m_next.stop();
    Q_EMIT ended();
}

} // namespace coroscope
