// SPDX-License-Identifier: MIT
#include "scene/minimap_scene.h"

#include "scene/lane_shapes.h"

#include <algorithm>
#include <vector>

namespace coroscope {

namespace {

constexpr double edge = 2; ///< px, above and below the strip

/// Of all groups together; the most that were alive in any column.
double addUp(const SceneSource &source, std::vector<LanePiece> &pieces)
{
    for (const History::GroupPast &group : source.history().groups()) {
        if (group.lanes.empty() || pieces.empty())
            continue;
        LookTimes before = group.looks.until(pieces.front().from);
        for (LanePiece &piece : pieces) {
            const LookTimes after = group.looks.until(piece.to);
            piece.times += after - before;
            before = after;
        }
    }
    double most = 0;
    for (const LanePiece &piece : pieces) {
        std::int64_t alive = 0;
        for (const StackedLook &look : stackedLooks())
            alive += piece.times[look.look];
        most = std::max(most, static_cast<double>(alive) / static_cast<double>(piece.length().count()));
    }
    return most;
}

std::vector<LanePiece> columnsBetween(const TimeAxis &axis, Time from, Time to)
{
    std::vector<LanePiece> pieces;
    const PieceGrid grid(axis);
    while (from < to) {
        const Time end = std::min(grid.next(from), to);
        pieces.push_back({.from = from, .to = end});
        from = end;
    }
    return pieces;
}

} // namespace

QRectF MinimapLayout::frame() const noexcept
{
    const double end = axis.left + axis.width;
    const double from = std::clamp(axis.pixelOf(shownFrom), axis.left, end - leastFrame);
    const double to = std::clamp(axis.pixelOf(shownTo), axis.left, end);
    const double width = std::max(leastFrame, to - from);
    return {std::min(from, end - width), 0.75, width, size.height() - 1.5};
}

DisplayList minimapScene(const SceneSource &source, const MinimapLayout &layout)
{
    DisplayList list;
    const TimeAxis &axis = layout.axis;
    const double right = axis.left + axis.width;
    const QRectF strip(axis.left, edge, axis.width, layout.size.height() - 2 * edge);
    list.push_back(Label{.rect = QRectF(4, 0, axis.left - 12, layout.size.height()),
                         .text = QStringLiteral("Whole run"),
                         .role = Role::TextMuted,
                         .size = Label::Size::Small});
    list.push_back(Box{.rect = strip, .radius = 3, .fill = Role::Track, .opacity = 0.35});

    const Time from = source.forgottenBefore();
    std::vector<LanePiece> pieces = columnsBetween(axis, from, std::min(source.present(), axis.timeAt(right)));
    const double most = addUp(source, pieces);
    if (most > 0)
        appendStack(list, axis, pieces, strip.bottom(), strip.height(), most);
    if (from > Time{} && axis.pixelOf(from) > axis.left)
        list.push_back(Box{.rect = QRectF(axis.left, strip.top(), axis.pixelOf(from) - axis.left, strip.height()),
                           .stroke = Role::TextMuted,
                           .hatched = true,
                           .opacity = 0.5});

    // What many of have happened at one pixel is one tick there.
    const auto ticks = [&](const auto &all, auto timeOf, auto roleOf, double top, double height) {
        for (auto at = all.begin(); at != all.end();) {
            const double x = axis.pixelOf(timeOf(*at));
            if (x > right)
                break;
            list.push_back(Box{.rect = QRectF(x - 0.75, top, 1.5, height), .fill = roleOf(*at)});
            const Time next = axis.timeAt(x + 1.5);
            at = std::lower_bound(at + 1, all.end(), next,
                                  [&](const auto &one, Time wanted) { return timeOf(one) < wanted; });
        }
    };
    const double third = strip.height() / 3;
    for (const History::GroupPast &group : source.history().groups())
        ticks(
            group.failures, [](Time time) { return time; }, [](Time) { return Role::Failed; }, strip.top(), third);
    ticks(
        source.history().marks(), [](const History::Mark &mark) { return mark.time; },
        [](const History::Mark &mark) {
            return mark.kind == History::Mark::Kind::Crash || mark.kind == History::Mark::Kind::Stuck ? Role::Failed
                                                                                                      : Role::Restarted;
        },
        strip.bottom() - third, third);

    const QRectF frame = layout.frame();
    for (const auto &[begin, end] : {std::pair(axis.left, frame.left()), std::pair(frame.right(), right)}) {
        if (end - begin > 1)
            list.push_back(
                Box{.rect = QRectF(begin, 0, end - begin, layout.size.height()), .fill = Role::Card, .opacity = 0.55});
    }
    const double playhead = axis.pixelOf(source.playhead());
    if (playhead <= right + 1)
        list.push_back(Line{
            .points = QPolygonF{{playhead, 0}, {playhead, layout.size.height()}}, .role = Role::Accent, .width = 2});
    list.push_back(Box{.rect = frame, .radius = 3, .stroke = Role::TextMuted, .strokeWidth = 1.5});
    for (const double x : {frame.left(), frame.right()})
        list.push_back(Box{.rect = QRectF(x - 1.5, frame.center().y() - 4, 3, 8), .radius = 1.5, .fill = Role::Text});
    return list;
}

} // namespace coroscope
