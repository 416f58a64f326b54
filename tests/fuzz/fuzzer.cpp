// SPDX-License-Identifier: MIT
#include "fuzz/targets.h"

#include <algorithm>

// libFuzzer's way in. Built once for each target, with its name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace coroscope::fuzz;
    static const Target &target = *std::find_if(targets().begin(), targets().end(),
                                                [](const Target &it) { return it.name == COROSCOPE_FUZZ_TARGET; });
    target.run({data, size});
    return 0;
}
