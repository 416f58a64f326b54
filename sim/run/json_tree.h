// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coroscope {

/// JSON as it was written: numbers keep their text, objects the order of their keys.
struct JsonNode {
    enum class Kind : unsigned char { Null, Boolean, Number, Text, List, Object };
    /// None of our files is nested deeper.
    static constexpr std::size_t mostDepth = 8;
    /// Values. No scenario within the file size limit has so many; this bounds the memory that a text of many small
    /// ones takes.
    static constexpr std::size_t most = 1'000'000;

    Kind kind = Kind::Null;
    std::string text{};               ///< of a Text; of a Number as it was written; of a Boolean true or false
    std::vector<JsonNode> children{}; ///< of a List and an Object
    std::string key{};                ///< in the enclosing object
};

/// Reads strict JSON: UTF-8 without a byte-order mark, no duplicate keys, at most JsonNode::mostDepth deep, and
/// at most JsonNode::most values. @throws ScenarioError
JsonNode parsedJson(std::string_view text);
/// @p text in quotes, with escapes for what JSON requires, and for what may not be shown (one_line.h).
std::string jsonText(std::string_view text);

} // namespace coroscope
