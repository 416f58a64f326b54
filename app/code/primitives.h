// SPDX-License-Identifier: MIT
#pragma once

#include "code/source_text.h"
#include "text/sentence.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace coroscope {

/// One of the kernel's means to write concurrent code with, and what it is called elsewhere.
struct Primitive {
    /// How it is written, which tells it from other things of its name.
    enum class Form : std::uint8_t {
        Function, ///< scoped(…)
        Member,   ///< channel.send(…)
        Type,     ///< Shield
        Word,     ///< co_await
    };

    std::string_view name;
    Form form{};
    Words meaning; ///< one sentence: what it does
    // In code; empty where there is none.
    std::string_view tokio;
    std::string_view trio;
    std::string_view kotlin;
    std::string_view go;
};

/// All that the code of patterns uses.
std::span<const Primitive> primitives();
/// What token number @p token of @p line is, if it is one of them.
const Primitive *primitiveAt(const CodeLine &line, std::size_t token);
/// What it does, and below, line by line, what it is called in tokio, Trio, Kotlin and Go.
Sentence explanationOf(const Primitive &primitive);

} // namespace coroscope
