// SPDX-License-Identifier: MIT
#include "player/learning.h"

#include "lesson/lesson_text.h"
#include "models/measure_text.h"
#include "models/text.h"
#include "player/lesson_task.h"
#include "run/scenario_file.h"

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

/// What lessons of a kind stand under. Exercises stand with what they are about.
QString sectionOf(Kind kind)
{
    switch (kind) {
    case Kind::Pattern:
    case Kind::Exercise:
        return QStringLiteral("Six patterns");
    case Kind::Practice:
        return QStringLiteral("Five practices");
    case Kind::Project:
        return QStringLiteral("The project");
    case Kind::Challenge:
        return QStringLiteral("Challenges");
    }
    return {};
}

} // namespace

Learning::Learning(Stage stage, QObject *parent) : QObject(parent), m_stage(std::move(stage)), m_trial(m_stage.run)
{
    connect(&m_stage.run, &Run::figuresChanged, this, &Learning::look);
    connect(&m_stage.run, &Run::timeChanged, this, &Learning::lookAtEvents);
    connect(&m_stage.tuning, &Tuning::undoChanged, this, &Learning::look);
    connect(&m_guess, &Guess::changed, this, &Learning::look);
    connect(&m_guess, &Guess::notice, this, &Learning::notice);
    connect(&m_trial, &Trial::notice, this, &Learning::notice);
    connect(&m_trial, &Trial::solved, this, [this](int stars) {
        if (!m_classMode)
            m_progress.setStars(m_open->id, stars);
        finish();
    });
}

Learning::~Learning() = default;

void Learning::keepProgress()
{
    m_kept = true;
    m_progress = LessonProgress(true);
    Q_EMIT lessonsChanged();
}

LessonModel *Learning::lessons()
{
    if (!m_shelf) {
        m_shelf = builtInLessons();
        showLessons();
    }
    return &m_lessons;
}

int Learning::count()
{
    return lessons()->rowCount();
}

int Learning::doneCount()
{
    const std::vector<LessonRow> &rows = lessons()->rows();
    return static_cast<int>(std::count_if(rows.begin(), rows.end(), [](const LessonRow &row) { return row.done; }));
}

void Learning::refreshLessons()
{
    if (m_shelf)
        showLessons();
    Q_EMIT lessonsChanged();
}

void Learning::showLessons()
{
    std::vector<LessonRow> rows;
    QString section;
    for (const ShelvedLesson &one : *m_shelf) {
        const bool begins = sectionOf(one.lesson.kind) != std::exchange(section, sectionOf(one.lesson.kind));
        rows.push_back({.id = one.id,
                        .title = QString::fromStdString(one.lesson.title),
                        .section = section,
                        .begins = begins,
                        .done = !m_classMode && m_progress.isDone(one.id),
                        .current = m_open && m_open->id == one.id,
                        .stars = m_classMode ? 0 : m_progress.stars(one.id)});
    }
    m_lessons.setRows(std::move(rows));
}

void Learning::setClassMode(bool classMode)
{
    m_classMode = classMode;
    refreshLessons();
}

void Learning::resetProgress()
{
    m_progress.reset();
    refreshLessons();
}

void Learning::setGreeted()
{
    m_progress.setGreeted();
    Q_EMIT lessonsChanged();
}

const LessonStep *Learning::current() const
{
    return m_open ? &m_open->lesson.steps.at(m_step) : nullptr;
}

QString Learning::kind() const
{
    return m_open ? nameOf(m_open->lesson.kind) : QString();
}

QString Learning::title() const
{
    return m_open ? QString::fromStdString(m_open->lesson.title) : QString();
}

int Learning::stepCount() const noexcept
{
    return m_open ? static_cast<int>(m_open->lesson.steps.size()) : 0;
}

QString Learning::stepTitle() const
{
    if (!m_open || m_open->lesson.exercise || m_open->lesson.challenge)
        return {};
    return QString::fromStdString(current()->title);
}

QString Learning::text() const
{
    if (!m_open)
        return {};
    return QString::fromStdString(m_open->lesson.exercise ? m_open->lesson.exercise->question : current()->text);
}

QString Learning::task() const
{
    return m_open ? taskText(current()->goOn, *m_open->lesson.pattern) : QString();
}

int Learning::figure() const
{
    const bool isFigure = m_open && current()->spotlight.kind == Spotlight::Kind::Figure;
    return isFigure ? static_cast<int>(current()->spotlight.index) : -1;
}

QString Learning::ownWords() const
{
    return m_open ? m_progress.words(m_open->id) : QString();
}

void Learning::setOwnWords(const QString &words)
{
    if (!m_open || words == ownWords())
        return;
    m_progress.setWords(m_open->id, words);
    Q_EMIT changed();
}

QString Learning::answer() const
{
    return m_open && m_open->lesson.exercise && m_answerShown ? QString::fromStdString(m_open->lesson.exercise->answer)
                                                              : QString();
}

void Learning::openRow(int row)
{
    lessons();
    if (row >= 0 && row < static_cast<int>(m_shelf->size()))
        open((*m_shelf)[static_cast<std::size_t>(row)]);
}

void Learning::openLesson(const QString &id)
{
    lessons();
    const auto found = std::find_if(m_shelf->begin(), m_shelf->end(),
                                    [&](const ShelvedLesson &one) { return one.id == id; });
    open(found == m_shelf->end() ? m_shelf->front() : *found);
}

QString Learning::openFile(const QString &file)
{
    try {
        open(lessonFromFile(file));
        return {};
    } catch (const LessonError &error) {
        return QString::fromUtf8(error.what());
    } catch (const ScenarioFileError &error) {
        return QString::fromUtf8(error.what());
    }
}

void Learning::open(ShelvedLesson lesson)
{
    m_open = std::move(lesson);
    m_answerShown = false;
    m_trial.take(m_open->lesson.challenge);
    refreshLessons();
    enter(0);
}

void Learning::close()
{
    if (!m_open)
        return;
    m_open.reset();
    m_step = 0;
    m_watch.reset();
    m_guess.ask(std::nullopt, {});
    m_trial.take(std::nullopt);
    m_turned.clear();
    if (std::exchange(m_compares, false))
        Q_EMIT compareAsked(false);
    m_stage.run.selection()->clear();
    refreshLessons();
    Q_EMIT changed();
}

void Learning::enter(std::size_t step)
{
    m_step = step;
    m_met = false;
    const Lesson &lesson = m_open->lesson;
    if (lesson.challenge)
        begin(lesson.challenge->start, QStringLiteral("the start of “%1”").arg(title()));
    else if (!lesson.exercise)
        apply(*current());
    collectTurned(*current());
    m_guess.ask(current()->prediction, [this] { return present(); });
    Q_EMIT changed();
    Q_EMIT metChanged();
    look();
}

void Learning::begin(Scenario scenario, const QString &name)
{
    m_stage.tuning.start(std::move(scenario), name);
    Q_EMIT begun();
}

void Learning::apply(const LessonStep &step)
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
    if (step.goOn.kind == GoOn::Kind::Event) {
        const Session &session = m_stage.run.session();
        m_watch = std::make_unique<ConditionWatch>(step.goOn.event, session.pattern().topology());
        m_watch->lookUpSites(session.trace().sites());
        m_watched = session.trace().firstKept();
        m_watchedTime = {};
    } else {
        m_watch.reset();
    }
}

void Learning::compare(const LessonStep &step)
{
    if (step.compared.empty())
        return;
    m_compares = true;
    Q_EMIT compareAsked(true);
    m_stage.pair()->show(withSettings(present(), step.compared), QStringLiteral("the comparison of a lesson"));
}

void Learning::point(const Spotlight &spotlight)
{
    Subject subject;
    switch (spotlight.kind) {
    case Spotlight::Kind::Task:
        subject = {.kind = Subject::Kind::Task, .place = spotlight.place};
        break;
    case Spotlight::Kind::Channel:
        subject = {.kind = Subject::Kind::Channel, .index = spotlight.index};
        break;
    case Spotlight::Kind::Lock:
        subject = {.kind = Subject::Kind::Lock, .index = spotlight.index};
        break;
    case Spotlight::Kind::Threads:
        subject = {.kind = Subject::Kind::Threads};
        break;
    case Spotlight::Kind::Nothing:
    case Spotlight::Kind::Parameter:
    case Spotlight::Kind::Figure:
        break;
    }
    m_stage.run.selection()->select(subject);
}

void Learning::collectTurned(const LessonStep &step)
{
    m_turned.clear();
    const auto table = m_open->lesson.pattern->declare();
    const auto add = [&](std::size_t parameter) {
        const std::string_view id = table->all().at(parameter)->spec().id;
        const QString name = QString::fromUtf8(id.data(), static_cast<qsizetype>(id.size()));
        if (!m_turned.contains(name))
            m_turned << name;
    };
    if (step.spotlight.kind == Spotlight::Kind::Parameter)
        add(step.spotlight.index);
    if (step.goOn.kind == GoOn::Kind::Turned)
        add(step.goOn.goal.position);
    if (const std::optional<Challenge> &challenge = m_open->lesson.challenge) {
        for (const std::size_t parameter : challenge->turnable)
            add(parameter);
    }
}

/// The values as they are, from the start of a run on.
Scenario Learning::present() const
{
    const Session &session = m_stage.run.session();
    Scenario scenario{.pattern = &session.pattern(), .settings = session.settings()};
    scenario.settings.values = session.values();
    return scenario;
}

/// Whether the learner has done what the step waits for.
void Learning::look()
{
    if (!m_open || m_met || &m_stage.run.session().pattern() != m_open->lesson.pattern)
        return;
    const LessonStep &step = *current();
    const GoOn &goOn = step.goOn;
    if (goOn.kind == GoOn::Kind::Asked && step.prediction && m_guess.revealed())
        setMet();
    if (goOn.kind != GoOn::Kind::Turned && goOn.kind != GoOn::Kind::Number)
        return;
    Session &session = m_stage.run.session();
    const SweepRun now{.numbers = goOn.kind == GoOn::Kind::Number ? sweepNumbers(session)
                                                                  : std::vector<std::optional<double>>(),
                       .theory = {},
                       .outcome = session.outcome()};
    if (isReached(goOn.goal, session.values(), now))
        setMet();
}

void Learning::lookAtEvents()
{
    if (!m_watch || m_met || &m_stage.run.session().pattern() != m_open->lesson.pattern)
        return;
    const Trace &trace = m_stage.run.session().trace();
    const Sequence end = m_stage.run.player().position();
    for (m_watched = std::max(m_watched, trace.firstKept()); m_watched < end; ++m_watched) {
        const Event &event = trace.at(m_watched);
        if (event.time > m_watchedTime)
            m_watch->instantOver();
        m_watchedTime = event.time;
        m_watch->look(event, m_watched);
    }
    if (m_watch->met() || m_watch->candidate()) {
        m_stage.transport.setPlaying(false); // this is what there was to see
        setMet();
    }
}

void Learning::setMet()
{
    m_met = true;
    Q_EMIT metChanged();
    if (!hasNext() && !m_open->lesson.challenge && !m_open->lesson.exercise)
        finish();
}

/// The lesson has been gone through.
void Learning::finish()
{
    if (!m_classMode)
        m_progress.setDone(m_open->id);
    refreshLessons();
}

void Learning::next()
{
    if (hasNext())
        enter(m_step + 1);
    if (m_open && !hasNext() && task().isEmpty() && !current()->prediction && !m_open->lesson.challenge
        && !m_open->lesson.exercise)
        finish(); // its last step asks for nothing
}

void Learning::back()
{
    if (m_open && m_step > 0)
        enter(m_step - 1);
}

void Learning::nextLesson()
{
    if (!m_open)
        return;
    const std::vector<LessonRow> &rows = lessons()->rows();
    const auto here = std::find_if(rows.begin(), rows.end(),
                                   [&](const LessonRow &row) { return row.id == m_open->id; });
    if (here != rows.end() && here + 1 != rows.end())
        openRow(static_cast<int>(here - rows.begin()) + 1);
    else
        close();
}

void Learning::showAnswer()
{
    if (!m_open || !m_open->lesson.exercise)
        return;
    m_answerShown = true;
    finish();
    Q_EMIT changed();
}

void Learning::showMe()
{
    if (m_open && m_open->lesson.exercise)
        apply(*current());
}

void Learning::used(const QString &control)
{
    if (!m_open || m_met)
        return;
    const GoOn &goOn = current()->goOn;
    if (goOn.kind == GoOn::Kind::Used && QString::fromStdString(goOn.control) == control)
        setMet();
}

} // namespace coroscope
