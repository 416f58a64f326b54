// SPDX-License-Identifier: MIT
#include "scene/frame_room.h"

#include "scene/district_shapes.h"

#include <algorithm>
#include <array>

namespace coroscope {

namespace {

/// Between a task's place and a frame around it, where nobody is near.
constexpr double mostAround = 5;
/// Between a frame and what it frames, where both may have one colour; and the line that is drawn where there is less.
constexpr double leastSetOff = 1.5;
constexpr double setOff = 1.5;
/// Between a frame and a neighbour.
constexpr double air = 0.5;
/// Of an average letter, and of a line, in px, by the size of the label.
constexpr std::array<double, 3> letterWidths = {7, 8, 10};
constexpr std::array<double, 3> lineHeights = {14, 17, 22};

/// Between two rectangles that do not overlap; negative where they do.
double gapBetween(const QRectF &one, const QRectF &other)
{
    const double beside = std::max(other.left() - one.right(), one.left() - other.right());
    const double above = std::max(other.top() - one.bottom(), one.top() - other.bottom());
    return std::max(beside, above);
}

QRectF extentOf(const Label &label, double textScale)
{
    const auto size = static_cast<std::size_t>(label.size);
    const double wanted = letterWidths[size] * textScale * static_cast<double>(label.text.size());
    const double width = std::min(wanted, label.rect.width());
    const double height = lineHeights[size] * textScale;
    const QRectF &room = label.rect;
    const double x = label.align & Qt::AlignRight ? room.right() - width
        : label.align & Qt::AlignHCenter          ? room.center().x() - width / 2
                                                  : room.left();
    const double y = label.align & Qt::AlignTop ? room.top()
        : label.align & Qt::AlignBottom         ? room.bottom() - height
                                                : room.center().y() - height / 2;
    return {x, y, width, height};
}

} // namespace

double frameDistance(const QRectF &rect, double stroke, double most, const StageLayout &layout)
{
    double gap = most + stroke;
    const auto beside = [&](const QRectF &other) {
        if (const double between = gapBetween(rect, other); between > 0)
            gap = std::min(gap, between);
    };
    for (std::uint32_t group = 0; group < layout.counts().tasks.size(); ++group) {
        const std::uint32_t count = layout.counts().tasks[group];
        if (!layout.shows(NodeRef{NodeRef::Kind::Group, group}))
            continue;
        if (layout.detail(group) == StageLayout::Detail::Cell) {
            // One of a field is as far from its neighbours as any other one.
            const bool isOne = layout.group(group).contains(rect.center()) && layout.shows(Place{group, 1})
                && !rect.contains(layout.task({group, 0}) | layout.task({group, 1}));
            if (isOne)
                gap = std::min(gap, gapBetween(layout.task({group, 0}), layout.task({group, 1})));
            else
                beside(layout.group(group));
            continue;
        }
        for (std::uint32_t i = 0; i < count; ++i) {
            if (layout.shows(Place{group, i}))
                beside(layout.task({group, i}));
        }
    }
    return std::clamp(gap - stroke / 2 - air, std::min(stroke / 2, most), most);
}

void appendFrame(DisplayList &list, const QRectF &place, double stroke, Role role, const StageLayout &layout)
{
    const auto frame = [&](double away, double width, Role stroked) {
        list.push_back(Box{.rect = place.adjusted(-away, -away, away, away),
                           .radius = std::min(12.0, 6 + away),
                           .stroke = stroked,
                           .strokeWidth = width});
    };
    const double away = frameDistance(place, stroke, mostAround, layout);
    if (away < stroke / 2 + leastSetOff)
        frame(away - (stroke + setOff) / 2, setOff, Role::Card);
    frame(away, stroke, role);
}

std::vector<QRectF> writtenOn(const DisplayList &list, const Topology &topology, const StageLayout &layout)
{
    std::vector<QRectF> written;
    for (const Figure &figure : list) {
        if (const auto *const label = std::get_if<Label>(&figure); label && !label->text.isEmpty())
            written.push_back(extentOf(*label, layout.textScale()));
    }
    for (const Label &name : districtNames(topology, layout))
        written.push_back(extentOf(name, layout.textScale()));
    return written;
}

} // namespace coroscope
