// SPDX-License-Identifier: MIT
#pragma once

#include "text/sentence.h"
#include "trace/event.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace coroscope {

class World;

/// Something that can be done to a run from outside, besides setting its parameters: a task is made to fail, a source
/// is closed. The window offers it, `--at TIME:ACTION[=TARGET]` does it, and it is part of the recorded changes.
struct ActionSpec {
    std::string_view id; ///< "fail"
    Words label;         ///< "Fail this worker"
    Words effect;        ///< one sentence: what it does
    /// The target: a task of this group, by name ("Worker 2"). Nothing: no particular one.
    std::optional<std::uint32_t> group{};
    std::uint32_t places = 1; ///< how many places of that group there can be
    /// Why it would do nothing in this world, at the target @p index: "The source is closed."; empty if it would do
    /// something.
    Sentence (*noEffect)(const World &world, std::uint32_t index) = [](const World &, std::uint32_t) {
        return Sentence();
    };
};

/// An action and its target.
struct ActionCall {
    std::size_t action = 0;  ///< position in the pattern's actions
    std::uint32_t index = 0; ///< Place::index within ActionSpec::group; 0 without a group

    friend bool operator==(const ActionCall &, const ActionCall &) = default;
};

} // namespace coroscope
