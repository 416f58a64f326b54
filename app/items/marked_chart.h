// SPDX-License-Identifier: MIT
#pragma once

#include "items/painted_item.h"

#include <QHoverEvent>

#include <optional>

namespace coroscope {

/// A chart of parts, each of which stands for runs. The pointer or the arrow keys mark one; a click or Enter asks to open
/// it.
class MarkedChart : public coroscope::PaintedItem
{
    Q_OBJECT
    QML_ANONYMOUS
    /// The marked part in words; empty when there is none.
    Q_PROPERTY(QString markedText READ markedText NOTIFY markedChanged)

public:
    explicit MarkedChart(QQuickItem *parent = nullptr);

    virtual QString markedText() const = 0;
    /// Number of the marked part.
    std::optional<std::size_t> marked() const { return m_marked; }

Q_SIGNALS:
    void markedChanged();
    void openAsked(int part);

protected:
    /// The part at @p position, if there is one.
    virtual std::optional<std::size_t> partAt(QPointF position) const = 0;
    /// Moves the mark from part to part: so many to the right, and so many up.
    virtual void walk(int right, int up) = 0;
    void mark(std::optional<std::size_t> part);

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

    std::optional<std::size_t> m_marked;
    std::optional<QPointF> m_pointer; ///< where it was last
};

} // namespace coroscope
