// SPDX-License-Identifier: MIT
#pragma once

#include "player/player.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <optional>

namespace coroscope {

/// Takes a player to a distant time in slices, between which the window stays responsive, until it is there or is
/// stopped.
class RunAhead : public QObject
{
    Q_OBJECT

public:
    /// @p player must outlive it.
    explicit RunAhead(Player &player) : m_player(player)
    {
        connect(&m_next, &QTimer::timeout, this, [this] { go(slice); });
    }

    bool underWay() const noexcept { return m_to.has_value(); }
    /// The target; nullopt when nothing is under way.
    std::optional<Time> to() const noexcept { return m_to; }
    /// Its progress: "Running to 100 h: 34 %". Empty when nothing is under way.
    QString text() const;
    /// If it takes no more than a tenth of a second, it is finished on return.
    void start(Time to);
    /// Stops at the time reached, which is then the present.
    void stop();

Q_SIGNALS:
    /// Emitted now and then while it is under way.
    void progressed();
    /// It has arrived, or was stopped.
    void ended();

private:
    static constexpr std::chrono::milliseconds atOnce{100};
    static constexpr std::chrono::milliseconds slice{12};
    static constexpr std::chrono::milliseconds shownEvery{100};

    void go(std::chrono::nanoseconds patience);

    Player &m_player;
    std::optional<Time> m_to;
    Time m_from{};
    QTimer m_next; ///< fires once pending events have been processed
    QElapsedTimer m_sinceShown;
};

} // namespace coroscope
