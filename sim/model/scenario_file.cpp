// SPDX-License-Identifier: MIT
#include "model/scenario_file.h"

#include "model/one_line.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace coroscope {

namespace {

constexpr qint64 largest = 1'000'000; // bytes

std::string nameOf(const QString &file)
{
    constexpr std::size_t longest = 300; // characters
    return onOneLine(file.toStdString(), longest);
}

} // namespace

Scenario readScenario(const QString &file)
{
    const QFileInfo info(file);
    if (!info.exists())
        throw ScenarioFileError(nameOf(file) + ": there is no such file");
    // Asked before it is opened: to open a pipe waits for somebody to write, and a device may never end.
    if (!info.isFile())
        throw ScenarioFileError(nameOf(file) + ": it is " + (info.isDir() ? "a directory" : "no ordinary file")
                                + "; it takes a scenario file");
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly))
        throw ScenarioFileError(nameOf(file) + ": can't be read: " + source.errorString().toStdString());
    const QByteArray text = source.read(largest + 1);
    if (source.error() != QFileDevice::NoError)
        throw ScenarioFileError(nameOf(file) + ": can't be read: " + source.errorString().toStdString());
    if (text.size() > largest)
        throw ScenarioError(nameOf(file) + ": it is larger than a scenario; it takes up to 1 MB");
    try {
        return parsedScenario({text.constData(), static_cast<std::size_t>(text.size())});
    } catch (const ScenarioError &error) {
        throw ScenarioError(nameOf(file) + ": " + error.what());
    }
}

void writeScenario(const QString &file, const Scenario &scenario)
{
    // As a whole means by another file that takes its place, which a device or a pipe must not suffer.
    if (const QFileInfo info(file); info.exists() && !info.isFile())
        throw ScenarioFileError(nameOf(file) + ": can't be written: it is "
                                + (info.isDir() ? "a directory" : "no ordinary file"));
    QSaveFile target(file);
    const QByteArray text = QByteArray::fromStdString(scenarioText(scenario));
    if (!target.open(QIODevice::WriteOnly) || target.write(text) != text.size() || !target.commit())
        throw ScenarioFileError(nameOf(file) + ": can't be written: " + target.errorString().toStdString());
}

} // namespace coroscope
