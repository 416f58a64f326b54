// SPDX-License-Identifier: MIT
#pragma once

#include "lesson/answer.h"
#include "run/point_runner.h"

#include <memory>

namespace coroscope {

/// Makes the runs that answer a question, on threads of its own; see PointRunner.
class AnswerRunner : public PointRunner<SweepRun>
{
public:
    AnswerRunner(const SeededRuns &runs, unsigned threads)
        : AnswerRunner(std::make_shared<const SeededRuns>(runs), threads)
    {
    }

private:
    AnswerRunner(const std::shared_ptr<const SeededRuns> &runs, unsigned threads)
        : PointRunner([runs](std::uint64_t point, const std::stop_token &stop,
                             const std::stop_token &leave) { return sweepRun(runs->at(point), stop, leave); },
                      0, runs->count(), threads)
    {
    }
};

} // namespace coroscope
