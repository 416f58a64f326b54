// SPDX-License-Identifier: MIT
#include "items/scene_item.h"

namespace coroscope {

SceneItem::SceneItem(QQuickItem *parent, Signal repaintedWith) : PaintedItem(parent), m_repaintedWith(repaintedWith) { }

void SceneItem::setSimulation(Simulation *simulation)
{
    if (simulation == m_simulation)
        return;
    if (m_simulation)
        m_simulation->disconnect(this);
    m_simulation = simulation;
    if (m_simulation)
        connect(m_simulation, m_repaintedWith, this, &SceneItem::changed);
    Q_EMIT simulationChanged();
    changed();
}

} // namespace coroscope
