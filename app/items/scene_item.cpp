// SPDX-License-Identifier: MIT
#include "items/scene_item.h"

#include "items/cpu_time.h"
#include "items/palette_singleton.h"

#include <QPainter>

namespace coroscope {

SceneItem::SceneItem(QQuickItem *parent) : QQuickPaintedItem(parent)
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

void SceneItem::setLeastInterval(std::chrono::milliseconds interval)
{
    m_throttle.setInterval(interval);
}

void SceneItem::setSimulation(Simulation *simulation)
{
    if (simulation == m_simulation)
        return;
    if (m_simulation)
        m_simulation->disconnect(this);
    m_simulation = simulation;
    if (m_simulation)
        connect(m_simulation, &Simulation::sceneChanged, this, &SceneItem::changed);
    Q_EMIT simulationChanged();
    changed();
}

void SceneItem::changed()
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

void SceneItem::paint(QPainter *painter)
{
    const std::chrono::nanoseconds start = threadTime();
    const Theme theme = PaletteSingleton::current().theme();
    painter->fillRect(QRectF(0, 0, width(), height()), Palette::of(theme)[Role::Card]);
    if (m_simulation && width() > 1 && height() > 1)
        paintScene(*painter, theme, PaletteSingleton::current().textScale());
    m_paintTotal += threadTime() - start;
}

} // namespace coroscope
