// SPDX-License-Identifier: MIT
#include "player/run.h"

#include "models/text.h"
#include "pattern/place_names.h"
#include "player/change_text.h"
#include "player/command_line.h"
#include "player/event_text.h"
#include "player/run_rows.h"
#include "player/subject_text.h"
#include "player/world_text.h"
#include "scene/chart_scene.h"
#include "scene/stage_scene.h"
#include "scene/stage_touch.h"
#include "scene/task_look.h"

#include <QElapsedTimer>

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

namespace coroscope {

namespace {

/// How often texts that can't be read while it plays are brought up to date.
constexpr std::chrono::milliseconds slowInterval{125};
/// Bringing numbers and texts up to date takes less than this share of the time.
constexpr int mostOfTime = 10;

/// Virtual time for which the current values must have held before advice is given.
constexpr Duration leastForAdvice = std::chrono::seconds(1);

/// For how long the numbers tell what they were, once an advice has been taken.
constexpr Duration remembered = std::chrono::seconds(10);

/// The most important advice; of no words if there is none.
Advice firstOf(const Diagnosis &diagnosis)
{
    return diagnosis.advice.empty() ? Advice() : diagnosis.advice.front();
}

std::chrono::nanoseconds monotonicNow()
{
    return std::chrono::steady_clock::now().time_since_epoch();
}

} // namespace

Run::Run(FigureWindow &figures, const StepMotion &motion, QObject *parent)
    : QObject(parent), m_figures(figures), m_motion(motion), m_player(monotonicNow)
{
    connect(&m_figures, &FigureWindow::changed, this, [this] {
        refresh();
        Q_EMIT sceneChanged();
    });
    connect(&m_selection, &Selection::changed, this, &Run::sceneChanged);
    connect(&m_unwinding, &QTimer::timeout, this, [this] {
        if (!m_player.unwindFormer())
            m_unwinding.stop();
    });
}

Run::~Run() = default;

void Run::load(std::unique_ptr<Session> session)
{
    if (!loaded() || &session->pattern() != &this->session().pattern())
        m_selection.clear(); // its places are those of another topology
    else if (m_selection.subject().kind == Subject::Kind::Event)
        m_selection.select(std::vector(m_selection.places())); // the event's number means another one
    m_pointedAt.reset();
    m_taskPlaces = {};
    m_player.load(std::move(session));
    m_advice = {}; // it was of the run before
    m_rememberedUntil = {};
    m_unwinding.start();
}

void Run::moved()
{
    Q_EMIT timeChanged();
    if (std::exchange(m_wasAtPresent, atPresent()) != atPresent())
        Q_EMIT atPresentChanged();
    if (!m_player.playing())
        refresh();
    Q_EMIT sceneChanged();
}

void Run::keepUp(std::chrono::nanoseconds wall)
{
    m_sinceFigures += wall;
    m_sinceDetails += wall;
    // Numbers and charts are of the same time as the picture. If that takes long, it is done less often.
    if (m_sinceDetails >= std::max<std::chrono::nanoseconds>(slowInterval, mostOfTime * m_detailsTook))
        refresh();
    else if (m_sinceFigures >= mostOfTime * m_figuresTook)
        refreshFigures();
}

void Run::refreshFigures()
{
    m_sinceFigures = {};
    QElapsedTimer took;
    took.start();
    m_values = session().valuesAt(playhead());
    m_figures.setCut(forgottenBefore() > Time{});
    const Recent recent = this->recent();
    Diagnosis diagnosis = session().pattern().diagnose(recent, m_values);
    std::vector<HeadlineRow> rows = headlineRows(diagnosis.headlines, recent);
    // Of what came before the change it would be said of what came later.
    const bool isAfter = playhead() < m_rememberedUntil && playhead() >= m_rememberedUntil - remembered;
    for (std::size_t i = 0; i < rows.size() && isAfter; ++i) {
        const QString before = m_numbersBefore.value(rows[i].label); // a change may put another measure in its place
        rows[i].before = before == rows[i].value ? QString() : before;
    }
    m_headlines.setRows(std::move(rows));
    m_numbers = std::move(diagnosis.headlines);
    // What was set explains only what has come since, once there is enough of that.
    const Recent since = recent.sinceChanged();
    m_justSet = since.span() < std::min(recent.span(), leastForAdvice);
    if (since.span() == recent.span())
        m_advice = firstOf(diagnosis);
    else if (since.span() >= leastForAdvice)
        m_advice = firstOf(session().pattern().diagnose(since, m_values));
    else
        m_advice = {};
    Q_EMIT figuresChanged();
    m_figuresTook = std::chrono::nanoseconds(took.nsecsElapsed());
}

std::optional<NodeRef> Run::culprit() const
{
    return m_advice.sentence.empty() || !m_showsCulprit ? std::nullopt : culpritOf(m_advice, topology());
}

void Run::setShowsCulprit(bool shows)
{
    if (shows == m_showsCulprit)
        return;
    m_showsCulprit = shows;
    Q_EMIT sceneChanged();
}

QString Run::remedy() const
{
    if (!loaded() || m_advice.settings.empty())
        return {};
    const ParameterTable &table = session().parameters();
    std::vector<Sentence> said;
    for (const Advice::Setting &setting : m_advice.settings) {
        const ParameterSpec &spec = table.all()[table.find(setting.id).value()]->spec();
        said.push_back(
            say(words("{parameter} → {value}"), {{"parameter", spec.label}, {"value", readable(spec, setting.value)}}));
    }
    return toQString(joined(std::move(said), ", "));
}

void Run::rememberNumbers()
{
    m_numbersBefore.clear();
    for (const HeadlineRow &row : m_headlines.rows())
        m_numbersBefore.insert(row.label, row.value);
    m_rememberedUntil = session().now() + remembered;
}

void Run::refresh()
{
    m_sinceDetails = {};
    QElapsedTimer took;
    took.start();
    refreshFigures();
    m_theory = theoryLines(session().theory());
    m_actions.setRows(actionRows(session()));
    refreshPlaces();
    refreshLooks();
    Q_EMIT detailsChanged();
    m_detailsTook = std::chrono::nanoseconds(took.nsecsElapsed());
}

QString Run::patternId() const
{
    return toQString(session().pattern().id);
}

QString Run::title() const
{
    return translated(session().pattern().title);
}

QString Run::summary() const
{
    return translated(session().pattern().summary);
}

QString Run::fillTitle() const
{
    if (chartedChannel(topology()))
        return QStringLiteral("Channel fill");
    // What waits to be gathered is in flight, too, and at rest.
    const QString title = topology().gathers.empty() ? QStringLiteral("%1 in flight")
                                                     : QStringLiteral("%1 not gathered yet");
    return title.arg(capitalised(translated(session().pattern().item, several)));
}

QString Run::latencyTitle() const
{
    return QStringLiteral("Latency per %1, created → done").arg(translated(session().pattern().item, 1));
}

QString Run::timeText() const
{
    return toQString(clockText(m_player));
}

Recent Run::recent() const
{
    return {history(), playhead(), m_figures.lookback(), forgottenBefore()};
}

QString Run::outcomeText() const
{
    if (!atPresent())
        return {};
    return capitalised(toQString(session().outcomeText()));
}

QString Run::outcomeKind() const
{
    if (!atPresent() || session().outcome() == Outcome::Completed)
        return QStringLiteral("running");
    return toQString(coroscope::text(session().outcome()));
}

QString Run::commandLine() const
{
    return toQString(commandFor(scenarioOf(session())));
}

QString Run::stateText() const
{
    return toQString(describe(world(), topology(), playhead()));
}

std::string Run::markText(const History::Mark &mark) const
{
    return coroscope::markText(mark, session()).toStdString();
}

Subject Run::inRow(int row) const
{
    const std::vector<PlaceRow> &rows = m_places.rows();
    return row >= 0 && row < static_cast<int>(rows.size()) ? rows[static_cast<std::size_t>(row)].subject : Subject();
}

void Run::pointAt(int row)
{
    const Subject subject = inRow(row);
    const std::optional<Place> place = subject.kind == Subject::Kind::Task ? std::optional(subject.place)
                                                                           : std::nullopt;
    if (place == m_pointedAt)
        return;
    m_pointedAt = place;
    Q_EMIT sceneChanged();
}

/// What is seen at this point of it.
Subject Run::inRow(int row, QPointF point) const
{
    const Subject subject = inRow(row);
    const bool isCapsule = subject.kind == Subject::Kind::Channel || subject.kind == Subject::Kind::Threads
        || subject.kind == Subject::Kind::Lock;
    return isCapsule ? drawnAt(point / m_stageLayout.zoom(), subject, world(), m_stageLayout) : subject;
}

void Run::pick(int row, QPointF point)
{
    const Subject subject = inRow(row, point);
    m_selection.select(subject == m_selection.subject() ? Subject() : subject);
}

void Run::selectEvent(Sequence number)
{
    const Event &event = session().trace().at(number);
    std::optional<Place> place = taskPlaces()->of(event.task);
    if (event.kind == EventKind::ActionTaken && event.payload >= 0)
        place = Place::unpacked(event.payload);
    m_selection.select({.kind = Subject::Kind::Event, .event = number},
                       place ? std::vector{*place} : std::vector<Place>());
}

void Run::select(int row, QPointF point)
{
    m_selection.select(inRow(row, point));
}

void Run::selectTask(int group, int index)
{
    m_selection.select({Place{static_cast<std::uint32_t>(group), static_cast<std::uint32_t>(index)}});
}

QVariantList Run::menuOfRow(int row, QPointF point) const
{
    return menuOf(inRow(row, point), session());
}

QString Run::nameInRow(int row, QPointF point) const
{
    return nameOfSubject(inRow(row, point), *this);
}

QVariantList Run::menuOfTask(int group, int index) const
{
    const Place place{static_cast<std::uint32_t>(group), static_cast<std::uint32_t>(index)};
    return menuOf({.kind = Subject::Kind::Task, .place = place}, session());
}

QString Run::nameOfTask(int group, int index) const
{
    return toQString(placeLabel(topology(), {static_cast<std::uint32_t>(group), static_cast<std::uint32_t>(index)}));
}

const TaskPlaces *Run::taskPlaces() const
{
    m_taskPlaces.extend(session().trace(), session().keyFrames(), std::numeric_limits<std::size_t>::max());
    return &m_taskPlaces;
}

void Run::setGhost(const std::optional<Ghost> &ghost)
{
    m_ghost = ghost;
    Q_EMIT sceneChanged();
    Q_EMIT figuresChanged(); // the charts show it, too
}

void Run::setStageLayout(const StageLayout &layout)
{
    m_stageLayout = layout;
    refreshPlaces();
}

void Run::refreshLooks()
{
    const History &history = this->history();
    std::set<Condition> present; // those that have not ended yet have not been counted as seen
    for (const TaskView &task : session().world().tasks()) {
        if (task.since < session().now() || hasEnded(task.state))
            present.insert(conditionOf(task, session().world(), topology()));
    }
    QStringList looks;
    const auto add = [&](bool seen, const QString &name) {
        if (seen)
            looks << name;
    };
    const auto addCondition = [&](Condition condition) {
        add(history.hasSeen(condition) || present.contains(condition), nameOf(condition));
    };
    for (const Condition condition : {Condition::Running, Condition::Ready, Condition::Idle, Condition::Blocked,
                                      Condition::Holding, Condition::Hung})
        addCondition(condition);
    add(history.hasSeenOrphans(), QStringLiteral("orphaned"));
    for (const Condition condition : {Condition::Done, Condition::Failed, Condition::Cancelled})
        addCondition(condition);
    add(history.hasSeenRestarts(), QStringLiteral("restarted"));
    if (looks == m_looks)
        return;
    m_looks = looks;
    Q_EMIT looksChanged();
}

void Run::refreshPlaces()
{
    m_places.setRows(placeRows(*this, session(), m_stageLayout));
}

} // namespace coroscope
