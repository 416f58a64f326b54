// SPDX-License-Identifier: MIT
#include "player/speed_scale.h"

#include "player/player.h"

#include <algorithm>
#include <cmath>

namespace coroscope {

namespace {

/// A speed converted to a slider's position and back is not exact to the last bit.
constexpr double tolerance = 1e-6;

double decadeOf(double speed)
{
    return std::pow(10.0, std::floor(std::log10(speed)));
}

} // namespace

double speedPosition(double speed)
{
    return std::log(speed / Player::slowest) / std::log(Player::fastest / Player::slowest);
}

double speedAt(double position)
{
    const double exact = Player::slowest * std::pow(Player::fastest / Player::slowest, std::clamp(position, 0.0, 1.0));
    const double unit = decadeOf(exact) / 2;
    return std::clamp(std::round(exact / unit) * unit, Player::slowest, Player::fastest);
}

double nextSlower(double speed)
{
    const double decade = decadeOf(speed * (1 - tolerance));
    const double lead = speed / decade;
    const double next = lead > 5 + tolerance ? 5 : lead > 2 + tolerance ? 2 : 1;
    return std::max(decade * next, Player::slowest);
}

double nextFaster(double speed)
{
    const double decade = decadeOf(speed * (1 + tolerance));
    const double lead = speed / decade;
    const double next = lead < 2 - tolerance ? 2 : lead < 5 - tolerance ? 5 : 10;
    return std::min(decade * next, Player::fastest);
}

} // namespace coroscope
