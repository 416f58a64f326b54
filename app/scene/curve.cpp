// SPDX-License-Identifier: MIT
#include "scene/display_list.h"

#include <QLineF>

#include <array>

namespace coroscope {

std::array<Curve, 3> Curve::legs() const
{
    const QPointF leave(pass->leave, pass->y);
    const QPointF arrive(pass->arrive, pass->y);
    return {Curve{.from = from, .to = leave}, Curve{.from = leave, .to = arrive}, Curve{.from = arrive, .to = to}};
}

QPainterPath Curve::path() const
{
    QPainterPath path(from);
    if (turnY) {
        path.cubicTo(from + QPointF(bulge, 0), QPointF(from.x() + bulge, *turnY), QPointF(from.x(), *turnY));
        path.lineTo(to.x(), *turnY);
        path.cubicTo(QPointF(to.x() - bulge, *turnY), to - QPointF(bulge, 0), to);
        return path;
    }
    const auto goTo = [&path](QPointF end) {
        const QPointF start = path.currentPosition();
        const double middle = (start.x() + end.x()) / 2;
        path.cubicTo(QPointF(middle, start.y()), QPointF(middle, end.y()), end);
    };
    if (pass) {
        goTo({pass->leave, pass->y});
        path.lineTo(pass->arrive, pass->y);
    }
    goTo(to);
    return path;
}

QPointF Curve::at(double share) const
{
    if (turnY)
        return path().pointAtPercent(share);
    if (pass) {
        const std::array<Curve, 3> legs = this->legs();
        const auto lengthOf = [](const Curve &leg) { return QLineF(leg.from, leg.to).length(); };
        double left = share * (lengthOf(legs[0]) + lengthOf(legs[1]) + lengthOf(legs[2]));
        for (const Curve &leg : legs) {
            const double length = lengthOf(leg);
            if (left < length)
                return leg.at(left / length);
            left -= length;
        }
        return to;
    }
    const double middle = (from.x() + to.x()) / 2;
    const QPointF leave(middle, from.y());
    const QPointF arrive(middle, to.y());
    const double rest = 1 - share;
    return rest * rest * rest * from + 3 * rest * rest * share * leave + 3 * rest * share * share * arrive
        + share * share * share * to;
}

} // namespace coroscope
