// SPDX-License-Identifier: MIT
#pragma once

#include "scene/display_list.h"
#include "scene/palette.h"

#include <QQuickPaintedItem>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <chrono>

namespace coroscope {

/// The base of what is painted, on the colour of a card and in the colours of the theme. Derive from it by its full name
/// (`coroscope::PaintedItem`): the tools of Qt 6.4 that read QML find no base class otherwise.
class PaintedItem : public QQuickPaintedItem
{
    Q_OBJECT
    QML_ANONYMOUS

public:
    explicit PaintedItem(QQuickItem *parent = nullptr);

    /// Processor time that all calls of paint() took together.
    std::chrono::nanoseconds paintTotal() const noexcept { return m_paintTotal; }

    /// What it shows, from back to front; nothing where there is nothing to show.
    DisplayList figures() const;

    void paint(QPainter *painter) final;

protected:
    void itemChange(ItemChange change, const ItemChangeData &data) override;

    /// What it shows is not as it was.
    void changed();
    /// Repaints at most this often; 0: with every change.
    void setLeastInterval(std::chrono::milliseconds interval);
    /// What there is to paint, with type @p scale times its usual size.
    virtual DisplayList scene(double scale) const = 0;
    /// In the colours of @p theme: the scene, unless there is a faster way to the same picture.
    virtual void paintScene(QPainter &painter, Theme theme, double scale);
    /// Before a repaint, on the GUI thread.
    virtual void sceneChanged() { }
    /// Whether there is anything to paint.
    virtual bool hasScene() const = 0;

private:
    bool isToBePainted() const { return hasScene() && width() > 1 && height() > 1; }

    QTimer m_throttle;
    std::chrono::nanoseconds m_paintTotal{};
    bool m_stale = false;
};

} // namespace coroscope
