// SPDX-License-Identifier: MIT
#include "items/painted_item.h"

#include "items/cpu_time.h"
#include "items/palette_singleton.h"

#include <QPainter>

namespace coroscope {

PaintedItem::PaintedItem(QQuickItem *parent) : QQuickPaintedItem(parent)
{
    setAntialiasing(true);
    setOpaquePainting(true); // painted on the colour of its card: nothing to blend
    m_throttle.setSingleShot(true);
    connect(&m_throttle, &QTimer::timeout, this, [this] {
        if (std::exchange(m_stale, false))
            changed();
    });
    connect(&PaletteSingleton::current(), &PaletteSingleton::themeChanged, this, [this] { changed(); });
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

void PaintedItem::paint(QPainter *painter)
{
    const std::chrono::nanoseconds start = threadTime();
    const Theme theme = PaletteSingleton::current().theme();
    painter->fillRect(QRectF(0, 0, width(), height()), Palette::of(theme)[Role::Card]);
    if (hasScene() && width() > 1 && height() > 1)
        paintScene(*painter, theme, PaletteSingleton::current().textScale());
    m_paintTotal += threadTime() - start;
}

} // namespace coroscope
