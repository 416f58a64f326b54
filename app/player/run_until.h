// SPDX-License-Identifier: MIT
#pragma once

#include "code/source_text.h"
#include "player/condition_run.h"
#include "player/run.h"
#include "player/transport.h"

#include <QObject>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

#include <map>
#include <memory>
#include <optional>

namespace coroscope {

/// Runs until something happens, and pauses right there: first it looks in what has been run after the playhead, then it
/// runs on, with RunAhead. Backwards it goes to the last time that it happened before the playhead, in what is kept.
class RunUntil : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Simulation")
    /// What one can choose from, in this pattern: maps of name, label and argument, which is "", "CHANNEL", "TASK",
    /// "ITEM", "FILE:LINE" or "TIME".
    Q_PROPERTY(QVariantList choices READ choices NOTIFY patternChanged)
    /// The channels of this pattern by name, after "any channel".
    Q_PROPERTY(QStringList channels READ channels NOTIFY patternChanged)
    /// What was asked for last: its name, what it took, and what to call it; empty if nothing was.
    Q_PROPERTY(QString lastName READ lastName NOTIFY lastChanged)
    Q_PROPERTY(QString lastArgument READ lastArgument NOTIFY lastChanged)
    Q_PROPERTY(QString last READ last NOTIFY lastChanged)

public:
    /// It runs on for no longer than that; a time that is asked for may be further away.
    static constexpr Duration furthest = std::chrono::hours(1);

    /// Both must outlive it.
    RunUntil(Run &run, Transport &transport, QObject *parent = nullptr);

    QVariantList choices() const;
    QStringList channels() const;
    QString lastName() const { return m_lastName; }
    QString lastArgument() const { return m_lastArgument; }
    QString last() const;

    /// What a condition of this name most likely is to take: the selected task, its line of code, the item made last,
    /// ten seconds from the playhead.
    Q_INVOKABLE QString proposal(const QString &name) const;
    /// The lines of the code at which tasks have waited or worked so far: maps of place ("pipeline/stages.cpp:41"), as start() takes
    /// it, and text, in the order of the files.
    Q_INVOKABLE QVariantList lines();
    /// Runs until the condition NAME, or NAME=ARGUMENT if that is not empty; of a channel, the argument is its position
    /// in channels(). Returns why it can't, or nothing. @p back: backwards.
    Q_INVOKABLE QString start(const QString &name, const QString &argument, bool back = false);
    /// The same as the last time, in either direction. False: nothing was asked for yet, or it means nothing in this
    /// pattern.
    Q_INVOKABLE bool again(bool back = false);

Q_SIGNALS:
    void patternChanged();
    void lastChanged();
    void notice(const QString &text);

private:
    std::string written(const QString &name, const QString &argument) const;
    void search(const StopCondition &condition, bool back);
    void searchOn(const StopCondition &condition);
    void searchBack(const StopCondition &condition);
    void goTo(Time time, bool back);
    /// Pauses where it has been found, or tells why it has not.
    void conclude(const StopCondition &condition, ConditionRun::End end, const ConditionRun &search);

    Run &m_run;
    Transport &m_transport;
    QString m_lastName;
    QString m_lastArgument;
    std::map<std::string_view, SourceText> m_sources; ///< those that have been read
};

} // namespace coroscope
