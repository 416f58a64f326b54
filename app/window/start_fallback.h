// SPDX-License-Identifier: MIT
#pragma once

class QQuickWindow;

namespace coroscope {

/// What becomes of the program where Qt can't go on: it says so in a fatal message, and then aborts, or crashes. Until the
/// first frame has been shown nothing is lost by another start, so the program begins anew in a way that asks for less:
/// with another platform, with a window painted in software, and in the end without a display. Whatever Qt says goes to
/// standard error as it may be shown (text/one_line.h).
class StartFallback
{
public:
    /// From now on, for the whole program. @p arguments: of main(), ending in a null pointer
    static void install(char *arguments[]);
    /// Qt talks to its platform.
    static void platformIsThere();
    /// With the first frame of @p window all has gone well.
    static void watch(QQuickWindow &window);
    /// No platform could be had in an earlier start.
    static bool hasNoDisplay();
};

} // namespace coroscope
