// SPDX-License-Identifier: MIT
#pragma once

#include "player/player.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <optional>

namespace coroscope {

/// Takes a player to a far moment in parts, between which the window lives on, until it is there or somebody stops it.
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
    /// Where to; nothing when nothing is under way.
    std::optional<Time> to() const noexcept { return m_to; }
    /// How far it is: "Running to 100 h: 34 %". Empty when nothing is under way.
    QString text() const;
    /// What is over within a tenth of a second is over when it returns.
    void start(Time to);
    /// The present is what has been reached.
    void stop();

Q_SIGNALS:
    /// It is under way, and has come so far; now and then.
    void progressed();
    /// It is there, or was stopped.
    void ended();

private:
    static constexpr std::chrono::milliseconds atOnce{100};
    static constexpr std::chrono::milliseconds slice{12};
    static constexpr std::chrono::milliseconds shownEvery{100};

    void go(std::chrono::nanoseconds patience);

    Player &m_player;
    std::optional<Time> m_to;
    Time m_from{};
    QTimer m_next; ///< as soon as everything else has had its turn
    QElapsedTimer m_sinceShown;
};

} // namespace coroscope
