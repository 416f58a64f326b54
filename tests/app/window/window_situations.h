// SPDX-License-Identifier: MIT
#pragma once

#include "run/registry.h"
#include "window/window_request.h"

#include <QMetaType>
#include <QQuickWindow>

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace coroscope::test {

/// The smallest window, small screens, the usual one, a large one; in device-independent pixels.
inline constexpr std::array<QSize, 5> windowSizes = {QSize(720, 540), QSize(1024, 700), QSize(1366, 590),
                                                     QSize(1600, 1000), QSize(2560, 1440)};

/// Which panels are open: as many as there is usually room for, or the one that somebody has opened besides.
enum class Panels : std::uint8_t { Usual, Rail, Tune };

/// For the name of a picture: nothing, " rail" or " panel".
inline QString nameOf(Panels panels)
{
    return QLatin1String(panels == Panels::Usual ? "" : panels == Panels::Rail ? " rail" : " panel");
}

/// What somebody may open in a window of @p size.
inline std::vector<Panels> panelsAt(QSize size)
{
    if (size.width() > 1100)
        return {Panels::Usual};
    return {Panels::Usual, Panels::Rail, Panels::Tune};
}

/// Opens @p panels, as the keys do.
inline void show(Panels panels, QQuickWindow &window)
{
    QObject *const folds = window.property("folds").value<QObject *>();
    folds->setProperty("railWhereNarrow", panels == Panels::Rail);
    folds->setProperty("panelWhereNarrow", panels == Panels::Tune);
    folds->setProperty("railLast", panels == Panels::Rail);
}

/// A run at a moment: what somebody would give on the command line.
struct Situation {
    std::string name;
    std::vector<std::string> words;

    WindowRequest request() const
    {
        std::vector<std::string_view> all(words.begin(), words.end());
        for (const std::string_view word : {"--size", "1600x1000", "--paused"})
            all.push_back(word);
        return readWindowRequest(all);
    }
};

/// Every count at its end, so that there are as many tasks, stages and items as can be.
inline Situation crowded(const PatternInfo &pattern)
{
    Situation situation{std::string(pattern.id) + ", as many as can be", {std::string(pattern.id), "--seek", "3s"}};
    const auto table = pattern.declare();
    for (const Parameter *parameter : table->all()) {
        const ParameterSpec &spec = parameter->spec();
        if (spec.kind != ParameterKind::Count)
            continue;
        situation.words.emplace_back("--set");
        situation.words.push_back(std::string(spec.id) + "=" + canonical(spec, spec.maximum));
    }
    return situation;
}

/// Of every pattern: at rest, in the thick of it, its set-ups, and as crowded as can be; and what is special.
inline std::vector<Situation> situations()
{
    std::vector<Situation> all;
    for (const PatternInfo *pattern : patterns()) {
        const std::string id(pattern->id);
        all.push_back({id + ", at rest", {id, "--seek", "0"}});
        all.push_back({id + ", in the thick of it", {id, "--seek", "12s"}});
        for (const Setup &setup : pattern->setups()) {
            Situation situation{id + ", " + std::string(setup.title), {id, "--seek", "9.1s"}};
            for (const auto &[name, value] : setup.values) {
                situation.words.emplace_back("--set");
                situation.words.push_back(std::string(name) + "=" + std::string(value));
            }
            all.push_back(std::move(situation));
        }
        all.push_back(crowded(*pattern));
    }
    all.push_back({"six stages and dead letters",
                   {"pipeline", "--set", "stages=6", "--set", "on-failure=dead-letter", "--set", "failure-rate=10%",
                    "--seek", "12s"}});
    all.push_back({"stalled, and many wait",
                   {"backpressure", "--set", "producers=12", "--at", "2s:consumers=0", "--seek", "20s"}});
    all.push_back({"counters of seven digits", {"backpressure", "--set", "failure-rate=10%", "--seek", "100h"}});
    all.push_back({"turned again and again",
                   {"backpressure", "--at", "8s:capacity=2", "--at", "9s:consumers=5", "--at",
                    "10s:when-full=unbounded", "--at", "10.5s:work=2s", "--seek", "12s"}});
    return all;
}

} // namespace coroscope::test

Q_DECLARE_METATYPE(coroscope::test::Situation)
