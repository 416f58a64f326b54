// SPDX-License-Identifier: MIT
#pragma once

#include "lesson/goal.h"
#include "run/scenario.h"
#include "run/stop_condition.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace coroscope {

/// A parameter, and the value it is to have.
struct LessonSetting {
    std::size_t parameter = 0; ///< position in the pattern's ParameterTable
    std::int64_t value = 0;

    friend bool operator==(const LessonSetting &, const LessonSetting &) = default;
};

/// @p scenario with these values from its start on.
Scenario withSettings(Scenario scenario, const std::vector<LessonSetting> &settings);

/// Where a step wants the learner to look.
struct Spotlight {
    enum class Kind : std::uint8_t {
        Nothing,
        Task,      ///< at `place`
        Channel,   ///< number `index`
        Lock,      ///< number `index`
        Threads,   ///< of the executor
        Parameter, ///< at position `index` of the table
        Figure,    ///< of the five under the stage, number `index` from 0
    };

    Kind kind = Kind::Nothing;
    Place place{};
    std::uint32_t index = 0;

    friend bool operator==(const Spotlight &, const Spotlight &) = default;
};

/// Names of what a step can show in the window, and can ask the learner to use: "play", "code", "compare" …
const std::vector<std::string_view> &lessonControls();

/// What has to come before a step is over.
struct GoOn {
    enum class Kind : std::uint8_t {
        Asked,  ///< the learner goes on
        Turned, ///< the parameter of `goal` has been turned so that it holds
        Number, ///< the number of `goal` holds for the run up to the playhead
        Event,  ///< the run has come to `event`
        Used,   ///< the learner has used `control`
    };

    Kind kind = Kind::Asked;
    Goal goal{};
    StopCondition event{};
    std::string control{};

    friend bool operator==(const GoOn &, const GoOn &) = default;
};

/// A question about what will happen, which runs answer: those of the present values, with these taken instead.
struct Prediction {
    /// One of several answers in words, each with what it changes.
    struct Option {
        std::string text;
        std::vector<LessonSetting> settings;
    };
    /// Which of the options makes the number the largest (or the smallest).
    struct Best {
        bool largest = false;
        std::vector<Option> options; ///< two to four
    };
    /// Whether the number rises, stays or falls with the settings.
    struct Trend {
        std::vector<LessonSetting> settings;
    };
    /// How large the number is with the settings, on a scale.
    struct Amount {
        std::vector<LessonSetting> settings;
        double from = 0;
        double to = 1;
    };
    /// The number over values of a parameter, on a scale.
    struct Curve {
        Variation variation;
        double from = 0;
        double to = 1;
    };

    /// Between what the number is said to lie, for a check to verify.
    struct Claim {
        std::size_t line = 0;  ///< in the file, from 1
        std::size_t point = 0; ///< of a curve: the position of the value that it is over
        double from = 0;
        double to = 0;
    };

    std::string question;
    std::size_t number = 0; ///< position in sweepColumns()
    std::variant<Trend, Best, Amount, Curve> kind{};
    std::vector<Claim> claims{}; ///< of an amount, or of points of a curve
    Duration length = std::chrono::seconds(60);
    Duration warmup{};
    std::uint64_t seeds = 5; ///< over which it is the mean
};

/// That a number differs between two runs: B has less of it than A, or more, over all seeds.
struct Shown {
    std::size_t number = 0; ///< position in sweepColumns()
    bool more = false;
};

/// One step of a lesson: a text, and what the window does meanwhile.
struct LessonStep {
    std::size_t line = 0;                  ///< in the file, from 1
    std::string title;                     ///< may be empty
    std::string text;                      ///< Markdown, without images, links and HTML
    std::optional<Scenario> start{};       ///< a run that begins with the step
    std::vector<LessonSetting> settings{}; ///< turned now; with `start`: from its start on
    std::optional<Duration> seek{};        ///< the moment that it begins at
    std::optional<double> speed{};         ///< virtual per wall time, 0.05 to 1000
    std::optional<bool> play{};            ///< nothing: it stays as it is
    Spotlight spotlight{};
    std::string show{};                    ///< a tab or a view, by its name in lessonControls(); may be empty
    std::vector<LessonSetting> compared{}; ///< B's, if two runs are compared; else empty
    GoOn goOn{};
    std::optional<Prediction> prediction{};
    std::vector<Goal> reached{}; ///< by the run of this step, which a check verifies
    std::vector<Goal> after{};   ///< by the same run once the learner has turned what `goOn` waits for, likewise
    std::vector<Shown> shown{};  ///< by the comparison of this step, which a check verifies
};

/// A task that the simulation judges.
struct Challenge {
    Scenario start;                         ///< which does not reach the goals
    std::vector<std::size_t> turnable{};    ///< positions of the parameters that may be turned; empty: all
    std::vector<Goal> goals{};              ///< all of them, over all seeds
    std::vector<std::vector<Goal>> stars{}; ///< what earns the second star, and the third
    std::uint64_t firstSeed = 1001;         ///< those that the learner has not seen
    std::uint64_t seeds = 5;
    std::string hint{};                    ///< may be empty
    std::vector<LessonSetting> solution{}; ///< one that reaches the goals
};

/// A question to be answered in one's own words, with an answer of ours.
struct Exercise {
    std::string question; ///< Markdown
    std::string answer;   ///< Markdown
};

/// What there is to learn, in one file.
struct Lesson {
    enum class Kind : std::uint8_t { Pattern, Practice, Exercise, Project, Challenge };

    /// Words that a step's text may have.
    static constexpr std::size_t mostWords = 60;
    /// Steps that a lesson may have.
    static constexpr std::size_t mostSteps = 20;

    Kind kind = Kind::Pattern;
    std::string title;
    std::string summary; ///< one sentence; may be empty
    const PatternInfo *pattern = nullptr;
    std::vector<LessonStep> steps{};
    std::optional<Challenge> challenge{}; ///< of a challenge, whose steps are its text
    std::optional<Exercise> exercise{};   ///< of an exercise, whose one step shows it
};

} // namespace coroscope
