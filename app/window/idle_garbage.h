// SPDX-License-Identifier: MIT
#pragma once

#include <QElapsedTimer>
#include <QObject>

#include <chrono>

class QJSEngine;
class QQuickWindow;

namespace coroscope {

/// Has the garbage of a QML engine collected in the time that a window's frames leave. Left to itself, the engine collects
/// when its heap is full, in the midst of making a frame, which then takes some 3 ms longer.
class IdleGarbage : public QObject
{
    Q_OBJECT

public:
    IdleGarbage(QJSEngine &engine, QQuickWindow &window);

    /// Processor time that all collections took together, and their number.
    std::chrono::nanoseconds spent() const noexcept { return m_spent; }
    int count() const noexcept { return m_count; }

private:
    void collect();

    QJSEngine &m_engine;
    QElapsedTimer m_sinceCollected;
    std::chrono::nanoseconds m_spent{};
    int m_count = 0;
};

} // namespace coroscope
