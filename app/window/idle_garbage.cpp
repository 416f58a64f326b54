// SPDX-License-Identifier: MIT
#include "window/idle_garbage.h"

#include "items/cpu_time.h"

#include <QJSEngine>
#include <QQuickWindow>

namespace coroscope {

namespace {

/// In ms. In this time the texts of a run that plays make far less garbage than the engine waits for.
constexpr qint64 interval = 500;

} // namespace

IdleGarbage::IdleGarbage(QJSEngine &engine, QQuickWindow &window) : m_engine(engine)
{
    m_sinceCollected.start();
    // What the frame shows has been handed over by then, and the next one is not asked for yet. Emitted by the thread that draws.
    connect(&window, &QQuickWindow::afterSynchronizing, this, &IdleGarbage::collect, Qt::QueuedConnection);
}

void IdleGarbage::collect()
{
    if (!m_sinceCollected.hasExpired(interval))
        return;
    const std::chrono::nanoseconds start = threadTime();
    m_engine.collectGarbage();
    m_spent += threadTime() - start;
    ++m_count;
    m_sinceCollected.start();
}

} // namespace coroscope
