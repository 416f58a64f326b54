// SPDX-License-Identifier: MIT
#include "models/glossary_singleton.h"

#include "code/glossary.h"
#include "models/text.h"

#include <algorithm>
#include <utility>

namespace coroscope {

namespace {

GlossaryRow rowFor(const Term &term)
{
    const TermEntry entry = entryOf(term);
    GlossaryRow row{.term = translated(entry.term), .meaning = translated(entry.meaning), .names = {}};
    for (const std::string_view name : {entry.here, entry.tokio, entry.trio, entry.kotlin, entry.go})
        row.names << toQString(name);
    return row;
}

bool fits(const GlossaryRow &row, const QStringList &words)
{
    return std::all_of(words.begin(), words.end(), [&](const QString &word) {
        return row.term.contains(word, Qt::CaseInsensitive) || row.meaning.contains(word, Qt::CaseInsensitive)
            || std::any_of(row.names.begin(), row.names.end(),
                           [&](const QString &name) { return name.contains(word, Qt::CaseInsensitive); });
    });
}

} // namespace

const RowRoles<GlossaryRow> &GlossaryRow::roles()
{
    static const RowRoles<GlossaryRow> all = {memberRole<&GlossaryRow::term>("term"),
                                              memberRole<&GlossaryRow::meaning>("meaning"),
                                              memberRole<&GlossaryRow::names>("names")};
    return all;
}

QStringList GlossarySingleton::libraries() const
{
    return {translated(words("Here, in C++")), QStringLiteral("tokio"), QStringLiteral("Trio"),
            QStringLiteral("Kotlin"), QStringLiteral("Go")};
}

GlossaryModel *GlossarySingleton::rows()
{
    if (m_all.empty()) {
        for (const Term &term : terms())
            m_all.push_back(rowFor(term));
        std::sort(m_all.begin(), m_all.end(), [](const GlossaryRow &a, const GlossaryRow &b) {
            return QString::compare(a.term, b.term, Qt::CaseInsensitive) < 0;
        });
        show();
    }
    return &m_model;
}

void GlossarySingleton::setFilter(const QString &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    rows();
    show();
    Q_EMIT filterChanged();
}

void GlossarySingleton::show()
{
    const QStringList words = m_filter.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    std::vector<GlossaryRow> shown;
    std::copy_if(m_all.begin(), m_all.end(), std::back_inserter(shown),
                 [&](const GlossaryRow &row) { return fits(row, words); });
    // Whoever looks for a term finds it before those that only speak of it.
    if (!words.isEmpty()) {
        std::stable_partition(shown.begin(), shown.end(), [&](const GlossaryRow &row) {
            return row.term.startsWith(m_filter.trimmed(), Qt::CaseInsensitive);
        });
    }
    m_model.setRows(std::move(shown));
}

QString GlossarySingleton::countText()
{
    const auto shown = static_cast<std::int64_t>(rows()->rows().size());
    const auto all = static_cast<std::int64_t>(m_all.size());
    return toQString(shown == all
                         ? sayCounted(all, "{n} term", plural("{n} terms"))
                         : sayCounted(all, "{shown} of {n} term", plural("{shown} of {n} terms"), {{"shown", shown}}));
}

int GlossarySingleton::rowOf(const QString &term)
{
    const std::vector<GlossaryRow> &shown = rows()->rows();
    const auto found = std::find_if(shown.begin(), shown.end(),
                                    [&](const GlossaryRow &row) { return row.term == term; });
    return found == shown.end() ? -1 : static_cast<int>(found - shown.begin());
}

int GlossarySingleton::countIn(const QString &markdown) const
{
    return static_cast<int>(termMarks(markdown).size());
}

QString GlossarySingleton::marked(const QString &markdown, const QColor &color, const QColor &background,
                                  int current) const
{
    return markedHtml(markdown, termMarks(markdown), color.name(), background.name(), current);
}

QString GlossarySingleton::termIn(const QString &markdown, int number) const
{
    const std::vector<TermMark> marks = termMarks(markdown);
    return number < 0 || number >= static_cast<int>(marks.size())
        ? QString()
        : translated(terms()[marks[static_cast<std::size_t>(number)].term].term);
}

QString GlossarySingleton::meaningIn(const QString &markdown, int number) const
{
    const std::vector<TermMark> marks = termMarks(markdown);
    if (number < 0 || number >= static_cast<int>(marks.size()))
        return {};
    const TermEntry entry = entryOf(terms()[marks[static_cast<std::size_t>(number)].term]);
    return toQString(say(words("{term} — {meaning}"), {{"term", entry.term}, {"meaning", entry.meaning}}));
}

} // namespace coroscope
