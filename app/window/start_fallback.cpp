// SPDX-License-Identifier: MIT
#include "window/start_fallback.h"

#include "text/one_line.h"

#include <QQuickWindow>

#include <atomic>
#include <cstdio>
#include <string>

#include <unistd.h>

namespace coroscope {

namespace {

enum class Stage { Platform, Graphics, Shown };

constexpr auto noDisplay = "COROSCOPE_NO_DISPLAY";

std::atomic<Stage> stage = Stage::Platform; // a window is painted on a thread of its own
char **arguments = nullptr;

/// Starts the program again with this in its environment. Returns where that can't be.
void startAgain(const char *name, const char *value, const char *what)
{
    if (qgetenv(name) == value)
        return; // it has been tried
    std::fputs((std::string("coroscope: ") + what + "\n").c_str(), stderr);
    qputenv(name, value);
    ::execv("/proc/self/exe", arguments);
}

void fallBack()
{
    switch (stage) {
    case Stage::Platform:
        if (!qEnvironmentVariableIsEmpty("DISPLAY"))
            startAgain("QT_QPA_PLATFORM", "xcb", "this display can't be used; trying the X server");
        startAgain(noDisplay, "1", "this display can't be used");
        break;
    case Stage::Graphics:
        startAgain("QT_QUICK_BACKEND", "software", "there is no OpenGL; the window is painted in software");
        break;
    case Stage::Shown:
        break;
    }
}

void handle(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const std::string line = qFormatLogMessage(type, context, message).toStdString();
    std::fputs((onItsLines(line) + "\n").c_str(), stderr);
    if (type == QtFatalMsg)
        fallBack();
}

} // namespace

void StartFallback::install(char *words[])
{
    arguments = words;
    qInstallMessageHandler(handle);
}

void StartFallback::platformIsThere()
{
    stage = Stage::Graphics;
}

void StartFallback::watch(QQuickWindow &window)
{
    QObject::connect(
        &window, &QQuickWindow::frameSwapped, &window, [] { stage = Stage::Shown; }, Qt::DirectConnection);
}

bool StartFallback::hasNoDisplay()
{
    return qgetenv(noDisplay) == "1";
}

} // namespace coroscope
