// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/kernel.h"

namespace coroscope::test {

/// A kernel whose order a test decides, and whose tasks it cancels where it wants.
class ProbedKernel : public Kernel
{
public:
    using Kernel::cancelAtAwait;
    using Kernel::faultAhead;
    using Kernel::Kernel;
    using Kernel::setChooser;
};

} // namespace coroscope::test
