// SPDX-License-Identifier: MIT
#pragma once

#include "items/painted_item.h"
#include "player/run.h"

#include <QPointer>

namespace coroscope {

/// An item that shows a function of a run: repainted when that changes.
class SceneItem : public coroscope::PaintedItem
{
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(coroscope::Run *run READ run WRITE setRun NOTIFY runChanged REQUIRED)

public:
    /// A signal of a run.
    using Signal = void (Run::*)();

    /// @param repaintedWith the signal that announces a different picture
    explicit SceneItem(QQuickItem *parent = nullptr, Signal repaintedWith = &Run::sceneChanged);

    Run *run() const { return m_run; }
    void setRun(Run *run);

Q_SIGNALS:
    void runChanged();

protected:
    bool hasScene() const override { return m_run; }

private:
    QPointer<Run> m_run;
    Signal m_repaintedWith;
};

} // namespace coroscope
