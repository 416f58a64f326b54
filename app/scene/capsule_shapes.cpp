// SPDX-License-Identifier: MIT
#include "scene/capsule_shapes.h"

#include <algorithm>

namespace coroscope {

double rimRadius(const StageLayout::Capsule &capsule)
{
    return std::min(capsule.rect.height() / 2, 34.0);
}

void appendRim(DisplayList &list, const StageLayout::Capsule &capsule, bool allTaken, Role otherwise, bool dashed)
{
    list.push_back(Box{.rect = capsule.rect,
                       .radius = rimRadius(capsule),
                       .stroke = allTaken ? Role::Waiting : otherwise,
                       .strokeWidth = allTaken ? 3.0 : 2.0,
                       .dashed = dashed});
}

void appendSlots(DisplayList &list, const StageLayout::Capsule &capsule)
{
    for (const QPointF &slot : capsule.slots)
        list.push_back(
            Disc{.center = slot, .radius = capsule.slotRadius - 1, .stroke = Role::Link, .strokeWidth = 1.5});
}

void appendCaptions(DisplayList &list, const StageLayout::Capsule &capsule, const QStringList &above,
                    const QStringList &below, Captions placed)
{
    if (capsule.bare)
        return;
    constexpr double height = 20;
    const QRectF &rect = capsule.rect;
    const bool isCentred = placed == Captions::Centred;
    const double width = isCentred ? capsule.captionWidth : rect.width() + capsule.exitRoom - 4;
    const double left = isCentred ? rect.center().x() - width / 2 : rect.left() - 4;
    const Qt::Alignment align = isCentred ? Qt::AlignCenter : Qt::AlignLeft | Qt::AlignVCenter;
    list.push_back(Label{.rect = QRectF(left, rect.top() - height - 8, width, height),
                         .text = above.front(),
                         .strong = true,
                         .align = align,
                         .briefer = above.mid(1) + QStringList(QString())});
    if (capsule.crowded)
        return;
    list.push_back(Label{.rect = QRectF(left, rect.bottom() + 8, width, height),
                         .text = below.front(),
                         .role = Role::TextMuted,
                         .size = Label::Size::Small,
                         .align = align,
                         .briefer = below.mid(1) + QStringList(QString())});
}

WaitingLine waitingLine(const StageLayout::Capsule &capsule, double itemRadius, std::size_t waiting)
{
    constexpr std::size_t most = 3;
    const double room = capsule.queueRoom - 10;
    // Where there is less room they are smaller; where there is hardly any, fewer.
    const double radius = std::clamp((room / most - 3) / 2, 9.0, itemRadius);
    const double step = 2 * radius + 3;
    const auto fit = std::min(static_cast<std::size_t>(std::max(0.0, room + 3) / step), most);
    WaitingLine line{.radius = radius, .places = {}};
    for (std::size_t i = 0; i < std::min(fit, waiting); ++i)
        line.places.push_back(capsule.mouth() - QPointF(radius + 4 + static_cast<double>(i) * step, 0));
    return line;
}

} // namespace coroscope
