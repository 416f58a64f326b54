// SPDX-License-Identifier: MIT
#include "player/pair.h"

#include "insight/advised_number.h"
#include "models/text.h"
#include "player/command_line.h"
#include "player/compared_rows.h"
#include "player/run_difference.h"
#include "run/scenario_file.h"
#include "text/duration_text.h"

#include <algorithm>
#include <utility>

namespace coroscope {

namespace {

/// Sets a flag until its life ends.
class Flagged
{
public:
    explicit Flagged(bool &flag) : m_flag(flag) { m_flag = true; }
    ~Flagged() { m_flag = false; }
    Flagged(const Flagged &) = delete;
    Flagged &operator=(const Flagged &) = delete;

private:
    bool &m_flag;
};

/// Half of the time after which texts that change slowly are brought up to date.
constexpr std::chrono::milliseconds halfAnInterval{62};

/// Of so many parameters a title names the differing values.
constexpr std::size_t mostInTitle = 3;

} // namespace

Pair::Pair(First first, FigureWindow &figures, StepMotion &motion, QObject *parent)
    : QObject(parent),
      m_first(first),
      m_second(figures, motion),
      m_secondTransport(m_second, motion),
      m_secondTuning(m_second, m_secondTransport),
      m_secondInspector(m_second, m_first.transport),
      m_selection(*m_first.run.selection(), *m_second.selection()),
      m_tuning({m_first.run, m_first.tuning}, {m_second, m_secondTuning})
{
    refreshChoices();
    m_secondTuning.start(m_choice.runs().front().scenario);

    connect(&m_first.run, &Run::timeChanged, this, &Pair::follow);
    connect(&m_first.run, &Run::patternChanged, this, &Pair::firstBegan);
    connect(&m_first.run, &Run::figuresChanged, this, &Pair::refreshNumbers);
    connect(&m_first.run, &Run::detailsChanged, this, [this] {
        refreshTitles();
        if (!m_parting.found())
            lookForParting(); // as far as they have got
        // Both in one frame would make it a long one.
        if (std::exchange(m_hasSecondDetails, false) && m_first.transport.playing())
            m_second.keepUp(halfAnInterval);
    });
    connect(&m_first.transport, &Transport::stepped, this, &Pair::step);
    connect(&m_first.tuning, &Tuning::undoChanged, this, [this] {
        refreshChoices();
        lookForParting();
    });

    connect(&m_first.branching, &Branching::changed, this, &Pair::refreshChoices);
    connect(&m_first.branching, &Branching::branched, this, [this] { m_branched = true; });

    connect(&m_second, &Run::patternChanged, this, &Pair::follow);
    connect(&m_second, &Run::detailsChanged, this, [this] {
        m_hasSecondDetails = true;
        refreshTitles();
        if (!m_first.transport.playing())
            refreshNumbers(); // while they play, A's come right after
    });
    connect(&m_secondTransport, &Transport::aheadChanged, this, &Pair::follow);
    connect(&m_secondTransport, &Transport::notice, this, &Pair::notice);
    connect(&m_secondTuning, &Tuning::notice, this, &Pair::notice);
    connect(&m_secondTuning, &Tuning::recorded, this, [this] { m_chosen = true; });
    connect(&m_secondTuning, &Tuning::undoChanged, this, [this] {
        bringFirst();
        refreshChoices();
        lookForParting();
    });
}

Pair::~Pair()
{
    m_first.run.player().setPace({});
}

void Pair::setActive(bool active)
{
    if (active == m_active)
        return;
    m_active = active;
    if (active) {
        m_first.run.player().setPace([this](Time wanted) { return pace(wanted); });
        m_choice.forgetAdvice();
        refreshChoices();
        const Session &second = m_second.session();
        const Scenario first = firstScenario();
        // What has been set since is what one wants to see the effect of.
        const bool isOfUse = m_chosen && !m_branched && areSameUntil(first, m_left, never)
            && &second.pattern() == first.pattern && second.settings().schedule == first.settings.schedule
            && second.settings().seed == first.settings.seed && !areSameUntil(scenarioOf(second), first, never);
        if (isOfUse)
            follow();
        else
            beginTelling();
        refreshTitles();
        refreshNumbers();
        lookForParting();
    } else {
        m_first.run.player().setPace({});
        m_secondTransport.stopAhead();
        m_secondTransport.setPlaying(false);
        m_parting.stop();
        m_left = firstScenario();
    }
    m_tuning.setActive(active);
    m_selection.setActive(active);
    Q_EMIT activeChanged();
}

Time Pair::pace(Time wanted)
{
    if (m_secondTransport.runningAhead())
        return m_first.run.playhead(); // it waits
    Player &second = m_second.player();
    // B is moved here and told to others in follow(), once A has been moved as well.
    if (second.present() < wanted && !second.runTowards(wanted, second.patience() / 2))
        return second.present();
    return wanted;
}

void Pair::follow()
{
    m_firstPosition = m_first.run.player().position();
    if (!m_active || m_moving || m_secondTransport.runningAhead())
        return;
    const Flagged moving(m_moving);
    Player &second = m_second.player();
    const bool plays = m_first.transport.playing();
    if (second.speed() != m_first.transport.speed())
        second.setSpeed(m_first.transport.speed());
    if (m_secondTransport.playing() != plays)
        m_secondTransport.setPlaying(plays);
    const Time to = m_first.run.playhead();
    if (second.present() < to && second.session().outcome() != Outcome::Budget) {
        m_secondTransport.runAhead(to);
        if (m_secondTransport.runningAhead())
            return; // and comes back here
    }
    // After a step, B is at an event of this moment.
    if (second.playhead() != to)
        second.seek(to);
    m_second.moved();
    if (second.playhead() > to) { // what was before is no longer kept
        m_first.run.player().seek(second.playhead());
        m_first.run.moved();
    }
    m_hasSecondDetails = false;
    if (!plays)
        m_secondTransport.showMotion(); // the first one moves its own stage
    if (plays)
        m_second.keepUp(std::chrono::nanoseconds(m_sinceFollowed.isValid() ? m_sinceFollowed.nsecsElapsed() : 0));
    m_sinceFollowed.start();
}

void Pair::bringFirst()
{
    if (!m_active || m_moving || m_secondTransport.runningAhead() || m_second.playhead() <= m_first.run.playhead())
        return;
    const Flagged moving(m_moving);
    const Time to = m_second.playhead();
    if (m_first.run.present() < to)
        m_first.transport.runAhead(to);
    else
        m_first.run.player().seek(to);
    m_first.run.moved();
}

void Pair::step(bool forward)
{
    if (!m_active)
        return;
    // Whichever has the next event shows it, and the other one is taken to that moment.
    Player &first = m_first.run.player();
    Player &second = m_second.player();
    const bool isSecondStepped = forward ? second.stepForward() : second.stepBack();
    const bool isFirstStepped = first.position() != m_firstPosition;
    const bool isSecondNext = isSecondStepped
        && (!isFirstStepped || (forward ? second.playhead() < first.playhead() : second.playhead() > first.playhead()));
    if (second.playhead() == first.playhead())
        return;
    if (!isSecondNext) {
        second.seek(first.playhead());
    } else if (first.present() < second.playhead()) {
        m_first.run.session().runUntil(second.playhead());
        first.goToPresent();
    } else {
        first.seek(second.playhead());
    }
}

void Pair::firstBegan()
{
    if (!m_active)
        return;
    refreshChoices();
    if (m_tuning.restoring())
        return;
    const RunSettings &first = m_first.run.session().settings();
    const RunSettings &second = m_second.session().settings();
    if (&m_second.session().pattern() != &m_first.run.session().pattern()) {
        const PairTuning::Along along(m_tuning);
        beginTelling();
    } else {
        const bool isAtStart = m_first.run.present() == Time{} && !m_first.transport.runningAhead()
            && m_second.present() > Time{};
        if (isAtStart || first.seed != second.seed || first.schedule != second.schedule) {
            const Time reached = m_second.present();
            beginSecondAnew();
            // To compare, one wants to be where one was; the start is a key away.
            if (isAtStart)
                m_first.transport.runAhead(reached);
        }
    }
    lookForParting();
}

void Pair::beginTelling()
{
    choose(m_choice.telling());
    m_chosen = false;
}

void Pair::beginSecondAnew()
{
    const PairTuning::Along along(m_tuning);
    const bool chosen = m_chosen;
    const Session &session = m_second.session();
    const std::span<const Change> ahead = session.pendingChanges();
    Scenario scenario{.pattern = &session.pattern(), .settings = m_first.run.session().settings()};
    scenario.settings.values = session.values();
    scenario.changes.assign(ahead.begin(), ahead.end());
    take(std::move(scenario), QStringLiteral("the rerun"));
    m_chosen = chosen;
}

void Pair::take(Scenario scenario, const QString &name)
{
    // All but what it is about is as in A.
    const RunSettings &first = m_first.run.session().settings();
    scenario.settings.seed = first.seed;
    scenario.settings.schedule = first.schedule;
    scenario.settings.warmup = first.warmup;
    m_branched = false;
    m_left = firstScenario();
    m_secondTuning.start(std::move(scenario), name);
    follow();
}

void Pair::choose(int choice)
{
    if (choice < 0 || choice >= static_cast<int>(m_choice.runs().size()))
        return;
    const SecondRun run = m_choice.runs()[static_cast<std::size_t>(choice)];
    take(run.scenario, QStringLiteral("the choice of “%1”").arg(run.name));
    // What was before A stays as it is. What is the same as A is there to be turned, or has been left to turn A; what is
    // as A was advised to be is what to go on with.
    const bool isSame = areSameUntil(run.scenario, firstScenario(), never);
    const bool isFormer = run.kind == SecondRun::Kind::Before || (isSame && run.kind == SecondRun::Kind::Branch);
    const bool turnsOne = isSame || isFormer || run.kind == SecondRun::Kind::Advised;
    if (turnsOne)
        m_tuning.setTurned(isFormer ? PairTuning::First : PairTuning::Second);
    else if (m_turnsOne)
        m_tuning.setTurned(PairTuning::Both);
    m_turnsOne = turnsOne;
}

QString Pair::chooseFile(const QString &file)
{
    try {
        Scenario scenario = readScenario(file);
        if (scenario.pattern != &m_first.run.session().pattern())
            return QStringLiteral("That is a run of “%1”; it takes one of “%2”.")
                .arg(translated(scenario.pattern->title), m_first.run.title());
        const QString name = toQString(scenario.title);
        take(std::move(scenario), QStringLiteral("the choice of “%1”").arg(name.isEmpty() ? file : name));
        return {};
    } catch (const std::exception &error) { // of reading; B has not been touched
        return QString::fromUtf8(error.what());
    }
}

void Pair::refreshChoices()
{
    if (m_choice.refresh(m_first.run, m_second, m_first.branching.others(), m_first.tuning.before()))
        Q_EMIT choicesChanged();
}

void Pair::refreshTitles()
{
    if (!m_active || &m_second.session().pattern() != &m_first.run.session().pattern())
        return;
    if (m_choice.isAdvisedOtherwise(m_first.run, m_second))
        refreshChoices();
    Scenario first = firstScenario();
    Scenario second = scenarioOf(m_second.session());
    if (areSameUntil(first, m_titledFirst, never) && areSameUntil(second, m_titledSecond, never))
        return;
    m_titledFirst = std::move(first);
    m_titledSecond = std::move(second);
    m_firstTitle = differenceTitle(m_titledFirst, m_titledSecond, mostInTitle);
    m_secondTitle = differenceTitle(m_titledSecond, m_titledFirst, mostInTitle);
    const bool areSame = m_firstTitle.isEmpty() && m_secondTitle.isEmpty();
    for (QString *title : {&m_firstTitle, &m_secondTitle}) {
        if (title->isEmpty())
            *title = areSame ? QStringLiteral("the same in both") : QStringLiteral("without that");
    }
    if (std::exchange(m_sameLoad, haveSameLoad(m_titledFirst, m_titledSecond, never)) != m_sameLoad)
        refreshNumbers();
    Q_EMIT titlesChanged();
}

Recent Pair::recentOf(const Run &run) const
{
    const Recent usual = run.recent();
    const Time from = std::max(m_first.run.recent().sinceChanged().from(), m_second.recent().sinceChanged().from());
    return from > usual.from() ? Recent(run.history(), usual.to(), usual.window(), from) : usual;
}

QString Pair::over() const
{
    if (!m_active)
        return {};
    const Recent recent = recentOf(m_first.run);
    return recent.from() > m_first.run.recent().from()
        ? toQString(say(words("{span}, since the last change"), {{"span", recent.over()}}))
        : toQString(recent.over());
}

std::vector<Headline> Pair::numbersOf(const Run &run, const Recent &recent, const Run &other) const
{
    const PatternInfo &pattern = run.session().pattern();
    std::vector<Headline> numbers = recent.from() == run.recent().from()
        ? run.figures()
        : pattern.diagnose(recent, run.values()).headlines;
    // What is counted may depend on what is set: of what the other one shows, this one may have a number as well.
    std::vector<Headline> further;
    const auto isIn = [](const std::vector<Headline> &headlines, const Headline &one) {
        return std::any_of(headlines.begin(), headlines.end(),
                           [&](const Headline &headline) { return headline.label == one.label; });
    };
    const bool isSame = std::all_of(other.figures().begin(), other.figures().end(),
                                    [&](const Headline &headline) { return isIn(numbers, headline); });
    if (!isSame)
        further = pattern.diagnose(recent, other.session().values()).headlines;
    for (Headline &headline : further) {
        if (!isIn(numbers, headline))
            numbers.push_back(std::move(headline));
    }
    std::optional<Headline> advised = advisedNumber(m_choice.check(), recent, run.topology());
    if (advised && !isIn(numbers, *advised))
        numbers.push_back(*std::move(advised));
    return numbers;
}

void Pair::refreshNumbers()
{
    if (!m_active || &m_second.session().pattern() != &m_first.run.session().pattern())
        return;
    const Recent first = recentOf(m_first.run);
    const Recent second = recentOf(m_second);
    m_numbers.setRows(comparedRows(numbersOf(m_first.run, first, m_second), numbersOf(m_second, second, m_first.run),
                                   {.span = std::min(first.span(), second.span()),
                                    .sameLoad = m_sameLoad,
                                    .firstIsDown = m_first.run.world().downSince().has_value(),
                                    .secondIsDown = m_second.world().downSince().has_value()}));
    Q_EMIT numbersChanged();
}

void Pair::lookForParting()
{
    if (m_active && &m_second.session().pattern() == &m_first.run.session().pattern())
        m_parting.look(firstScenario(), scenarioOf(m_second.session()), m_first.run.present());
}

void Pair::takeAdvice()
{
    const bool inSecond = m_selection.inSecond()
        || (!m_first.run.selection()->any() && m_tuning.turned() == PairTuning::Second);
    const Run &run = inSecond ? m_second : m_first.run;
    Session &other = (inSecond ? m_first.run : m_second).session();
    const auto isSo = [&](const Advice::Setting &setting) {
        const std::optional<std::size_t> parameter = other.parameters().find(setting.id);
        return parameter && other.values()[*parameter] == setting.value;
    };
    const std::vector<Advice::Setting> settings = run.settings();
    if (settings.empty() || !std::all_of(settings.begin(), settings.end(), isSo)) {
        (inSecond ? m_secondTuning : m_first.tuning).takeAdvice();
        return;
    }
    // To set it here as well would leave nothing to compare.
    Q_EMIT notice(inSecond ? QStringLiteral("A is set as B is advised to be: compare the two, or turn B yourself.")
                           : QStringLiteral("B is set as A is advised to be: compare the two, or turn A yourself."));
}

void Pair::goToParting()
{
    if (!m_parting.found())
        return;
    const Time to = m_parting.moment();
    m_first.transport.setPlaying(false);
    if (to <= m_first.run.present())
        m_first.transport.seek(inSeconds(to));
    else
        m_first.transport.runAhead(to);
}

void Pair::rerun()
{
    const Time reached = m_second.present();
    m_first.tuning.reset(); // and B with it
    if (reached > Time{})
        Q_EMIT notice(
            QStringLiteral("Both have been run anew up to %1, with the values that they have now from the start.")
                .arg(toQString(readableTime(reached))));
}

void Pair::keepSecond()
{
    const Scenario second = scenarioOf(m_second.session());
    const Time to = m_first.run.present();
    setActive(false);
    m_first.transport.setPlaying(false);
    m_first.tuning.start(second, QStringLiteral("keeping run B"));
    m_first.transport.runAhead(to);
    Q_EMIT notice(QStringLiteral("B is the run from here on. Undo goes back to A."));
}

QString Pair::commandLine() const
{
    Scenario first = firstScenario();
    Scenario second = scenarioOf(m_second.session());
    // The command knows one list of changes, for both: if they differ, both are run as they are set now.
    if (first.changes != second.changes) {
        first.settings.values = m_first.run.session().values();
        second.settings.values = m_second.session().values();
        first.changes.clear();
    }
    return toQString(compareCommandFor(first, second));
}

} // namespace coroscope
