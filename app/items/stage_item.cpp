// SPDX-License-Identifier: MIT
#include "items/stage_item.h"

#include "items/palette_singleton.h"
#include "models/text.h"
#include "player/world_text.h"
#include "scene/magnify.h"
#include "scene/painter.h"
#include "scene/stage_counts.h"
#include "scene/stage_scene.h"

#include <QPainter>
#include <QQuickWindow>

#include <utility>

namespace coroscope {

void StageItem::geometryChange(const QRectF &to, const QRectF &from)
{
    SceneItem::geometryChange(to, from);
    if (to.size() == from.size() || !run())
        return;
    updateLayout();
    update();
}

void StageItem::sceneChanged()
{
    if (run() && width() > 1 && height() > 1)
        updateLayout();
}

void StageItem::updateLayout()
{
    StageLayout::Counts counts = stageCounts(*run());
    const double scale = PaletteSingleton::current().textScale();
    const Topology &topology = run()->topology();
    const bool isSame = m_layoutSize == size() && scale == m_layoutScale && m_topology == &topology;
    if (isSame && !m_mostZoomStale && counts == m_layout.counts())
        return;
    // While the same stage is looked at, its parts do not grow again once they had to shrink.
    const double mostZoom = isSame ? m_fittingZoom : StageLayout::zoomFor(size() / scale);
    m_layout = StageLayout::magnified(topology, counts, size(), scale, mostZoom);
    const double fitting = m_layout.zoom();
    if (m_mostZoom > 0 && fitting > m_mostZoom)
        m_layout = StageLayout::magnified(topology, counts, size(), scale, m_mostZoom);
    m_mostZoomStale = false;
    m_layoutScale = scale;
    m_layoutSize = size();
    m_topology = &topology;
    m_backgroundStale = true;
    run()->setStageLayout(m_layout);
    if (std::exchange(m_fittingZoom, fitting) != fitting)
        Q_EMIT fittingZoomChanged();
}

void StageItem::setMostZoom(double zoom)
{
    if (zoom == m_mostZoom)
        return;
    m_mostZoom = zoom;
    m_mostZoomStale = true;
    Q_EMIT mostZoomChanged();
    changed();
}

DisplayList StageItem::scene(double) const
{
    DisplayList list = stageBackground(*run(), m_layout);
    const DisplayList foreground = stageForeground(*run(), m_layout);
    list.insert(list.end(), foreground.begin(), foreground.end());
    return magnified(std::move(list));
}

DisplayList StageItem::magnified(DisplayList list) const
{
    magnify(list, zoom());
    return list;
}

/// The background is painted once.
void StageItem::paintScene(QPainter &painter, Theme theme, double scale)
{
    const double ratio = window() ? window()->effectiveDevicePixelRatio() : 1;
    const QSize pixels = (size() * ratio).toSize();
    if (m_backgroundStale || m_background.size() != pixels || m_backgroundTheme != theme) {
        m_background = QImage(pixels, QImage::Format_RGB32);
        m_background.setDevicePixelRatio(ratio);
        m_background.fill(Palette::of(theme)[Role::Card]);
        QPainter background(&m_background);
        coroscope::paint(background, magnified(stageBackground(*run(), m_layout)), theme, scale * zoom());
        m_backgroundTheme = theme;
        m_backgroundStale = false;
    }
    painter.drawImage(QPointF(0, 0), m_background);
    coroscope::paint(painter, magnified(stageForeground(*run(), m_layout)), theme, scale * zoom());
}

} // namespace coroscope
