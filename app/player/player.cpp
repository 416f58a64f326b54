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

void Player::retire(std::unique_ptr<Session> session)
{
    if (session && !session->unwind(turnsOfUnwinding))
        m_former.push_back(std::move(session));
}

void Player::load(std::unique_ptr<Session> session)
{
    retire(std::move(m_session));
    m_session = std::move(session);
    m_loop.reset();
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

void Player::setBackwards(bool backwards)
{
    m_backwards = backwards;
    m_remainder = 0;
    setPlaying(m_playing);
}

void Player::follow()
{
    m_atPresent = true;
    m_backwards = false;
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
    if (!m_playing || jumpsBack() || (m_atPresent && !m_backwards && m_session->outcome() == Outcome::Budget))
        return;
    const Time before = m_playhead;
    const double span = m_remainder
        + static_cast<double>(std::min<std::chrono::nanoseconds>(wall, longestTick).count()) * m_speed;
    if (m_backwards)
        playBackwards(span);
    else
        playForwards(span);
    measureSpeed(wall, std::chrono::abs(m_playhead - before));
}

std::int64_t Player::grain() const
{
    std::int64_t grain = 1;
    while (m_roundly && static_cast<double>(grain) * 10 <= m_speed * 1e6)
        grain *= 10;
    return grain;
}

void Player::playForwards(double span)
{
    const Time before = m_playhead;
    const std::int64_t wish =
        later(before, Duration{static_cast<std::int64_t>(std::floor(span))}).time_since_epoch().count();
    const Time wanted = std::max(before, Time{Duration{wish - wish % grain()}});
    Time target = m_pace ? std::clamp(m_pace(wanted), before, wanted) : wanted;
    m_remainder = target < wanted ? 0 : span - static_cast<double>((target - before).count());
    if (const std::optional<Stretch> loop = keptLoop(); loop && before < loop->to && target >= loop->to) {
        target = loop->to;
        m_remainder = 0;
    }
    play(target);
}

void Player::playBackwards(double span)
{
    const Time before = m_playhead;
    const Time oldest = m_session->forgottenBefore();
    const std::int64_t wish = std::max<std::int64_t>(
        0, before.time_since_epoch().count() - static_cast<std::int64_t>(std::floor(span)));
    const std::int64_t over = wish % grain();
    Time target = std::min(before, Time{Duration{over == 0 ? wish : wish - over + grain()}});
    m_remainder = span - static_cast<double>((before - target).count());
    if (const std::optional<Stretch> loop = keptLoop(); loop && before > loop->from && target <= loop->from) {
        target = loop->from;
        m_remainder = 0;
    } else if (target <= oldest) {
        target = oldest;
        setPlaying(false);
        m_remainder = 0;
    }
    if (target != before)
        replay(target);
}

std::optional<Player::Stretch> Player::keptLoop() const
{
    if (!m_loop || m_loop->to <= m_session->forgottenBefore())
        return std::nullopt;
    return Stretch{std::max(m_loop->from, m_session->forgottenBefore()), m_loop->to};
}

bool Player::jumpsBack()
{
    const std::optional<Stretch> loop = keptLoop();
    if (!loop || m_playhead != (m_backwards ? loop->from : loop->to))
        return false;
    replay(m_backwards ? loop->to : loop->from);
    m_remainder = 0;
    return true;
}

void Player::replay(Time time)
{
    movedTo(m_session->trace().firstAfter(time), time);
}

void Player::play(Time target)
{
    if (!m_atPresent && target < m_session->now()) {
        replay(target);
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
    replay(std::max(time, m_session->forgottenBefore()));
}

Sequence Player::firstPosition() const
{
    const Time oldest = m_session->forgottenBefore();
    return oldest == Time{} ? 0 : m_session->trace().firstAfter(oldest);
}

void Player::seekTo(Sequence position)
{
    const Trace &trace = m_session->trace();
    const Sequence first = firstPosition();
    const Sequence kept = std::clamp(position, std::min(first, trace.count()), trace.count());
    const Time time = kept == first ? m_session->forgottenBefore() : trace.at(kept - 1).time;
    if (kept == trace.count() && time >= m_session->now())
        follow();
    else
        movedTo(kept, time);
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
    const Sequence first = firstPosition();
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
