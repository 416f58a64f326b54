// SPDX-License-Identifier: MIT
#pragma once

#include "player/bookmarks.h"
#include "player/branching.h"
#include "player/catalogue.h"
#include "player/code_view.h"
#include "player/event_log.h"
#include "player/figure_window.h"
#include "player/inspector.h"
#include "player/learning.h"
#include "player/loop_stretch.h"
#include "player/pair.h"
#include "player/run.h"
#include "player/run_until.h"
#include "player/rust_view.h"
#include "player/step_motion.h"
#include "player/transport.h"
#include "player/tuning.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <memory>

namespace coroscope {

/// What a window shows: a run, what moves it, what changes it, and which others there are.
class Simulation : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the program")
    Q_PROPERTY(coroscope::Run *run READ run CONSTANT)
    Q_PROPERTY(coroscope::Transport *transport READ transport CONSTANT)
    Q_PROPERTY(coroscope::Tuning *tuning READ tuning CONSTANT)
    Q_PROPERTY(coroscope::Catalogue *catalogue READ catalogue CONSTANT)
    Q_PROPERTY(coroscope::FigureWindow *figures READ figures CONSTANT)
    Q_PROPERTY(coroscope::CodeView *code READ code CONSTANT)
    Q_PROPERTY(coroscope::RustView *rust READ rust CONSTANT)
    Q_PROPERTY(coroscope::Inspector *inspector READ inspector CONSTANT)
    Q_PROPERTY(coroscope::Branching *branching READ branching CONSTANT)
    Q_PROPERTY(coroscope::EventLog *log READ log CONSTANT)
    Q_PROPERTY(coroscope::LoopStretch *loop READ loop CONSTANT)
    Q_PROPERTY(coroscope::RunUntil *until READ until CONSTANT)
    Q_PROPERTY(coroscope::Bookmarks *bookmarks READ bookmarks CONSTANT)
    Q_PROPERTY(coroscope::Learning *learning READ learning CONSTANT)

public:
    explicit Simulation(QObject *parent = nullptr);

    Run *run() { return &m_run; }
    const Run *run() const { return &m_run; }
    Transport *transport() { return &m_transport; }
    Tuning *tuning() { return &m_tuning; }
    Catalogue *catalogue() { return &m_catalogue; }
    FigureWindow *figures() { return &m_figures; }
    CodeView *code() { return &m_code; }
    RustView *rust() { return &m_rust; }
    Inspector *inspector() { return &m_inspector; }
    Branching *branching() { return &m_branching; }
    EventLog *log() { return &m_log; }
    LoopStretch *loop() { return &m_loop; }
    RunUntil *until() { return &m_until; }
    Bookmarks *bookmarks() { return &m_bookmarks; }
    Learning *learning() { return &m_learning; }
    /// The run beside another one; made when it is first wanted.
    Q_INVOKABLE coroscope::Pair *pair();

    Q_INVOKABLE void copyCommand() { copy(m_run.commandLine()); }
    Q_INVOKABLE void copyComparison() { copy(pair()->commandLine()); }
    /// Copies a command line to the clipboard, and says so.
    void copy(const QString &command);

Q_SIGNALS:
    /// A message to the user, shown once.
    void notice(const QString &text);

private:
    FigureWindow m_figures;
    StepMotion m_motion;
    Run m_run;
    Transport m_transport;
    Tuning m_tuning;
    Catalogue m_catalogue;
    CodeView m_code;
    RustView m_rust;
    Inspector m_inspector;
    Branching m_branching;
    EventLog m_log;
    LoopStretch m_loop;
    RunUntil m_until;
    Bookmarks m_bookmarks;
    std::unique_ptr<Pair> m_pair;
    Learning m_learning;
};

} // namespace coroscope
