// SPDX-License-Identifier: MIT
#pragma once

#include "items/painted_item.h"
#include "player/luck_study.h"

#include <QHoverEvent>
#include <QPointer>

#include <optional>

namespace coroscope {

/// The histogram of a measure over seeds. The pointer or the arrow keys mark a bar; a click or Enter asks to open a run of
/// it.
class LuckChart : public coroscope::PaintedItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(coroscope::LuckStudy *study READ study WRITE setStudy NOTIFY studyChanged REQUIRED)
    /// The marked bar in words; empty when there is none.
    Q_PROPERTY(QString markedText READ markedText NOTIFY markedChanged)

public:
    explicit LuckChart(QQuickItem *parent = nullptr);

    LuckStudy *study() const { return m_study; }
    void setStudy(LuckStudy *study);
    QString markedText() const;
    /// Number of the marked bar, from the left.
    std::optional<std::size_t> marked() const { return m_marked; }

Q_SIGNALS:
    void studyChanged();
    void markedChanged();
    void openAsked(int bar);

protected:
    bool hasScene() const override { return m_study && !m_study->picture().empty(); }
    DisplayList scene(double scale) const override;
    void sceneChanged() override;
    void hoverEnterEvent(QHoverEvent *event) override { point(event->position()); }
    void hoverMoveEvent(QHoverEvent *event) override { point(event->position()); }
    void hoverLeaveEvent(QHoverEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    /// The pointer is at @p position. Qt reports it with every frame; only if it has moved does it override the
    /// keyboard's mark.
    void point(QPointF position);
    void mark(std::optional<std::size_t> bar);
    std::optional<std::size_t> barAt(QPointF position) const;
    /// Moves the mark to the next bar to the right (1) or left (-1) with anything in it.
    void walk(int step);

    QPointer<LuckStudy> m_study;
    std::optional<std::size_t> m_marked;
    std::optional<QPointF> m_pointer; ///< where it was last
};

} // namespace coroscope
