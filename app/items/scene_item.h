// SPDX-License-Identifier: MIT
#pragma once

#include "items/painted_item.h"
#include "player/simulation.h"

#include <QPointer>

namespace coroscope {

/// An item whose picture is a function of a simulation: repainted when that changes.
class SceneItem : public coroscope::PaintedItem
{
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(coroscope::Simulation *simulation READ simulation WRITE setSimulation NOTIFY simulationChanged REQUIRED)

public:
    /// Of a simulation.
    using Signal = void (Simulation::*)();

    /// @param repaintedWith the signal that says that the picture is another one
    explicit SceneItem(QQuickItem *parent = nullptr, Signal repaintedWith = &Simulation::sceneChanged);

    Simulation *simulation() const { return m_simulation; }
    void setSimulation(Simulation *simulation);

Q_SIGNALS:
    void simulationChanged();

protected:
    bool hasScene() const override { return m_simulation; }

private:
    QPointer<Simulation> m_simulation;
    Signal m_repaintedWith;
};

} // namespace coroscope
