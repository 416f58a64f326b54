// SPDX-License-Identifier: MIT
#pragma once

#include "player/simulation.h"
#include "scene/palette.h"

#include <QPointer>
#include <QQuickPaintedItem>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <chrono>

namespace coroscope {

/// The base of what is painted. Derive from it by its full name (`coroscope::SceneItem`): the tools of Qt 6.4 that read
/// QML find no base class otherwise.
///
/// An item whose picture is a function of a simulation: repainted when that changes, in the colours of the theme.
class SceneItem : public QQuickPaintedItem
{
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(coroscope::Simulation *simulation READ simulation WRITE setSimulation NOTIFY simulationChanged REQUIRED)

public:
    explicit SceneItem(QQuickItem *parent = nullptr);

    Simulation *simulation() const { return m_simulation; }
    void setSimulation(Simulation *simulation);
    /// Processor time that all calls of paint() took together.
    std::chrono::nanoseconds paintTotal() const noexcept { return m_paintTotal; }

    void paint(QPainter *painter) final;

Q_SIGNALS:
    void simulationChanged();

protected:
    /// Repaints at most this often; 0: with every change.
    void setLeastInterval(std::chrono::milliseconds interval);
    /// In the colours of @p theme, with type @p scale times its usual size.
    virtual void paintScene(QPainter &painter, Theme theme, double scale) = 0;
    /// Before a repaint, on the GUI thread.
    virtual void sceneChanged() { }

private:
    void changed();

    QPointer<Simulation> m_simulation;
    QTimer m_throttle;
    std::chrono::nanoseconds m_paintTotal{};
    bool m_stale = false;
};

} // namespace coroscope
