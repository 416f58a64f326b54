// SPDX-License-Identifier: MIT
#include "scene/painter.h"

#include "scene/sprites.h"
#include "scene/text_sprites.h"

#include <QFontMetricsF>
#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>
#include <cmath>

namespace coroscope {

namespace {

constexpr std::array<int, 3> pixelSizes = {11, 13, 17};

/// Fonts are costly to make, and there are only a handful.
const QFont &cachedFont(Label::Size size, bool strong, bool mono, double scale)
{
    struct Entry {
        double scale = 0;
        QFont font;
    };
    static std::array<Entry, 12> fonts;
    Entry &entry = fonts[static_cast<std::size_t>(size) * 4 + (strong ? 2 : 0) + (mono ? 1 : 0)];
    if (entry.scale != scale) {
        entry.scale = scale;
        entry.font = QFont(mono ? QStringLiteral("JetBrains Mono") : QStringLiteral("Inter"));
        entry.font.setPixelSize(qRound(pixelSizes[static_cast<std::size_t>(size)] * scale));
        entry.font.setWeight(strong ? QFont::DemiBold : QFont::Normal);
        entry.font.setHintingPreference(QFont::PreferNoHinting);
    }
    return entry.font;
}

class FigurePainter
{
public:
    FigurePainter(QPainter &painter, Theme theme, double scale)
        : m_painter(painter),
          m_palette(Palette::of(theme)),
          m_scale(scale),
          m_strong(theme == Theme::Projector ? 1.5 : 1.0)
    {
    }

    void operator()(const Box &box)
    {
        constexpr double smallRadius = 4;
        m_painter.setOpacity(box.opacity);
        if (box.hatched) {
            hatch(box);
        } else if (box.fill && !box.stroke && box.radius == 0) {
            m_painter.fillRect(box.rect, m_palette[*box.fill]);
        } else if (box.fill && !box.stroke && box.radius <= smallRadius && box.rect.width() > 2 * box.radius
                   && onPixels()) {
            drawPill(m_painter, box.rect, box.radius, m_palette[*box.fill]);
        } else {
            draw({.width = box.rect.width(),
                  .height = box.rect.height(),
                  .radius = box.radius,
                  .fill = rgb(box.fill),
                  .stroke = rgb(box.stroke),
                  .strokeWidth = box.strokeWidth * m_strong,
                  .dashed = box.dashed},
                 box.rect.topLeft());
        }
    }

    void operator()(const Level &level)
    {
        QPainterPath whole;
        whole.addRoundedRect(level.rect, level.radius, level.radius);
        QPainterPath filled;
        const double width = level.rect.width() * std::clamp(level.share, 0.0, 1.0);
        filled.addRect(level.rect.right() - width, level.rect.top(), width, level.rect.height());
        m_painter.setOpacity(level.opacity);
        m_painter.fillPath(whole.intersected(filled), m_palette[level.fill]);
    }

    void operator()(const Disc &disc)
    {
        m_painter.setOpacity(disc.opacity);
        draw({.width = 2 * disc.radius,
              .height = 2 * disc.radius,
              .radius = -1,
              .fill = rgb(disc.fill),
              .stroke = rgb(disc.stroke),
              .strokeWidth = disc.strokeWidth * m_strong,
              .dashed = disc.dashed},
             disc.center - QPointF(disc.radius, disc.radius));
        put(placedText(disc, m_scale), m_palette[disc.textRole]);
    }

    void operator()(const Arc &arc)
    {
        m_painter.setOpacity(1);
        const QRectF rect(arc.center.x() - arc.radius, arc.center.y() - arc.radius, arc.radius * 2, arc.radius * 2);
        constexpr int top = 90 * 16;
        const int span = -qRound(std::clamp(arc.share, 0.0, 1.0) * 360 * 16);
        if (arc.pie) {
            m_painter.setPen(Qt::NoPen);
            m_painter.setBrush(m_palette[arc.role]);
            m_painter.drawPie(rect, top, span);
            return;
        }
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(QPen(m_palette[arc.role], arc.width * m_strong, Qt::SolidLine, Qt::FlatCap));
        m_painter.drawArc(rect, top, span);
    }

    void operator()(const Curve &curve)
    {
        m_painter.setOpacity(1);
        QPen pen(m_palette[curve.role], curve.width * m_strong, Qt::SolidLine, Qt::FlatCap);
        if (curve.dashed) {
            pen.setDashPattern({4, 4});
            pen.setDashOffset(curve.dashOffset / (curve.width * m_strong));
        }
        m_painter.setPen(pen);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawPath(curve.path());
    }

    void operator()(const Label &label)
    {
        m_painter.setOpacity(1);
        put(placedText(label, m_scale), m_palette[label.role]);
    }

    void operator()(const Area &area)
    {
        m_painter.setOpacity(area.opacity);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_palette[area.fill]);
        m_painter.drawPolygon(area.outline);
    }

    void operator()(const Line &line)
    {
        m_painter.setOpacity(1);
        m_painter.setPen(penOf(m_palette[line.role], line.width * m_strong, line.dashed));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawPolyline(line.points);
    }

    void operator()(const Glyph &glyph)
    {
        m_painter.setOpacity(1);
        const QRectF &r = glyph.rect;
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(QPen(m_palette[glyph.role], std::max(1.5, r.width() / 6) * m_strong, Qt::SolidLine,
                              Qt::RoundCap, Qt::RoundJoin));
        switch (glyph.kind) {
        case Glyph::Kind::Pause:
            m_painter.drawLine(QPointF(r.left() + r.width() * 0.3, r.top()),
                               QPointF(r.left() + r.width() * 0.3, r.bottom()));
            m_painter.drawLine(QPointF(r.left() + r.width() * 0.7, r.top()),
                               QPointF(r.left() + r.width() * 0.7, r.bottom()));
            break;
        case Glyph::Kind::Tick:
            m_painter.drawPolyline(QPolygonF{{r.left(), r.center().y()},
                                             {r.left() + r.width() * 0.38, r.bottom() - r.height() * 0.1},
                                             {r.right(), r.top() + r.height() * 0.1}});
            break;
        case Glyph::Kind::Cross:
            m_painter.drawLine(r.topLeft(), r.bottomRight());
            m_painter.drawLine(r.topRight(), r.bottomLeft());
            break;
        case Glyph::Kind::Strike:
            m_painter.drawEllipse(r);
            m_painter.drawLine(QPointF(r.left() + r.width() * 0.15, r.top() + r.height() * 0.15),
                               QPointF(r.right() - r.width() * 0.15, r.bottom() - r.height() * 0.15));
            break;
        case Glyph::Kind::Ring:
            m_painter.drawEllipse(r);
            break;
        case Glyph::Kind::Loop: {
            // The head of the arrow is above the ring.
            const QRectF ring(r.left() + r.width() * 0.075, r.top() + r.height() * 0.15, r.width() * 0.85,
                              r.height() * 0.85);
            m_painter.drawArc(ring, 60 * 16, 270 * 16);
            const QPointF tip(ring.center().x() + ring.width() * 0.25, ring.top() + ring.height() * 0.067);
            m_painter.drawPolyline(QPolygonF{tip + QPointF(-ring.width() * 0.1, -ring.height() * 0.24), tip,
                                             tip + QPointF(-ring.width() * 0.32, ring.height() * 0.12)});
            break;
        }
        }
    }

private:
    /// Sprites are pixels: not for a picture made of lines.
    bool onPixels() const
    {
        return m_painter.paintEngine()->type() == QPaintEngine::Raster
            && m_painter.deviceTransform().type() <= QTransform::TxScale;
    }

    void draw(const SpriteShape &shape, QPointF corner)
    {
        if (shape.width <= 0 || shape.height <= 0)
            return;
        if (onPixels())
            drawSprite(m_painter, shape, corner);
        else
            drawShape(m_painter, shape, corner);
    }

    void put(const PlacedText &placed, const QColor &color)
    {
        if (placed.text.isEmpty())
            return;
        if (onPixels())
            drawTextSprite(m_painter, placed, color);
        else
            drawText(m_painter, placed, color);
    }

    QRgb rgb(std::optional<Role> role) const { return role ? m_palette[*role].rgba() : 0; }

    /// Line by line: not every reader of SVG knows patterns.
    void hatch(const Box &box)
    {
        constexpr double step = 6;
        const QRectF &r = box.rect;
        m_painter.setPen(QPen(m_palette[box.stroke.value_or(Role::TextMuted)], 1, Qt::SolidLine, Qt::FlatCap));
        for (double sum = std::ceil((r.left() + r.top()) / step) * step; sum < r.right() + r.bottom(); sum += step) {
            const double y = std::min(r.bottom(), sum - r.left());
            const double x = std::min(r.right(), sum - r.top());
            m_painter.drawLine(QPointF(sum - y, y), QPointF(x, sum - x));
        }
    }

    QPainter &m_painter;
    const Palette &m_palette;
    double m_scale;
    double m_strong; ///< outlines of the projector theme are stronger
};

} // namespace

QFont fontOf(const Label &label, double scale)
{
    return cachedFont(label.size, label.strong, label.mono, scale);
}

PlacedText placedText(const Label &label, double scale)
{
    QFont font = cachedFont(label.size, label.strong, label.mono, scale);
    double width = QFontMetricsF(font).horizontalAdvance(label.text);
    if (label.shrinks && width > label.rect.width()) {
        constexpr double smallest = 0.8;
        constexpr int leastPixels = 9;
        const int pixels = static_cast<int>(font.pixelSize() * label.rect.width() / width);
        if (pixels >= std::max<int>(leastPixels, static_cast<int>(font.pixelSize() * smallest))) {
            font.setPixelSize(pixels);
            width = QFontMetricsF(font).horizontalAdvance(label.text);
        }
    }
    const QFontMetricsF metrics(font);
    PlacedText placed{.text = label.text, .font = font, .rect = {}};
    for (auto next = label.briefer.begin(); width > label.rect.width() && next != label.briefer.end(); ++next) {
        placed.text = *next;
        width = metrics.horizontalAdvance(placed.text);
    }
    if (width > label.rect.width()) {
        placed.cut = true;
        placed.text = metrics.elidedText(placed.text, Qt::ElideRight, label.rect.width());
        if (placed.text.size() == 1) // nothing but the dots
            return {.text = {}, .font = font, .rect = {}};
        width = metrics.horizontalAdvance(placed.text);
    }
    const QSizeF size(width, metrics.height());
    const QRectF &room = label.rect;
    const double x = label.align & Qt::AlignRight ? room.right() - width
        : label.align & Qt::AlignHCenter          ? room.center().x() - width / 2
                                                  : room.left();
    const double y = label.align & Qt::AlignTop ? room.top()
        : label.align & Qt::AlignBottom         ? room.bottom() - size.height()
                                                : room.center().y() - size.height() / 2;
    placed.rect = QRectF(QPointF(x, y), size);
    return placed;
}

PlacedText placedText(const Disc &disc, double scale)
{
    constexpr double leastRadius = 8;
    constexpr int leastPixels = 7;
    PlacedText placed{.text = disc.text, .font = cachedFont(Label::Size::Small, true, false, scale), .rect = {}};
    if (disc.text.isEmpty() || disc.covered)
        return {.text = {}, .font = placed.font, .rect = {}};
    // Four digits and more have to fit as well: smaller, as long as they can be read.
    const double room = disc.radius * 1.75;
    const double wanted = QFontMetricsF(placed.font).horizontalAdvance(disc.text);
    if (wanted > room)
        placed.font.setPixelSize(std::max(1, static_cast<int>(placed.font.pixelSize() * room / wanted)));
    if (disc.radius < leastRadius || placed.font.pixelSize() < leastPixels)
        return {.text = {}, .font = placed.font, .rect = {}, .cut = true};
    const QFontMetricsF metrics(placed.font);
    placed.rect = QRectF(0, 0, metrics.horizontalAdvance(disc.text), metrics.height());
    placed.rect.moveCenter(disc.center);
    return placed;
}

void paint(QPainter &painter, const DisplayList &list, Theme theme, double scale)
{
    painter.setRenderHint(QPainter::Antialiasing);
    FigurePainter figures(painter, theme, scale);
    for (const Figure &figure : list)
        std::visit(figures, figure);
    painter.setOpacity(1);
}

} // namespace coroscope
