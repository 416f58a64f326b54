// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coroscope {

/// An option that a program or command takes. Parsing, the check for duplicates and the help are derived from it.
struct OptionSpec {
    std::string_view name;  ///< "--set"
    std::string_view value; ///< what it takes, for the help: "NAME=VALUE"; empty: it is a switch
    std::string_view help;  ///< one line
    bool repeatable = false;
};

/// A command line, taken apart: operands, and options with their values, each in the order given.
class Arguments
{
public:
    struct Given {
        std::string_view name;
        std::string_view value;
    };

    /// @p words must outlive this; so must @p options. `--name value` and `--name=value` are the same; after `--`
    /// everything is an operand; so is `-`.
    /// @throws RequestError if an option is unknown, lacks its value or is given twice, or there are more operands than
    /// @p maximumOperands.
    Arguments(std::span<const std::string_view> words, std::span<const OptionSpec> options,
              std::size_t maximumOperands);

    const std::vector<std::string_view> &operands() const noexcept { return m_operands; }
    const std::vector<Given> &options() const noexcept { return m_given; }
    bool has(std::string_view name) const noexcept { return value(name).has_value(); }
    /// The value of an option that can be given once; nullopt if it was not given.
    std::optional<std::string_view> value(std::string_view name) const noexcept;

private:
    void take(const OptionSpec &option, std::string_view value);

    std::vector<std::string_view> m_operands;
    std::vector<Given> m_given;
};

/// A line per option, for people.
std::string optionHelp(std::span<const OptionSpec> options);

} // namespace coroscope
