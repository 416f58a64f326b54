// SPDX-License-Identifier: MIT
#pragma once

#include "items/scene_item.h"
#include "scene/stage_layout.h"

#include <QPixmap>

namespace coroscope {

/// The stage: the pattern at work.
class StageItem : public coroscope::SceneItem
{
    Q_OBJECT
    QML_ELEMENT

public:
    using SceneItem::SceneItem;

    const StageLayout &layout() const noexcept { return m_layout; }
    double zoom() const noexcept override { return m_layout.zoom(); }

protected:
    DisplayList scene(double scale) const override;
    void paintScene(QPainter &painter, Theme theme, double scale) override;
    void sceneChanged() override;
    void geometryChange(const QRectF &to, const QRectF &from) override;

private:
    void updateLayout();
    DisplayList magnified(DisplayList list) const;

    StageLayout m_layout;
    double m_layoutScale = 0;
    QSizeF m_layoutSize;
    const Topology *m_topology = nullptr;
    QImage m_background; ///< the static part
    Theme m_backgroundTheme{};
    bool m_backgroundStale = true;
};

} // namespace coroscope
