// SPDX-License-Identifier: MIT
#include "scene/axis_shapes.h"

#include "models/text.h"

#include <algorithm>
#include <array>

namespace coroscope {

namespace {

/// Of the ticks' type at its usual size.
constexpr double letterWidth = 6.7;

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
    const TimeAxis &axis = frame.axis;
    const double top = frame.layout.lanesBottom();
    const double right = frame.layout.right();
    double labelledUpTo = -1e9;
    // Marks of one kind that fall on one pixel are one: a run that crashes for hours costs no more.
    std::array<double, 5> last;
    last.fill(-1e9);
    const auto isNew = [&](const History::Mark &mark, double x) {
        double &before = last[static_cast<std::size_t>(mark.kind)];
        return x - before < 1 ? false : (before = x, true);
    };
    const auto triangle = [&](double x, Role role) {
        frame.list.push_back(
            Area{.outline = QPolygonF{{x - 5, top + 8}, {x + 5, top + 8}, {x, top - 1}}, .fill = role});
    };
    const std::deque<History::Mark> &all = frame.source.history().marks();
    const auto begin = std::lower_bound(all.begin(), all.end(), axis.timeAt(axis.left),
                                        [](const History::Mark &mark, Time time) { return mark.time < time; });
    for (auto i = static_cast<std::size_t>(begin - all.begin()); i < all.size(); ++i) {
        const double x = axis.pixelOf(all[i].time);
        if (x > right)
            break;
        if (x < axis.left || !isNew(all[i], x))
            continue;
        const bool turned = all[i].kind == History::Mark::Kind::Parameter || all[i].kind == History::Mark::Kind::Action;
        const Role role = turned || all[i].kind == History::Mark::Kind::Restart ? Role::Restarted : Role::Failed;
        triangle(x, role);
        if (!turned)
            frame.list.push_back(
                Line{.points = QPolygonF{{x, frame.layout.laneTop}, {x, top}}, .role = role, .dashed = true});
        // A slider that was dragged leaves many marks: one label for as many as stand close to each other.
        History::Mark said = all[i];
        double next = x;
        while (turned && i + 1 < all.size() && all[i + 1].kind == said.kind && all[i + 1].parameter == said.parameter
               && axis.pixelOf(all[i + 1].time) - next < 40) {
            said.after = all[++i].after;
            next = axis.pixelOf(all[i].time);
            if (isNew(all[i], next))
                triangle(next, role);
        }
        if (!frame.layout.namesMarks)
            continue;
        const QString text = toQString(frame.source.markText(said));
        const double width = static_cast<double>(text.size()) * 5.8 * frame.layout.textScale + 8;
        const double left = std::clamp(x - width / 2, axis.left, std::max(axis.left, right - width));
        // Labels that would run into each other are left out; the triangle stays, and zooming in brings them back.
        if (left < labelledUpTo)
            continue;
        frame.list.push_back(Label{.rect = QRectF(left, top + 22, width, 16),
                                   .text = text,
                                   .role = role,
                                   .size = Label::Size::Small,
                                   .align = Qt::AlignCenter});
        labelledUpTo = left + width;
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
