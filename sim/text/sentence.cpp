// SPDX-License-Identifier: MIT
#include "text/sentence.h"

#include <QtGlobal>

#include <algorithm>
#include <utility>

namespace coroscope {

namespace {

/// @p text with what @p fill says in the place of each name in braces.
std::string filled(std::string_view text, const std::function<std::string(std::string_view)> &fill)
{
    std::string all;
    while (!text.empty()) {
        const std::size_t opens = text.find('{');
        const std::size_t closes = text.find('}', opens);
        all += text.substr(0, opens);
        if (closes == std::string_view::npos)
            break;
        all += fill(text.substr(opens + 1, closes - opens - 1));
        text.remove_prefix(closes + 1);
    }
    return all;
}

} // namespace

// Here, where what fills its places is complete.
Sentence::Sentence() = default;
Sentence::Sentence(Words words) : m_source(words) { }
Sentence::Sentence(std::string verbatim) : m_verbatim(std::move(verbatim)) { }
Sentence::Sentence(const Sentence &) = default;
Sentence::Sentence(Sentence &&) noexcept = default;
Sentence &Sentence::operator=(const Sentence &) = default;
Sentence &Sentence::operator=(Sentence &&) noexcept = default;
Sentence::~Sentence() = default;

// Not defaulted: each needs the other, which is too much for Clang 16.
bool operator==(const Sentence::Argument &one, const Sentence::Argument &other)
{
    return one.name == other.name && one.value == other.value;
}

bool operator==(const Sentence &one, const Sentence &other)
{
    return one.m_source == other.m_source && one.m_one == other.m_one && one.m_count == other.m_count
        && one.m_verbatim == other.m_verbatim && one.m_separator == other.m_separator
        && one.m_arguments == other.m_arguments;
}

bool Sentence::empty() const noexcept
{
    return m_source.empty() && m_verbatim.empty() && m_arguments.empty();
}

std::string Sentence::text(const Translator &translator) const
{
    if (m_source.empty()) {
        std::string all = m_verbatim;
        for (const Argument &part : m_arguments)
            all.append(all.empty() ? "" : m_separator).append(part.value.text(translator));
        return all;
    }
    std::string source = translator ? translator(m_source, m_count) : std::string();
    if (source.empty())
        source = m_count == 1 ? m_one : m_source;
    return filled(source, [&](std::string_view name) {
        const auto known = std::find_if(m_arguments.begin(), m_arguments.end(),
                                        [&](const Argument &one) { return one.name == name; });
        Q_ASSERT_X(known != m_arguments.end(), "Sentence", source.c_str());
        return known == m_arguments.end() ? std::string() : known->value.text(translator);
    });
}

Sentence say(Words source, std::initializer_list<Sentence::Argument> arguments)
{
    Sentence sentence;
    sentence.m_source = source;
    sentence.m_arguments = arguments;
    return sentence;
}

Sentence sayCounted(std::int64_t count, std::string_view one, Plural many,
                    std::initializer_list<Sentence::Argument> arguments)
{
    if (many.empty())
        return {};
    Sentence sentence;
    sentence.m_source = many;
    sentence.m_arguments = arguments;
    sentence.m_one = one;
    sentence.m_count = count;
    sentence.m_arguments.emplace_back("n", count);
    return sentence;
}

Sentence joined(std::vector<Sentence> parts, std::string_view separator)
{
    Sentence list;
    list.m_separator = separator;
    for (Sentence &part : parts) {
        if (!part.empty())
            list.m_arguments.emplace_back(std::string_view(), std::move(part));
    }
    return list;
}

Sentence listed(const std::vector<Sentence> &names)
{
    constexpr std::size_t most = 3;
    if (names.size() < 2)
        return names.empty() ? Sentence() : names.front();
    const bool all = names.size() <= most;
    const auto end = all ? names.end() - 1 : names.begin() + most;
    Sentence first = joined(std::vector<Sentence>(names.begin(), end), ", ");
    return all ? say(words("{names} and {last}"), {{"names", std::move(first)}, {"last", names.back()}})
               : say(words("{names} and {more} more"), {{"names", std::move(first)}, {"more", names.size() - most}});
}

Sentence countOf(std::int64_t count, const Noun &noun)
{
    return say(words("{count} {things}"), {{"count", count}, {"things", sayCounted(count, noun.one, noun.many)}});
}

Sentence times(std::int64_t count)
{
    if (count == 1)
        return words("once");
    if (count == 2)
        return words("twice");
    return sayCounted(count, "{n} time", plural("{n} times"));
}

} // namespace coroscope
