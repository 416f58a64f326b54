// SPDX-License-Identifier: MIT
#include "items/sweep_chart.h"

#include "items/palette_singleton.h"
#include "scene/sweep_scene.h"

#include <QCursor>
#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>

namespace coroscope {

SweepChart::SweepChart(QQuickItem *parent) : PaintedItem(parent)
{
    setLeastInterval(std::chrono::milliseconds(60));
    setAcceptHoverEvents(true);
    setAcceptedMouseButtons(Qt::LeftButton);
    setActiveFocusOnTab(true);
}

void SweepChart::setStudy(SweepStudy *study)
{
    if (study == m_study)
        return;
    if (m_study)
        m_study->disconnect(this);
    m_study = study;
    if (m_study)
        connect(m_study, &SweepStudy::resultsChanged, this, &SweepChart::changed);
    Q_EMIT studyChanged();
    changed();
}

void SweepChart::sceneChanged()
{
    // The point may be gone, or another one, in a sweep that has begun anew.
    if (m_marked && (*m_marked >= m_study->picture().points.size() || !m_study->picture().points[*m_marked]))
        mark(std::nullopt);
}

QString SweepChart::markedText() const
{
    if (!m_study || !m_marked)
        return {};
    return SweepScene(m_study->picture(), size(), 1).describe(*m_marked);
}

std::optional<std::size_t> SweepChart::pointAt(QPointF position) const
{
    if (!m_study)
        return std::nullopt;
    return SweepScene(m_study->picture(), size(), PaletteSingleton::current().textScale()).pointAt(position);
}

void SweepChart::mark(std::optional<std::size_t> point)
{
    if (point == m_marked)
        return;
    m_marked = point;
    if (point)
        setCursor(Qt::PointingHandCursor);
    else
        unsetCursor();
    Q_EMIT markedChanged();
    update();
}

DisplayList SweepChart::scene(double scale) const
{
    return SweepScene(m_study->picture(), size(), scale).list(m_marked);
}

void SweepChart::point(QPointF position)
{
    if (m_pointer == position)
        return;
    m_pointer = position;
    mark(pointAt(position));
}

void SweepChart::hoverLeaveEvent(QHoverEvent *)
{
    m_pointer.reset();
    mark(std::nullopt);
}

void SweepChart::mousePressEvent(QMouseEvent *event)
{
    forceActiveFocus(Qt::MouseFocusReason);
    mark(pointAt(event->position()));
    event->setAccepted(m_marked.has_value());
}

void SweepChart::mouseReleaseEvent(QMouseEvent *event)
{
    // Away from where it was pressed means: rather not.
    if (m_marked && pointAt(event->position()) == m_marked)
        Q_EMIT openAsked(static_cast<int>(*m_marked));
}

void SweepChart::walk(int columns, int rows)
{
    const SweepPicture &picture = m_study->picture();
    if (picture.points.empty())
        return;
    const auto last = [](std::size_t count) { return static_cast<int>(count) - 1; };
    int column = m_marked ? static_cast<int>(picture.columnOf(*m_marked))
        : columns < 0     ? last(picture.columns()) + 1
                          : -1;
    int row = m_marked ? static_cast<int>(picture.rowOf(*m_marked)) : 0;
    if (!m_marked && columns == 0)
        columns = 1;
    column = std::clamp(column + columns, 0, last(picture.columns()));
    row = std::clamp(row + rows, 0, last(picture.rows()));
    const std::size_t point = static_cast<std::size_t>(column) * picture.rows() + static_cast<std::size_t>(row);
    if (picture.points[point])
        mark(point);
}

void SweepChart::keyPressEvent(QKeyEvent *event)
{
    if (!m_study)
        return;
    switch (event->key()) {
    case Qt::Key_Left:
        walk(-1, 0);
        break;
    case Qt::Key_Right:
        walk(1, 0);
        break;
    case Qt::Key_Up:
        walk(0, 1);
        break;
    case Qt::Key_Down:
        walk(0, -1);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_marked)
            Q_EMIT openAsked(static_cast<int>(*m_marked));
        break;
    default:
        event->ignore();
        return;
    }
    event->accept();
}

} // namespace coroscope
