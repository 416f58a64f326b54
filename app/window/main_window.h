// SPDX-License-Identifier: MIT
#pragma once

#include "player/document.h"
#include "player/recovery.h"
#include "player/simulation.h"
#include "window/idle_garbage.h"
#include "window/window_memory.h"
#include "window/window_request.h"

#include <QQmlApplicationEngine>

#include <memory>
#include <optional>

class QQuickWindow;

namespace coroscope {

/// The window with what it shows: a simulation, the engine, and the QML on top of them. One at a time, with a
/// QGuiApplication set up by prepareApplication().
class MainWindow
{
public:
    /// What every QGuiApplication of the program needs: its names, its icon, its fonts.
    static void prepareApplication();

    /// Shows the window; nothing plays yet. A window made for a screenshot has run to the requested time.
    /// @throws WorkError
    explicit MainWindow(const WindowRequest &request);
    ~MainWindow();
    MainWindow(const MainWindow &) = delete;
    MainWindow &operator=(const MainWindow &) = delete;

    Simulation &simulation() noexcept { return m_simulation; }
    Document &document() noexcept { return *m_document; }
    QQuickWindow &window() noexcept { return *m_window; }
    const IdleGarbage &garbage() const noexcept { return *m_garbage; }
    /// Runs to the requested time, and plays with the frames of the window from then on, unless the request says
    /// paused.
    void play();

private:
    Simulation m_simulation;
    std::unique_ptr<Document> m_document;
    std::unique_ptr<WindowMemory> m_memory; ///< null if nothing is remembered
    std::unique_ptr<Recovery> m_recovery;   ///< likewise
    QQmlApplicationEngine m_engine;
    QQuickWindow *m_window = nullptr; ///< the engine owns it
    std::unique_ptr<IdleGarbage> m_garbage;
    std::optional<Time> m_seek;
    bool m_paused;
    QString m_lesson; ///< the file of the one to begin with; empty: none
};

} // namespace coroscope
