// SPDX-License-Identifier: MIT
#include "player/recovery.h"

#include "model/scenario_file.h"
#include "models/text.h"
#include "player/simulation.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <cerrno>
#include <csignal>

namespace coroscope {

namespace {

constexpr int keepEvery = 3'000; // ms

/// Whether another program with this number is running. What has our own number was left by an earlier one: in a
/// container all have the same.
bool isRunning(qint64 process)
{
    return process != QCoreApplication::applicationPid()
        && (::kill(static_cast<pid_t>(process), 0) == 0 || errno == EPERM);
}

/// A name that no copy has yet: "1234.0.coroscope" of process 1234.
QString freeName(const QString &folder)
{
    for (int i = 0;; ++i) {
        const QString name = QStringLiteral("%1/%2.%3.coroscope")
                                 .arg(folder, QString::number(QCoreApplication::applicationPid()), QString::number(i));
        if (!QFile::exists(name))
            return name;
    }
}

} // namespace

Recovery::Recovery(Document &document, Simulation &simulation, QString folder, QObject *parent)
    : QObject(parent),
      m_document(document),
      m_simulation(simulation),
      m_folder(std::move(folder)),
      m_own(freeName(m_folder))
{
    look();
    m_timer.setInterval(keepEvery);
    connect(&m_timer, &QTimer::timeout, this, &Recovery::keep);
    m_timer.start();
}

Recovery::~Recovery()
{
    QFile::remove(m_own);
}

void Recovery::look()
{
    const QFileInfoList copies = QDir(m_folder).entryInfoList({QStringLiteral("*.coroscope")}, QDir::Files, QDir::Time);
    for (const QFileInfo &copy : copies) { // the latest first
        bool isNumber = false;
        const qint64 process = copy.baseName().toLongLong(&isNumber);
        if (!isNumber || isRunning(process))
            continue;
        m_found = copy.absoluteFilePath();
        break;
    }
    Q_EMIT foundChanged();
}

QString Recovery::found() const
{
    return m_found.isEmpty()
        ? QString()
        : QStringLiteral("The program ended unexpectedly on %1. What you were looking at has been kept.")
              .arg(QFileInfo(m_found).lastModified().toString(QStringLiteral("yyyy-MM-dd hh:mm")));
}

void Recovery::recover()
{
    try {
        Scenario scenario = readScenario(m_found);
        m_simulation.start(*scenario.pattern, scenario.settings, scenario.changes,
                           QStringLiteral("bringing the run back"));
        m_document.forget();
        m_document.setTitle(scenario.title.empty() ? QStringLiteral("Recovered") : toQString(scenario.title));
        m_document.setNote(toQString(scenario.note));
    } catch (const std::exception &error) { // it stays where it is, for the next start
        Q_EMIT m_document.notice(QString::fromUtf8(error.what()));
        return;
    }
    keep(); // before the other copy goes
    dismiss();
}

void Recovery::dismiss()
{
    QFile::remove(m_found);
    m_found.clear();
    Q_EMIT foundChanged();
}

void Recovery::keep()
{
    if (!m_document.modified()) {
        QFile::remove(m_own);
        m_kept.clear();
        return;
    }
    const Scenario scenario = m_document.scenario();
    Scenario shape = scenario; // what makes another copy worth writing; that time has gone on does not
    shape.length = {};
    std::string text = scenarioText(shape);
    if (text == m_kept)
        return;
    try {
        QDir().mkpath(m_folder);
        writeScenario(m_own, scenario);
        m_kept = std::move(text);
    } catch (const ScenarioFileError &error) {
        Q_EMIT m_document.notice(
            QStringLiteral("What you do can't be kept safe: %1").arg(QString::fromUtf8(error.what())));
        m_timer.stop(); // said once
    }
}

} // namespace coroscope
