// SPDX-License-Identifier: MIT
#pragma once

#include "insight/subject.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace coroscope {

/// What somebody has picked out, to be found again on the stage, in the lanes and in the code: one thing, or several
/// tasks. Tasks are known by their places, so that what takes over from a task that has ended is selected as that was.
class Selection : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Run")
    Q_PROPERTY(int count READ count NOTIFY changed)
    Q_PROPERTY(bool any READ any NOTIFY changed)

public:
    using QObject::QObject;

    /// Of tasks; the first is the one to follow, where only one can be.
    const std::vector<Place> &places() const noexcept { return m_places; }
    int count() const noexcept { return static_cast<int>(m_places.size()); }
    bool contains(Place place) const { return std::find(m_places.begin(), m_places.end(), place) != m_places.end(); }
    /// The one thing; of several tasks the first.
    const Subject &subject() const noexcept { return m_subject; }
    bool any() const noexcept { return m_subject.kind != Subject::Kind::Nothing; }

    void select(std::vector<Place> places)
    {
        Subject subject;
        if (!places.empty())
            subject = {.kind = Subject::Kind::Task, .place = places.front()};
        take(std::move(places), subject);
    }
    void select(const Subject &subject)
    {
        std::vector<Place> places;
        if (subject.kind == Subject::Kind::Task)
            places.push_back(subject.place);
        take(std::move(places), subject);
    }
    /// An event is selected with the tasks that it is of, which are found again as those are.
    void select(const Subject &event, std::vector<Place> places) { take(std::move(places), event); }
    Q_INVOKABLE void clear() { select(Subject()); }

Q_SIGNALS:
    void changed();

private:
    void take(std::vector<Place> places, const Subject &subject)
    {
        if (places == m_places && subject == m_subject)
            return;
        m_places = std::move(places);
        m_subject = subject;
        Q_EMIT changed();
    }

    std::vector<Place> m_places;
    Subject m_subject;
};

} // namespace coroscope
