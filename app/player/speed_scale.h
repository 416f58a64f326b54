// SPDX-License-Identifier: MIT
#pragma once

namespace coroscope {

// Playing speeds (virtual per wall time, Player::slowest … Player::fastest) on a logarithmic slider, 0 … 1.

double speedPosition(double speed);
/// The round speed nearest to @p position (clamped to 0 … 1).
double speedAt(double position);
/// The next of 1, 2, 5, 10, 20 … below or above; the same at the end of the range.
double nextSlower(double speed);
double nextFaster(double speed);

} // namespace coroscope
