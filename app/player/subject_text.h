// SPDX-License-Identifier: MIT
#pragma once

#include "insight/subject.h"
#include "insight/world.h"
#include "pattern/pattern.h"
#include "player/run.h"

#include <QString>

#include <vector>

namespace coroscope {

// What is said of what somebody has selected, at the playhead.

/// "Producer 2", "the channel", "item 90"; empty of nothing.
QString nameOfSubject(const Subject &subject, const Run &run);
/// What it does now, and since when: "has waited for 1.4 s to send item 90: the channel is full".
QString stateOfSubject(const Subject &subject, const Run &run);
/// How it fares, as StateSwatch calls it; empty of what is no task.
QString lookOfSubject(const Subject &subject, const Run &run);

/// Something known about it, and what that names, if it does.
struct Fact {
    QString label;
    QString value;
    Subject about{};

    friend bool operator==(const Fact &, const Fact &) = default;
};
std::vector<Fact> factsAbout(const Subject &subject, const Run &run);

} // namespace coroscope
