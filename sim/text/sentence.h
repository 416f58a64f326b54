// SPDX-License-Identifier: MIT
#pragma once

#include "text/noun.h"
#include "text/words.h"

#include <concepts>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coroscope {

/// What is said to people, as data: a template in English and what fills its places, so that it can be said in another
/// language. Numbers with their units are the same in all of them ("6.7 /s"), and so are names that somebody gave.
class Sentence
{
public:
    /// Says a source text in another language; of those that count, @p count chooses the form. Empty where it has none.
    using Translator = std::function<std::string(std::string_view source, std::optional<std::int64_t> count)>;
    struct Argument;

    /// Says nothing.
    Sentence();
    Sentence(Words words);
    /// What is said the same in every language: a number, a name from outside.
    Sentence(std::string verbatim);
    Sentence(const Sentence &);
    Sentence(Sentence &&) noexcept;
    Sentence &operator=(const Sentence &);
    Sentence &operator=(Sentence &&) noexcept;
    ~Sentence();

    bool empty() const noexcept;
    /// In English.
    std::string text() const { return text(Translator()); }
    std::string text(const Translator &translator) const;

    friend bool operator==(const Sentence &, const Sentence &);

private:
    friend Sentence say(Words source, std::initializer_list<Argument> arguments);
    friend Sentence sayCounted(std::int64_t count, std::string_view one, Plural many,
                               std::initializer_list<Argument> arguments);
    friend Sentence joined(std::vector<Sentence> parts, std::string_view separator);

    std::string_view m_source;           ///< the template, in the plural where it counts
    std::string_view m_one;              ///< of one that counts: in the singular
    std::optional<std::int64_t> m_count; ///< of one that counts
    std::string m_verbatim;              ///< without a template
    std::vector<Argument> m_arguments;   ///< what fills the places; of a list: its parts
    std::string_view m_separator;        ///< of a list
};

/// What fills a place of a template: "{lost}" is filled by the argument named lost.
struct Sentence::Argument {
    Argument(std::string_view name, Sentence value) : name(name), value(std::move(value)) { }
    Argument(std::string_view name, std::string text) : name(name), value(std::move(text)) { }
    Argument(std::string_view name, Words words) : name(name), value(words) { }
    Argument(std::string_view name, std::integral auto number) : name(name), value(std::to_string(number)) { }

    std::string_view name;
    Sentence value;

    friend bool operator==(const Argument &one, const Argument &other);
};

/// A sentence from a template and what fills its places: each place has to have an argument.
Sentence say(Words source, std::initializer_list<Sentence::Argument> arguments = {});
/// One that counts: @p one in English if @p count is one, else @p many; both may show it as "{n}".
Sentence sayCounted(std::int64_t count, std::string_view one, Plural many,
                    std::initializer_list<Sentence::Argument> arguments = {});
/// The parts that say something, one after the other.
Sentence joined(std::vector<Sentence> parts, std::string_view separator);
/// "Producer 1, Producer 2 and Producer 3"; of more than three the first ones: "… and 3 more".
Sentence listed(const std::vector<Sentence> &names);
/// "3 producers", "1 producer".
Sentence countOf(std::int64_t count, const Noun &noun);
/// "once", "twice", "3 times".
Sentence times(std::int64_t count);

} // namespace coroscope
