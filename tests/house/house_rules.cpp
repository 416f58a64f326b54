// SPDX-License-Identifier: MIT
#include "house_rules.h"

namespace coroscope::house {

std::span<const LayerRule> layerRules()
{
    static const std::vector<LayerRule> rules = {
        // From below; CONTRIBUTING.md has it as a picture.
        {"sim/trace", {"sim/trace"}},
        {"sim/kernel", {"sim/kernel", "sim/trace"}},
        {"sim/text", {"sim/text", "sim/trace/time"}},
        {"sim/files", {"sim/files", "sim/text"}},
        {"sim/pattern", {"sim/pattern", "sim/text", "sim/kernel", "sim/trace"}},
        {"sim/insight", {"sim/insight", "sim/pattern", "sim/text", "sim/trace"}},
        {"sim/theory", {"sim/theory", "sim/pattern"}},
        {"sim/patterns",
         {"sim/patterns", "sim/theory", "sim/insight", "sim/pattern", "sim/text", "sim/kernel", "sim/trace"}},
        {"sim/run",
         {"sim/run", "sim/patterns", "sim/theory", "sim/insight", "sim/pattern", "sim/text", "sim/files", "sim/kernel",
          "sim/trace"}},
        {"sim/lesson", {"sim"}},
        // The command line needs no display, so it must not lean on what the window is made of.
        {"app/cli", {"app/cli", "sim"}},
        {"app", {"app", "sim"}},
        {"qml", {"qml", "app", "sim"}},
        {"tests", {"tests", "qml", "app", "sim"}},
        {"resources", {}},
    };
    return rules;
}

std::span<const WordRule> wordRules()
{
    static const std::vector<std::string_view> wallClock = {"system_clock",   "steady_clock",  "high_resolution_clock",
                                                            "QElapsedTimer",  "QDateTime",     "QTime",
                                                            "QTimer",         "QBasicTimer",   "QChronoTimer",
                                                            "QDeadlineTimer", "clock_gettime", "gettimeofday",
                                                            "sleep_for",      "sleep_until",   "usleep",
                                                            "nanosleep"};
    static const std::vector<std::string_view> gui = {"QtGui",     "QtQml",    "QtQuick", "QtQuickControls2", "QtSvg",
                                                      "QtWidgets", "QtOpenGL", "QtTest",  "QtNetwork"};

    static const std::vector<WordRule> rules = {
        {"sim", {}, gui, "the simulation knows no display"},
        {"sim", {}, {"QObject", "Q_OBJECT", "QCoreApplication"}, "the simulation has no QObject"},
        {"sim/insight", {}, {"TaskKilled"}, "that a task has ended, and how, says the Delta (trace/ledger.h)"},
        {"sim/patterns", {}, {"TaskKilled"}, "that a task has ended, and how, says the Delta (trace/ledger.h)"},
        {"sim", {}, wallClock, "the simulation knows only virtual time"},
        {"sim",
         {},
         {"random_device", "QRandomGenerator", "rand", "srand", "mt19937", "mt19937_64"},
         "randomness comes from the named streams of kernel/random.h"},
        {"app/cli", {}, gui, "the command line links no display"},
        {"app",
         // Not about virtual time: progress shown on a terminal; easing of motion; the cost of painting; start-up; when a file
         // was written; when garbage was collected.
         {"app/player", "app/cli/progress", "app/items/painted_item", "app/items/cpu_time", "app/main",
          "app/models/folder_model", "app/window/idle_garbage"},
         wallClock,
         "only the player maps wall time to virtual time (a new exception is a line in house_rules.cpp)"},
        {"sim", {"sim/kernel/random"}, {"pcg32", "pcg64", "pcg_random"}, "only kernel/random draws numbers"},
        // Student's t is in Boost.Math, which draws nothing.
        {"sim", {"sim/kernel/random", "sim/theory/confidence"}, {"boost"}, "only kernel/random draws numbers"},
        {"app", {}, {"boost", "pcg32", "pcg64", "pcg_random"}, "only kernel/random draws numbers"},
        {"qml", {}, {"boost", "pcg32", "pcg64", "pcg_random"}, "only kernel/random draws numbers"},
        {"qml/theme", {}, {"simulation", "Simulation"}, "the theme does not know the simulation"},
        {"qml/components", {}, {"simulation", "Simulation"}, "components know the theme, not the simulation"},
    };
    return rules;
}

std::span<const std::string_view> filesOfPatterns()
{
    static constexpr std::string_view names[] = {"parameters.h", "%.h",           "%.cpp",   "description.cpp",
                                                 "diagnosis.h",  "diagnosis.cpp", "icon.svg"};
    return names;
}

std::span<const std::string_view> saidInTemplates()
{
    static constexpr std::string_view places[] = {"sim/patterns", "sim/insight", "sim/pattern/advice",
                                                  "sim/run/event_sentence"};
    return places;
}

std::span<const std::string_view> topLevelFolders()
{
    static constexpr std::string_view names[] = {"app", "sim", "qml", "tests", "resources"};
    return names;
}

std::span<const std::string_view> topLevelFiles()
{
    static constexpr std::string_view names[] = {"CMakeLists.txt", "README.md", "LICENSE", "CMakePresets.json",
                                                 "CHANGELOG.md", "CONTRIBUTING.md",
                                                 // Never committed:
                                                 "CMakeUserPresets.json", "compile_commands.json"};
    return names;
}

std::span<const std::string_view> simMayLink()
{
    static constexpr std::string_view names[] = {
        "coroscope_kernel", "Qt6::Core",    "QCoro6::Core", "QCoro::Core",
        "Boost::headers",   "Boost::boost", "Pcg::Pcg",     "nlohmann_json::nlohmann_json"};
    return names;
}

std::span<const std::string_view> cliMustNotLoad()
{
    static constexpr std::string_view names[] = {"libQt6Gui",     "libQt6Qml",     "libQt6Quick", "libQt6Svg",
                                                 "libQt6Widgets", "libQt6OpenGL",  "libQt6DBus",  "libQt6Network",
                                                 "libGL",         "libEGL",        "libX11",      "libxcb",
                                                 "libwayland",    "libfontconfig", "libfreetype"};
    return names;
}

} // namespace coroscope::house
