// SPDX-License-Identifier: MIT
#pragma once

#include "cli/sweep_request.h"

#include <memory>
#include <string>

namespace coroscope {

/// Formats the rows of a sweep, as they come.
class SweepResults
{
public:
    virtual ~SweepResults() = default;
    /// The text that can be written once this row, the next in order, is there; may be empty.
    virtual std::string row(const SweepRow &row) = 0;
    /// What is left to be written when no more rows come.
    virtual std::string end() = 0;

    /// @p request must outlive it.
    static std::unique_ptr<SweepResults> make(const SweepRequest &request);
};

} // namespace coroscope
