// SPDX-License-Identifier: MIT
#include "cli/arguments.h"

#include "cli/errors.h"
#include "text/wording.h"

#include <algorithm>

namespace coroscope {

namespace {

const OptionSpec &find(std::string_view name, std::span<const OptionSpec> options)
{
    const auto found = std::find_if(options.begin(), options.end(),
                                    [&](const OptionSpec &it) { return it.name == name; });
    if (found != options.end())
        return *found;
    if (options.empty())
        throw RequestError("unknown option " + inQuotes(name) + "; it takes none");
    std::vector<std::string_view> names;
    for (const OptionSpec &option : options)
        names.push_back(option.name);
    throw RequestError("unknown option " + inQuotes(name) + "; " + suggestion(name, "options", names));
}

} // namespace

Arguments::Arguments(std::span<const std::string_view> words, std::span<const OptionSpec> options,
                     std::size_t maximumOperands)
{
    bool optionsAreOver = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string_view word = words[i];
        if (word == "--" && !optionsAreOver) {
            optionsAreOver = true;
        } else if (optionsAreOver || !word.starts_with('-') || word == "-") {
            if (m_operands.size() == maximumOperands)
                throw RequestError(inQuotes(word) + " is one argument too many");
            m_operands.push_back(word);
        } else {
            const std::size_t equals = word.find('=');
            const std::string_view name = word.substr(0, equals);
            const OptionSpec &option = find(name, options);
            if (option.value.empty()) {
                if (equals != std::string_view::npos)
                    throw RequestError(std::string(name) + " takes no value");
                take(option, {});
            } else if (equals != std::string_view::npos) {
                take(option, word.substr(equals + 1));
            } else if (i + 1 < words.size()) {
                take(option, words[++i]);
            } else {
                throw RequestError(std::string(name) + " needs a value: " + std::string(option.value));
            }
        }
    }
}

void Arguments::take(const OptionSpec &option, std::string_view value)
{
    if (!option.repeatable && has(option.name))
        throw RequestError(std::string(option.name) + " is given twice; it is taken once");
    m_given.push_back({option.name, value});
}

std::optional<std::string_view> Arguments::value(std::string_view name) const noexcept
{
    for (const Given &given : m_given) {
        if (given.name == name)
            return given.value;
    }
    return std::nullopt;
}

std::string optionHelp(std::span<const OptionSpec> options)
{
    const auto left = [](const OptionSpec &option) {
        return std::string(option.name) + (option.value.empty() ? "" : " " + std::string(option.value));
    };
    std::size_t width = 0;
    for (const OptionSpec &option : options)
        width = std::max(width, left(option).size());
    std::string text;
    for (const OptionSpec &option : options) {
        std::string line = left(option);
        line.resize(width + 2, ' ');
        text += "  " + line + std::string(option.help) + "\n";
    }
    return text;
}

} // namespace coroscope
