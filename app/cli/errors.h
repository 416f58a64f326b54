// SPDX-License-Identifier: MIT
#pragma once

#include <stdexcept>

namespace coroscope {

/// Exit statuses, for the shell.
enum ExitStatus : int {
    Success = 0,        ///< done; `stalled` and `deadlock` are answers too
    WorkFailed = 1,     ///< input or output failed, or the run was stopped (outcome `budget`)
    RequestRefused = 2, ///< the request was wrong
};

/// Everything has been reported already.
struct Reported {
    ExitStatus status;
};

/// The request was wrong: one line that says what, where, and what would be accepted.
class RequestError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

/// The work failed: one line that says what and where.
class WorkError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

} // namespace coroscope
