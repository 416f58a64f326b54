// SPDX-License-Identifier: MIT
#include "items/scene_item.h"

namespace coroscope {

SceneItem::SceneItem(QQuickItem *parent, Signal repaintedWith) : PaintedItem(parent), m_repaintedWith(repaintedWith) { }

void SceneItem::setRun(Run *run)
{
    if (run == m_run)
        return;
    if (m_run)
        m_run->disconnect(this);
    m_run = run;
    if (m_run)
        connect(m_run, m_repaintedWith, this, &SceneItem::changed);
    Q_EMIT runChanged();
    changed();
}

} // namespace coroscope
