// SPDX-License-Identifier: MIT
#include "items/scene_item.h"

namespace coroscope {

SceneItem::SceneItem(QQuickItem *parent) : PaintedItem(parent) { }

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

} // namespace coroscope
