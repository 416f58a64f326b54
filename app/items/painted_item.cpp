// SPDX-License-Identifier: MIT
#include "items/painted_item.h"

#include "items/cpu_time.h"
#include "items/palette_singleton.h"
#include "scene/painter.h"

#include <QPainter>
#include <QQuickWindow>

#include <cmath>

namespace coroscope {

PaintedItem::PaintedItem(QQuickItem *parent) : QQuickPaintedItem(parent)
{
    setAntialiasing(true);
    m_throttle.setSingleShot(true);
    connect(&m_throttle, &QTimer::timeout, this, [this] {
        if (std::exchange(m_stale, false))
            changed();
    });
    connect(&PaletteSingleton::current(), &PaletteSingleton::themeChanged, this, [this] { changed(); });
}

void PaintedItem::itemChange(ItemChange change, const ItemChangeData &data)
{
    // Painted on the colour of its card: nothing to blend. But at fractional scale factors what claims to be opaque, and ends
    // within a pixel, keeps the software renderer from painting the rest of that pixel, which then is black.
    if (window() && (change == ItemSceneChange || change == ItemDevicePixelRatioHasChanged)) {
        const double ratio = window()->effectiveDevicePixelRatio();
        setOpaquePainting(ratio == std::floor(ratio));
    }
    QQuickPaintedItem::itemChange(change, data);
}

void PaintedItem::setLeastInterval(std::chrono::milliseconds interval)
{
    m_throttle.setInterval(interval);
}

void PaintedItem::changed()
{
    if (m_throttle.interval() > 0) {
        if (m_throttle.isActive()) {
            m_stale = true;
            return;
        }
        m_throttle.start();
    }
    sceneChanged();
    update();
}

DisplayList PaintedItem::figures() const
{
    return isToBePainted() ? scene(PaletteSingleton::current().textScale()) : DisplayList();
}

void PaintedItem::paintScene(QPainter &painter, Theme theme, double scale)
{
    coroscope::paint(painter, scene(scale), theme, scale);
}

void PaintedItem::paint(QPainter *painter)
{
    const std::chrono::nanoseconds start = threadTime();
    const Theme theme = PaletteSingleton::current().theme();
    // Beyond the edge: at fractional scale factors, or where the item ends within a pixel, the texture has a row or a column
    // that the item covers in part, and what is not painted there is black.
    painter->fillRect(QRectF(0, 0, width() + 1, height() + 1), Palette::of(theme)[Role::Card]);
    if (isToBePainted())
        paintScene(*painter, theme, PaletteSingleton::current().textScale());
    m_paintTotal += threadTime() - start;
}

} // namespace coroscope
