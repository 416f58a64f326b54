// SPDX-License-Identifier: MIT
#include "items/marked_chart.h"

#include <QCursor>
#include <QKeyEvent>
#include <QMouseEvent>

#include <chrono>

namespace coroscope {

MarkedChart::MarkedChart(QQuickItem *parent) : PaintedItem(parent)
{
    setLeastInterval(std::chrono::milliseconds(60));
    setAcceptHoverEvents(true);
    setAcceptedMouseButtons(Qt::LeftButton);
    setActiveFocusOnTab(true);
}

void MarkedChart::mark(std::optional<std::size_t> part)
{
    if (part == m_marked)
        return;
    m_marked = part;
    if (part)
        setCursor(Qt::PointingHandCursor);
    else
        unsetCursor();
    Q_EMIT markedChanged();
    update();
}

void MarkedChart::point(QPointF position)
{
    if (m_pointer == position)
        return;
    m_pointer = position;
    mark(partAt(position));
}

void MarkedChart::hoverLeaveEvent(QHoverEvent *)
{
    m_pointer.reset();
    mark(std::nullopt);
}

void MarkedChart::mousePressEvent(QMouseEvent *event)
{
    forceActiveFocus(Qt::MouseFocusReason);
    mark(partAt(event->position()));
    event->setAccepted(m_marked.has_value());
}

void MarkedChart::mouseReleaseEvent(QMouseEvent *event)
{
    // Away from where it was pressed means: rather not.
    if (m_marked && partAt(event->position()) == m_marked)
        Q_EMIT openAsked(static_cast<int>(*m_marked));
}

void MarkedChart::keyPressEvent(QKeyEvent *event)
{
    if (!hasScene()) {
        event->ignore();
        return;
    }
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
