// SPDX-License-Identifier: MIT
#pragma once

#include "items/painted_item.h"

#include <QString>

namespace coroscope {

/// A sample of how a task of some condition looks, for the legend: drawn as tasks are.
class StateSwatch : public coroscope::PaintedItem
{
    Q_OBJECT
    QML_ELEMENT
    /// "running", "ready", "idle", "blocked", "holding", "hung", "orphaned", "done", "failed", "cancelled", "restarted".
    Q_PROPERTY(QString look READ look WRITE setLook NOTIFY lookChanged)
    /// The look in words, and what it means: see look_words.h.
    Q_PROPERTY(QString name READ name NOTIFY lookChanged)
    Q_PROPERTY(QString meaning READ meaning NOTIFY lookChanged)

public:
    using PaintedItem::PaintedItem;

    QString look() const { return m_look; }
    void setLook(const QString &look);
    QString name() const, meaning() const;

Q_SIGNALS:
    void lookChanged();

protected:
    DisplayList scene(double scale) const override;
    bool hasScene() const override { return !m_look.isEmpty(); }

private:
    QString m_look;
};

} // namespace coroscope
