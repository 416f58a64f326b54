// SPDX-License-Identifier: MIT
#include "player/rust_view.h"

#include "models/text.h"

#include <algorithm>
#include <set>
#include <utility>

namespace coroscope {

namespace {

/// "41", "41, 50"
Sentence numbers(const std::set<int> &lines)
{
    std::vector<Sentence> said;
    for (const int line : lines)
        said.emplace_back(std::to_string(line));
    return joined(std::move(said), ", ");
}

} // namespace

RustView::RustView(Run &run, CodeView &code, QObject *parent) : QObject(parent), m_run(run), m_code(code)
{
    connect(&m_code, &CodeView::replaced, this, [this] {
        if (m_active)
            take();
    });
}

void RustView::setWanted(bool wanted)
{
    if (wanted == m_wanted)
        return;
    m_wanted = wanted;
    Q_EMIT wantedChanged();
}

void RustView::setActive(bool active)
{
    if (active == m_active)
        return;
    m_active = active;
    if (active) {
        take();
    } else {
        m_beside.reset();
        m_pattern.clear();
        m_pair.clear();
        m_lone.reset();
        m_model.setRows({});
        m_code.mark({}, {});
    }
    Q_EMIT activeChanged();
}

void RustView::take()
{
    if (!m_run.loaded() || m_pattern == m_run.patternId())
        return;
    m_pattern = m_run.patternId();
    m_beside = rustBeside(m_run.session().pattern());
    m_pair.clear();
    m_lone.reset();
    m_model.setRows({}); // nothing of another pattern is kept
    show();
    Q_EMIT replaced();
    Q_EMIT pairChanged();
}

void RustView::lookAtOurs(int row)
{
    if (!m_beside || m_looking)
        return;
    const std::optional<CodeView::FileLine> line = m_code.lineAt(row);
    std::vector<RustLink> pair;
    if (line) {
        std::copy_if(m_beside->links.begin(), m_beside->links.end(), std::back_inserter(pair),
                     [&](const RustLink &link) { return CodeView::FileLine(link.file, link.ours) == *line; });
    }
    const bool isLone = line && pair.empty();
    setPair(std::move(pair), isLone ? std::optional(Lone{.ours = true, .line = line->second}) : std::nullopt);
    if (!m_pair.empty())
        Q_EMIT followed(m_pair.front().rust - 1);
}

void RustView::lookAt(int row)
{
    if (!m_beside || row < 0 || row >= static_cast<int>(m_beside->lines.size()))
        return;
    const int line = row + 1;
    std::vector<RustLink> pair;
    std::copy_if(m_beside->links.begin(), m_beside->links.end(), std::back_inserter(pair),
                 [&](const RustLink &link) { return link.rust == line; });
    const bool isLone = pair.empty();
    setPair(std::move(pair), isLone ? std::optional(Lone{.ours = false, .line = line}) : std::nullopt);
    if (m_pair.empty())
        return;
    m_looking = true;
    m_code.goTo({m_pair.front().file, m_pair.front().ours});
    m_looking = false;
}

void RustView::setPair(std::vector<RustLink> pair, std::optional<Lone> lone)
{
    m_pair = std::move(pair);
    m_lone = lone;
    show();
    Q_EMIT pairChanged();
}

void RustView::show()
{
    if (!m_beside) {
        m_code.mark({}, {});
        return;
    }
    std::vector<RustRow> rows;
    for (const auto &line : m_beside->lines)
        rows.push_back({.text = line});
    std::vector<CodeView::FileLine> linked;
    std::vector<CodeView::FileLine> paired;
    for (const RustLink &link : m_beside->links) {
        rows[static_cast<std::size_t>(link.rust) - 1].linked = true;
        linked.emplace_back(link.file, link.ours);
    }
    for (const RustLink &link : m_pair) {
        rows[static_cast<std::size_t>(link.rust) - 1].paired = true;
        paired.emplace_back(link.file, link.ours);
    }
    m_model.setRows(std::move(rows));
    m_code.mark(std::move(linked), std::move(paired));
}

QString RustView::about() const
{
    return m_beside
        ? toQString(say(words("A complete tokio program. With the same fixed durations, its events come at the same "
                              "times as ours.")))
        : toQString(say(words("There is no Rust program beside this pattern; the six patterns and the five "
                              "practices have one each.")));
}

QString RustView::pairText() const
{
    if (!m_beside)
        return {};
    if (m_lone) {
        return toQString(m_lone->ours
                             ? say(words("C++ line {line} has no counterpart in the Rust."), {{"line", m_lone->line}})
                             : say(words("Rust line {line} has no counterpart in the C++."), {{"line", m_lone->line}}));
    }
    if (m_pair.empty())
        return toQString(say(words("Lines with a dot have a counterpart: choose one.")));
    std::set<int> ours;
    std::set<int> rust;
    for (const RustLink &link : m_pair) {
        ours.insert(link.ours);
        rust.insert(link.rust);
    }
    return toQString(
        say(words("C++ line {ours} ↔ Rust line {rust}"), {{"ours", numbers(ours)}, {"rust", numbers(rust)}}));
}

} // namespace coroscope
