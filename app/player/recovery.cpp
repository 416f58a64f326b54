// SPDX-License-Identifier: MIT
#include "player/recovery.h"

#include "files/file_name.h"
#include "files/file_writer.h"
#include "models/text.h"
#include "player/simulation.h"
#include "run/scenario_file.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <utility>

namespace coroscope {

namespace {

constexpr int keepEvery = 3'000; // ms

QString pathOf(const QString &folder, const QString &name)
{
    return folder + '/' + name + QStringLiteral(".coroscope");
}

/// Beside the copy, and hidden: it may be there before the copy is.
QString lockOf(const QString &folder, const QString &name)
{
    return folder + QStringLiteral("/.") + name + QStringLiteral(".lock");
}

/// Beside the copy: which file it is of, and the digest of that.
QString originOf(const QString &copy)
{
    return QFileInfo(copy).path() + QStringLiteral("/.") + QFileInfo(copy).completeBaseName()
        + QStringLiteral(".origin");
}

/// Of a copy: the file, and its digest; both empty where it has none.
std::pair<QString, QByteArray> readOrigin(const QString &copy)
{
    constexpr qint64 longest = 10'000;
    QFile file(originOf(copy));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QJsonObject origin = QJsonDocument::fromJson(file.read(longest)).object();
    return {origin[QLatin1String("file")].toString(),
            QByteArray::fromHex(origin[QLatin1String("digest")].toString().toLatin1())};
}

void writeOrigin(const QString &copy, const QString &of, const QByteArray &digest)
{
    if (of.isEmpty()) {
        QFile::remove(originOf(copy));
        return;
    }
    const QJsonObject origin{{QStringLiteral("file"), of}, {QStringLiteral("digest"), QString(digest.toHex())}};
    try {
        FileWriter writer(nativeName(originOf(copy)));
        writer.write(QJsonDocument(origin).toJson(QJsonDocument::Compact).toStdString());
        writer.finish();
    } catch (const FileError &error) { // what is brought back has no file then
        qWarning("which file a copy is of can't be kept: %s", error.what());
    }
}

void removeCopy(const QString &copy)
{
    QFile::remove(copy);
    QFile::remove(originOf(copy));
}

/// Of the scenario in it, or of its pattern; empty where it can't be read.
QString nameIn(const QString &file)
{
    try {
        const Scenario scenario = readScenario(file);
        if (!scenario.pattern)
            return {};
        return scenario.title.empty() ? translated(scenario.pattern->title)
                                      : QStringLiteral("“%1”").arg(toQString(scenario.title));
    } catch (const std::exception &) {
        return {};
    }
}

} // namespace

Recovery::Recovery(Document &document, Simulation &simulation, QString folder, QObject *parent)
    : QObject(parent), m_document(document), m_simulation(simulation), m_folder(std::move(folder))
{
    look();
    m_timer.setInterval(keepEvery);
    connect(&m_timer, &QTimer::timeout, this, &Recovery::keep);
    m_timer.start();
}

Recovery::~Recovery()
{
    if (m_document.named())
        dropOwn();
    else
        keep();
    m_ownLock.remove();
    m_foundLock.remove(); // the copy, if it is still there, is for the next start
}

void Recovery::look()
{
    m_found.clear();
    m_foundName.clear();
    m_foundLock = {};
    const QFileInfoList copies = QDir(m_folder).entryInfoList({QStringLiteral("*.coroscope")}, QDir::Files, QDir::Time);
    for (const QFileInfo &copy : copies) { // the latest first
        const QString file = copy.absoluteFilePath();
        bool isNumber = false;
        copy.baseName().toLongLong(&isNumber);
        if (!isNumber || file == m_own)
            continue;
        // The number does not tell who has written it: it may be another process's by now.
        FileLock lock(lockOf(m_folder, copy.completeBaseName()));
        if (!lock.isHeld())
            continue;
        const QString name = nameIn(file);
        const bool isGood = !name.isEmpty();
        if (isGood || (m_found.isEmpty() && fileExists(file))) {
            m_found = file;
            m_foundName = name;
            std::swap(m_foundLock, lock);
        }
        lock.remove(); // of what is not offered
        if (isGood)
            break; // what can't be read is offered only where there is nothing else
    }
    Q_EMIT foundChanged();
}

/// A name that neither a copy nor another window has: "1234.0" of process 1234.
void Recovery::takeName()
{
    for (int i = 0; m_own.isEmpty(); ++i) {
        const QString name = QStringLiteral("%1.%2").arg(QCoreApplication::applicationPid()).arg(i);
        if (fileExists(pathOf(m_folder, name)))
            continue;
        FileLock lock(lockOf(m_folder, name));
        if (!lock.isHeld() && fileExists(lockOf(m_folder, name)))
            continue;
        m_own = pathOf(m_folder, name);
        m_ownLock = std::move(lock); // where the folder can't be written, writing the copy says so
    }
}

void Recovery::dropOwn()
{
    if (!m_own.isEmpty())
        removeCopy(m_own);
    m_kept.clear();
    m_keptOf.clear();
}

QString Recovery::found() const
{
    if (m_found.isEmpty())
        return {};
    return QStringLiteral("%1 was left on %2 with changes that had not been saved.")
        .arg(m_foundName.isEmpty() ? QStringLiteral("A run") : m_foundName,
             QFileInfo(m_found).lastModified().toString(QStringLiteral("yyyy-MM-dd 'at' hh:mm")));
}

void Recovery::recover()
{
    try {
        Scenario scenario = readScenario(m_found);
        m_simulation.tuning()->start(scenario, QStringLiteral("bringing the run back"));
        const auto [file, digest] = readOrigin(m_found);
        m_document.recover(scenario, file, digest);
    } catch (const std::exception &error) { // it stays where it is, for the next start
        m_document.say(QString::fromUtf8(error.what()));
        return;
    }
    keep(); // before the other copy goes
    dismiss();
}

void Recovery::dismiss()
{
    removeCopy(m_found);
    m_found.clear();
    m_foundLock.remove();
    Q_EMIT foundChanged();
}

void Recovery::keep()
{
    if (!m_document.modified()) {
        dropOwn();
        return;
    }
    const Scenario scenario = m_document.scenario();
    Scenario shape = scenario; // what makes another copy worth writing; that time has gone on does not
    shape.length = {};
    std::string text = scenarioText(shape);
    if (text == m_kept && m_document.file() == m_keptOf)
        return;
    try {
        QDir().mkpath(m_folder);
        takeName();
        m_keptOf = m_document.file();
        writeOrigin(m_own, m_keptOf, m_document.fileDigest());
        writeScenario(m_own, scenario);
        m_kept = std::move(text);
    } catch (const ScenarioFileError &error) {
        m_document.say(QStringLiteral("What you do can't be kept safe: %1").arg(QString::fromUtf8(error.what())));
        m_timer.stop(); // said once
    }
}

} // namespace coroscope
