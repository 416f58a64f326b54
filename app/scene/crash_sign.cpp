// SPDX-License-Identifier: MIT
#include "scene/crash_sign.h"

#include "models/text.h"
#include "text/duration_text.h"

#include <algorithm>
#include <limits>
#include <optional>

namespace coroscope {

namespace {

constexpr double height = 40;
/// From the frame; and from one place that is tried to the next.
constexpr double margin = 10;
constexpr double step = 12;
/// Beside the words, and for the pie before them.
constexpr double inset = 16;
constexpr double pieRoom = 42;
constexpr double pieRadius = 11;
/// Of strong type, about: there is no font where scenes are made.
constexpr double widthOfLetter = 9;
/// What a line that is crossed counts, as if it were so wide.
constexpr double lineWidth = 16;

QRectF around(QPointF center, double radius)
{
    return {center.x() - radius, center.y() - radius, 2 * radius, 2 * radius};
}

/// What a figure that says something takes up; nothing of those that are only lines.
QRectF extentOf(const Figure &figure)
{
    if (const auto *const label = std::get_if<Label>(&figure))
        return label->text.isEmpty() ? QRectF() : label->rect;
    if (const auto *const glyph = std::get_if<Glyph>(&figure))
        return glyph->rect;
    if (const auto *const disc = std::get_if<Disc>(&figure))
        return around(disc->center, disc->radius);
    if (const auto *const arc = std::get_if<Arc>(&figure))
        return around(arc->center, arc->radius);
    return {};
}

/// How much of the picture @p sign would cover, px².
double covered(const QRectF &sign, const DisplayList &list)
{
    double area = 0;
    const auto add = [&](const QRectF &rect) {
        const QRectF common = sign.intersected(rect);
        area += common.isEmpty() ? 0 : common.width() * common.height();
    };
    for (const Figure &figure : list) {
        add(extentOf(figure));
        if (const auto *const box = std::get_if<Box>(&figure))
            add(box->rect);
        if (const auto *const line = std::get_if<Line>(&figure))
            add(line->points.boundingRect().adjusted(-lineWidth / 2, -lineWidth / 2, lineWidth / 2, lineWidth / 2));
    }
    return area;
}

/// A place for the sign, and how much it covers there.
struct Spot {
    QRectF rect;
    double area = std::numeric_limits<double>::infinity();
};

/// The uppermost one in the middle where it covers nothing; else where it covers the least.
Spot bestSpot(QSizeF size, const QRectF &room, const DisplayList &list)
{
    Spot best;
    for (const double x : {room.center().x() - size.width() / 2, room.left(), room.right() - size.width()}) {
        for (double y = room.top(); y <= std::max(room.top(), room.bottom() - size.height()); y += step) {
            const QRectF tried(QPointF(x, y), size);
            if (const double area = covered(tried, list); area < best.area)
                best = {tried, area};
        }
    }
    return best;
}

} // namespace

void appendCrash(DisplayList &list, const SceneSource &source, const StageLayout &layout)
{
    const World &world = source.world();
    if (!world.downSince())
        return;
    const std::optional<Time> until = world.downUntil();
    const QString died = QStringLiteral("The process has died");
    const std::size_t items = world.items().lost;
    const QString lost = items == 0 ? QString()
        : items == 1                ? QStringLiteral(": 1 item lost so far")
                                    : QStringLiteral(": %1 items lost so far").arg(items);
    const Duration left = until ? std::max(Duration::zero(), *until - source.playhead()) : Duration::zero();
    const QString rest = until ? QStringLiteral(" · restarts in %1").arg(toQString(readableDuration(left))) : QString();
    const QRectF frame(2, 2, layout.size().width() - 4, layout.size().height() - 4);
    const double before = until ? pieRoom : inset;
    const QRectF room = frame.adjusted(margin, margin, -margin, -margin);
    // In fewer words where it would cover something with all of them.
    Spot best;
    QString text;
    for (const QString &tried : {died + lost + rest, died + rest, died}) {
        const double wanted = widthOfLetter * layout.textScale() * static_cast<double>(tried.size()) + before + inset;
        const Spot spot = bestSpot({std::min(wanted, room.width()), height}, room, list);
        if (spot.area >= best.area)
            continue;
        best = spot;
        text = tried;
    }
    const QRectF &sign = best.rect;
    // The other half would say something else.
    std::erase_if(list, [&](const Figure &figure) { return sign.intersects(extentOf(figure)); });
    list.push_back(Box{.rect = frame, .radius = 10, .stroke = Role::Failed, .strokeWidth = 3, .dashed = true});
    list.push_back(Box{.rect = sign, .radius = 8, .fill = Role::Card, .stroke = Role::Failed, .strokeWidth = 2});
    if (until) {
        const QPointF center(sign.left() + pieRoom / 2, sign.center().y());
        const Duration whole = *until - *world.downSince();
        const double share = whole > Duration::zero() ? inSeconds(left) / inSeconds(whole) : 0;
        list.push_back(
            Arc{.center = center, .radius = pieRadius, .share = share, .role = Role::Restarted, .pie = true});
        list.push_back(Arc{.center = center, .radius = pieRadius, .width = 1.5, .role = Role::Restarted});
    }
    list.push_back(Label{.rect = sign.adjusted(until ? before : inset / 2, 0, -inset / 2, 0),
                         .text = text,
                         .role = Role::Text,
                         .strong = true,
                         .align = until ? Qt::AlignLeft | Qt::AlignVCenter : Qt::Alignment(Qt::AlignCenter),
                         .briefer = {died + rest, died}});
}

} // namespace coroscope
