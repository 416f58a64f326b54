// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/parameter.h"
#include "trace/time.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <vector>

namespace coroscope {

// What the JSON of all reports is made of.

using Json = nlohmann::ordered_json;

/// With up to nine decimals; null for what is undefined or not finite.
Json number(std::optional<double> value);
/// @p nanoseconds in seconds.
Json seconds(std::optional<double> nanoseconds);
Json seconds(Duration duration);
/// By id, each as --set takes it. @p values by position.
Json parametersOf(const ParameterTable &table, const std::vector<std::int64_t> &values);

/// The document as lines of CSV: a header `key,value`, then its keys, dotted, list entries by their number from 0, and
/// its values; null is empty, and so are an empty object and an empty list.
std::string dottedCsv(const Json &document);

} // namespace coroscope
