// SPDX-License-Identifier: MIT
#include "player/code_view.h"

#include "code/pattern_graph.h"
#include "insight/site_tasks.h"
#include "models/text.h"
#include "pattern/place_names.h"
#include "player/condition_words.h"
#include "player/selection.h"
#include "scene/task_look.h"
#include "text/share_text.h"

#include <algorithm>
#include <utility>

namespace coroscope {

namespace {

/// How the tasks of a line fare, and how many each.
using Badges = std::vector<std::pair<QString, std::size_t>>;

void add(Badges &badges, const SiteTasks &tasks)
{
    const bool isOrphan = tasks.orphaned && tasks.condition != Condition::Hung;
    const QString look = isOrphan ? QStringLiteral("orphaned") : nameOf(tasks.condition);
    const auto known = std::find_if(badges.begin(), badges.end(), [&](const auto &one) { return one.first == look; });
    if (known == badges.end())
        badges.emplace_back(look, tasks.places.size());
    else
        known->second += tasks.places.size();
}

QString textOf(const Badges &badges)
{
    QStringList parts;
    for (const auto &[look, count] : badges)
        parts << look << QString::number(count);
    return parts.join(QLatin1Char(' '));
}

} // namespace

CodeView::CodeView(Run &run, QObject *parent) : QObject(parent), m_run(run), m_profile(std::make_unique<CodeProfile>())
{
    connect(&m_run, &Run::sceneChanged, this, &CodeView::refresh);
    connect(&m_run, &Run::patternChanged, this, [this] {
        m_profile->clear();
        m_lineShares = {};
        refresh();
    });
    // They are shown with the next picture, which comes with every change of figures.
    connect(&m_run, &Run::figuresChanged, this, &CodeView::refreshShares);
    connect(m_run.selection(), &Selection::changed, this, [this] {
        m_followedRow = -1; // a selection is followed anew
        refreshShares();
        refresh();
    });
    m_goingOn.setSingleShot(true);
    connect(&m_goingOn, &QTimer::timeout, this, [this] {
        refreshShares();
        refresh();
    });
}

CodeView::~CodeView() = default;

void CodeView::setActive(bool active)
{
    if (active == m_active)
        return;
    m_active = active;
    m_followedRow = -1;
    if (active && m_run.loaded())
        takePattern();
    refreshShares();
    refresh();
    Q_EMIT activeChanged();
}

void CodeView::takePattern()
{
    if (m_pattern == m_run.patternId())
        return;
    m_pattern = m_run.patternId();
    std::vector<SourceText> files;
    for (const std::string_view file : m_run.session().pattern().code)
        files.push_back(loadSource(file));
    m_graph = &awaitGraphOf(m_run.session().pattern());
    m_rows = CodeRows(std::move(files));
    m_followed.reset();
    m_followedRow = -1;
    m_model.setRows({}); // nothing of another pattern is kept
    refreshShares();
    Q_EMIT replaced();
}

void CodeView::refreshShares()
{
    if (!m_active || !m_run.loaded()) {
        m_profile->clear();
        m_lineShares = {};
        m_goingOn.stop();
        return;
    }
    if (m_pattern != m_run.patternId())
        return; // its code is taken with the next picture
    if (!m_profile->goOn(m_run, *m_graph, [this](SiteId site) { return lineOf(site); })) {
        m_goingOn.start(0);
        return;
    }
    m_lineShares = lineShares(*m_profile, mostHottest);
    const std::vector<Place> &places = m_run.selection()->places();
    m_shareTitle = places.empty() ? QStringLiteral("Share of all tasks’ time")
        : places.size() == 1
        ? toQString(say(words("Share of the time of {task}"), {{"task", placeLabel(m_run.topology(), places.front())}}))
        : toQString(say(words("Share of {count} tasks’ time"), {{"count", places.size()}}));
    Q_EMIT sharesChanged();
}

void CodeView::refresh()
{
    if (!m_active || !m_run.loaded())
        return;
    takePattern();
    follow();
    const auto count = static_cast<std::size_t>(m_rows.count());
    std::vector<CodeRow> rows(count);
    std::vector<Badges> badges(count);
    for (int row = 0; row < m_rows.count(); ++row) {
        rows[static_cast<std::size_t>(row)].text = m_rows.text(row);
        rows[static_cast<std::size_t>(row)].folded = m_rows.isFolded(row);
    }
    for (const SiteTasks &tasks : tasksBySite(m_run.world(), m_run.topology())) {
        const int row = rowOf(tasks.site);
        if (row < 0)
            continue;
        add(badges[static_cast<std::size_t>(row)], tasks);
        if (std::any_of(tasks.places.begin(), tasks.places.end(),
                        [&](Place place) { return m_run.selection()->contains(place); }))
            rows[static_cast<std::size_t>(row)].selected = true;
    }
    for (std::size_t row = 0; row < count; ++row)
        rows[row].badges = textOf(badges[row]);
    for (const FileLine &way : m_ways) {
        if (const int row = rowOf(way); row >= 0)
            rows[static_cast<std::size_t>(row)].enclosing = !rows[static_cast<std::size_t>(row)].selected;
    }
    showMarked(rows);
    showShares(rows);
    showHotLines();
    m_model.setRows(std::move(rows));
    if (std::exchange(m_followedRow, followedRow()) != followedRow() && followedRow() >= 0)
        Q_EMIT followed(followedRow());
}

void CodeView::showMarked(std::vector<CodeRow> &rows)
{
    // A fold is not one line, but what is looked at may be in it.
    for (const FileLine &line : m_linked) {
        if (const int row = rowOf(line); row >= 0)
            rows[static_cast<std::size_t>(row)].linked = lineAt(row).has_value();
    }
    for (const FileLine &line : m_paired) {
        if (const int row = rowOf(line); row >= 0)
            rows[static_cast<std::size_t>(row)].paired = true;
    }
}

void CodeView::mark(std::vector<FileLine> linked, std::vector<FileLine> paired)
{
    if (linked == m_linked && paired == m_paired)
        return;
    m_linked = std::move(linked);
    m_paired = std::move(paired);
    refresh();
}

void CodeView::showShares(std::vector<CodeRow> &rows)
{
    std::map<int, CodeProfile::Share> byRow;
    for (const auto &[line, share] : m_profile->lines()) {
        const int row = rowOf(line);
        if (row < 0)
            continue;
        byRow[row].here += share.here;
        // What is folded is counted where it stands, not once more where it was called.
        if (!m_rows.isFolded(row))
            byRow[row].through += share.through;
    }
    for (const auto &[line, note] : failureNotes(*m_profile, m_rows)) {
        if (const int row = rowOf(line); row >= 0 && m_rows.text(row)->kind == CodeRowText::Kind::Line)
            rows[static_cast<std::size_t>(row)].note = note;
    }
    for (const auto &[line, text] : m_lineShares.texts) {
        if (const int row = rowOf(line); row >= 0)
            rows[static_cast<std::size_t>(row)].shareText = text;
    }
    for (const auto &[at, share] : byRow) {
        CodeRow &row = rows[static_cast<std::size_t>(at)];
        row.share = m_profile->shareOf(share.here);
        row.through = m_profile->shareOf(share.through);
        row.tones = tonesOf(share.here, *m_profile);
        if (m_rows.isFolded(at)) // of several lines
            row.shareText = row.share > 0 ? toQString(preciseShare(row.share)) : QString();
        if (row.through > 0)
            row.throughText = toQString(preciseShare(row.through));
    }
}

void CodeView::showHotLines()
{
    const auto hotLines = [this](const std::vector<FileLine> &lines) {
        std::vector<HotLine> rows;
        for (const FileLine &line : lines) {
            const LookTimes &times = m_profile->lines().at(line).here;
            rows.push_back({line.second, m_rows.statement(line.first, line.second),
                            line.first > 0 ? m_rows.path(line.first).section(QLatin1Char('/'), -2) : QString(),
                            occupied(times) > 0, m_profile->shareOf(times), m_lineShares.texts.at(line),
                            tonesOf(times, *m_profile), (rowOf(line) + 0.5) / std::max(1, m_rows.count())});
        }
        return rows;
    };
    m_marks.setRows(hotLines(m_lineShares.marked));
    m_hottest.setRows(hotLines(m_lineShares.hottest));
}

void CodeView::goTo(FileLine line)
{
    m_rows.unfold(line.first, line.second);
    refresh();
    if (const int row = rowOf(line); row >= 0)
        Q_EMIT followed(row);
}

void CodeView::goToHottest(int which)
{
    if (which >= 0 && which < static_cast<int>(m_lineShares.hottest.size()))
        goTo(m_lineShares.hottest[static_cast<std::size_t>(which)]);
}

void CodeView::goToMark(int which)
{
    if (which >= 0 && which < static_cast<int>(m_lineShares.marked.size()))
        goTo(m_lineShares.marked[static_cast<std::size_t>(which)]);
}

int CodeView::firstRow()
{
    if (followedRow() >= 0 || m_lineShares.hottest.empty())
        return followedRow();
    const FileLine line = m_lineShares.hottest.front();
    m_rows.unfold(line.first, line.second);
    refresh();
    return rowOf(line);
}

/// Keeps the selected task's line in sight.
void CodeView::follow()
{
    const std::vector<Place> &places = m_run.selection()->places();
    const TaskView *const task = places.empty() ? nullptr : m_run.world().taskAt(places.front());
    std::optional<FileLine> at = task && !hasEnded(task->state) ? lineOf(task->site) : std::nullopt;
    m_ways.clear();
    if (at)
        m_ways = m_graph->waysTo(task->place.group, *at);
    // In what serves something else than the pattern, it is followed where the pattern itself has called that.
    const auto isHidden = [this](FileLine line) {
        const int row = rowOf(line);
        return row < 0 || m_rows.text(row)->kind == CodeRowText::Kind::Fold;
    };
    if (at && isHidden(*at)) {
        const auto caller = std::find_if_not(m_ways.begin(), m_ways.end(), isHidden);
        if (caller != m_ways.end())
            at = *caller;
    }
    if (at && at != m_followed)
        m_rows.unfold(at->first, at->second);
    m_followed = at;
}

std::optional<CodeView::FileLine> CodeView::lineOf(SiteId number) const
{
    const CodeSite &site = m_run.session().trace().sites().at(number);
    const auto &files = m_run.session().pattern().code;
    const auto found = std::find(files.begin(), files.end(), site.file);
    if (site.line == 0 || found == files.end())
        return std::nullopt;
    return FileLine{static_cast<std::size_t>(found - files.begin()), static_cast<int>(site.line)};
}

int CodeView::rowOf(FileLine line) const
{
    return m_rows.rowOf(line.first, line.second);
}

int CodeView::rowOf(SiteId site) const
{
    const std::optional<FileLine> line = lineOf(site);
    return line ? rowOf(*line) : -1;
}

std::optional<CodeView::FileLine> CodeView::lineAt(int row) const
{
    if (row < 0 || row >= m_rows.count() || m_rows.text(row)->kind != CodeRowText::Kind::Line)
        return std::nullopt;
    return FileLine{m_rows.fileOf(row), m_rows.text(row)->number};
}

std::vector<Place> CodeView::placesAt(int row) const
{
    std::vector<Place> places;
    for (const SiteTasks &tasks : tasksBySite(m_run.world(), m_run.topology())) {
        if (rowOf(tasks.site) == row)
            places.insert(places.end(), tasks.places.begin(), tasks.places.end());
    }
    std::sort(places.begin(), places.end());
    return places;
}

void CodeView::press(int row)
{
    if (row < 0 || row >= m_rows.count())
        return;
    if (m_rows.text(row)->kind == CodeRowText::Kind::Fold) {
        m_rows.turn(row);
        refresh();
        return;
    }
    std::vector<Place> places = placesAt(row);
    if (places == m_run.selection()->places())
        places.clear();
    m_run.selection()->select(std::move(places));
}

bool CodeView::isReached(int row) const
{
    const std::optional<FileLine> line = lineAt(row);
    if (!line)
        return false;
    const std::size_t end = m_run.session().trace().sites().end();
    for (std::size_t site = 1; site < end; ++site) {
        if (lineOf(static_cast<SiteId>(site)) == line)
            return true;
    }
    return false;
}

QString CodeView::placeOf(int row) const
{
    if (!lineAt(row))
        return {};
    const CodeRowText &line = *m_rows.text(row);
    const bool awaits = line.text.contains(QLatin1String("co_await"));
    return awaits || isReached(row)
        ? linePlace(m_rows.path(m_rows.fileOf(row)).toStdString(), static_cast<std::uint32_t>(line.number))
        : QString();
}

QString CodeView::whoIsAt(int row) const
{
    constexpr std::size_t mostNamed = 5;
    const std::vector<Place> places = placesAt(row);
    std::vector<Sentence> names;
    for (std::size_t i = 0; i < std::min(places.size(), mostNamed); ++i)
        names.push_back(placeLabel(m_run.topology(), places[i]));
    const Sentence named = joined(std::move(names), ", ");
    if (places.size() <= mostNamed)
        return toQString(named);
    return toQString(say(words("{names} and {count} more"), {{"names", named}, {"count", places.size() - mostNamed}}));
}

} // namespace coroscope
