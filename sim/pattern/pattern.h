// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/action.h"
#include "pattern/parameter.h"
#include "pattern/pattern_metrics.h"
#include "pattern/topology.h"
#include "text/sentence.h"

#include <QCoroTask>

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coroscope {

class Kernel;
class Metrics;
class Recent;

/// A named starting point: parameter values that differ from the defaults.
struct Setup {
    Words title;                                                       ///< "Held back"
    Words note;                                                        ///< one sentence: what there is to see
    std::vector<std::pair<std::string_view, std::string_view>> values; ///< id, canonical text
};

/// What a pattern's numbers are computed from, all at the same time of a run.
struct Measured {
    const Metrics &metrics;
    const ParameterTable &parameters;
    const PatternMetrics &patternMetrics; ///< made by PatternInfo::patternMetrics
};

/// A number that a pattern reports over (warm-up, now]. Undefined is null in the JSON.
struct Measure {
    /// How the number over a span of time follows from those over its two parts.
    enum class Sort : std::uint8_t {
        Mean,  ///< it lies between theirs: a rate, a share, a mean, a quantile
        Total, ///< it is their sum: how many, how long in all
        State, ///< it is the second's: a state at the end
        Other, ///< neither
    };

    /// Which of two numbers speaks for a run.
    enum class Better : std::uint8_t { Neither, More, Less };

    std::string_view id; ///< "send_blocked_share"
    Words meaning;       ///< one sentence
    Sort sort = Sort::Mean;
    Better better = Better::Neither;
    std::function<std::optional<double>(const Measured &)> value;
};

/// What a formula of queueing theory predicts for a number that is measured as well.
struct TheoryValue {
    std::string_view id;      ///< as in the JSON: "latency_mean_s"
    std::string_view formula; ///< "M/M/1"
    double value;
    /// The same number, as measured.
    std::optional<double> measured{};
};

/// What a number is counted in.
enum class Unit : std::uint8_t {
    Number,
    Seconds,
    PerSecond,
    PerMinute,
    Share, ///< 0 … 1
};

/// One of the five numbers under the stage: over the window that Recent is over, or the state at its end.
struct Headline {
    Sentence label; ///< "Throughput"
    Sentence value; ///< "6.7 /s"
    Sentence note;  ///< "long run: consumer-bound"; the view adds what span the number is over
    bool now =
        false; ///< the value is the state at the end of the window; means and quantiles in the note are over the window
    std::optional<double> number{}; ///< that the value shows, in its unit; nothing where it shows none
    Unit unit = Unit::Number;
    Measure::Better better = Measure::Better::Neither;
};

/// A diagnosis, backed by the numbers it names.
struct Advice {
    /// A parameter, and a value for it.
    struct Setting {
        std::string_view id;
        std::int64_t value;

        friend bool operator==(const Setting &, const Setting &) = default;
    };

    std::string_view check; ///< which check found it: "bottleneck"
    Sentence sentence;      ///< "The consumers set the pace: …"
    Sentence remedy{}; ///< what to try: "Try “Consumers” = 3.", or what else helps; empty if nothing is known to
    /// What the remedy says to set. Setting it makes the problem smaller or go away, which a test verifies.
    std::vector<Setting> settings{};
    /// How bad it is, in a unit of the check's own; a remedy lowers it.
    double degree = 1;
    /// What it is about, if not what the topology says of its check.
    std::optional<NodeRef> about{};

    friend bool operator==(const Advice &, const Advice &) = default;
};

/// What it is about; nothing if it is about the run as a whole.
std::optional<NodeRef> culpritOf(const Advice &advice, const Topology &topology);
/// Whether @p value is one that a remedy may name: within the range, not the current one, and not unreasonably many: at
/// most four times as many as there are, or as there are by default.
bool isWorthTrying(const Parameter &parameter, std::int64_t value);
/// The advice with a remedy, "Try “Consumers” = 3."; without one if that is not worth trying.
Advice withTry(Advice advice, const Parameter &parameter, std::int64_t value);

/// What a pattern says about its state at the playhead, and before it as far as Recent reaches.
struct Diagnosis {
    std::vector<Headline> headlines; ///< five
    std::vector<Advice> advice;      ///< what is worth saying, the most important first
};

/// One run's instance of a pattern: parameters and coroutines.
class Pattern
{
public:
    virtual ~Pattern() = default;
    virtual ParameterTable &parameters() = 0;
    /// The root coroutine of the run.
    virtual QCoro::Task<> main() = 0;
    /// Carries out one of PatternInfo::actions, between two instants. Does nothing if ActionSpec::noEffect gives a
    /// reason.
    virtual void act(const ActionCall &) { }
};

/// What is known of a pattern without running it. Each pattern is one of these in the registry.
struct PatternInfo {
    /// Its section of the catalogue.
    enum class Kind : std::uint8_t {
        Pattern,  ///< one of the six
        Service,  ///< all six together
        Practice, ///< one good practice, with and without
        Beyond,   ///< what the course does not cover
    };

    Kind kind = Kind::Pattern;
    std::string_view id; ///< "backpressure"
    Words title;         ///< "Backpressure"
    Words summary;       ///< one sentence
    Noun item;           ///< what its items are: {"request", "requests"}
    /// Virtual per wall time, 0.05 to 1000: so fast one can follow what happens.
    double pace = 1;
    /// Ids of those that matter most for what the pattern is about. They are offered first, the others on demand.
    std::array<std::string_view, 4> mainParameters;
    /// What a sweep begins with: ids of the parameter and of the measure (of sweepColumns()) that best show what the
    /// pattern is about.
    std::string_view tellingParameter;
    std::string_view tellingMeasure;
    /// The files that its coroutines wait in, and what of the rest is worth reading, as CodeSite::file names them; what
    /// the pattern is, first. A comment at the margin that begins with "What follows" says what serves the picture or
    /// live turning from there on; it may be folded.
    std::vector<std::string_view> code;
    const Topology &(*topology)();
    std::span<const Setup> (*setups)();
    std::span<const Measure> (*measures)();
    /// The diagnosis of @p recent, with the parameter values (by position) at its end.
    Diagnosis (*diagnose)(const Recent &recent, std::span<const std::int64_t> values);
    /// For people, beside a parameter: what its value means ("3.3 /s each"); may be empty.
    Sentence (*hint)(std::size_t parameter, std::span<const std::int64_t> values);
    /// Why a parameter has no effect at these values, or empty.
    Sentence (*irrelevance)(std::size_t parameter, std::span<const std::int64_t> values);
    /// One line that compares offered and possible rates; may be empty.
    Sentence (*load)(std::span<const std::int64_t> values);
    /// The declarations, at their defaults.
    std::unique_ptr<ParameterTable> (*declare)();
    std::unique_ptr<Pattern> (*create)(Kernel &kernel);
    std::span<const ActionSpec> (*actions)() = [] { return std::span<const ActionSpec>(); };
    /// What the measures need besides Metrics; counts as Metrics does, see there.
    std::unique_ptr<PatternMetrics> (*patternMetrics)(Time warmup) = [](Time) {
        return std::make_unique<PatternMetrics>();
    };
    /// What queueing theory predicts, if its conditions hold at these parameters; the caller makes sure that the
    /// parameters have been the same throughout the measured time. Empty if no formula applies.
    std::vector<TheoryValue> (*theory)(const Measured &measured) = [](const Measured &) {
        return std::vector<TheoryValue>();
    };
};

} // namespace coroscope
