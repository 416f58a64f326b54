// SPDX-License-Identifier: MIT
#pragma once

#include "run/session.h"

#include <optional>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace coroscope {

/// A change was named wrongly: one line that says what, and what would be accepted; the caller, who has the text, adds
/// where.
class ChangeError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

/// Reads by name the parameters that can be set and the actions that can be taken in runs of one pattern, for the
/// command line and for files alike. Setting the times of the changes is left to the caller. Every function throws
/// ChangeError.
class ChangeReader
{
public:
    /// Both must outlive this; @p table is of @p pattern.
    ChangeReader(const PatternInfo &pattern, const ParameterTable &table) : m_pattern(pattern), m_table(table) { }

    /// The position of a parameter.
    std::size_t parameter(std::string_view name) const;
    /// A parameter set to a value, as text that parsed() takes.
    Change setting(std::string_view name, std::string_view value) const;
    bool hasAction(std::string_view id) const;
    /// An action, at the task of this name ("Worker 2") if it has a target.
    Change action(std::string_view id, std::optional<std::string_view> target) const;
    /// Throws: @p name is neither a parameter nor an action.
    [[noreturn]] void refuse(std::string_view name) const;

private:
    std::vector<std::string_view> parameterIds() const;
    std::vector<std::string_view> actionIds() const;

    const PatternInfo &m_pattern;
    const ParameterTable &m_table;
};

} // namespace coroscope
