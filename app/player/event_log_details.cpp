// SPDX-License-Identifier: MIT
#include "player/event_log.h"

#include "models/text.h"
#include "pattern/place_names.h"
#include "player/event_rows.h"
#include "player/event_text.h"
#include "text/number_text.h"

#include <utility>

// What the log says of one event: its cause, what it caused, and the search for one.

namespace coroscope {

namespace {

constexpr std::chrono::milliseconds atOnce{20};

} // namespace

void EventLog::showCauses()
{
    std::vector<EventRow> causes;
    std::vector<EventRow> effects;
    if (selectedEvent()) {
        const PatternInfo &pattern = m_run.session().pattern();
        if (const std::optional<Sequence> cause = causeOf(*m_selected, trace()))
            causes = eventRows({*cause}, trace(), m_places, pattern);
        effects = eventRows(m_effects->found(), trace(), m_places, pattern);
    }
    m_causes.setRows(std::move(causes));
    m_effectRows.setRows(std::move(effects));
    Q_EMIT selectedChanged();
}

QString EventLog::selectedTime() const
{
    constexpr int digits = 6;
    const Event *const event = selectedEvent();
    return event ? toQString(clockText(event->time, digits)) : QString();
}

QString EventLog::selectedText() const
{
    const Event *const event = selectedEvent();
    return event ? eventText(*event, m_places, m_run.session().pattern()) : QString();
}

const Event *EventLog::selectedEvent() const
{
    return m_selected && *m_selected >= trace().firstKept() ? &trace().at(*m_selected) : nullptr;
}

QString EventLog::onlyTaskText() const
{
    const Event *const event = selectedEvent();
    const std::optional<Place> place = event ? m_places.of(event->task) : std::nullopt;
    return place ? toQString(say(words("Only {task}"), {{"task", placeLabel(m_run.topology(), *place)}})) : QString();
}

QString EventLog::onlyItemText() const
{
    const Event *const event = selectedEvent();
    return event && event->item != 0 ? toQString(say(words("Only item {number}"), {{"number", event->item}}))
                                     : QString();
}

void EventLog::showOnlyTask()
{
    const Event *const event = selectedEvent();
    if (const std::optional<Place> place = event ? m_places.of(event->task) : std::nullopt)
        m_filter.narrowToTask(*place);
}

void EventLog::showOnlyItem()
{
    if (const Event *const event = selectedEvent(); event && event->item != 0)
        m_filter.narrowToItem(event->item);
}

QString EventLog::moreEffectsText() const
{
    if (!m_effects || m_effects->more() == 0)
        return {};
    const auto more = static_cast<std::int64_t>(m_effects->more());
    return toQString(sayCounted(more, "And {n} more.", plural("And {n} more.")));
}

void EventLog::tell(const QString &findText)
{
    if (std::exchange(m_findText, findText) != findText)
        Q_EMIT findTextChanged();
}

void EventLog::find(const QString &text, bool forward)
{
    if (!m_active || m_stale)
        return;
    stopFinding();
    if (text.isEmpty())
        return;
    const Sequence from = m_selected ? *m_selected : std::max<Sequence>(playhead(), 1) - 1;
    m_search.emplace(text, m_index.filter(), from, forward);
    goOnFinding(atOnce);
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
    tell(search.wentRound() ? QStringLiteral("Found. The search went on from the other end.") : QString());
    select(search.found());
    reveal(*search.found());
}

void EventLog::stopFinding()
{
    m_search.reset();
    tell({});
}

} // namespace coroscope
