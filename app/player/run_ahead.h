// SPDX-License-Identifier: MIT
#pragma once

#include "player/player.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <optional>

namespace coroscope {

/// Takes a player to a distant time, or does something else that takes long, in slices, between which the window stays
/// responsive, until it is done or is stopped.
class RunAhead : public QObject
{
    Q_OBJECT

public:
    /// @p player must outlive it.
    explicit RunAhead(Player &player) : m_player(player)
    {
        connect(&m_next, &QTimer::timeout, this, [this] { go(slice); });
    }

    /// Something that takes long. None of its functions is empty.
    struct Job {
        std::function<bool(std::chrono::nanoseconds patience)>
            goOn;                            ///< goes on for so much wall time; true: it is done
        std::function<QString()> text;       ///< its progress
        std::function<void(bool done)> over; ///< after ended(), once: it is done, or else it has been stopped
    };

    bool underWay() const noexcept { return m_to || m_job; }
    /// The target; nullopt when it is not to a time that it runs.
    std::optional<Time> to() const noexcept { return m_to; }
    /// Where the playhead is to stay; nullopt if it goes along to the end.
    std::optional<Time> staysAt() const noexcept { return m_staysAt; }
    /// Its progress: "Running to 100 h: 34 %". Empty when nothing is under way.
    QString text() const;
    /// If it takes no more than a tenth of a second, it is finished on return. The playhead goes along; where @p staysAt is
    /// passed, it stays there.
    void start(Time to, std::optional<Time> staysAt = std::nullopt);
    void start(Job job);
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
    /// Ends what is under way.
    void end(bool done);

    std::optional<Time> m_to;
    std::optional<Time> m_staysAt;
    std::optional<Job> m_job;
    Time m_from{};
    QTimer m_next; ///< fires once pending events have been processed
    QElapsedTimer m_sinceShown;
};

} // namespace coroscope
