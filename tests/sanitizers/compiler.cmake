# SPDX-License-Identifier: MIT
# Toolchain of the preset `asan`: Clang where there is one, so that one build holds the second compiler, the sanitizers and
# the fuzzers (libFuzzer is a part of Clang) — and it compiles a test in a third of GCC's time. 14 and older reject
# std::source_location.
find_program(COROSCOPE_SANITIZER_CLANG NAMES clang++-19 clang++-16)
if(COROSCOPE_SANITIZER_CLANG)
    set(CMAKE_CXX_COMPILER "${COROSCOPE_SANITIZER_CLANG}")
endif()
