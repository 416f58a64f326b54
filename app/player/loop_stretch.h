// SPDX-License-Identifier: MIT
#pragma once

#include "player/run.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <optional>

namespace coroscope {

/// The stretch of a run that is played over and over, either way, once both of its ends are set. It belongs to one
/// session: another one begins without.
class LoopStretch : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Simulation")
    /// Its ends in seconds; -1: not set.
    Q_PROPERTY(double from READ from WRITE setFrom NOTIFY changed)
    Q_PROPERTY(double to READ to WRITE setTo NOTIFY changed)
    Q_PROPERTY(bool marked READ marked NOTIFY changed)
    /// "Loop from 3.000 s to 5.000 s"
    Q_PROPERTY(QString text READ text NOTIFY changed)

public:
    /// @p run must outlive it.
    explicit LoopStretch(Run &run, QObject *parent = nullptr);

    double from() const { return m_from ? inSeconds(*m_from) : -1; }
    double to() const { return m_to ? inSeconds(*m_to) : -1; }
    /// Moves an end that is set, within what is kept and has been run, and not beyond the other one.
    void setFrom(double seconds);
    void setTo(double seconds);
    /// Whether an end of it is set, at least.
    bool marked() const noexcept { return m_from || m_to; }
    QString text() const;
    std::optional<Time> start() const noexcept { return m_from; }
    std::optional<Time> end() const noexcept { return m_to; }

    /// It begins at the playhead. An end that is not later is no longer set.
    Q_INVOKABLE void startHere();
    /// It ends at the playhead. A start that is not earlier becomes that of the run.
    Q_INVOKABLE void endHere();
    Q_INVOKABLE void clear();

Q_SIGNALS:
    void changed();
    void notice(const QString &text);

private:
    void apply();

    Run &m_run;
    std::optional<Time> m_from;
    std::optional<Time> m_to;
};

} // namespace coroscope
