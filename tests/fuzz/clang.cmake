# SPDX-License-Identifier: MIT
# Toolchain of the preset `fuzz`: libFuzzer is a part of Clang. 14 and older reject std::source_location.
find_program(COROSCOPE_FUZZ_CLANG NAMES clang++-19 clang++-16 REQUIRED)
set(CMAKE_CXX_COMPILER "${COROSCOPE_FUZZ_CLANG}")
