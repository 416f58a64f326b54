// SPDX-License-Identifier: MIT
#include "items/timeline_item.h"

#include "models/text.h"
#include "pattern/place_names.h"
#include "player/event_rows.h"
#include "run/marked_events.h"
#include "scene/mark_spots.h"
#include "scene/timeline_frame.h"
#include "scene/wake_arrows.h"
#include "text/duration_text.h"

#include <algorithm>

// The marks of the timeline, to be picked by pointer and by keyboard, and its arrows.

namespace coroscope {

bool TimelineItem::hasMarks() const
{
    if (!run() || !run()->loaded())
        return false;
    const auto &groups = run()->history().groups();
    return !run()->history().marks().empty()
        || std::any_of(groups.begin(), groups.end(), [](const auto &group) { return !group.failures.empty(); });
}

std::optional<Sequence> TimelineItem::selectedEvent() const
{
    if (!run() || !run()->loaded() || run()->subject().kind != Subject::Kind::Event)
        return std::nullopt;
    const Sequence event = run()->subject().event;
    const Trace &trace = run()->session().trace();
    return event >= trace.firstKept() && event < trace.count() ? std::optional(event) : std::nullopt;
}

double TimelineItem::markSeconds() const
{
    const std::optional<Sequence> event = selectedEvent();
    return event ? inSeconds(run()->session().trace().at(*event).time) : -1;
}

QString TimelineItem::markText() const
{
    const std::optional<Sequence> number = selectedEvent();
    if (!number)
        return {};
    const Event &event = run()->session().trace().at(*number);
    return toQString(say(words("{time}: {what}"),
                         {{"time", readableTime(event.time)},
                          {"what", eventText(event, *run()->taskPlaces(), run()->session().pattern()).toStdString()}}));
}

std::optional<Sequence> TimelineItem::eventAt(QPointF point) const
{
    if (!run() || !run()->loaded())
        return std::nullopt;
    const Trace &trace = run()->session().trace();
    if (const std::optional<MarkSpot> spot = markAt(*run(), m_layout, point))
        return eventOf(spot->mark, trace);
    const std::optional<std::size_t> number = laneAt(point.y());
    if (!number || point.x() < m_layout.axis.left)
        return std::nullopt;
    const LaneRef lane = lanes()[*number];
    if (lane.isChannel || lane.isHeading)
        return std::nullopt;
    const std::optional<Time> failure = coroscope::failureAt(run()->history().lanes().at(lane.place), m_layout,
                                                             point.x());
    return failure ? coroscope::failureAt(lane.place, *failure, trace, *run()->taskPlaces()) : std::nullopt;
}

void TimelineItem::pick(Sequence event)
{
    setFollows(false);
    Q_EMIT eventAsked(static_cast<double>(event));
    run()->selectEvent(event);
    if (run()->atPresent())
        setFollows(true);
}

void TimelineItem::walkMarks(int step)
{
    if (!run() || !run()->loaded())
        return;
    const Trace &trace = run()->session().trace();
    const std::optional<Sequence> from = selectedEvent();
    const Sequence here = from.value_or(run()->player().position());
    const auto event = step > 0 ? nextMarked(trace, from ? here + 1 : here) : lastMarked(trace, here);
    if (event)
        pick(*event);
    else if (from)
        pick(*from);
}

void TimelineItem::goToMark()
{
    if (const std::optional<Sequence> event = selectedEvent())
        pick(*event);
    else
        walkMarks(-1); // the one that was last
}

bool TimelineItem::explainArrow()
{
    DisplayList nothing;
    const WakeArrows arrows = wakeArrows(TimelineFrame(*run(), m_layout, nothing), lanes());
    const std::optional<WakeArrow> arrow = wakeArrowAt(arrows, m_pointer);
    if (!arrow)
        return false;
    const Topology &topology = run()->topology();
    const WakeUp &one = arrow->wakeUp;
    const std::string what = eventText(run()->session().trace().at(one.cause), *run()->taskPlaces(),
                                       run()->session().pattern())
                                 .toStdString();
    QStringList lines{
        toQString(
            say(words("{by} woke {woken}: {what}"),
                {{"by", placeLabel(topology, one.by)}, {"woken", placeLabel(topology, one.woken)}, {"what", what}}))
        + QStringLiteral(" · ") + toQString(readableTime(one.woke))};
    if (arrows.leftOut > 0)
        lines << toQString(sayCounted(static_cast<std::int64_t>(arrows.leftOut),
                                      "{n} more arrow has no room here: zoom in to see it",
                                      plural("{n} more arrows have no room here: zoom in to see them")));
    m_spotText = lines.join(QLatin1Char('\n'));
    m_spotRect = QRectF(m_pointer.x() - 3, m_pointer.y() - 3, 6, 6);
    Q_EMIT spotChanged();
    return true;
}

bool TimelineItem::explainMark()
{
    const std::optional<Sequence> number = eventAt(m_pointer);
    if (!number)
        return false;
    const Event &event = run()->session().trace().at(*number);
    m_spotText = QStringList{eventText(event, *run()->taskPlaces(), run()->session().pattern()),
                             toQString(readableTime(event.time))}
                     .join(QStringLiteral(" · "));
    m_spotRect = QRectF(m_pointer.x() - 3, m_pointer.y() - 3, 6, 6);
    Q_EMIT spotChanged();
    return true;
}

} // namespace coroscope
