// SPDX-License-Identifier: MIT
#include "scene/magnify.h"

#include <concepts>

#include <variant>

namespace coroscope {

namespace {

class Magnifier
{
public:
    explicit Magnifier(double zoom) : m_zoom(zoom) { }

    void operator()(Box &box) const
    {
        grow(box.rect);
        grow(box.radius, box.strokeWidth);
    }
    void operator()(Level &level) const
    {
        grow(level.rect);
        grow(level.radius);
    }
    void operator()(Disc &disc) const
    {
        grow(disc.center);
        grow(disc.radius, disc.strokeWidth);
    }
    void operator()(Arc &arc) const
    {
        grow(arc.center);
        grow(arc.radius, arc.width);
    }
    void operator()(Curve &curve) const
    {
        grow(curve.from);
        grow(curve.to);
        grow(curve.width, curve.dashOffset, curve.bulge);
        if (curve.turnY)
            grow(*curve.turnY);
        if (curve.pass)
            grow(curve.pass->y, curve.pass->leave, curve.pass->arrive);
    }
    void operator()(Label &label) const { grow(label.rect); }
    void operator()(Area &area) const { grow(area.outline); }
    void operator()(Line &line) const
    {
        grow(line.points);
        grow(line.width);
    }
    void operator()(Glyph &glyph) const { grow(glyph.rect); }

private:
    template <typename... Lengths>
    void grow(Lengths &...lengths) const requires(std::same_as<Lengths, double> &&...)
    {
        ((lengths *= m_zoom), ...);
    }
    void grow(QPointF &point) const { point *= m_zoom; }
    void grow(QRectF &rect) const { rect = QRectF(rect.topLeft() * m_zoom, rect.size() * m_zoom); }
    void grow(QPolygonF &points) const
    {
        for (QPointF &point : points)
            point *= m_zoom;
    }

    double m_zoom;
};

} // namespace

void magnify(DisplayList &list, double zoom)
{
    if (zoom == 1)
        return;
    const Magnifier magnifier(zoom);
    for (Figure &figure : list)
        std::visit(magnifier, figure);
}

} // namespace coroscope
