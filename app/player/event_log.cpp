// SPDX-License-Identifier: MIT
#include "player/event_log.h"

#include "models/text.h"
#include "player/event_rows.h"
#include "player/event_text.h"
#include "text/duration_text.h"
#include "text/number_text.h"

#include <QLocale>

#include <algorithm>
#include <utility>

namespace coroscope {

namespace {

/// What is done at once is no wait; what takes longer is done in slices.
constexpr std::chrono::milliseconds atOnce{20};
constexpr std::chrono::milliseconds slice{8};
/// What is counted besides takes no longer than this of a frame.
constexpr std::chrono::milliseconds countingSlice{2};
/// So many events take some ten microseconds.
constexpr std::size_t eventsAtATime = 16 * Trace::eventsPerChunk;
/// While it plays, making lines takes less than this share of the time.
constexpr int mostOfTime = 8;

QString withSeparators(Sequence count)
{
    return QLocale(QLocale::English).toString(static_cast<qulonglong>(count));
}

} // namespace

EventLog::EventLog(Run &run, Transport &transport, QObject *parent)
    : QObject(parent), m_run(run), m_transport(transport), m_filter(run)
{
    connect(&m_run, &Run::sceneChanged, this, &EventLog::refresh);
    connect(&m_run, &Run::patternChanged, this, [this] {
        m_stale = true;
        refresh();
    });
    connect(&m_run, &Run::detailsChanged, this, [this] {
        if (m_active && !m_stale)
            m_filter.refresh();
    });
    connect(&m_filter, &LogFilter::changed, this, &EventLog::applyFilter);
    connect(&m_next, &QTimer::timeout, this, [this] {
        lookThrough(slice);
        goOnFinding(slice);
        goOnCounting(slice);
        placePage();
        showPage();
    });
}

void EventLog::setActive(bool active)
{
    if (active == m_active)
        return;
    m_active = active;
    if (!active) {
        m_next.stop();
        stopFinding();
    }
    refresh();
    Q_EMIT activeChanged();
}

/// Everything anew, for another run.
void EventLog::begin()
{
    m_places = {};
    stopFinding();
    select({});
    m_wanted.reset();
    m_lastPause = 0;
    m_top = 0;
    m_filter.refresh();
    m_index = EventIndex(m_filter.filter(), playhead());
    setFollowing(true);
    m_stale = false;
}

void EventLog::applyFilter()
{
    if (!m_active || m_stale || m_index.filter() == m_filter.filter()) {
        Q_EMIT pageChanged(); // what it says of the filter
        return;
    }
    m_search.reset();
    if (const QString text = searched(); !text.isEmpty())
        m_matches.emplace(text, m_filter.filter());
    // It stays where it is looked at: at the playhead, or at what is in the middle of the page.
    const std::vector<EventRow> &rows = m_rows.rows();
    const auto middle = rows.empty() ? std::nullopt : rows[rows.size() / 2].event;
    if (!m_following)
        m_wanted = m_selected ? m_selected : middle;
    m_index = EventIndex(m_filter.filter(), m_following || !m_wanted ? playhead() : *m_wanted);
    if (const Event *const selected = selectedEvent(); selected && !m_filter.filter().matches(*selected, m_places))
        select(std::nullopt); // what is told of it would be of what is not listed
    m_seenAll = false;
    m_top = 0;
    refresh();
}

void EventLog::refresh()
{
    if (!m_active || !m_run.loaded())
        return;
    if (m_stale)
        begin();
    const bool resting = !m_run.player().playing();
    lookThrough(resting && !m_next.isActive() ? atOnce : slice);
    goOnCounting(countingSlice);
    if (resting && m_lastPause != playhead()) {
        m_lastPause = playhead();
        // Whoever steps sees why that happened.
        if (m_following) {
            const std::vector<Sequence> last = m_index.matches(marked(), 1, trace(), m_places);
            select(last.empty() || marked() < m_index.firstRank() ? std::nullopt : std::optional(last.front()));
        }
    }
    if (!resting && m_sinceShown.isValid() && m_sinceShown.nsecsElapsed() < mostOfTime * m_showingTook.count())
        return;
    placePage();
    showPage();
}

void EventLog::lookThrough(std::chrono::nanoseconds patience)
{
    QElapsedTimer timer;
    timer.start();
    const Sequence wanted = std::max(playhead(), m_wanted.value_or(0) + 1);
    const std::size_t before = effectCount();
    const bool ended = m_outcome && m_outcome->found();
    do {
        m_seenAll = m_places.extend(trace(), m_run.session().keyFrames(), eventsAtATime)
            && m_index.extend(trace(), m_places, std::min(wanted, trace().count()), eventsAtATime)
            && (!m_effects || m_effects->extend(trace(), eventsAtATime))
            && (!m_outcome || m_outcome->extend(trace(), eventsAtATime));
    } while (!m_seenAll && timer.nsecsElapsed() < patience.count());
    if (m_seenAll && !m_search && m_countedAll)
        m_next.stop();
    else if (!m_next.isActive())
        m_next.start();
    if (effectCount() != before || (m_outcome && m_outcome->found()) != ended)
        showCauses();
}

bool EventLog::forgotten() const
{
    return trace().firstKept() > 0 && m_index.begin() <= trace().firstKept();
}

EventLog::Rank EventLog::firstLine() const
{
    return m_index.firstRank() - (forgotten() ? 1 : 0);
}

EventLog::Rank EventLog::marked() const
{
    return m_index.rankOf(playhead(), trace(), m_places) - 1;
}

void EventLog::placePage()
{
    if (m_wanted && *m_wanted >= m_index.begin() && *m_wanted < m_index.end()) {
        const Rank rank = m_index.rankOf(*m_wanted, trace(), m_places);
        if (!onPage(rank))
            m_top = rank - m_pageSize / 2;
        m_wanted.reset();
        if (!onPage(marked()))
            setFollowing(false);
    }
    if (m_following) {
        const Rank here = marked();
        if (here >= m_top + m_pageSize)
            m_top = here - m_pageSize + 1;
        else if (here < m_top)
            m_top = here - m_pageSize / 2;
    }
    m_top = std::max(firstLine(), std::min(m_top, endLine() - m_pageSize));
}

void EventLog::showPage()
{
    QElapsedTimer timer;
    timer.start();
    std::vector<EventRow> rows;
    auto lines = static_cast<std::size_t>(m_pageSize);
    if (m_top < m_index.firstRank() && forgotten() && lines > 0) {
        const QString from = toQString(readableTime(m_run.forgottenBefore()));
        rows.push_back({.text = QStringLiteral("What happened before %1 is no longer kept.").arg(from)});
        --lines;
    }
    if (m_selected && *m_selected < trace().firstKept())
        select({}); // it is no longer kept
    const Rank here = marked();
    Rank rank = std::max(m_top, m_index.firstRank());
    for (EventRow &row :
         eventRows(m_index.matches(rank, lines, trace(), m_places), trace(), m_places, m_run.session().pattern())) {
        row.line = static_cast<int>(rows.size());
        row.last = rank == here;
        row.later = rank > here;
        row.selected = row.event == m_selected;
        row.hit = m_matches && row.event
            && isLikeText(trace().at(*row.event), m_places, m_run.session().pattern(), m_matches->text());
        rows.push_back(std::move(row));
        ++rank;
    }
    m_timeLetters = static_cast<int>(
        clockText(trace().count() > 0 ? trace().at(trace().count() - 1).time : Time{}, 3).size());
    // While it plays, a line that moves up stays the same item, and need not be laid out again.
    if (m_run.player().playing() && static_cast<Rank>(rows.size()) == m_pageSize) {
        const Rank turned = (m_top % m_pageSize + m_pageSize) % m_pageSize;
        std::rotate(rows.begin(), rows.end() - turned, rows.end());
    }
    m_rows.setRows(std::move(rows));
    Q_EMIT pageChanged();
    m_showingTook = std::chrono::nanoseconds(timer.nsecsElapsed());
    m_sinceShown.start();
}

double EventLog::position() const
{
    const auto all = static_cast<double>(endLine() - firstLine());
    return all > 0 ? static_cast<double>(m_top - firstLine()) / all : 0;
}

double EventLog::share() const
{
    const auto all = static_cast<double>(endLine() - firstLine());
    return all > 0 ? std::min(1.0, m_pageSize / all) : 1;
}

QString EventLog::countText() const
{
    if (!m_active || m_stale)
        return {};
    const Sequence all = playhead() - std::min(playhead(), trace().firstKept());
    const auto shown = static_cast<Sequence>(std::max<Rank>(0, marked() + 1 - m_index.firstRank()));
    if (m_seenAll || (m_index.begin() <= trace().firstKept() && m_index.end() >= playhead()))
        return shown == all ? QStringLiteral("%1 events").arg(withSeparators(all))
                            : QStringLiteral("%1 of %2 events").arg(withSeparators(shown), withSeparators(all));
    const double part = static_cast<double>(std::min(m_index.end(), playhead()) - std::min(m_index.begin(), playhead()))
        / static_cast<double>(std::max<Sequence>(1, all));
    return QStringLiteral("%1 of %2 events so far; looked through %3")
        .arg(withSeparators(shown), withSeparators(all), toQString(percent(part)));
}

QString EventLog::emptyText() const
{
    if (!m_active || m_stale || m_index.count() > 0 || forgotten())
        return {};
    return m_filter.lacksSelection() ? QStringLiteral("No task is selected. Click one on the stage or in the code.")
        : !m_seenAll                 ? QStringLiteral("Looking …")
        : trace().count() == 0       ? QStringLiteral("Nothing has happened yet.")
                                     : QStringLiteral("No event matches.");
}

void EventLog::setPageSize(int lines)
{
    lines = std::max(1, lines);
    if (lines == m_pageSize)
        return;
    // The last line stays: that is where one reads.
    m_top += m_pageSize - lines;
    m_pageSize = lines;
    Q_EMIT pageSizeChanged();
    refresh();
}

void EventLog::setFollowing(bool following)
{
    if (following == m_following)
        return;
    m_following = following;
    if (following)
        m_wanted.reset();
    Q_EMIT followingChanged();
    if (following && m_active && !m_stale) {
        placePage();
        showPage();
    }
}

void EventLog::scrolledTo(Rank top)
{
    m_wanted.reset();
    m_top = std::max(firstLine(), std::min(top, endLine() - m_pageSize));
    if (!onPage(marked()) && marked() >= firstLine())
        setFollowing(false);
    showPage();
}

void EventLog::scrollBy(int lines)
{
    if (m_active && !m_stale)
        scrolledTo(m_top + lines);
}

void EventLog::scrollTo(double position)
{
    if (m_active && !m_stale)
        scrolledTo(firstLine() + static_cast<Rank>(position * static_cast<double>(endLine() - firstLine()) + 0.5));
}

void EventLog::selectBy(int lines)
{
    if (!m_active || m_stale)
        return;
    const Sequence from = m_selected ? *m_selected : std::max<Sequence>(playhead(), 1) - 1;
    Rank rank = m_index.rankOf(from, trace(), m_places);
    const std::vector<Sequence> there = m_index.matches(rank, 1, trace(), m_places);
    // What the filter leaves out has no line; from there the nearest is the next.
    if (there.empty() || there.front() != from)
        rank -= lines > 0 ? 1 : 0;
    rank = std::clamp(rank + lines, m_index.firstRank(), std::max(m_index.firstRank(), m_index.endRank() - 1));
    const std::vector<Sequence> found = m_index.matches(rank, 1, trace(), m_places);
    if (found.empty())
        return;
    select(found.front());
    if (rank < m_top)
        m_top = rank;
    else if (rank >= m_top + m_pageSize)
        m_top = rank - m_pageSize + 1;
    scrolledTo(m_top);
}

void EventLog::select(std::optional<Sequence> event)
{
    m_selected = event;
    m_effects.reset();
    m_outcome.reset();
    if (event) {
        m_effects.emplace(*event);
        if (selectedEvent() && EventOutcome::begins(selectedEvent()->kind))
            m_outcome.emplace(*event, trace());
        lookThrough(slice);
    }
    askWaits();
    showCauses();
    tellFound();
}

void EventLog::reveal(Sequence event)
{
    m_wanted = event;
    lookThrough(atOnce);
    placePage();
    showPage();
}

void EventLog::goTo(double number)
{
    if (!m_active || m_stale || number < static_cast<double>(trace().firstKept())
        || number >= static_cast<double>(trace().count()))
        return;
    const auto event = static_cast<Sequence>(number);
    m_transport.seekTo(event + 1);
    m_lastPause = playhead();
    select(event);
    reveal(event);
}

void EventLog::goToSelected()
{
    if (m_selected)
        goTo(static_cast<double>(*m_selected));
}

} // namespace coroscope
