// SPDX-License-Identifier: MIT
#include "window/start_fallback.h"

#include "cli/errors.h"
#include "text/one_line.h"

#include <QQuickWindow>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include <unistd.h>

namespace coroscope {

namespace {

enum class Stage { Platform, Graphics, Shown };

constexpr auto noDisplay = "COROSCOPE_NO_DISPLAY";

std::atomic<Stage> stage = Stage::Platform; // a window is painted on a thread of its own
char **arguments = nullptr;

/// Restarts the program with this in its environment. Returns only if that fails.
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

// A driver, or Qt when memory or threads are refused, crashes rather than reporting it. What is needed then is
// prepared: in a signal handler hardly anything may be called.
std::vector<std::string> softwareEnvironment;
std::vector<char *> softwarePointers;
bool softwareTried = false;

void prepareSoftware()
{
    constexpr std::string_view name = "QT_QUICK_BACKEND=";
    softwareTried = qgetenv("QT_QUICK_BACKEND") == "software";
    for (char **entry = environ; *entry; ++entry) {
        if (!std::string_view(*entry).starts_with(name))
            softwareEnvironment.emplace_back(*entry);
    }
    softwareEnvironment.push_back(std::string(name) + "software");
    for (std::string &entry : softwareEnvironment)
        softwarePointers.push_back(entry.data());
    softwarePointers.push_back(nullptr);
}

void print(std::string_view text)
{
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, text.data(), text.size());
}

/// Before the first frame nothing is lost. Afterwards a crash is a crash: the default action follows, as this is for
/// once.
void crashed(int)
{
    if (stage == Stage::Shown)
        return;
    if (stage == Stage::Graphics && !softwareTried) {
        print("coroscope: the graphics driver crashed, or there is too little memory; the window is painted in "
              "software\n");
        ::execve("/proc/self/exe", arguments, softwarePointers.data());
    }
    print("coroscope: the window can't be started: its graphics crashed, or there is too little memory\n");
    ::_exit(WorkFailed);
}

void watchForCrashes()
{
    struct sigaction before { };
    if (::sigaction(SIGSEGV, nullptr, &before) != 0 || before.sa_handler != SIG_DFL)
        return; // a sanitizer's, that tells more
    prepareSoftware();
    struct sigaction action { };
    action.sa_handler = crashed;
    action.sa_flags = static_cast<int>(SA_RESETHAND | SA_NODEFER); // a mask would outlive execve()
    ::sigaction(SIGSEGV, &action, nullptr);
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
    watchForCrashes();
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
