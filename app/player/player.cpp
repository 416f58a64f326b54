// SPDX-License-Identifier: MIT
#include "player/player.h"

#include <algorithm>
#include <cmath>

namespace coroscope {

namespace {

/// Resumptions that unwind tasks: some milliseconds.
constexpr std::uint64_t turnsOfUnwinding = 2'000;

} // namespace

Player::Player(std::function<std::chrono::nanoseconds()> wallClock) : m_wallClock(std::move(wallClock)) { }

Player::~Player()
{
    m_former.push_back(std::move(m_session));
    for (std::unique_ptr<Session> &session : m_former) {
        if (session && !session->unwind(turnsOfUnwinding))
            keepUntilExit(std::move(session));
    }
}

bool Player::unwindFormer()
{
    if (!m_former.empty() && m_former.back()->unwind(turnsOfUnwinding))
        m_former.pop_back();
    return !m_former.empty();
}

void Player::load(std::unique_ptr<Session> session)
{
    if (m_session && !m_session->unwind(turnsOfUnwinding))
        m_former.push_back(std::move(m_session));
    m_session = std::move(session);
    m_pastWorldPosition = ~Sequence{0};
    m_remainder = 0;
    m_atPresent = true;
    m_session->runUntil(Time{}); // what happens at time zero has happened as soon as one looks
    follow();
}

void Player::setPlaying(bool playing)
{
    m_playing = playing;
    m_speedReached = m_speed;
    m_measuredWall = {};
    m_measuredMoved = {};
}

void Player::setSpeed(double speed)
{
    m_speed = std::clamp(speed, slowest, fastest);
    setPlaying(m_playing);
}

void Player::follow()
{
    m_atPresent = true;
    m_position = m_session->trace().count();
    m_playhead = m_session->now();
}

void Player::movedTo(Sequence position, Time time)
{
    m_atPresent = false;
    m_position = position;
    m_playhead = time;
}

const World &Player::world() const
{
    if (m_atPresent)
        return m_session->world();
    if (m_pastWorldPosition != m_position) {
        m_pastWorld = m_session->keyFrames().before(m_position);
        m_pastWorldPosition = m_position;
    }
    return m_pastWorld;
}

void Player::tick(std::chrono::nanoseconds wall)
{
    m_sliceSpent = {};
    if (!m_playing || m_session->outcome() == Outcome::Budget)
        return;
    const Time before = m_playhead;
    const double span = m_remainder
        + static_cast<double>(std::min<std::chrono::nanoseconds>(wall, longestTick).count()) * m_speed;
    const Time wanted = rounded(later(before, Duration{static_cast<std::int64_t>(std::floor(span))}));
    const Time target = m_pace ? std::clamp(m_pace(wanted), before, wanted) : wanted;
    m_remainder = target < wanted ? 0 : span - static_cast<double>((target - before).count());
    play(target);
    measureSpeed(wall, m_playhead - before);
}

Time Player::rounded(Time time) const
{
    if (!m_roundly)
        return time;
    std::int64_t grain = 1;
    while (static_cast<double>(grain) * 10 <= m_speed * 1e6)
        grain *= 10;
    const std::int64_t count = time.time_since_epoch().count();
    return std::max(m_playhead, Time{Duration{count - count % grain}});
}

void Player::play(Time target)
{
    if (!m_atPresent && target < m_session->now()) {
        movedTo(m_session->trace().firstAfter(target), target);
        return;
    }
    if (!runTowards(target, patience()))
        m_remainder = 0; // what was not reached is not made up for
}

bool Player::runTowards(Time target, std::chrono::nanoseconds patience)
{
    // A few hundred turns take some ten microseconds: far less than what is left of the patience then.
    constexpr std::uint64_t turnsAtATime = 256;
    const std::chrono::nanoseconds start = m_wallClock();
    bool finished = false;
    do {
        finished = m_session->runUntil(target, turnsAtATime);
        m_sliceSpent = m_wallClock() - start;
    } while (!finished && m_sliceSpent < patience);
    follow();
    return finished;
}

void Player::measureSpeed(std::chrono::nanoseconds wall, Duration moved)
{
    m_measuredWall += wall;
    m_measuredMoved += moved;
    if (m_measuredWall < std::chrono::milliseconds(500))
        return;
    m_speedReached = static_cast<double>(m_measuredMoved.count()) / static_cast<double>(m_measuredWall.count());
    m_measuredWall = {};
    m_measuredMoved = {};
}

void Player::seek(Time time)
{
    if (time >= m_session->now()) {
        follow();
        return;
    }
    const Time kept = std::max(time, m_session->forgottenBefore());
    movedTo(m_session->trace().firstAfter(kept), kept);
}

void Player::goToPresent()
{
    follow();
}

bool Player::stepForward()
{
    if (stepWithinTrace())
        return true;
    // A task does several things in one turn: they are looked at one by one.
    const bool found = m_session->runOneEvent();
    if (!found || !stepWithinTrace())
        follow();
    return found;
}

bool Player::stepWithinTrace()
{
    const Trace &trace = m_session->trace();
    for (Sequence next = m_position; next < trace.count(); ++next) {
        if (worthSeeing(trace.at(next).kind)) {
            if (next + 1 == trace.count())
                follow();
            else
                movedTo(next + 1, trace.at(next).time);
            return true;
        }
    }
    return false;
}

bool Player::stepBack()
{
    const Trace &trace = m_session->trace();
    const Time oldest = m_session->forgottenBefore();
    const Sequence first = oldest == Time{} ? 0 : trace.firstAfter(oldest);
    for (Sequence position = m_position; position > first + 1; --position) {
        const Event &last = trace.at(position - 2);
        if (worthSeeing(last.kind)) {
            movedTo(position - 1, last.time);
            return true;
        }
    }
    return false;
}

} // namespace coroscope
