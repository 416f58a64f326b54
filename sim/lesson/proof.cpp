// SPDX-License-Identifier: MIT
#include "lesson/proof.h"

#include "lesson/answer.h"
#include "lesson/lesson_text.h"
#include "run/moment_search.h"
#include "text/number_text.h"

#include <algorithm>
#include <limits>

namespace coroscope {

namespace {

constexpr std::uint64_t seeds = 5;
constexpr Duration longestWait = std::chrono::minutes(10);

std::vector<SweepRun> runAll(const SeededRuns &seeded)
{
    std::vector<SweepRun> runs;
    for (std::uint64_t i = 0; i < seeded.count(); ++i)
        runs.push_back(sweepRun(seeded.at(i)).value()); // nothing asks it to stop
    return runs;
}

/// Those that there are to be earned.
int mostStars(const Challenge &challenge)
{
    const auto end = std::find_if(challenge.stars.begin(), challenge.stars.end(),
                                  [](const std::vector<Goal> &star) { return star.empty(); });
    return 1 + static_cast<int>(end - challenge.stars.begin());
}

/// Says what is not borne out.
class Prover
{
public:
    explicit Prover(const Lesson &lesson) : m_lesson(lesson), m_table(lesson.pattern->declare()) { }

    void step(std::size_t number)
    {
        const LessonStep &step = m_lesson.steps[number];
        m_line = step.line;
        const Scenario run = runOfStep(m_lesson, number);
        for (const Goal &goal : step.reached)
            reached(goal, run, "its run");
        const Goal &turn = step.goOn.goal;
        for (const Goal &goal : step.after)
            reached(goal, withSettings(run, {{turn.position, leastTurn(turn)}}), "with what is turned, its run");
        if (!step.shown.empty())
            differ(step, run);
        if (step.prediction)
            answered(*step.prediction, run);
        if (step.goOn.kind == GoOn::Kind::Event)
            happens(step, run);
    }
    void challenge(const Challenge &challenge)
    {
        m_line = m_lesson.steps.front().line;
        const auto judgementOf = [&](const std::vector<std::int64_t> &values) {
            return judged(challenge, values, runAll(runsFor(challenge, values)));
        };
        if (judgementOf(challenge.start.settings.values).stars > 0)
            say("it is met from the start");
        const Judgement solved = judgementOf(withSettings(challenge.start, challenge.solution).settings.values);
        for (const Judgement::Line &line : solved.lines) {
            if (line.reached < solved.runs)
                say("its solution does not meet " + canonical(line.goal, *m_lesson.pattern, *m_table) + ", but with "
                    + std::to_string(line.reached) + " of " + std::to_string(solved.runs) + " seeds"
                    + (line.worst ? "; the worst has " + decimals(*line.worst, 3) : ""));
        }
        if (solved.stars > 0 && solved.stars < mostStars(challenge))
            say("its solution earns " + std::to_string(solved.stars) + " of " + std::to_string(mostStars(challenge))
                + " stars");
    }
    std::vector<std::string> take() { return std::move(m_said); }

private:
    void say(const std::string &what) { m_said.push_back("line " + std::to_string(m_line) + ": " + what); }
    std::string name(std::size_t number) const { return sweepColumns(*m_lesson.pattern).at(number); }

    void reached(const Goal &goal, const Scenario &run, const char *which)
    {
        const std::vector<SweepRun> runs = runAll({{run}, 1, seeds});
        const auto count = std::count_if(
            runs.begin(), runs.end(), [&](const SweepRun &one) { return isReached(goal, run.settings.values, one); });
        if (count < static_cast<std::ptrdiff_t>(seeds))
            say(std::string(which) + " reaches " + canonical(goal, *m_lesson.pattern, *m_table) + " with "
                + std::to_string(count) + " of 5 seeds");
    }
    void differ(const LessonStep &step, const Scenario &run)
    {
        const std::vector<SweepRun> runs = runAll({{run, withSettings(run, step.compared)}, 1, seeds});
        for (const Shown &shown : step.shown) {
            std::uint64_t count = 0;
            for (std::size_t seed = 0; seed < seeds; ++seed) {
                const std::optional<double> a = runs[seed].numbers[shown.number];
                const std::optional<double> b = runs[seeds + seed].numbers[shown.number];
                count += a && b && (shown.more ? *b > *a : *b < *a) ? 1U : 0U;
            }
            if (count < seeds)
                say("B has " + std::string(shown.more ? "more" : "less") + " " + name(shown.number) + " with "
                    + std::to_string(count) + " of 5 seeds");
        }
    }
    void answered(const Prediction &prediction, const Scenario &run)
    {
        const Answer answer = answerTo(prediction, runAll(runsFor(prediction, run)));
        std::string numbers;
        for (const std::optional<double> number : answer.numbers)
            numbers += (numbers.empty() ? "" : ", ") + (number ? decimals(*number, 3) : std::string("undefined"));
        const std::string measured = name(prediction.number) + ": " + numbers;
        if (std::any_of(answer.numbers.begin(), answer.numbers.end(), [](const auto &one) { return !one; }))
            say("the question has no answer; " + measured);
        else if (std::holds_alternative<Prediction::Best>(prediction.kind) && !answer.best)
            say("no option stands out; " + measured);
        const auto inside = [&](double from, double to) {
            return std::all_of(answer.numbers.begin(), answer.numbers.end(),
                               [&](const auto &one) { return !one || (*one >= from && *one <= to); });
        };
        const auto *const amount = std::get_if<Prediction::Amount>(&prediction.kind);
        const auto *const curve = std::get_if<Prediction::Curve>(&prediction.kind);
        if ((amount && !inside(amount->from, amount->to)) || (curve && !inside(curve->from, curve->to)))
            say("the answer lies outside of the scale; " + measured);
        for (const Prediction::Claim &claim : prediction.claims)
            claimed(claim, prediction, answer);
    }
    /// What the question says of its answer, at its own line.
    void claimed(const Prediction::Claim &claim, const Prediction &prediction, const Answer &answer)
    {
        const std::optional<double> number = answer.numbers.at(claim.point);
        if (!number || (*number >= claim.from && *number <= claim.to))
            return; // that it has no answer has been said
        const auto *const curve = std::get_if<Prediction::Curve>(&prediction.kind);
        const auto at = [&] {
            const ParameterSpec &spec = m_table->all()[curve->variation.parameter]->spec();
            return " at " + std::string(spec.id) + "=" + canonical(spec, curve->variation.values[claim.point]);
        };
        m_said.push_back("line " + std::to_string(claim.line) + ": " + name(prediction.number)
                         + (curve ? at() : std::string()) + " is " + decimals(*number, 3) + ", not between "
                         + decimals(claim.from, 3) + " and " + decimals(claim.to, 3));
    }
    void happens(const LessonStep &step, Scenario run)
    {
        run.length = longestWait;
        MomentSearch search(run, step.goOn.event);
        while (!search.goOn(std::numeric_limits<std::uint64_t>::max())) {
        }
        if (!search.found())
            say("what it waits for does not happen within ten minutes");
    }

    const Lesson &m_lesson;
    std::unique_ptr<ParameterTable> m_table;
    std::size_t m_line = 0;
    std::vector<std::string> m_said;
};

} // namespace

std::int64_t leastTurn(const Goal &goal)
{
    const std::int64_t beyond = goal.relation == Relation::More ? 1 : goal.relation == Relation::Less ? -1 : 0;
    return goal.limit + beyond;
}

Scenario runOfStep(const Lesson &lesson, std::size_t step)
{
    Scenario run;
    for (std::size_t i = 0; i <= step; ++i) {
        const LessonStep &one = lesson.steps.at(i);
        if (one.start)
            run = *one.start;
        run = withSettings(std::move(run), one.settings);
        if (i < step && one.goOn.kind == GoOn::Kind::Turned)
            run = withSettings(std::move(run), {{one.goOn.goal.position, leastTurn(one.goOn.goal)}});
    }
    return run;
}

std::vector<std::string> unproved(const Lesson &lesson)
{
    Prover prover(lesson);
    if (lesson.challenge) {
        prover.challenge(*lesson.challenge);
    } else {
        for (std::size_t step = 0; step < lesson.steps.size(); ++step)
            prover.step(step);
    }
    return prover.take();
}

} // namespace coroscope
