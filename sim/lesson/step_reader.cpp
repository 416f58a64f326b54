// SPDX-License-Identifier: MIT
#include "lesson/step_reader.h"

#include "lesson/prediction_reader.h"
#include "pattern/place_names.h"
#include "pattern/setup_values.h"
#include "run/change_reader.h"
#include "text/duration_text.h"
#include "text/wording.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace coroscope {

namespace {

constexpr std::size_t figures = 5; ///< under the stage
constexpr double slowest = 0.05;
constexpr double fastest = 1000;
constexpr Duration longestRun = std::chrono::hours(1);
constexpr std::uint64_t mostSeeds = 100;

/// Entries of a section, each of which may be there once unless it is said to be `repeated`.
class Entries
{
public:
    Entries(const LessonSection &section, const std::vector<std::string_view> &known,
            const std::vector<std::string_view> &repeated)
        : m_section(section)
    {
        for (const LessonEntry &entry : section.entries) {
            if (std::find(known.begin(), known.end(), entry.name) == known.end())
                throw LessonError(entry.line,
                                  "there is no " + inQuotes(entry.name) + " here; "
                                      + suggestion(entry.name, "entries", known));
            if (entry.value.empty())
                throw LessonError(entry.line, std::string(entry.name) + " has no value");
            const bool mayRepeat = std::find(repeated.begin(), repeated.end(), entry.name) != repeated.end();
            if (!mayRepeat && find(entry.name) != &entry)
                throw LessonError(entry.line, std::string(entry.name) + " is there twice");
        }
    }
    const LessonEntry *find(std::string_view name) const
    {
        const auto found = std::find_if(m_section.entries.begin(), m_section.entries.end(),
                                        [&](const LessonEntry &entry) { return entry.name == name; });
        return found == m_section.entries.end() ? nullptr : &*found;
    }
    const LessonEntry &need(std::string_view name, const char *form) const
    {
        if (const LessonEntry *const entry = find(name))
            return *entry;
        throw LessonError(m_section.line,
                          std::string(name) + " is missing; it takes " + std::string(name) + ": " + form);
    }
    template <typename Action>
    void each(std::string_view name, const Action &action) const
    {
        for (const LessonEntry &entry : m_section.entries) {
            if (entry.name == name)
                action(entry);
        }
    }

private:
    const LessonSection &m_section;
};

/// The first word, and the rest.
std::pair<std::string_view, std::string_view> halves(std::string_view text)
{
    const std::size_t space = std::min(text.find(' '), text.size());
    const std::size_t rest = std::min(text.find_first_not_of(' ', space), text.size());
    return {text.substr(0, space), text.substr(rest)};
}

std::uint64_t wholeNumber(const LessonEntry &entry, std::string_view text, std::uint64_t from, std::uint64_t to)
{
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number < from || number > to)
        throw LessonError(entry.line,
                          inQuotes(text) + " is no such number; it takes a whole one from " + std::to_string(from)
                              + " to " + std::to_string(to));
    return number;
}

double speedOf(const LessonEntry &entry)
{
    double speed = 0;
    const char *const last = entry.value.data() + entry.value.size();
    const auto [end, error] = std::from_chars(entry.value.data(), last, speed, std::chars_format::fixed);
    if (error != std::errc{} || end != last || speed < slowest || speed > fastest)
        throw LessonError(entry.line, inQuotes(entry.value) + " is no speed; it takes 0.05 to 1000 times");
    return speed;
}

std::string controlOf(const LessonEntry &entry, std::string_view text)
{
    const std::vector<std::string_view> &known = lessonControls();
    if (std::find(known.begin(), known.end(), text) == known.end())
        throw LessonError(entry.line,
                          "there is no control " + inQuotes(text) + "; " + suggestion(text, "controls", known));
    return std::string(text);
}

bool yesOrNo(const LessonEntry &entry)
{
    if (entry.value != "yes" && entry.value != "no")
        throw LessonError(entry.line, inQuotes(entry.value) + " is neither yes nor no");
    return entry.value == "yes";
}

} // namespace

Duration lessonDuration(const LessonEntry &entry)
{
    const std::optional<Duration> duration = parsedDuration(entry.value);
    if (!duration || *duration > longestRun)
        throw LessonError(entry.line, inQuotes(entry.value) + " is no duration up to 1h, such as 500ms or 30s");
    return *duration;
}

std::uint64_t lessonSeeds(const LessonEntry &entry)
{
    return wholeNumber(entry, entry.value, 1, mostSeeds);
}

StepReader::StepReader(const PatternInfo &pattern, const LessonFiles &files)
    : m_pattern(pattern), m_files(files), m_table(pattern.declare())
{
}

std::size_t StepReader::parameter(const LessonEntry &entry, std::string_view name) const
{
    try {
        return ChangeReader(m_pattern, *m_table).parameter(name);
    } catch (const ChangeError &error) {
        throw LessonError(entry.line, error.what());
    }
}

std::size_t StepReader::number(const LessonEntry &entry, std::string_view name) const
{
    const std::vector<std::string> columns = sweepColumns(m_pattern);
    const auto found = std::find(columns.begin(), columns.end(), name);
    if (found != columns.end())
        return static_cast<std::size_t>(found - columns.begin());
    throw LessonError(entry.line,
                      std::string(m_pattern.id) + " has no number " + inQuotes(name) + "; "
                          + suggestion(name, "numbers", {columns.begin(), columns.end()}));
}

std::vector<LessonSetting> StepReader::settings(const LessonEntry &entry, std::string_view text) const
{
    std::vector<LessonSetting> all;
    while (!text.empty()) {
        const auto [word, rest] = halves(text);
        text = rest;
        const std::size_t equals = word.find('=');
        if (equals == std::string_view::npos)
            throw LessonError(entry.line, inQuotes(word) + " sets nothing; it takes NAME=VALUE");
        try {
            const Change change =
                ChangeReader(m_pattern, *m_table).setting(word.substr(0, equals), word.substr(equals + 1));
            const LessonSetting setting{change.parameter, change.value};
            const bool isTwice = std::any_of(
                all.begin(), all.end(), [&](const LessonSetting &one) { return one.parameter == setting.parameter; });
            if (isTwice)
                throw LessonError(entry.line, std::string(word.substr(0, equals)) + " is set twice");
            all.push_back(setting);
        } catch (const ChangeError &error) {
            throw LessonError(entry.line, error.what());
        }
    }
    return all;
}

Goal StepReader::goal(const LessonEntry &entry, std::string_view text) const
{
    const ParsedGoal read = parsedGoal(m_pattern, *m_table, text);
    if (!read.value)
        throw LessonError(entry.line, read.error);
    return *read.value;
}

Scenario StepReader::start(const LessonEntry &entry) const
{
    const auto [how, name] = halves(entry.value);
    Scenario scenario{.pattern = &m_pattern};
    for (const Parameter *parameter : m_table->all())
        scenario.settings.values.push_back(parameter->raw());
    if (how == "default" && name.empty())
        return scenario;
    if (how == "setup") {
        std::vector<std::string_view> titles;
        for (const Setup &setup : m_pattern.setups()) {
            if (setup.title == name) {
                scenario.settings.values = setupValues(m_pattern, setup);
                return scenario;
            }
            titles.push_back(setup.title);
        }
        throw LessonError(entry.line,
                          "there is no set-up " + inQuotes(name) + "; " + suggestion(name, "set-ups", titles));
    }
    if (how != "file")
        throw LessonError(entry.line,
                          inQuotes(entry.value)
                              + " begins nothing; it takes default, setup TITLE or file NAME.coroscope");
    if (name.find('/') != std::string_view::npos || name.starts_with('.') || !name.ends_with(".coroscope"))
        throw LessonError(entry.line, inQuotes(name) + " is no file beside this one; it takes NAME.coroscope");
    try {
        Scenario read = parsedScenario(m_files(name));
        if (read.pattern != &m_pattern)
            throw LessonError(entry.line,
                              std::string(name) + " is a run of " + std::string(read.pattern->id) + "; it takes one of "
                                  + std::string(m_pattern.id));
        return read;
    } catch (const LessonError &) {
        throw;
    } catch (const std::exception &error) { // of reading the file, or of what it says
        throw LessonError(entry.line, std::string(name) + ": " + error.what());
    }
}

Spotlight StepReader::spotlight(const LessonEntry &entry) const
{
    const auto [what, name] = halves(entry.value);
    const Topology &topology = m_pattern.topology();
    if (what == "task") {
        std::vector<std::string> names;
        for (std::uint32_t group = 0; group < topology.groups.size(); ++group) {
            if (const std::optional<Place> place = placeNamed(topology, group, name))
                return {.kind = Spotlight::Kind::Task, .place = *place};
            names.push_back(placeName(topology, {group, 0}));
        }
        throw LessonError(entry.line,
                          "there can be no task " + inQuotes(name) + "; it takes a name such as "
                              + listed({names.begin(), names.end()}, "or"));
    }
    if (what == "channel") {
        std::vector<std::string_view> ids;
        for (const ChannelNode &node : topology.channels)
            ids.push_back(node.id);
        const auto found = std::find(ids.begin(), ids.end(), name);
        if (found == ids.end())
            throw LessonError(entry.line,
                              "there is no channel " + inQuotes(name) + "; " + suggestion(name, "channels", ids));
        return {.kind = Spotlight::Kind::Channel, .index = static_cast<std::uint32_t>(found - ids.begin())};
    }
    if (what == "lock") {
        if (topology.locks.empty())
            throw LessonError(entry.line, "there is no lock in this pattern");
        return {.kind = Spotlight::Kind::Lock,
                .index = static_cast<std::uint32_t>(wholeNumber(entry, name, 1, topology.locks.size()) - 1)};
    }
    if (what == "threads" && name.empty())
        return {.kind = Spotlight::Kind::Threads};
    if (what == "parameter")
        return {.kind = Spotlight::Kind::Parameter, .index = static_cast<std::uint32_t>(parameter(entry, name))};
    if (what == "figure")
        return {.kind = Spotlight::Kind::Figure,
                .index = static_cast<std::uint32_t>(wholeNumber(entry, name, 1, figures) - 1)};
    throw LessonError(entry.line,
                      inQuotes(entry.value)
                          + " is nothing to point at; it takes task NAME, channel ID, lock N, threads, "
                            "parameter NAME or figure N");
}

GoOn StepReader::goOn(const LessonEntry &entry) const
{
    const auto [what, rest] = halves(entry.value);
    if (what == "use")
        return {.kind = GoOn::Kind::Used, .control = controlOf(entry, rest)};
    if (what == "event") {
        const ParsedStopCondition read = parsedStopCondition(m_pattern.topology(), rest);
        if (!read.value)
            throw LessonError(entry.line, read.error);
        return {.kind = GoOn::Kind::Event, .event = *read.value};
    }
    if (what == "turn" || what == "number") {
        const bool isTurn = what == "turn";
        const Goal read = goal(entry, rest);
        if (read.about != (isTurn ? Goal::About::Parameter : Goal::About::Number))
            throw LessonError(entry.line,
                              inQuotes(rest) + (isTurn ? " is about no parameter" : " is about no number of the run"));
        return {.kind = isTurn ? GoOn::Kind::Turned : GoOn::Kind::Number, .goal = read};
    }
    throw LessonError(entry.line,
                      inQuotes(entry.value)
                          + " ends no step; it takes turn GOAL, number GOAL, event CONDITION or use CONTROL");
}

Shown StepReader::shown(const LessonEntry &entry) const
{
    const auto [name, direction] = halves(entry.value);
    if (direction != "more" && direction != "less")
        throw LessonError(entry.line,
                          inQuotes(entry.value) + " says not how they differ; it takes NAME more or NAME less");
    return {number(entry, name), direction == "more"};
}

LessonStep StepReader::step(const LessonSection &section) const
{
    std::vector<std::string_view> known = {"start", "seed",    "set",   "seek",  "speed", "play",  "point",
                                           "show",  "compare", "until", "reach", "after", "differ"};
    known.insert(known.end(), predictionEntries().begin(), predictionEntries().end());
    const Entries entries(section, known, {"option", "answer", "reach", "after", "differ"});
    LessonStep step{.line = section.line, .title = std::string(section.title), .text = section.text};
    if (const LessonEntry *const entry = entries.find("start"))
        step.start = start(*entry);
    if (const LessonEntry *const entry = entries.find("seed")) {
        if (!step.start)
            throw LessonError(entry->line, "a seed is that of a run that begins; it takes start: beside it");
        step.start->settings.seed = wholeNumber(*entry, entry->value, 0, RunSettings::maximumSeed);
    }
    if (const LessonEntry *const entry = entries.find("set"))
        step.settings = settings(*entry, entry->value);
    if (const LessonEntry *const entry = entries.find("seek"))
        step.seek = lessonDuration(*entry);
    if (const LessonEntry *const entry = entries.find("speed"))
        step.speed = speedOf(*entry);
    if (const LessonEntry *const entry = entries.find("play"))
        step.play = yesOrNo(*entry);
    if (const LessonEntry *const entry = entries.find("point"))
        step.spotlight = spotlight(*entry);
    if (const LessonEntry *const entry = entries.find("show"))
        step.show = controlOf(*entry, entry->value);
    if (const LessonEntry *const entry = entries.find("compare"))
        step.compared = settings(*entry, entry->value);
    if (const LessonEntry *const entry = entries.find("until"))
        step.goOn = goOn(*entry);
    entries.each("reach", [&](const LessonEntry &entry) { step.reached.push_back(goal(entry, entry.value)); });
    entries.each("after", [&](const LessonEntry &entry) {
        if (step.goOn.kind != GoOn::Kind::Turned)
            throw LessonError(entry.line, "nothing is turned in this step; it takes until: turn GOAL beside it");
        step.after.push_back(goal(entry, entry.value));
    });
    entries.each("differ", [&](const LessonEntry &entry) {
        if (step.compared.empty())
            throw LessonError(entry.line, "only runs that are compared differ; it takes compare: beside it");
        step.shown.push_back(shown(entry));
    });
    step.prediction = PredictionReader(*this, *m_table).read(section);
    return step;
}

Challenge StepReader::challenge(const LessonSection &section) const
{
    const Entries entries(
        section,
        {"start", "seed", "set", "turn", "goal", "star2", "star3", "run", "warmup", "seeds", "hint", "solution"},
        {"goal", "star2", "star3"});
    Challenge challenge{.start = start(entries.need("start", "default")), .stars = {{}, {}}};
    if (const LessonEntry *const entry = entries.find("seed"))
        challenge.start.settings.seed = wholeNumber(*entry, entry->value, 0, RunSettings::maximumSeed);
    if (const LessonEntry *const entry = entries.find("set"))
        challenge.start = withSettings(std::move(challenge.start), settings(*entry, entry->value));
    if (const LessonEntry *const entry = entries.find("turn")) {
        for (std::string_view rest = entry->value; !rest.empty();) {
            const auto [name, others] = halves(rest);
            challenge.turnable.push_back(parameter(*entry, name));
            rest = others;
        }
    }
    entries.need("goal", "GOAL, such as latency_p99_s < 500ms");
    entries.each("goal", [&](const LessonEntry &entry) { challenge.goals.push_back(goal(entry, entry.value)); });
    entries.each("star2", [&](const LessonEntry &entry) { challenge.stars[0].push_back(goal(entry, entry.value)); });
    entries.each("star3", [&](const LessonEntry &entry) { challenge.stars[1].push_back(goal(entry, entry.value)); });
    if (const LessonEntry *const entry = entries.find("run"))
        challenge.start.length = lessonDuration(*entry);
    if (const LessonEntry *const entry = entries.find("warmup"))
        challenge.start.settings.warmup = lessonDuration(*entry);
    if (const LessonEntry *const entry = entries.find("seeds"))
        challenge.seeds = lessonSeeds(*entry);
    if (const LessonEntry *const entry = entries.find("hint"))
        challenge.hint = std::string(entry->value);
    const LessonEntry &solution = entries.need("solution", "NAME=VALUE …");
    challenge.solution = settings(solution, solution.value);
    for (const LessonSetting &setting : challenge.solution) {
        const auto &turnable = challenge.turnable;
        if (!turnable.empty() && std::find(turnable.begin(), turnable.end(), setting.parameter) == turnable.end())
            throw LessonError(solution.line,
                              "the solution turns " + std::string(m_table->all()[setting.parameter]->spec().id)
                                  + ", which is not among those that may be turned");
    }
    return challenge;
}

} // namespace coroscope
