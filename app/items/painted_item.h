// SPDX-License-Identifier: MIT
#pragma once

#include "scene/display_list.h"
#include "scene/palette.h"

#include <QQuickPaintedItem>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <chrono>

namespace coroscope {

/// The base of painted items, on the colour of a card and in the colours of the theme. Derive from it by its full name
/// (`coroscope::PaintedItem`): otherwise the QML tools of Qt 6.4 do not find the base class.
class PaintedItem : public QQuickPaintedItem
{
    Q_OBJECT
    QML_ANONYMOUS

public:
    explicit PaintedItem(QQuickItem *parent = nullptr);

    /// Processor time that all calls of paint() took together.
    std::chrono::nanoseconds paintTotal() const noexcept { return m_paintTotal; }

    /// What it shows, from back to front; empty if there is nothing to show.
    DisplayList figures() const;
    /// How many times the scale of type their texts have.
    virtual double zoom() const noexcept { return 1; }

    void paint(QPainter *painter) final;

protected:
    void itemChange(ItemChange change, const ItemChangeData &data) override;

    /// To be called when what it shows has changed.
    void changed();
    /// The least time between two repaints; 0: repaint with every change.
    void setLeastInterval(std::chrono::milliseconds interval);
    /// What there is to paint, with type @p scale times its usual size.
    virtual DisplayList scene(double scale) const = 0;
    /// Paints the scene in the colours of @p theme; to be overridden where there is a faster way to the same picture.
    virtual void paintScene(QPainter &painter, Theme theme, double scale);
    /// Called before a repaint, on the GUI thread.
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
