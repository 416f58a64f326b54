// SPDX-License-Identifier: MIT
#include "scene/axis_shapes.h"

#include "models/text.h"
#include "scene/mark_spots.h"

#include <algorithm>
#include <optional>

namespace coroscope {

namespace {

/// Of the ticks' type at its usual size.
constexpr double letterWidth = 6.7;

/// When the selected event was, or the selected bookmark is.
std::optional<Time> chosenMark(const SceneSource &source)
{
    const Subject subject = source.subject();
    if (subject.kind == Subject::Kind::Bookmark)
        return subject.time;
    const Trace *const trace = subject.kind == Subject::Kind::Event ? source.trace() : nullptr;
    return trace && subject.event >= trace->firstKept() && subject.event < trace->count()
        ? std::optional(trace->at(subject.event).time)
        : std::nullopt;
}

} // namespace

void appendForgotten(TimelineFrame &frame)
{
    const TimeAxis &axis = frame.axis;
    const Time before = frame.source.forgottenBefore();
    if (before == Time{} || axis.pixelOf(before) <= axis.left)
        return;
    const QRectF rect(axis.left, frame.layout.laneTop, std::min(axis.pixelOf(before), frame.layout.right()) - axis.left,
                      frame.layout.lanesBottom() - frame.layout.laneTop);
    frame.list.push_back(Box{.rect = rect, .stroke = Role::TextMuted, .hatched = true, .opacity = 0.5});
    frame.list.push_back(Label{.rect = rect.adjusted(6, 0, -6, 0),
                               .text = QStringLiteral("forgotten"),
                               .role = Role::Text,
                               .size = Label::Size::Small,
                               .strong = true,
                               .align = Qt::AlignCenter});
}

void appendTicks(TimelineFrame &frame)
{
    const TimeAxis &axis = frame.axis;
    const double top = frame.layout.lanesBottom();
    const double scale = frame.layout.textScale;
    frame.list.push_back(
        Line{.points = QPolygonF{{axis.left, top}, {axis.left + axis.width, top}}, .role = Role::Divider});
    const TimeAxis::Ticks ticks = axis.ticks(70, letterWidth * scale);
    for (const TimeAxis::Tick &tick : ticks.list) {
        const double x = axis.pixelOf(tick.time);
        frame.list.push_back(Line{.points = QPolygonF{{x, top}, {x, top + 4}}, .role = Role::TextMuted});
        const double half = std::max(20.0, 4.2 * static_cast<double>(tick.text.size()) * scale);
        if (x + half > frame.layout.size.width())
            continue; // a label that is cut off, or not under its tick, is worse than none
        frame.list.push_back(Label{.rect = QRectF(x - half, top + 9, 2 * half, 13),
                                   .text = tick.text,
                                   .role = Role::TextMuted,
                                   .size = Label::Size::Small,
                                   .mono = true,
                                   .align = Qt::AlignHCenter | Qt::AlignTop});
    }
    if (!ticks.base.isEmpty())
        frame.list.push_back(Label{.rect = QRectF(4, top + 9, axis.left - 4 - 30 * scale, 13),
                                   .text = ticks.base,
                                   .role = Role::Text,
                                   .size = Label::Size::Small,
                                   .mono = true,
                                   .align = Qt::AlignLeft | Qt::AlignTop});
}

void appendMarks(TimelineFrame &frame)
{
    const double top = frame.layout.lanesBottom();
    for (const MarkSpot &spot : markSpots(frame.source, frame.layout)) {
        frame.list.push_back(Area{.outline = QPolygonF{{spot.x - 5, top + 8}, {spot.x + 5, top + 8}, {spot.x, top - 1}},
                                  .fill = spot.role});
        if (!spot.fromOutside)
            frame.list.push_back(Line{
                .points = QPolygonF{{spot.x, frame.layout.laneTop}, {spot.x, top}}, .role = spot.role, .dashed = true});
        if (!spot.text.isEmpty())
            frame.list.push_back(Label{.rect = spot.textRect,
                                       .text = spot.text,
                                       .role = spot.role,
                                       .size = Label::Size::Small,
                                       .align = Qt::AlignCenter});
    }
    if (const std::optional<Time> chosen = chosenMark(frame.source)) {
        const double x = frame.axis.pixelOf(*chosen);
        if (x >= frame.axis.left && x <= frame.layout.right())
            frame.list.push_back(
                Box{.rect = QRectF(x - 8, top - 3, 16, 14), .radius = 4, .stroke = Role::Focus, .strokeWidth = 2});
    }
}

void appendPlayhead(TimelineFrame &frame)
{
    const double x = frame.axis.pixelOf(frame.source.playhead());
    if (x < frame.axis.left - 1 || x > frame.layout.right() + 1)
        return;
    frame.list.push_back(
        Line{.points = QPolygonF{{x, 4}, {x, frame.layout.lanesBottom()}}, .role = Role::Accent, .width = 2});
    frame.list.push_back(
        Area{.outline = QPolygonF{{x - 7, 0}, {x + 7, 0}, {x + 7, 7}, {x, 13}, {x - 7, 7}}, .fill = Role::Accent});
}

} // namespace coroscope
