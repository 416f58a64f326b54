// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace coroscope {

/// A text in English that stands in the code and that people read: a label, or a template with places in braces, "{lost}
/// of {all} were lost". Only words() makes one, so that lupdate finds all there are: it takes words() for QT_TRID_NOOP,
/// the text itself being the id, and plural() for QT_TRID_N_NOOP.
class Words : public std::string_view
{
public:
    /// None.
    constexpr Words() = default;

private:
    consteval explicit Words(const char *text) : std::string_view(text) { }
    friend consteval Words words(const char *text);
};

consteval Words words(const char *text)
{
    return Words(text);
}

/// Likewise, a text that a count belongs to, as it is for several: "{n} items were lost".
class Plural : public std::string_view
{
public:
    /// None.
    constexpr Plural() = default;

private:
    consteval explicit Plural(const char *text) : std::string_view(text) { }
    friend consteval Plural plural(const char *text);
};

consteval Plural plural(const char *text)
{
    return Plural(text);
}

} // namespace coroscope
