// SPDX-License-Identifier: MIT
#pragma once

#include "run/point_runner.h"
#include "run/sweep.h"

#include <cstdint>
#include <memory>

namespace coroscope {

/// Computes points of a sweep on threads of its own; see PointRunner.
class SweepRunner : public PointRunner<SweepRow>
{
public:
    /// See PointRunner.
    SweepRunner(const Sweep &sweep, std::uint64_t first, std::uint64_t end, unsigned threads);

    const Sweep &sweep() const noexcept { return *m_sweep; }

private:
    SweepRunner(std::shared_ptr<const Sweep> sweep, std::uint64_t first, std::uint64_t end, unsigned threads);

    std::shared_ptr<const Sweep> m_sweep; ///< the threads, which end with the base class, have it, too
};

} // namespace coroscope
