// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

// Clang 16 breaks down over the code of consteval functions that return such classes.
#if defined(__clang__) && __clang_major__ < 17
#define COROSCOPE_CONSTEVAL constexpr
#else
#define COROSCOPE_CONSTEVAL consteval
#endif

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
    COROSCOPE_CONSTEVAL explicit Words(const char *text) : std::string_view(text) { }
    friend COROSCOPE_CONSTEVAL Words words(const char *text);
};

COROSCOPE_CONSTEVAL Words words(const char *text)
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
    COROSCOPE_CONSTEVAL explicit Plural(const char *text) : std::string_view(text) { }
    friend COROSCOPE_CONSTEVAL Plural plural(const char *text);
};

COROSCOPE_CONSTEVAL Plural plural(const char *text)
{
    return Plural(text);
}

} // namespace coroscope
