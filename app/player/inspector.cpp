// SPDX-License-Identifier: MIT
#include "player/inspector.h"

#include "models/text.h"
#include "pattern/place_names.h"
#include "player/spent_rows.h"
#include "scene/task_look.h"
#include "scene/why_shapes.h"
#include "text/duration_text.h"
#include "text/noun_words.h"
#include "text/share_text.h"

#include <algorithm>
#include <utility>

namespace coroscope {

namespace {

/// Events that are looked at for the last ones of a subject: some milliseconds.
constexpr Sequence reach = 300'000;
/// Events that a study goes through at a time: some milliseconds.
constexpr Sequence portion = 20'000;

QString durationText(Duration duration)
{
    return toQString(readableDuration(duration));
}

/// How an item's time is coloured, as the task that makes it pass would be.
QString toneOf(const ItemPhase &phase)
{
    using Kind = ItemPhase::Kind;
    switch (phase.kind) {
    case Kind::Working:
        return phase.again ? QStringLiteral("restarted") : QStringLiteral("running");
    case Kind::Sending:
    case Kind::Lacking:
    case Kind::Lock:
    case Kind::Turn:
        return QStringLiteral("blocked");
    case Kind::Ready:
    case Kind::Thread:
        return QStringLiteral("ready");
    case Kind::Sleeping:
    case Kind::Others:
    case Kind::InChannel:
    case Kind::Returned:
        return QStringLiteral("idle");
    case Kind::Orphaned:
        return QStringLiteral("orphaned");
    }
    return {};
}

double shareOf(Duration part, Duration whole)
{
    return whole > Duration::zero() ? inSeconds(part) / inSeconds(whole) : 0;
}

PartRow partOf(const QString &text, const QString &tone, Duration part, Duration whole)
{
    return {text, tone, durationText(part), shareOf(part, whole), {}};
}

/// For how long nobody waited for it, whatever it did meanwhile: not one of the parts, but said below them.
void addOrphaned(std::vector<PartRow> &rows, const History::Lane &lane, Time from, Time to)
{
    const LookTimes looks = lane.until(to) - lane.until(from);
    const Duration time{looks[orphanLook]};
    if (time <= Duration::zero())
        return;
    rows.push_back({toQString(say(words("of that orphaned: nobody waited for it"))), QStringLiteral("orphaned"),
                    durationText(time), 0, toQString(preciseShare(shareOf(time, to - from)))});
}

QString capital(const Sentence &sentence)
{
    return capitalised(toQString(sentence));
}

Subject subjectOf(const WaitNode &node, const World &world)
{
    switch (node.kind) {
    case WaitNode::Kind::Tasks:
        if (const TaskView *const task = node.tasks.empty() ? nullptr : world.task(node.tasks.front()))
            return {.kind = Subject::Kind::Task, .place = task->place};
        break;
    case WaitNode::Kind::Channel:
        return {.kind = Subject::Kind::Channel, .index = node.index};
    case WaitNode::Kind::Lock:
        return {.kind = Subject::Kind::Lock, .index = node.index};
    case WaitNode::Kind::Threads:
        return {.kind = Subject::Kind::Threads};
    case WaitNode::Kind::Outside:
        break;
    }
    return {};
}

} // namespace

Inspector::Inspector(Run &run, Transport &transport, QObject *parent)
    : QObject(parent), m_run(run), m_transport(transport)
{
    connect(&m_run, &Run::patternChanged, this, &Inspector::begin);
    connect(&m_run, &Run::detailsChanged, this, [this] {
        // While it plays, a part at a time, in the frame after: what is read need not be of every moment, and no frame is
        // to be a long one.
        m_isNextDue = m_run.player().playing();
        if (!m_isNextDue)
            refresh();
    });
    connect(&m_run, &Run::sceneChanged, this, [this] {
        if (std::exchange(m_isNextDue, false))
            refreshNext();
    });
    connect(m_run.selection(), &Selection::changed, this, &Inspector::refresh);
    connect(&m_goingOn, &QTimer::timeout, this, [this] {
        if (!isOfUse())
            return;
        refreshTimes();
        Q_EMIT changed();
    });
    m_goingOn.setSingleShot(true);
}

void Inspector::setActive(bool active)
{
    if (active == m_active)
        return;
    m_active = active;
    refresh();
    Q_EMIT activeChanged();
}

void Inspector::begin()
{
    m_study.reset();
    refresh();
}

void Inspector::refresh()
{
    if (!isOfUse())
        return;
    refreshHead();
    refreshWhy();
    refreshCode();
    refreshFacts();
    refreshShares();
    refreshEvents();
    refreshCauses();
    refreshTimes();
    Q_EMIT changed();
}

void Inspector::refreshNext()
{
    if (!isOfUse())
        return;
    constexpr int parts = 3;
    m_nextPart = (m_nextPart + 1) % parts;
    if (m_nextPart == 0) {
        refreshHead();
        refreshWhy();
        refreshCode();
    } else if (m_nextPart == 1) {
        refreshFacts();
        refreshShares();
        refreshTimes();
    } else {
        refreshEvents();
    }
    Q_EMIT changed();
}

/// Whether there is somebody to read it and something to read.
bool Inspector::isOfUse()
{
    if (m_active && m_run.loaded())
        return true;
    m_study.reset(); // it has to go through the run again, which takes less than to keep it
    return false;
}

/// What it is, what it does, and what can be done to it.
void Inspector::refreshHead()
{
    if (ofMark()) {
        showMark();
    } else {
        m_name = capitalised(nameOfSubject(subject(), m_run));
        m_state = stateOfSubject(subject(), m_run);
    }
    m_look = lookOfSubject(subject(), m_run);
    const std::vector<PlaceRow> &places = m_run.places()->rows();
    const auto place = std::find_if(places.begin(), places.end(),
                                    [this](const PlaceRow &row) { return row.subject == subject(); });
    m_doable = any() && place != places.end() ? place->doable : QVariantList();
}

void Inspector::refreshWhy()
{
    const std::optional<WaitChain> chain = chainOfSelected(m_run, m_run.session().pattern().item);
    m_whyTitle.clear();
    m_whySubjects.clear();
    std::vector<WhyRow> rows;
    if (chain) {
        m_whyTitle = chain->end == WaitChain::End::Ring ? QStringLiteral("Why it waits: a deadlock")
            : chain->end == WaitChain::End::Outside     ? QStringLiteral("Why it waits: nothing here will end it")
                                                        : QStringLiteral("Why it waits");
        for (std::size_t i = 0; i < chain->links.size(); ++i) {
            const bool isLast = i + 1 == chain->links.size();
            m_whySubjects.push_back(subjectOf(chain->links[i].node, m_run.world()));
            const Subject &about = m_whySubjects.back();
            rows.push_back({merelyRests(*chain) ? 0 : static_cast<int>(i) + 1, capital(chain->links[i].sentence),
                            isLast && chain->end == WaitChain::End::Busy,
                            about.kind != Subject::Kind::Nothing && about != subject()});
        }
    }
    m_why.setRows(std::move(rows));
}

void Inspector::refreshCode()
{
    const bool isTask = subject().kind == Subject::Kind::Task;
    m_line = inspectedLine(isTask ? m_run.world().taskAt(subject().place) : nullptr, selectedEvent(), m_run, m_source);
}

void Inspector::refreshFacts()
{
    m_allFacts = ofMark() ? factsOfMark() : factsAbout(subject(), m_run);
    std::vector<FactRow> rows;
    for (const Fact &fact : m_allFacts)
        rows.push_back({fact.label, fact.value, fact.about.kind != Subject::Kind::Nothing});
    m_facts.setRows(std::move(rows));
}

void Inspector::refreshShares()
{
    std::vector<PartRow> rows;
    m_sharesTitle.clear();
    const auto &lanes = m_run.history().lanes();
    const auto lane = subject().kind == Subject::Kind::Task ? lanes.find(subject().place) : lanes.end();
    const Recent recent = m_run.recent();
    if (lane != lanes.end() && recent.span() > Duration::zero()) {
        // Where one task comes after another in the same place, this one's time alone; all of it once it has ended.
        const TaskView *const task = m_run.world().taskAt(subject().place);
        const bool isOneOfMany = task && !m_run.topology().groups[subject().place.group].longLived;
        const bool isOver = isOneOfMany && hasEnded(task->state);
        const Time to = isOver ? task->since : recent.to();
        const Time from = isOver ? std::max(task->born, m_run.forgottenBefore())
            : isOneOfMany        ? std::max(recent.from(), task->born)
                                 : recent.from();
        if (from < to) {
            const std::vector<SpentPart> parts = timeSpent(lane->second, m_run.session().trace(), *m_run.taskPlaces(),
                                                           m_run.player().position(), from, to, reach);
            rows = spentRows(parts, to - from, subject().place.group, m_run.session().pattern());
            addOrphaned(rows, lane->second, from, to);
            m_sharesTitle = isOver     ? QStringLiteral("What it spent its time on")
                : from > recent.from() ? QStringLiteral("What it has spent its time on")
                                       : QStringLiteral("What it spent its time on, %1").arg(toQString(recent.over()));
        }
    }
    m_shares.setRows(std::move(rows));
}

void Inspector::refreshEvents()
{
    TaskId task = 0;
    if (const TaskView *const view = m_run.world().taskAt(subject().place);
        view && subject().kind == Subject::Kind::Task)
        task = view->id;
    if (subject().kind == Subject::Kind::Bookmark) {
        m_sequences = eventsBeforeBookmark();
    } else {
        m_sequences = lastEventsOf(m_run.session().trace(), m_run.player().position(), subject(), task, mostEvents,
                                   reach);
        std::reverse(m_sequences.begin(), m_sequences.end()); // the latest is what is looked for
    }
    std::vector<LastEventRow> rows;
    for (const Sequence at : m_sequences)
        rows.push_back(rowOf(at));
    m_events.setRows(std::move(rows));
}

void Inspector::refreshTimes()
{
    m_partsTitle.clear();
    m_meanText.clear();
    m_slowText.clear();
    m_slowItem = 0;
    m_pathTitle.clear();
    m_steps.clear();
    m_progress.clear();
    const bool ofRun = !any();
    const bool ofItem = subject().kind == Subject::Kind::Item;
    if (!ofRun && !ofItem) {
        m_parts.setRows({});
        m_path.setRows({});
        return;
    }
    study();
    if (!m_progress.isEmpty())
        return;
    const Recent recent = m_run.recent();
    if (ofItem) {
        const std::optional<ItemRecord> record = m_study->record(subject().item, m_run.playhead());
        if (record && record->latency() > Duration::zero())
            showRecord(*record);
        else
            m_parts.setRows({});
        m_path.setRows({});
        return;
    }
    const bool ofWhole = recent.from() == Time{};
    showCuts(ofWhole ? m_study->cuts() : m_study->recentCuts(recent.from()));
    showPath(m_study->lastJob(ofWhole ? Time{} - Duration{1} : recent.from()));
}

/// Goes through the trace up to the playhead, as far as there is time for that now.
void Inspector::study()
{
    const Trace &trace = m_run.session().trace();
    const Sequence end = m_run.player().position();
    if (m_study && m_study->position() > end)
        m_study.reset();
    const Sequence position = m_study ? m_study->position() : 0;
    if (position < trace.firstKept()) {
        m_progress = QStringLiteral("Where time went is told from the start of the run, which is no longer kept.");
        return;
    }
    if (!m_study)
        m_study = std::make_unique<TimeStudy>(m_run.topology(), SceneSource::lastSeconds);
    if (m_study->goOn(trace, end, portion))
        return;
    m_progress = QStringLiteral("Going through the run: %1 of %2 events").arg(m_study->position()).arg(end);
    m_goingOn.start(0);
}

void Inspector::showRecord(const ItemRecord &record)
{
    m_partsTitle = (record.end ? QStringLiteral("Where its %1 went") : QStringLiteral("Where its %1 went so far"))
                       .arg(durationText(record.latency()));
    std::vector<PartRow> rows;
    for (const TimePart &part : record.parts)
        rows.push_back(partOf(capital(phaseText(part.phase, m_run.topology())), toneOf(part.phase), part.length(),
                              record.latency()));
    writeShares(rows);
    m_parts.setRows(std::move(rows));
}

QString Inspector::slowItem() const
{
    return m_slowItem == 0 ? QString() : toQString(numberedNoun(m_run.session().pattern().item, m_slowItem));
}

QString Inspector::things() const
{
    return toQString(nounsText(m_run.loaded() ? m_run.session().pattern().item : anyItem));
}

void Inspector::showCuts(const LatencyCuts &cuts)
{
    std::vector<PartRow> rows;
    const std::optional<LatencyCut> mean = cuts.mean();
    const std::optional<LatencyCut> slow = cuts.p99();
    if (mean) {
        m_partsTitle = toQString(
            say(words("Where the {things}’ time went, {span}"),
                {{"things", nounsText(m_run.session().pattern().item)}, {"span", m_run.recent().over()}}));
        m_meanText = durationText(mean->latency);
        for (const LatencyCut::Part &part : mean->parts)
            rows.push_back(
                partOf(capital(phaseText(part.phase, m_run.topology())), toneOf(part.phase), part.time, mean->latency));
    }
    if (mean && slow) {
        m_slowText = durationText(slow->latency);
        m_slowItem = cuts.p99Item().value_or(0);
        for (const LatencyCut::Part &part : slow->parts) {
            const auto at = std::find_if(mean->parts.begin(), mean->parts.end(),
                                         [&](const LatencyCut::Part &one) { return one.phase == part.phase; });
            if (at == mean->parts.end())
                continue; // what is in one of the items is in the mean of all
            PartRow &row = rows[static_cast<std::size_t>(at - mean->parts.begin())];
            row.slowTime = durationText(part.time);
            row.slowShare = shareOf(part.time, slow->latency);
        }
    }
    writeShares(rows);
    m_parts.setRows(std::move(rows));
}

void Inspector::showPath(const std::optional<JobPath> &path)
{
    std::vector<PartRow> rows;
    if (path) {
        const Duration whole = path->ended - path->begun;
        m_pathTitle = QStringLiteral("Critical path of the last job, %1: %2").arg(path->job).arg(durationText(whole));
        for (const JobPath::Step &step : path->steps) {
            m_steps.push_back(step.place);
            const auto longest = std::max_element(step.parts.begin(), step.parts.end(),
                                                  [](const auto &a, const auto &b) { return a.length() < b.length(); });
            rows.push_back(partOf(toQString(placeLabel(m_run.topology(), step.place)),
                                  longest == step.parts.end() ? QString() : toneOf(longest->phase), step.to - step.from,
                                  whole));
        }
    }
    writeShares(rows);
    m_path.setRows(std::move(rows));
}

void Inspector::goToWhy(int row)
{
    if (row >= 0 && row < static_cast<int>(m_whySubjects.size()))
        m_run.selection()->select(Subject(m_whySubjects[static_cast<std::size_t>(row)]));
}

void Inspector::goToFact(int row)
{
    if (row >= 0 && row < static_cast<int>(m_allFacts.size()))
        go(Subject(m_allFacts[static_cast<std::size_t>(row)].about));
}

void Inspector::goToSlowItem()
{
    if (m_slowItem != 0)
        m_run.selection()->select(Subject{.kind = Subject::Kind::Item, .item = m_slowItem});
}

void Inspector::goToStep(int row)
{
    if (row >= 0 && row < static_cast<int>(m_steps.size()))
        m_run.selection()->select(
            Subject{.kind = Subject::Kind::Task, .place = m_steps[static_cast<std::size_t>(row)]});
}

void Inspector::goToEvent(int row)
{
    if (row >= 0 && row < static_cast<int>(m_sequences.size()))
        seekTo(m_sequences[static_cast<std::size_t>(row)]);
}

} // namespace coroscope
