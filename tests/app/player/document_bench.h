// SPDX-License-Identifier: MIT
#pragma once

#include "app/player/simulation_bench.h"

#include "player/document.h"
#include "player/kept_settings.h"
#include "run/scenario_file.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace coroscope::test {

/// Settings of their own, empty; those of whoever runs the test are neither read nor written.
class OwnSettings
{
public:
    OwnSettings() { qputenv("XDG_CONFIG_HOME", QFile::encodeName(m_folder.path())); }
    static void clear() { QFile::remove(KeptSettings::file()); }

private:
    QTemporaryDir m_folder;
};

/// The scenario of a run of the backpressure pattern, in a folder of its own.
class DocumentBench
{
public:
    explicit DocumentBench(bool remember = false)
        : document(run.simulation, remember), notices(&document, &Document::notice)
    {
    }

    QString path(const QString &name) const { return folder.filePath(name); }
    static QUrl url(const QString &path) { return QUrl::fromLocalFile(path); }
    /// The path of a new file that says @p text.
    QString written(const QString &name, const QByteArray &text) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("can't write %s", qPrintable(file.fileName()));
        return file.fileName();
    }
    bool saveTo(const QString &name) { return document.saveAs(url(path(name))); }
    QString lastNotice() const { return notices.isEmpty() ? QString() : notices.constLast().constFirst().toString(); }
    /// What @p scenario runs to.
    static QString fingerprintOf(const Scenario &scenario)
    {
        Session session(*scenario.pattern, scenario.settings);
        for (const Change &change : scenario.changes)
            session.schedule(change);
        session.runUntil(Time{} + scenario.length);
        return QString::fromStdString(session.fingerprint().text());
    }

    QTemporaryDir folder;
    SimulationBench run;
    Document document;
    QSignalSpy notices;
};

} // namespace coroscope::test
