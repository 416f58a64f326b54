// SPDX-License-Identifier: MIT
#include "player/simulation.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QQmlEngine>

namespace coroscope {

Simulation::Simulation(QObject *parent)
    : QObject(parent),
      m_run(m_figures, m_motion),
      m_transport(m_run, m_motion),
      m_tuning(m_run, m_transport),
      m_catalogue(m_run),
      m_code(m_run),
      m_rust(m_run, m_code),
      m_inspector(m_run, m_transport),
      m_branching(m_run, m_transport, m_tuning),
      m_log(m_run, m_transport),
      m_loop(m_run),
      m_until(m_run, m_transport),
      m_bookmarks(m_run, m_transport, m_tuning),
      m_learning({m_run, m_transport, m_tuning, [this] { return pair(); }})
{
    m_inspector.lookUp(m_bookmarks);
    connect(&m_transport, &Transport::notice, this, &Simulation::notice);
    connect(&m_tuning, &Tuning::notice, this, &Simulation::notice);
    connect(&m_branching, &Branching::notice, this, &Simulation::notice);
    connect(&m_loop, &LoopStretch::notice, this, &Simulation::notice);
    connect(&m_until, &RunUntil::notice, this, &Simulation::notice);
    connect(&m_bookmarks, &Bookmarks::notice, this, &Simulation::notice);
    connect(m_learning.lesson(), &OpenLesson::notice, this, &Simulation::notice);
}

Pair *Simulation::pair()
{
    if (!m_pair) {
        m_pair = std::make_unique<Pair>(Pair::First{m_run, m_transport, m_tuning, m_branching}, m_figures, m_motion);
        QQmlEngine::setObjectOwnership(m_pair.get(), QQmlEngine::CppOwnership);
        connect(m_pair.get(), &Pair::notice, this, &Simulation::notice);
    }
    return m_pair.get();
}

void Simulation::copy(const QString &command)
{
    QGuiApplication::clipboard()->setText(command);
    Q_EMIT notice(QStringLiteral("Copied: %1").arg(command));
}

} // namespace coroscope
