// SPDX-License-Identifier: MIT
#include "items/stage_item.h"

#include "items/palette_singleton.h"
#include "models/text.h"
#include "player/world_text.h"
#include "scene/painter.h"
#include "scene/stage_scene.h"

#include <QPainter>
#include <QQuickWindow>

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
    if (counts == m_layout.counts() && m_layout.size() == size() && scale == m_layoutScale && m_topology == &topology)
        return;
    m_layout = StageLayout(topology, std::move(counts), size(), scale);
    m_layoutScale = scale;
    m_topology = &topology;
    m_backgroundStale = true;
    run()->setStageLayout(m_layout);
}

DisplayList StageItem::scene(double) const
{
    DisplayList list = stageBackground(*run(), m_layout);
    const DisplayList foreground = stageForeground(*run(), m_layout);
    list.insert(list.end(), foreground.begin(), foreground.end());
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
        coroscope::paint(background, stageBackground(*run(), m_layout), theme, scale);
        m_backgroundTheme = theme;
        m_backgroundStale = false;
    }
    painter.drawImage(QPointF(0, 0), m_background);
    coroscope::paint(painter, stageForeground(*run(), m_layout), theme, scale);
}

} // namespace coroscope
