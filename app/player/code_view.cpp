// SPDX-License-Identifier: MIT
#include "player/code_view.h"

#include "insight/site_tasks.h"
#include "models/text.h"
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

CodeView::CodeView(Run &run, QObject *parent) : QObject(parent), m_run(run)
{
    connect(&m_run, &Run::sceneChanged, this, &CodeView::refresh);
    connect(&m_run, &Run::patternChanged, this, &CodeView::refresh);
    // They are shown with the next picture, which comes with every change of figures.
    connect(&m_run, &Run::figuresChanged, this, &CodeView::refreshShares);
    connect(m_run.selection(), &Selection::changed, this, [this] {
        m_followedRow = -1; // a selection is followed anew
        refresh();
    });
}

void CodeView::setActive(bool active)
{
    if (active == m_active)
        return;
    m_active = active;
    m_followedRow = -1;
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
    m_rows = CodeRows(std::move(files));
    m_followed.reset();
    m_followedRow = -1;
    m_model.setRows({}); // nothing of another pattern is kept
    refreshShares();
    Q_EMIT replaced();
}

void CodeView::refreshShares()
{
    m_shares.clear();
    if (!m_active || !m_run.loaded())
        return;
    const SiteTimes &times = m_run.history().siteTimes();
    const Recent recent = m_run.recent();
    const double total = times.total(recent.from(), recent.to());
    m_shares.resize(times.end());
    for (std::size_t site = 1; site < m_shares.size() && total > 0; ++site)
        m_shares[site] = times.time(static_cast<SiteId>(site), recent.from(), recent.to()) / total;
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
    for (std::size_t site = 1; site < m_shares.size(); ++site) {
        if (const int row = rowOf(static_cast<SiteId>(site)); row >= 0)
            rows[static_cast<std::size_t>(row)].share += m_shares[site];
    }
    for (std::size_t row = 0; row < count; ++row) {
        rows[row].badges = textOf(badges[row]);
        rows[row].share = std::min(rows[row].share, 1.0);
        if (rows[row].share > 0)
            rows[row].shareText = toQString(preciseShare(rows[row].share));
    }
    m_model.setRows(std::move(rows));
    if (std::exchange(m_followedRow, followedRow()) != followedRow() && followedRow() >= 0)
        Q_EMIT followed(followedRow());
}

/// Keeps the selected task's line in sight.
void CodeView::follow()
{
    const std::vector<Place> &places = m_run.selection()->places();
    const TaskView *const task = places.empty() ? nullptr : m_run.world().taskAt(places.front());
    const std::optional<FileLine> at = task && !hasEnded(task->state) ? lineOf(task->site) : std::nullopt;
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

int CodeView::rowOf(SiteId site) const
{
    const std::optional<FileLine> line = lineOf(site);
    return line ? m_rows.rowOf(line->first, line->second) : -1;
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
    if (row < 0 || row >= m_rows.count() || m_rows.text(row)->kind != CodeRowText::Kind::Line)
        return false;
    const std::size_t end = m_run.session().trace().sites().end();
    for (std::size_t site = 1; site < end; ++site) {
        if (lineOf(static_cast<SiteId>(site)) == FileLine{m_rows.fileOf(row), m_rows.text(row)->number})
            return true;
    }
    return false;
}

QString CodeView::placeOf(int row) const
{
    if (row < 0 || row >= m_rows.count() || m_rows.text(row)->kind != CodeRowText::Kind::Line)
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
