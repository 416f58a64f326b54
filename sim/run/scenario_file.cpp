// SPDX-License-Identifier: MIT
#include "run/scenario_file.h"

#include "files/file_name.h"
#include "files/file_reader.h"
#include "files/file_writer.h"
#include "text/one_line.h"

#include <QCryptographicHash>
#include <QFileInfo>

namespace coroscope {

namespace {

std::string nameOf(const QString &file)
{
    constexpr std::size_t longest = 300; // characters
    return onOneLine(nativeName(file), longest);
}

std::string mostText()
{
    return std::to_string(largestScenarioFile / 1'000'000) + " MB";
}

QByteArray digestOf(std::string_view text)
{
    return QCryptographicHash::hash({text.data(), static_cast<qsizetype>(text.size())}, QCryptographicHash::Sha256);
}

} // namespace

Scenario readScenario(const QString &file)
{
    std::string text;
    try {
        text = readFile(nativeName(file), largestScenarioFile + 1);
    } catch (const FileError &error) {
        const bool isOfAnotherKind = std::string_view(error.what()).starts_with("it is");
        throw ScenarioFileError(nameOf(file) + ": " + error.what()
                                + (isOfAnotherKind ? "; it takes a scenario file" : ""));
    }
    if (text.size() > largestScenarioFile)
        throw ScenarioError(nameOf(file) + ": it is larger than a scenario; it takes up to " + mostText());
    try {
        return parsedScenario(text);
    } catch (const ScenarioError &error) {
        throw ScenarioError(nameOf(file) + ": " + error.what());
    }
}

QByteArray writeScenario(const QString &file, const Scenario &scenario)
{
    const std::string text = scenarioText(scenario);
    if (text.size() > largestScenarioFile)
        throw ScenarioFileError(nameOf(file) + ": can't be written: with its " + std::to_string(scenario.changes.size())
                                + " changes it would be larger than the " + mostText() + " that a scenario can have");
    try {
        // A FIFO would block until it is read, and what is written to a device can't be opened again.
        if (const QFileInfo info(file); info.exists() && !info.isFile())
            throw FileError(info.isDir() ? "it is a directory" : "it is no ordinary file");
        FileWriter writer(nativeName(file));
        writer.write(text);
        writer.finish();
    } catch (const FileError &error) {
        throw ScenarioFileError(nameOf(file) + ": can't be written: " + error.what());
    }
    return digestOf(text);
}

QByteArray scenarioDigest(const QString &file)
{
    try {
        return digestOf(readFile(nativeName(file), largestScenarioFile + 1));
    } catch (const FileError &) {
        return {};
    }
}

} // namespace coroscope
