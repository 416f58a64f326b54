// SPDX-License-Identifier: MIT
#include "player/open_lesson.h"

#include "models/text.h"
#include "player/lesson_task.h"

#include <algorithm>
#include <utility>

namespace coroscope {

namespace {

using Kind = Lesson::Kind;

QString nameOf(Kind kind)
{
    switch (kind) {
    case Kind::Pattern:
        return QStringLiteral("pattern");
    case Kind::Practice:
        return QStringLiteral("practice");
    case Kind::Exercise:
        return QStringLiteral("exercise");
    case Kind::Project:
        return QStringLiteral("project");
    case Kind::Challenge:
        return QStringLiteral("challenge");
    }
    return {};
}

Subject subjectOf(const Spotlight &spotlight)
{
    switch (spotlight.kind) {
    case Spotlight::Kind::Task:
        return {.kind = Subject::Kind::Task, .place = spotlight.place};
    case Spotlight::Kind::Channel:
        return {.kind = Subject::Kind::Channel, .index = spotlight.index};
    case Spotlight::Kind::Lock:
        return {.kind = Subject::Kind::Lock, .index = spotlight.index};
    case Spotlight::Kind::Threads:
        return {.kind = Subject::Kind::Threads};
    case Spotlight::Kind::Nothing:
    case Spotlight::Kind::Parameter:
    case Spotlight::Kind::Figure:
        break;
    }
    return {};
}

} // namespace

OpenLesson::OpenLesson(Stage stage, QObject *parent) : QObject(parent), m_stage(std::move(stage)), m_trial(m_stage.run)
{
    connect(&m_stage.run, &Run::patternChanged, this, &OpenLesson::lock);
    connect(&m_stage.run, &Run::figuresChanged, this, &OpenLesson::look);
    connect(&m_stage.run, &Run::timeChanged, this, &OpenLesson::lookAtEvents);
    connect(&m_stage.tuning, &Tuning::undoChanged, this, &OpenLesson::look);
    connect(&m_guess, &Guess::changed, this, &OpenLesson::look);
    connect(&m_guess, &Guess::notice, this, &OpenLesson::notice);
    connect(&m_trial, &Trial::notice, this, &OpenLesson::notice);
    connect(&m_trial, &Trial::solved, this, &OpenLesson::finished);
}

OpenLesson::~OpenLesson() = default;

QString OpenLesson::kind() const
{
    return m_lesson ? nameOf(lesson().kind) : QString();
}

QString OpenLesson::title() const
{
    return m_lesson ? QString::fromStdString(lesson().title) : QString();
}

int OpenLesson::stepCount() const noexcept
{
    return m_lesson ? static_cast<int>(lesson().steps.size()) : 0;
}

QString OpenLesson::stepTitle() const
{
    if (!m_lesson || lesson().exercise || lesson().challenge)
        return {};
    return QString::fromStdString(current().title);
}

QString OpenLesson::text() const
{
    if (!m_lesson)
        return {};
    return QString::fromStdString(lesson().exercise ? lesson().exercise->question : current().text);
}

QString OpenLesson::task() const
{
    return m_lesson ? taskText(current().goOn, *lesson().pattern) : QString();
}

int OpenLesson::figure() const
{
    const bool isFigure = m_lesson && current().spotlight.kind == Spotlight::Kind::Figure;
    return isFigure ? static_cast<int>(current().spotlight.index) : -1;
}

QString OpenLesson::answer() const
{
    return m_lesson && lesson().exercise && m_answerShown ? QString::fromStdString(lesson().exercise->answer)
                                                          : QString();
}

QString OpenLesson::lastGuess() const
{
    const auto found = m_step == 0 ? m_given.end() : m_given.find(m_step - 1);
    return found == m_given.end() ? QString() : found->second.summary;
}

void OpenLesson::take(ShelvedLesson lesson)
{
    m_given.clear();
    m_lesson = std::move(lesson);
    m_answerShown = false;
    m_trial.take(m_lesson->lesson.challenge);
    enter(0);
}

void OpenLesson::leave()
{
    if (!m_lesson)
        return;
    m_lesson.reset();
    m_step = 0;
    m_wait.stop();
    m_guess.ask(std::nullopt, {});
    m_trial.take(std::nullopt);
    m_given.clear();
    m_turned.clear();
    lock();
    hide();
    if (std::exchange(m_compares, false))
        Q_EMIT compareAsked(false);
    m_stage.run.selection()->clear();
    Q_EMIT changed();
}

void OpenLesson::enter(std::size_t step)
{
    m_step = step;
    m_met = false;
    // Neither what the step before has waited for nor what has been guessed there makes this one met.
    m_wait.stop();
    m_guess.ask(std::nullopt, {});
    if (lesson().challenge)
        begin(lesson().challenge->start, QStringLiteral("the start of “%1”").arg(title()));
    else if (!lesson().exercise)
        apply(current());
    else if (!isShown())
        begin({.pattern = lesson().pattern}, QStringLiteral("the pattern of “%1”").arg(title()));
    m_turned = turnedIn(current(), lesson());
    const auto given = m_given.find(step);
    m_guess.ask(
        current().prediction, [this] { return present(); },
        given == m_given.end() ? std::nullopt : std::optional(given->second));
    lock();
    Q_EMIT changed();
    Q_EMIT metChanged();
    look();
}

/// What has been guessed in this step stays known.
void OpenLesson::keepGuess()
{
    if (const std::optional<Guess::Given> given = m_guess.given())
        m_given[m_step] = *given;
}

void OpenLesson::begin(Scenario scenario, const QString &name)
{
    m_stage.tuning.start(std::move(scenario), name);
    Q_EMIT begun();
}

void OpenLesson::apply(const LessonStep &step)
{
    if (step.compared.empty() && std::exchange(m_compares, false))
        Q_EMIT compareAsked(false);
    if (step.start) {
        begin(withSettings(*step.start, step.settings), QStringLiteral("step %1 of “%2”").arg(m_step + 1).arg(title()));
        if (step.seek)
            m_stage.transport.runAhead(Time{} + *step.seek);
    } else {
        for (const LessonSetting &setting : step.settings)
            m_stage.tuning.set(static_cast<int>(setting.parameter), setting.value);
        if (step.seek && Time{} + *step.seek <= m_stage.run.present())
            m_stage.transport.seek(inSeconds(*step.seek));
        else if (step.seek)
            m_stage.transport.runAhead(Time{} + *step.seek);
    }
    if (step.speed)
        m_stage.transport.setSpeed(*step.speed);
    m_stage.transport.setPlaying(step.play.value_or(m_stage.transport.playing()));
    point(step.spotlight);
    if (!step.show.empty())
        Q_EMIT showAsked(QString::fromStdString(step.show));
    compare(step);
    m_wait.begin(step.goOn, m_stage.run.session());
}

void OpenLesson::compare(const LessonStep &step)
{
    if (step.compared.empty())
        return;
    m_compares = true;
    Q_EMIT compareAsked(true);
    m_stage.pair()->show(withSettings(present(), step.compared), QStringLiteral("the comparison of a lesson"));
}

void OpenLesson::point(const Spotlight &spotlight)
{
    m_stage.run.selection()->select(subjectOf(spotlight));
}

bool OpenLesson::isShown() const
{
    return m_lesson && m_stage.run.loaded() && &m_stage.run.session().pattern() == lesson().pattern;
}

/// Locks what a challenge does not let anybody turn.
void OpenLesson::lock()
{
    std::vector<std::size_t> locked;
    const bool isLimited = isShown() && lesson().challenge && !lesson().challenge->turnable.empty();
    if (isLimited) {
        const std::vector<std::size_t> &free = lesson().challenge->turnable;
        for (std::size_t row = 0; row < m_stage.run.session().values().size(); ++row) {
            if (std::find(free.begin(), free.end(), row) == free.end())
                locked.push_back(row);
        }
    }
    m_stage.tuning.parameters()->setLocked(
        std::move(locked),
        isLimited ? QStringLiteral("Not to be turned in the challenge “%1”. Leave it to turn this again.").arg(title())
                  : QString());
}

/// The values as they are, from the start of a run on.
Scenario OpenLesson::present() const
{
    const Session &session = m_stage.run.session();
    Scenario scenario{.pattern = &session.pattern(), .settings = session.settings()};
    scenario.settings.values = session.values();
    return scenario;
}

/// Whether the learner has done what the step waits for.
void OpenLesson::look()
{
    hide();
    if (m_met || !isShown())
        return;
    const bool isGuessed = current().goOn.kind == GoOn::Kind::Asked && current().prediction && m_guess.revealed();
    if (isGuessed || m_wait.isTurnedOrMeasured(m_stage.run.session()))
        setMet();
}

void OpenLesson::lookAtEvents()
{
    if (m_met || !isShown() || !m_wait.hasHappened(m_stage.run.session().trace(), m_stage.run.player().position()))
        return;
    m_stage.transport.setPlaying(false); // this is what there was to see
    setMet();
}

/// Nothing that is shown answers a question before the learner has.
void OpenLesson::hide()
{
    const bool asks = isShown() && current().prediction && !m_guess.revealed();
    const bool asksNext = isShown() && hasNext() && !m_given.contains(m_step + 1)
        && lesson().steps[m_step + 1].prediction;
    const bool hidesAdvice = asks || asksNext || (isShown() && lesson().challenge);
    const bool hidesNumbers = asks && givesAway(*current().prediction, present());
    const bool isAsBefore = hidesAdvice == m_hidesAdvice && hidesNumbers == m_hidesNumbers;
    m_hidesAdvice = hidesAdvice;
    m_stage.run.setShowsCulprit(!hidesAdvice);
    m_hidesNumbers = hidesNumbers;
    if (!isAsBefore)
        Q_EMIT hidesChanged();
}

void OpenLesson::setMet()
{
    m_met = true;
    Q_EMIT metChanged();
    if (lesson().challenge || lesson().exercise)
        return;
    Q_EMIT reached(step() + 1);
    if (!hasNext())
        Q_EMIT finished();
}

void OpenLesson::next()
{
    if (!hasNext())
        return;
    keepGuess();
    Q_EMIT reached(step() + 1);
    enter(m_step + 1);
    if (!hasNext() && task().isEmpty() && !current().prediction)
        Q_EMIT finished(); // its last step asks for nothing
}

void OpenLesson::back()
{
    if (!m_lesson || m_step == 0)
        return;
    keepGuess();
    enter(m_step - 1);
}

void OpenLesson::showAnswer()
{
    if (!m_lesson || !lesson().exercise)
        return;
    m_answerShown = true;
    Q_EMIT finished();
    Q_EMIT changed();
}

void OpenLesson::showMe()
{
    if (m_lesson && lesson().exercise)
        apply(current());
}

void OpenLesson::used(const QString &control)
{
    if (!m_lesson || m_met)
        return;
    const GoOn &goOn = current().goOn;
    if (goOn.kind == GoOn::Kind::Used && QString::fromStdString(goOn.control) == control)
        setMet();
}

} // namespace coroscope
