// SPDX-License-Identifier: MIT
#include "scene/display_list.h"

namespace coroscope {

QPainterPath Curve::path() const
{
    QPainterPath path(from);
    if (turnY) {
        constexpr double bulge = 18;
        path.cubicTo(from + QPointF(bulge, 0), QPointF(from.x() + bulge, *turnY), QPointF(from.x(), *turnY));
        path.lineTo(to.x(), *turnY);
        path.cubicTo(QPointF(to.x() - bulge, *turnY), to - QPointF(bulge, 0), to);
        return path;
    }
    const double middle = (from.x() + to.x()) / 2;
    path.cubicTo(QPointF(middle, from.y()), QPointF(middle, to.y()), to);
    return path;
}

QPointF Curve::at(double share) const
{
    if (turnY)
        return path().pointAtPercent(share);
    const double middle = (from.x() + to.x()) / 2;
    const QPointF leave(middle, from.y());
    const QPointF arrive(middle, to.y());
    const double rest = 1 - share;
    return rest * rest * rest * from + 3 * rest * rest * share * leave + 3 * rest * share * share * arrive
        + share * share * share * to;
}

} // namespace coroscope
