// SPDX-License-Identifier: MIT
#include "scene/sprites.h"

#include <QPainter>

#include <cmath>
#include <map>
#include <utility>

namespace coroscope {

namespace {

double snapped(double value, double ratio)
{
    return std::round(value * ratio) / ratio;
}

/// Room around a shape for its outline and the soft edge of that, in whole pixels.
double marginOf(const SpriteShape &shape)
{
    return shape.stroke == 0 ? 1 : std::ceil(shape.strokeWidth / 2) + 1;
}

const QImage &spriteOf(const SpriteShape &shape, double ratio)
{
    static std::map<std::pair<SpriteShape, double>, QImage> all;
    constexpr std::size_t most = 256; // sizes change with the window's: then they are made anew
    if (all.size() > most)
        all.clear();
    QImage &sprite = all[{shape, ratio}];
    if (sprite.isNull()) {
        const double margin = marginOf(shape);
        sprite = emptySprite(QSizeF(shape.width, shape.height), margin, ratio);
        QPainter painter(&sprite);
        painter.setRenderHint(QPainter::Antialiasing);
        drawShape(painter, shape, QPointF(margin, margin));
    }
    return sprite;
}

} // namespace

QImage emptySprite(QSizeF size, double margin, double ratio)
{
    const QSizeF whole(std::ceil(size.width()) + 2 * margin, std::ceil(size.height()) + 2 * margin);
    QImage sprite((whole * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
    sprite.setDevicePixelRatio(ratio);
    sprite.fill(Qt::transparent);
    return sprite;
}

void putSprite(QPainter &painter, QPointF corner, double margin, const QImage &sprite)
{
    const double ratio = painter.device()->devicePixelRatioF();
    painter.drawImage(QPointF(snapped(corner.x(), ratio) - margin, snapped(corner.y(), ratio) - margin), sprite);
}

QPen penOf(const QColor &color, double width, bool dashed)
{
    QPen pen(color, width);
    if (dashed) {
        pen.setCapStyle(Qt::FlatCap);
        pen.setDashPattern({3, 2.5});
    }
    return pen;
}

void drawShape(QPainter &painter, const SpriteShape &shape, QPointF corner)
{
    painter.setPen(shape.stroke == 0 ? QPen(Qt::NoPen)
                                     : penOf(QColor::fromRgba(shape.stroke), shape.strokeWidth, shape.dashed));
    painter.setBrush(shape.fill == 0 ? QBrush(Qt::NoBrush) : QBrush(QColor::fromRgba(shape.fill)));
    const QRectF rect(corner, QSizeF(shape.width, shape.height));
    if (shape.radius < 0)
        painter.drawEllipse(rect);
    else if (shape.radius > 0)
        painter.drawRoundedRect(rect, shape.radius, shape.radius);
    else
        painter.drawRect(rect);
}

void drawSprite(QPainter &painter, const SpriteShape &shape, QPointF corner)
{
    putSprite(painter, corner, marginOf(shape), spriteOf(shape, painter.device()->devicePixelRatioF()));
}

void drawPill(QPainter &painter, const QRectF &rect, double radius, const QColor &color)
{
    const double ratio = painter.device()->devicePixelRatioF();
    const QRectF whole(QPointF(snapped(rect.left(), ratio), snapped(rect.top(), ratio)),
                       QPointF(snapped(rect.right(), ratio), snapped(rect.bottom(), ratio)));
    // Its ends are those of a short one; only a rectangle is left to be filled.
    const SpriteShape ends{.width = 2 * radius, .height = whole.height(), .radius = radius, .fill = color.rgba()};
    const QImage &sprite = spriteOf(ends, ratio);
    const double margin = marginOf(ends) * ratio;
    const QRectF left(margin, margin, radius * ratio, whole.height() * ratio);
    painter.drawImage(whole.topLeft(), sprite, left);
    painter.drawImage(QPointF(whole.right() - radius, whole.top()), sprite, left.translated(radius * ratio, 0));
    painter.fillRect(whole.adjusted(radius, 0, -radius, 0), color);
}

} // namespace coroscope
