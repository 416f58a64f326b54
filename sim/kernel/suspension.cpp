// SPDX-License-Identifier: MIT
#include "kernel/suspension.h"

#include "kernel/cancelled.h"

namespace coroscope {

void Suspension::throwCancelled()
{
    throw Cancelled();
}

} // namespace coroscope
