// SPDX-License-Identifier: MIT
#pragma once

#include "trace/event.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace coroscope {

/// The tasks that somebody has picked out, to be found again on the stage and in the code. They are places, so that what
/// takes over from a task that has ended is selected as that was.
class TaskSelection : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Run")
    Q_PROPERTY(int count READ count NOTIFY changed)

public:
    using QObject::QObject;

    /// The first is the one to follow, where only one can be.
    const std::vector<Place> &places() const noexcept { return m_places; }
    int count() const noexcept { return static_cast<int>(m_places.size()); }
    bool contains(Place place) const { return std::find(m_places.begin(), m_places.end(), place) != m_places.end(); }

    void select(std::vector<Place> places)
    {
        if (places == m_places)
            return;
        m_places = std::move(places);
        Q_EMIT changed();
    }
    Q_INVOKABLE void clear() { select({}); }

Q_SIGNALS:
    void changed();

private:
    std::vector<Place> m_places;
};

} // namespace coroscope
