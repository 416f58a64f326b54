// SPDX-License-Identifier: MIT
#include "scene/note_shapes.h"

#include "models/text.h"
#include "scene/badge.h"
#include "text/duration_text.h"
#include "text/sentence.h"

#include <algorithm>
#include <cmath>

namespace coroscope {

namespace {

/// What has happened to an item is said for so many seconds of wall time, at speeds at which it can be read.
constexpr double wordsShownFor = 1.5;
constexpr double fastestForWords = 2;
constexpr double leastCardForWords = 56;

/// How many have happened lately of how many are borne, below the card.
void appendMeter(DisplayList &list, const Meter &meter, const QRectF &card, const SceneSource &source,
                 const StageLayout &layout)
{
    const History &history = source.history();
    const Duration period{source.values()[meter.period]};
    const std::int64_t limit = source.values()[meter.limit];
    const Time now = source.playhead();
    Time from = now - std::min(period, now.time_since_epoch());
    if (const auto given = history.samples().find(EventKind::Escalated); given != history.samples().end()) {
        if (const std::size_t ended = given->second.firstAfter(now); ended > 0)
            from = std::max(from, given->second.all()[ended - 1].time);
    }
    std::size_t count = 0;
    for (const EventKind kind : meter.events)
        count += history.samples(kind).firstAfter(now) - history.samples(kind).firstAfter(from);
    const QRectF bar(card.left(), card.bottom() + 8, card.width(), 9);
    const double share = limit > 0 ? std::min(1.0, static_cast<double>(count) / static_cast<double>(limit)) : 1.0;
    list.push_back(Box{.rect = bar, .radius = 4, .stroke = Role::Link});
    if (count > 0)
        list.push_back(Box{.rect = QRectF(bar.topLeft(), QSizeF(bar.width() * share, bar.height())),
                           .radius = 4,
                           .fill = Role::Failed});
    if (bar.bottom() + 21 > layout.size().height())
        return;
    // More than the limit is when the supervisor gives up: no share of it.
    const QString counted = QStringLiteral("%1 %2").arg(count).arg(
        translated(meter.things, static_cast<std::int64_t>(count)));
    const QString within = toQString(readableDuration(period));
    list.push_back(Label{.rect = QRectF(bar.left() - 20, bar.bottom() + 3, bar.width() + 40, 18),
                         .text = QStringLiteral("%1 within %2, limit %3").arg(counted, within).arg(limit),
                         .role = Role::TextMuted,
                         .size = Label::Size::Small,
                         .align = Qt::AlignHCenter | Qt::AlignTop,
                         .briefer = {QStringLiteral("%1, limit %2").arg(counted).arg(limit),
                                     QStringLiteral("%1, limit %2").arg(count).arg(limit)}});
}

/// "#43 is lost", or what the pattern says of that end.
QString noteOn(const Motion &motion, const Topology &topology)
{
    const bool isLost = motion.kind == EventKind::ItemLost;
    const Terminal::Counts counts = isLost ? Terminal::Counts::Lost : Terminal::Counts::Failed;
    for (const Terminal &terminal : topology.terminals) {
        if (terminal.counts == counts && !terminal.note.empty())
            return translated(terminal.note);
    }
    return (isLost ? QStringLiteral("#%1 is lost") : QStringLiteral("#%1 failed")).arg(motion.item);
}

} // namespace

void appendMishaps(DisplayList &list, const SceneSource &source, const StageLayout &layout)
{
    const World &world = source.world();
    if (source.playingSpeed() > fastestForWords)
        return;
    const auto longest = Duration{std::llround(1e9 * wordsShownFor * source.playingSpeed())};
    std::vector<Place> said;
    const std::deque<Motion> &motions = world.motions();
    for (auto motion = motions.rbegin(); motion != motions.rend(); ++motion) {
        if (source.playhead() - motion->time > longest)
            break;
        const bool isMishap = motion->kind == EventKind::ItemLost || motion->kind == EventKind::ItemFailed;
        if (!isMishap || !layout.shows(motion->place)
            || std::find(said.begin(), said.end(), motion->place) != said.end())
            continue;
        said.push_back(motion->place);
        // Of tasks that come and go, another one there has nothing to do with it.
        const TaskView *const there = world.taskAt(motion->place);
        if (!source.topology().groups[motion->place.group].longLived && there && there->id != motion->task)
            continue;
        const QRectF &card = layout.task(motion->place);
        if (card.height() < leastCardForWords * layout.textScale())
            continue;
        const QString text = noteOn(*motion, source.topology());
        const double width = badgeWidth(text, layout.textScale());
        if (width <= card.width() - 16)
            appendBadge(list, QPointF(card.right() - width - 8, card.bottom() - 8), text, Glyph::Kind::Cross,
                        Role::Failed, layout.textScale());
    }
}

void appendMeters(DisplayList &list, const SceneSource &source, const StageLayout &layout)
{
    for (const Meter &meter : source.topology().meters) {
        if (std::max(meter.limit, meter.period) >= source.values().size())
            continue;
        for (const TaskView &task : source.world().tasks()) {
            if (task.place.group == meter.group && layout.shows(task.place) && !hasEnded(task.state)
                && layout.detail(meter.group) == StageLayout::Detail::Card)
                appendMeter(list, meter, layout.task(task.place), source, layout);
        }
    }
}

} // namespace coroscope
