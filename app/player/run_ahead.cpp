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
    if (m_job)
        return m_job->text();
    if (!m_to)
        return {};
    const double share = inSeconds(m_player.present() - m_from) / inSeconds(*m_to - m_from);
    return QStringLiteral("Running to %1: %2").arg(toQString(readableTime(*m_to)), toQString(percent(share)));
}

void RunAhead::start(Time to, std::optional<Time> staysAt)
{
    stop();
    m_from = m_player.present();
    m_to = std::max(to, m_from);
    m_staysAt = staysAt;
    go(atOnce);
}

void RunAhead::start(Job job)
{
    stop();
    m_job = std::move(job);
    go(atOnce);
}

void RunAhead::go(std::chrono::nanoseconds patience)
{
    const bool isThere = m_job ? m_job->goOn(patience) : m_player.runTowards(*m_to, patience);
    if (m_staysAt)
        m_player.seek(*m_staysAt); // which is the present before it has been passed
    if (isThere) {
        end(true);
    } else if (!m_next.isActive() || m_sinceShown.hasExpired(shownEvery.count())) {
        m_next.start();
        m_sinceShown.start();
        Q_EMIT progressed();
    }
}

void RunAhead::stop()
{
    end(false);
}

void RunAhead::end(bool done)
{
    if (!underWay())
        return;
    m_to.reset();
    m_staysAt.reset();
    const std::optional<Job> job = std::exchange(m_job, std::nullopt);
    m_next.stop();
    Q_EMIT ended();
    if (job)
        job->over(done);
}

} // namespace coroscope
