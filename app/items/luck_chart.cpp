// SPDX-License-Identifier: MIT
#include "items/luck_chart.h"

#include "items/palette_singleton.h"
#include "scene/luck_scene.h"

#include <QCursor>
#include <QKeyEvent>
#include <QMouseEvent>

#include <iterator>

namespace coroscope {

LuckChart::LuckChart(QQuickItem *parent) : PaintedItem(parent)
{
    setLeastInterval(std::chrono::milliseconds(60));
    setAcceptHoverEvents(true);
    setAcceptedMouseButtons(Qt::LeftButton);
    setActiveFocusOnTab(true);
}

void LuckChart::setStudy(LuckStudy *study)
{
    if (study == m_study)
        return;
    if (m_study)
        m_study->disconnect(this);
    m_study = study;
    if (m_study)
        connect(m_study, &LuckStudy::resultsChanged, this, &LuckChart::changed);
    Q_EMIT studyChanged();
    changed();
}

void LuckChart::sceneChanged()
{
    // While the runs come in there are other bars, of other widths.
    if (!m_marked)
        return;
    const auto &bars = m_study->picture().histogram.bars;
    if (*m_marked >= bars.size() || bars[*m_marked].seeds.empty())
        mark(std::nullopt);
    else
        Q_EMIT markedChanged();
}

QString LuckChart::markedText() const
{
    if (!m_study || !m_marked || *m_marked >= m_study->picture().histogram.bars.size())
        return {};
    return LuckScene(m_study->picture(), size(), 1).describe(*m_marked);
}

std::optional<std::size_t> LuckChart::barAt(QPointF position) const
{
    if (!m_study)
        return std::nullopt;
    return LuckScene(m_study->picture(), size(), PaletteSingleton::current().textScale()).barAt(position);
}

void LuckChart::mark(std::optional<std::size_t> bar)
{
    if (bar == m_marked)
        return;
    m_marked = bar;
    if (bar)
        setCursor(Qt::PointingHandCursor);
    else
        unsetCursor();
    Q_EMIT markedChanged();
    update();
}

DisplayList LuckChart::scene(double scale) const
{
    return LuckScene(m_study->picture(), size(), scale).list(m_marked);
}

void LuckChart::point(QPointF position)
{
    if (m_pointer == position)
        return;
    m_pointer = position;
    mark(barAt(position));
}

void LuckChart::hoverLeaveEvent(QHoverEvent *)
{
    m_pointer.reset();
    mark(std::nullopt);
}

void LuckChart::mousePressEvent(QMouseEvent *event)
{
    forceActiveFocus(Qt::MouseFocusReason);
    mark(barAt(event->position()));
    event->setAccepted(m_marked.has_value());
}

void LuckChart::mouseReleaseEvent(QMouseEvent *event)
{
    // Away from where it was pressed means: rather not.
    if (m_marked && barAt(event->position()) == m_marked)
        Q_EMIT openAsked(static_cast<int>(*m_marked));
}

void LuckChart::walk(int step)
{
    const auto &bars = m_study->picture().histogram.bars;
    const auto count = static_cast<int>(std::ssize(bars));
    int bar = m_marked ? static_cast<int>(*m_marked) : step > 0 ? -1 : count;
    do
        bar += step;
    while (bar >= 0 && bar < count && bars[static_cast<std::size_t>(bar)].seeds.empty());
    if (bar >= 0 && bar < count)
        mark(static_cast<std::size_t>(bar));
}

void LuckChart::keyPressEvent(QKeyEvent *event)
{
    if (!m_study)
        return;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Down:
        walk(-1);
        break;
    case Qt::Key_Right:
    case Qt::Key_Up:
        walk(1);
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
