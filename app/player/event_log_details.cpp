// SPDX-License-Identifier: MIT
#include "player/event_log.h"

#include "insight/wait_chain.h"
#include "models/text.h"
#include "pattern/place_names.h"
#include "player/event_rows.h"
#include "player/event_text.h"
#include "player/selection.h"
#include "text/duration_text.h"
#include "text/noun_words.h"

#include <algorithm>
#include <utility>

// What the log says of one event: its cause, what it caused, what it waits for; and of what it shows nothing else.

namespace coroscope {

void EventLog::showCauses()
{
    std::vector<EventRow> causes;
    std::vector<EventRow> effects;
    std::vector<EventRow> outcome;
    if (selectedEvent()) {
        const PatternInfo &pattern = m_run.session().pattern();
        if (const std::optional<Sequence> cause = causeOf(*m_selected, trace()))
            causes = eventRows({*cause}, trace(), m_places, pattern);
        effects = eventRows(m_effects->found(), trace(), m_places, pattern);
        if (m_outcome && m_outcome->found())
            outcome = eventRows({*m_outcome->found()}, trace(), m_places, pattern);
    }
    m_outcomeRows.setRows(std::move(outcome));
    m_causes.setRows(std::move(causes));
    m_effectRows.setRows(std::move(effects));
    Q_EMIT selectedChanged();
}

/// What the selected event waits for, as things were right after it.
void EventLog::askWaits()
{
    constexpr std::size_t most = 4;
    m_waits.clear();
    if (!isWait())
        return;
    const Event &event = *selectedEvent();
    const World world = m_run.session().keyFrames().before(*m_selected + 1);
    const std::optional<WaitChain> chain = whyItWaits(world, m_run.topology(), event.task, event.time,
                                                      m_run.session().pattern().item);
    for (std::size_t i = 1; chain && i < std::min(chain->links.size(), most + 1); ++i)
        m_waits << capitalised(toQString(chain->links[i].sentence));
}

bool EventLog::isWait() const
{
    const Event *const event = selectedEvent();
    return event && EventOutcome::waits(event->kind);
}

QString EventLog::outcomeTitle() const
{
    const Event *const event = selectedEvent();
    if (!event || !m_outcome || !m_outcome->found() || *m_outcome->found() < trace().firstKept())
        return {};
    const Sentence length = readableDuration(trace().at(*m_outcome->found()).time - event->time);
    return toQString(isWait() ? say(words("How the wait ended, after {length}"), {{"length", length}})
                              : say(words("How that ended, after {length}"), {{"length", length}}));
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
    return event && event->item != 0
        ? toQString(say(words("Only {item}"), {{"item", numberedNoun(m_run.session().pattern().item, event->item)}}))
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

void EventLog::showTask(int group, int index)
{
    m_filter.showTask({static_cast<std::uint32_t>(group), static_cast<std::uint32_t>(index)});
    Q_EMIT asked();
}

void EventLog::showChannel(int index)
{
    m_filter.showThing({NodeRef::Kind::Channel, static_cast<std::uint32_t>(index)});
    Q_EMIT asked();
}

void EventLog::showLock(int index)
{
    m_filter.showThing({NodeRef::Kind::Lock, static_cast<std::uint32_t>(index)});
    Q_EMIT asked();
}

void EventLog::showItem(qint64 number)
{
    m_filter.showItem(static_cast<ItemId>(number));
    Q_EMIT asked();
}

void EventLog::showSelected()
{
    const Subject subject = m_run.selection()->subject();
    switch (subject.kind) {
    case Subject::Kind::Nothing:
    case Subject::Kind::Bookmark:
        return;
    case Subject::Kind::Event: // whoever it is of
        if (m_run.selection()->places().empty())
            return;
        m_filter.showTask(m_run.selection()->places().front());
        break;
    case Subject::Kind::Task:
        m_filter.showTask(subject.place);
        break;
    case Subject::Kind::Channel:
        m_filter.showThing({NodeRef::Kind::Channel, subject.index});
        break;
    case Subject::Kind::Lock:
        m_filter.showThing({NodeRef::Kind::Lock, subject.index});
        break;
    case Subject::Kind::Threads:
        m_filter.showThing({NodeRef::Kind::Threads, 0});
        break;
    case Subject::Kind::Item:
        m_filter.showItem(subject.item);
        break;
    }
    Q_EMIT asked();
}

} // namespace coroscope
