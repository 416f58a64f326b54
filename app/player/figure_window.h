// SPDX-License-Identifier: MIT
#pragma once

#include "models/text.h"
#include "scene/scene_source.h"
#include "text/duration_text.h"

#include <QObject>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

namespace coroscope {

/// The span that all numbers and charts of the window cover: chosen in one place, and named beside each of them. A
/// state (in flight, alive) is always that at the playhead.
class FigureWindow : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Simulation")
    Q_PROPERTY(int choice READ choice WRITE setChoice NOTIFY changed)
    Q_PROPERTY(QStringList names READ names NOTIFY namesChanged)

public:
    using QObject::QObject;

    /// Position in names().
    int choice() const noexcept { return m_choice; }
    void setChoice(int choice)
    {
        if (choice == m_choice || choice < 0 || choice >= names().size())
            return;
        m_choice = choice;
        Q_EMIT changed();
    }
    QStringList names() const
    {
        return {toQString("last " + readableDuration(SceneSource::lastSeconds)),
                m_cut ? QStringLiteral("all that is kept") : QStringLiteral("whole run")};
    }
    /// Whether the beginning of the run is no longer kept.
    void setCut(bool cut)
    {
        if (cut == m_cut)
            return;
        m_cut = cut;
        Q_EMIT namesChanged();
    }
    /// As Recent takes it.
    Duration lookback() const { return m_choice == 0 ? SceneSource::lastSeconds : Recent::wholeRun; }

Q_SIGNALS:
    void changed();
    void namesChanged();

private:
    int m_choice = 0;
    bool m_cut = false;
};

} // namespace coroscope
