# SPDX-License-Identifier: MIT
# Toolchain of the presets whose programs are checked as they run: libFuzzer is a part of Clang, and Clang compiles a
# test with sanitizers in a third of the time that GCC takes. 14 and older reject std::source_location.
find_program(COROSCOPE_CLANG NAMES clang++-19 clang++-16 REQUIRED)
set(CMAKE_CXX_COMPILER "${COROSCOPE_CLANG}")
