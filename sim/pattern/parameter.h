// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/factor.h"
#include "kernel/live_duration.h"
#include "text/noun.h"
#include "text/sentence.h"
#include "trace/time.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coroscope {

/// What a parameter's number means. Every value is an int64:
enum class ParameterKind : std::uint8_t {
    Count,    ///< how many
    Duration, ///< nanoseconds
    Share,    ///< parts per billion (10⁹): 5 % is 50'000'000
    Rate,     ///< per second, in thousandths: 8/s is 8'000
    Factor,   ///< a number without a unit, in thousandths: 1.5 is 1'500
    Choice,   ///< position in the list of choices
};

struct Choice {
    std::string_view id; ///< "drop-newest"
    Words label;         ///< "Drop newest"
};

/// Everything there is to say about a parameter. Sliders, `--set`, `describe`, validation and documentation read it.
struct ParameterSpec {
    std::string_view id; ///< "when-full"
    Sentence label;      ///< "When the channel is full"
    Words effect;        ///< one sentence: what changing it does
    Noun unit;           ///< of a count: "item", "items"; empty for other kinds, or if the number says enough
    ParameterKind kind{};
    std::int64_t minimum = 0;
    std::int64_t maximum = 0;
    std::int64_t initial = 0;
    std::vector<Choice> choices; ///< of a Choice
    bool shape = false;          ///< true: the shape of the duration declared before it
    bool zeroIsOff = false;      ///< true: 0 stands for "never" or "none"
};

/// Either a value or one line that says what would be accepted.
struct ParsedValue {
    std::optional<std::int64_t> value;
    std::string error;
};

/// Reads @p text as --set takes it: `300ms`, `5%`, `0.05`, `12`, `8/s`, `1.5`, `drop-newest`. The error names the
/// parameter and the accepted range or choices.
ParsedValue parsed(const ParameterSpec &spec, std::string_view text);
/// The canonical form, which parsed() reads back to the same value.
std::string canonical(const ParameterSpec &spec, std::int64_t value);
/// For people: "300 ms", "8 items", "5 %", "Drop newest".
Sentence readable(const ParameterSpec &spec, std::int64_t value);

/// What a column of such values is called in a table of numbers, which has one unit: "interval_s",
/// "arrival-rate_per_s", else the id.
std::string columnName(const ParameterSpec &spec);
/// The value in such a column: seconds, per second, shares 0 … 1; nothing for a choice, which is not a number.
std::optional<double> plainNumber(const ParameterSpec &spec, std::int64_t value);

class ParameterTable;

/// A parameter of a pattern: its declaration and its value, which may be set at any time during a run.
class Parameter
{
public:
    Parameter(ParameterTable &table, ParameterSpec spec);
    virtual ~Parameter() = default;
    Parameter(const Parameter &) = delete;
    Parameter &operator=(const Parameter &) = delete;

    const ParameterSpec &spec() const noexcept { return m_spec; }
    std::int64_t raw() const noexcept { return m_raw; }
    /// @p raw must be within the spec's range.
    void set(std::int64_t raw);
    /// @p reaction runs each time this parameter has been set.
    void onChanged(std::function<void()> reaction) { m_reactions.push_back(std::move(reaction)); }

    /// Whether they are the same one, whatever their values.
    friend bool operator==(const Parameter &a, const Parameter &b) noexcept { return &a == &b; }

protected:
    virtual void rawChanged() { }

private:
    ParameterSpec m_spec;
    std::int64_t m_raw;
    std::vector<std::function<void()>> m_reactions;
};

/// The parameters of a pattern, in the order of their declaration.
class ParameterTable
{
public:
    ParameterTable() = default;
    virtual ~ParameterTable() = default;
    ParameterTable(const ParameterTable &) = delete;
    ParameterTable &operator=(const ParameterTable &) = delete;

    const std::vector<Parameter *> &all() const noexcept { return m_all; }
    /// Position of the parameter with this id, if there is one.
    std::optional<std::size_t> find(std::string_view id) const noexcept;

private:
    friend class Parameter;
    std::vector<Parameter *> m_all;
};

class CountParameter : public Parameter
{
public:
    struct Declaration {
        std::string_view id;
        Words label, effect;
        Noun unit;
        std::int64_t minimum, maximum, initial;
        bool zeroIsOff = false;
    };
    CountParameter(ParameterTable &table, const Declaration &declaration);
    int operator()() const noexcept { return static_cast<int>(raw()); }
};

class ShareParameter : public Parameter
{
public:
    struct Declaration {
        std::string_view id;
        Words label, effect;
        double initial; ///< 0.05 is 5 %
    };
    ShareParameter(ParameterTable &table, const Declaration &declaration);
    double operator()() const noexcept { return static_cast<double>(raw()) / 1e9; }
};

/// By how much something is multiplied.
class FactorParameter : public Parameter
{
public:
    struct Declaration {
        std::string_view id;
        Words label, effect;
        Factor minimum, maximum, initial;
    };
    FactorParameter(ParameterTable &table, const Declaration &declaration);
    Factor operator()() const noexcept { return Factor::ofThousandths(raw()); }
};

/// How often something happens per second; never zero.
class RateParameter : public Parameter
{
public:
    struct Declaration {
        std::string_view id;
        Words label, effect;
        std::int64_t minimum, maximum, initial; ///< per second, in thousandths; the minimum is above 0
    };
    RateParameter(ParameterTable &table, const Declaration &declaration);
    double operator()() const noexcept { return static_cast<double>(raw()) / 1e3; }
    /// The mean time from one to the next.
    LiveDuration &interval() noexcept { return m_interval; }

protected:
    void rawChanged() override;

private:
    LiveDuration m_interval;
};

/// A plain duration, not a random one. Also available as a LiveDuration without a shape, which is forEver while zero
/// stands for "never" or "none".
class DurationParameter : public Parameter
{
public:
    struct Declaration {
        std::string_view id;
        Words label, effect;
        Duration minimum, maximum, initial;
        bool zeroIsOff = false;
    };
    DurationParameter(ParameterTable &table, const Declaration &declaration);
    Duration operator()() const noexcept { return Duration{raw()}; }
    LiveDuration &live() noexcept { return m_live; }
    /// It is zero, and that stands for "never" or "none".
    bool isOff() const noexcept { return raw() == 0 && spec().zeroIsOff; }

protected:
    void rawChanged() override { m_live.setMean(isOff() ? forEver : Duration{raw()}); }

private:
    LiveDuration m_live;
};

/// One of a list. @p Enum's values must be 0, 1, 2 … in the order of the choices.
template <typename Enum>
class ChoiceParameter : public Parameter
{
public:
    struct Declaration {
        std::string_view id;
        Sentence label;
        Words effect;
        std::vector<Choice> choices;
        Enum initial{};
        bool isShape = false;
    };
    ChoiceParameter(ParameterTable &table, const Declaration &declaration)
        : Parameter(table,
                    ParameterSpec{.id = declaration.id,
                                  .label = declaration.label,
                                  .effect = declaration.effect,
                                  .unit = {},
                                  .kind = ParameterKind::Choice,
                                  .minimum = 0,
                                  .maximum = static_cast<std::int64_t>(declaration.choices.size()) - 1,
                                  .initial = static_cast<std::int64_t>(declaration.initial),
                                  .choices = declaration.choices,
                                  .shape = declaration.isShape})
    {
    }
    Enum operator()() const noexcept { return static_cast<Enum>(raw()); }
};

/// A duration that may be random: two rows, the mean and its shape (`<id>-shape`).
class RandomDurationParameter
{
public:
    struct Declaration {
        std::string_view id;
        Words label, effect;
        Duration minimum, maximum, initial;
        Shape shape = Shape::Fixed;
    };
    RandomDurationParameter(ParameterTable &table, const Declaration &declaration);

    DurationParameter mean;
    /// A draw: a multiple of the mean, which the work it was drawn for keeps when the mean changes.
    Sample draw(Random &random) { return mean.live().draw(random); }

private:
    std::string m_shapeId;

public:
    ChoiceParameter<Shape> shape;
};

} // namespace coroscope
