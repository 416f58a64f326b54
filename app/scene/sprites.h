// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QImage>
#include <QPen>
#include <QPointF>
#include <QSizeF>

#include <compare>

class QPainter;

namespace coroscope {

/// The look of a rounded rectangle or an ellipse, independent of its position.
struct SpriteShape {
    double width = 0;
    double height = 0;
    double radius = 0; ///< of the corners; negative: an ellipse
    QRgb fill = 0;     ///< transparent: none
    QRgb stroke = 0;   ///< transparent: none
    double strokeWidth = 0;
    bool dashed = false;

    friend auto operator<=>(const SpriteShape &, const SpriteShape &) = default;
};

/// The pen of outlines.
QPen penOf(const QColor &color, double width, bool dashed);
/// An empty image for something of @p size, with @p margin around it, in pixels of the layout.
QImage emptySprite(QSizeF size, double margin, double ratio);
/// Draws @p sprite on whole pixels, so that what is inside its @p margin has its upper left corner at @p corner.
void putSprite(QPainter &painter, QPointF corner, double margin, const QImage &sprite);
/// Draws @p shape with its upper left corner at @p corner, without a cache.
void drawShape(QPainter &painter, const SpriteShape &shape, QPointF corner);
/// The same on whole pixels, from a picture of the shape that is made once: several times as fast, for shapes that are
/// drawn again and again in the same size. Only on an image, unrotated.
void drawSprite(QPainter &painter, const SpriteShape &shape, QPointF corner);
/// Fills a rectangle with small round corners, on whole pixels; its width may differ each time.
void drawPill(QPainter &painter, const QRectF &rect, double radius, const QColor &color);

} // namespace coroscope
