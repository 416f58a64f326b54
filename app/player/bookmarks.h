// SPDX-License-Identifier: MIT
#pragma once

#include "player/run.h"
#include "player/transport.h"
#include "player/tuning.h"
#include "run/scenario.h"

#include <QObject>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>

#include <functional>
#include <vector>

namespace coroscope {

/// Moments that the user wants to come back to, with a note each, in the order of time. They stay when the run is made
/// anew, and go with another pattern. What is done to them can be undone.
class Bookmarks : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Simulation")
    /// Maps of seconds, time ("12.480 s") and note.
    Q_PROPERTY(QVariantList list READ list NOTIFY changed)
    Q_PROPERTY(int count READ count NOTIFY changed)

public:
    /// All must outlive it.
    Bookmarks(Run &run, Transport &transport, Tuning &tuning, QObject *parent = nullptr);

    QVariantList list() const;
    int count() const noexcept { return static_cast<int>(m_all.size()); }
    const std::vector<Bookmark> &all() const noexcept { return m_all; }
    /// Those of another run; can't be undone.
    void replace(std::vector<Bookmark> all);

    /// The position of the one at the playhead; -1 if there is none.
    Q_INVOKABLE int here() const;
    /// Sets one at the playhead, or changes the note of the one that is there. Control characters, and what is too long,
    /// are removed. False: there are as many as there can be, as notice() says.
    Q_INVOKABLE bool setHere(const QString &note);
    Q_INVOKABLE void remove(int index);
    /// Moves the playhead there, paused; runs on if that has not been run yet.
    Q_INVOKABLE void goTo(int index);
    /// The same, and selects it.
    Q_INVOKABLE void pick(int index);
    /// The first one after the playhead, or before it. If there is none, notice() says so.
    Q_INVOKABLE void goToNext();
    Q_INVOKABLE void goToPrevious();

Q_SIGNALS:
    void changed();
    void notice(const QString &text);

private:
    void record(const QString &name);
    std::function<void()> asTheyAre();
    std::vector<Bookmark>::iterator firstFrom(Time time);

    Run &m_run;
    Transport &m_transport;
    Tuning &m_tuning;
    std::vector<Bookmark> m_all;
    const PatternInfo *m_pattern = nullptr; ///< that they are of
};

} // namespace coroscope
