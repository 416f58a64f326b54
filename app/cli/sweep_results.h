// SPDX-License-Identifier: MIT
#pragma once

#include "cli/sweep_request.h"

#include <memory>
#include <string>

namespace coroscope {

/// Puts the rows of a sweep into words, as they come.
class SweepResults
{
public:
    virtual ~SweepResults() = default;
    /// What can be written once this row, the next in order, is there; may be nothing.
    virtual std::string row(const SweepRow &row) = 0;
    /// What is left to be written when no more rows come.
    virtual std::string end() = 0;

    /// @p request must outlive it.
    static std::unique_ptr<SweepResults> make(const SweepRequest &request);
};

} // namespace coroscope
