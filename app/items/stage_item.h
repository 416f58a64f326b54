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
    /// How many times larger than usual it is at most: for two stages to the same scale, the fitting zoom of the other
    /// one. 0: as large as it likes.
    Q_PROPERTY(double mostZoom READ mostZoom WRITE setMostZoom NOTIFY mostZoomChanged)
    /// The zoom that fits it, whatever mostZoom is.
    Q_PROPERTY(double fittingZoom READ fittingZoom NOTIFY fittingZoomChanged)

public:
    using SceneItem::SceneItem;

    double mostZoom() const noexcept { return m_mostZoom; }
    void setMostZoom(double zoom);
    double fittingZoom() const noexcept { return m_fittingZoom; }

    const StageLayout &layout() const noexcept { return m_layout; }
    double zoom() const noexcept override { return m_layout.zoom(); }

Q_SIGNALS:
    void mostZoomChanged();
    void fittingZoomChanged();

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
    double m_mostZoom = 0;
    double m_fittingZoom = 1;
    bool m_mostZoomStale = false;
    QSizeF m_layoutSize;
    const Topology *m_topology = nullptr;
    QImage m_background; ///< the static part
    Theme m_backgroundTheme{};
    bool m_backgroundStale = true;
};

} // namespace coroscope
