// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coroscope {

// The names of measures tell their units: those that end in _per_s are rates, in _s durations, in _share and
// _utilisation shares.

/// For people: "Latency p99", "Throughput", "Send blocked share".
QString measureName(std::string_view id);
/// The same of several.
QStringList measureNames(const std::vector<std::string> &ids);
/// With its unit: "1.42 s", "6.7 /s", "71 %", "12".
QString measureText(std::string_view id, double value);
/// How far two are apart: "1.42 s"; of shares "17 points".
QString measureDistance(std::string_view id, double value);
/// What a user types for one, with or without its unit: "1.42 s", "6.7 /s", "71 %"; a share also as "0.71".
std::optional<double> typedMeasure(std::string_view id, const QString &typed);
/// What typedMeasure() takes, by examples.
QString measureExample(std::string_view id);

} // namespace coroscope
