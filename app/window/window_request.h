// SPDX-License-Identifier: MIT
#pragma once

#include "cli/run_request.h"
#include "scene/palette.h"

#include <QSize>
#include <QString>

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace coroscope {

/// How the window is requested.
struct WindowRequest {
    RunRequest run;
    QString file{};                ///< the scenario file given; empty: a pattern was given, or nothing
    QString lesson{};              ///< the file of a lesson, if one was given; else empty
    bool lengthGiven = false;      ///< --for: only matters if the run is printed instead of shown
    std::optional<double> speed{}; ///< 0.05 … 1000; nothing: as one can follow the pattern
    bool paused = false;
    bool present = false;
    bool reduceMotion = false;
    std::optional<Time> seek{};
    std::optional<Theme> theme{};
    std::optional<QSize> size{}; ///< pixels, 720×540 to 7680×4320
    std::string screenshot{};    ///< the file's name; empty: none
    bool help = false;
    bool version = false;
};

/// Reads the words after the program's name. @throws RequestError
WindowRequest readWindowRequest(std::span<const std::string_view> words);
/// What --help prints.
std::string windowHelp();

} // namespace coroscope
