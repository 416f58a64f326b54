// SPDX-License-Identifier: MIT
#pragma once

class QQuickWindow;

namespace coroscope {

/// What the program does if Qt can't go on: Qt logs a fatal message, and then aborts, or crashes. Until the first frame
/// has been shown nothing is lost by restarting, so the program restarts with lower demands: on another platform, with
/// software rendering, and finally without a display. Qt's messages go to standard error, made safe to be shown
/// (text/one_line.h).
class StartFallback
{
public:
    /// From now on, for the whole program. @p arguments: of main(), ending in a null pointer
    static void install(char *arguments[]);
    /// To be called once Qt is connected to its platform.
    static void platformIsThere();
    /// With the first frame of @p window, start-up has succeeded.
    static void watch(QQuickWindow &window);
    /// Whether an earlier start found no usable platform.
    static bool hasNoDisplay();
};

} // namespace coroscope
