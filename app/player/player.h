// SPDX-License-Identifier: MIT
#pragma once

#include "run/session.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace coroscope {

/// Maps wall time to virtual time: plays a session, and moves a playhead through what it has played. The playhead is
/// either at the present, where playing runs the simulation, or in the past, where it replays the trace, forwards or
/// backwards. It is told how much wall time has passed, and itself asks only for what a frame has spent of its budget.
class Player
{
public:
    static constexpr double slowest = 0.05;
    static constexpr double fastest = 1000;
    /// The most wall time one tick may spend in the simulation.
    static constexpr std::chrono::milliseconds slice{6};
    /// Longer gaps between two ticks (a stopped process, a dragged window) are not made up for.
    static constexpr std::chrono::milliseconds longestTick{100};

    /// @param wallClock monotonic; only differences count. Exchangeable for tests.
    explicit Player(std::function<std::chrono::nanoseconds()> wallClock);
    /// Takes milliseconds: what takes longer to unwind is kept until the process ends.
    ~Player();
    Player(const Player &) = delete;
    Player &operator=(const Player &) = delete;

    /// Starts playing another session, from its beginning. The one before is unwound at once if that takes
    /// milliseconds, else gradually.
    void load(std::unique_ptr<Session> session);
    /// Takes over a session that is not needed any more, to unwind it.
    void retire(std::unique_ptr<Session> session);
    /// Unwinds earlier sessions for some milliseconds. False: there are none left.
    bool unwindFormer();
    bool loaded() const noexcept { return m_session != nullptr; }
    /// Only once one has been loaded.
    Session &session() const noexcept { return *m_session; }

    bool playing() const noexcept { return m_playing; }
    void setPlaying(bool playing);
    bool backwards() const noexcept { return m_backwards; }
    /// Which way it plays. Backwards, it pauses at the oldest time that is kept. Wherever it comes to the present, it is
    /// forwards again.
    void setBackwards(bool backwards);
    /// A stretch of the run.
    struct Stretch {
        Time from{};
        Time to{}; ///< later than that
    };
    /// Playing comes back to its other end where it comes to an end of this stretch, at which it stays for one tick.
    /// Outside of it, it plays on as ever.
    void setLoop(std::optional<Stretch> loop) noexcept { m_loop = loop; }
    double speed() const noexcept { return m_speed; }
    /// Clamped to slowest … fastest.
    void setSpeed(double speed);
    /// Whether playing stops at round moments, whole milliseconds at ×1 (a thousandth of a second of wall time, cut
    /// down to a power of ten), so that what is done at one of them has a time that can be read and typed.
    void setRoundly(bool roundly) noexcept { m_roundly = roundly; }
    /// Asked before each tick plays on, up to which time it may: another run goes along, and both keep one clock. What it
    /// does not reach is not made up for. Each of them has half of a tick's slice.
    void setPace(std::function<Time(Time wanted)> pace) { m_pace = std::move(pace); }
    /// What the simulation may take of one tick.
    std::chrono::nanoseconds patience() const { return (slice - slice / 10) / (m_pace ? 2 : 1); }
    /// Virtual per wall time over the last half second or so; equals speed() if the simulation keeps up.
    double speedReached() const noexcept { return m_speedReached; }
    /// Wall time the last tick spent in the simulation.
    std::chrono::nanoseconds sliceSpent() const noexcept { return m_sliceSpent; }

    /// Runs on towards @p target for at most @p patience of wall time, with the playhead. True when it has been
    /// reached, or the run has been stopped for good.
    bool runTowards(Time target, std::chrono::nanoseconds patience);
    /// Tells it that @p wall time has passed.
    void tick(std::chrono::nanoseconds wall);

    Time playhead() const noexcept { return m_playhead; }
    /// Number of events that have happened at the playhead.
    Sequence position() const noexcept { return m_position; }
    /// True also between two events of the last instant.
    bool atPresent() const noexcept { return m_atPresent || m_playhead >= m_session->now(); }
    Time present() const noexcept { return m_session->now(); }
    /// The world at the playhead.
    const World &world() const;

    /// Moves the playhead to @p time, within what is kept and has been run.
    void seek(Time time);
    /// Moves it to just after the event before this one, also between two of one instant; within the same bounds.
    void seekTo(Sequence position);
    void goToPresent();
    /// To the next event worth seeing; at the present, by running the simulation. False: there is none.
    bool stepForward();
    /// Back to just after the event before the last one. False: there is none.
    bool stepBack();

private:
    /// The earliest position whose world is known.
    Sequence firstPosition() const;
    void movedTo(Sequence position, Time time);
    bool stepWithinTrace();
    void follow();
    void play(Time target);
    void playForwards(double span);
    void playBackwards(double span);
    /// Moves the playhead to @p time, which is kept and has been run.
    void replay(Time time);
    /// Jumps to the other end of the loop, if it is at the one that it plays towards.
    bool jumpsBack();
    /// The loop, as far as it is kept.
    std::optional<Stretch> keptLoop() const;
    /// Virtual nanoseconds between two moments at which it stops.
    std::int64_t grain() const;
    void measureSpeed(std::chrono::nanoseconds wall, Duration moved);

    std::function<std::chrono::nanoseconds()> m_wallClock;
    std::function<Time(Time)> m_pace;
    std::unique_ptr<Session> m_session;
    std::vector<std::unique_ptr<Session>> m_former; ///< being unwound
    mutable World m_pastWorld;
    mutable Sequence m_pastWorldPosition = ~Sequence{0};
    Time m_playhead{};
    Sequence m_position = 0;
    double m_speed = 1;
    double m_speedReached = 1;
    double m_remainder = 0; ///< virtual nanoseconds not yet played
    std::chrono::nanoseconds m_measuredWall{};
    Duration m_measuredMoved{};
    std::chrono::nanoseconds m_sliceSpent{};
    std::optional<Stretch> m_loop;
    bool m_playing = false;
    bool m_backwards = false;
    bool m_roundly = false;
    bool m_atPresent = true;
};

} // namespace coroscope
