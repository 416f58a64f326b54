// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/cli_process.h"

namespace coroscope::test {

inline QString windowProgram()
{
    return qEnvironmentVariable("COROSCOPE");
}

/// The environment of a machine without a display.
inline QProcessEnvironment withoutDisplay()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
        environment.remove(QString::fromLatin1(name));
    return environment;
}

/// Runs coroscope to its end.
inline Ended window(const QStringList &arguments,
                    const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment())
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(windowProgram(), arguments);
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit)
        return {-1, process.readAllStandardOutput(), process.readAllStandardError()};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

/// Starts coroscope in @p process, waits until it has shown a frame, and ends it. Returns what came on standard error where
/// no frame did, and nothing where one did.
inline QByteArray insteadOfAFrame(QProcess &process, const QStringList &arguments)
{
    QProcessEnvironment environment = process.processEnvironment();
    environment.insert(QStringLiteral("QT_LOGGING_RULES"), QStringLiteral("qt.scenegraph.time.renderloop.debug=true"));
    process.setProcessEnvironment(environment);
    process.setReadChannel(QProcess::StandardError);
    process.start(windowProgram(), arguments);
    QByteArray said;
    while (!said.contains("rendered") && process.state() != QProcess::NotRunning && process.waitForReadyRead(60'000))
        said += process.readAllStandardError();
    const bool shown = said.contains("rendered") && process.state() == QProcess::Running;
    process.kill();
    process.waitForFinished();
    return shown ? QByteArray() : said + process.readAllStandardError() + process.errorString().toUtf8();
}

} // namespace coroscope::test
