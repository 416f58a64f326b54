// SPDX-License-Identifier: MIT
#include "player/event_log.h"

#include "models/text.h"
#include "text/number_text.h"

#include <QLocale>

#include <algorithm>
#include <utility>

// The search for an event, and how many there are like what is looked for.

namespace coroscope {

namespace {

constexpr std::chrono::milliseconds atOnce{20};

} // namespace

void EventLog::tell(const QString &findText)
{
    if (std::exchange(m_findText, findText) != findText)
        Q_EMIT findTextChanged();
}

void EventLog::find(const QString &text, bool forward)
{
    search(text, m_selected ? *m_selected : std::max<Sequence>(playhead(), 1) - 1, forward);
}

void EventLog::lookFor(const QString &text)
{
    if (!m_active || m_stale)
        return;
    if (!m_matches) // what was found meanwhile is not where it began
        m_searchFrom = m_selected ? *m_selected : std::max<Sequence>(playhead(), 1) - 1;
    search(text, m_searchFrom + 1, false);
}

/// @p from is looked at last.
void EventLog::search(const QString &text, Sequence from, bool forward)
{
    if (!m_active || m_stale)
        return;
    m_search.reset();
    m_wentRound.clear();
    if (text.isEmpty()) {
        stopFinding();
        return;
    }
    if (!m_matches || m_matches->text() != text) {
        m_matches.emplace(text, m_index.filter());
        Q_EMIT searchedChanged();
    }
    m_search.emplace(text, m_index.filter(), from, forward);
    goOnFinding(atOnce);
    goOnCounting(atOnce);
    showPage();
}

void EventLog::goOnFinding(std::chrono::nanoseconds patience)
{
    if (!m_search)
        return;
    // Tasks have to be known before they can be named.
    if (m_places.end() < trace().count() || !m_search->goOn(m_run.session(), m_places, patience)) {
        tell(QStringLiteral("Looking: %1").arg(toQString(percent(m_search->share(trace())))));
        if (!m_next.isActive())
            m_next.start();
        return;
    }
    const EventSearch search = *std::exchange(m_search, std::nullopt);
    if (!search.found()) {
        tell(QStringLiteral("None found."));
        return;
    }
    m_wentRound = !search.wentRound() ? QString()
        : search.isForward()          ? QStringLiteral("; it went on from the start")
                                      : QStringLiteral("; it went on from the end");
    select(search.found());
    reveal(*search.found());
}

void EventLog::goOnCounting(std::chrono::nanoseconds patience)
{
    m_countedAll = !m_matches
        || (m_places.end() == trace().count() && m_matches->goOn(m_run.session(), m_places, patience));
    if (!m_countedAll && !m_next.isActive())
        m_next.start();
    tellFound();
}

/// Which of how many is selected.
void EventLog::tellFound()
{
    if (!m_matches || m_search)
        return;
    const std::optional<std::size_t> at = m_selected ? m_matches->placeOf(*m_selected) : std::nullopt;
    const QLocale english(QLocale::English);
    const auto written = [&](std::size_t count) { return english.toString(static_cast<qulonglong>(count)); };
    QString text = m_matches->count() == 0 ? QStringLiteral("None found")
        : at                               ? QStringLiteral("%1 of %2").arg(written(*at), written(m_matches->count()))
                                           : QStringLiteral("%1 found").arg(written(m_matches->count()));
    if (m_matches->isFull())
        text += QStringLiteral(" or more");
    else if (!m_countedAll)
        text += QStringLiteral(" so far");
    tell(text + (at ? m_wentRound : QString()) + QLatin1Char('.'));
}

void EventLog::stopFinding()
{
    m_search.reset();
    m_countedAll = true;
    m_wentRound.clear();
    tell({});
    if (!m_matches)
        return;
    m_matches.reset();
    Q_EMIT searchedChanged();
    if (m_active && !m_stale)
        showPage(); // without the marks
}

} // namespace coroscope
