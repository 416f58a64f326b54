// SPDX-License-Identifier: MIT
#pragma once

#include "app/window/main_window_bench.h"

#include <QGuiApplication>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace coroscope::test {

/// What each function of a test of the window as the program makes it begins and ends with: a window of its own, in a folder
/// of its own, and whatever has been complained about meanwhile is a failure.
class WindowTest
{
protected:
    void begin()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_bench = std::make_unique<MainWindowBench>(m_folder->path());
        MainWindowBench::takeWarnings();
    }
    void end()
    {
        m_bench.reset();
        QCOMPARE(MainWindowBench::takeWarnings(), QStringList());
    }
    MainWindowBench &bench() { return *m_bench; }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<MainWindowBench> m_bench;
};

/// What main() of such a test does.
template <typename Test>
int runWindowTest(int argc, char **argv)
{
    QGuiApplication application(argc, argv);
    MainWindow::prepareApplication();
    Test test;
    return QTest::qExec(&test, argc, argv);
}

} // namespace coroscope::test
