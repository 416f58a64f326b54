// SPDX-License-Identifier: MIT
#include "code/term_marks.h"

#include "code/glossary.h"
#include "models/text.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>

#include <algorithm>

namespace coroscope {

namespace {

/// Every form of every term, and the position of that term.
const QHash<QString, std::size_t> &allForms()
{
    static const QHash<QString, std::size_t> all = [] {
        QHash<QString, std::size_t> forms;
        for (std::size_t i = 0; i < terms().size(); ++i) {
            for (const std::string &form : formsOf(terms()[i]))
                forms.insert(toQString(form), i);
        }
        return forms;
    }();
    return all;
}

const QRegularExpression &anyForm()
{
    static const QRegularExpression any = [] {
        QStringList forms = allForms().keys();
        std::sort(forms.begin(), forms.end(), [](const QString &a, const QString &b) {
            return a.size() != b.size() ? a.size() > b.size() : a < b;
        });
        for (QString &form : forms)
            form = QRegularExpression::escape(form).replace(QLatin1String("\\ "), QLatin1String("\\s+"));
        return QRegularExpression(QStringLiteral("(?<![\\w-])(?:%1)(?![\\w-])").arg(forms.join(QLatin1Char('|'))),
                                  QRegularExpression::CaseInsensitiveOption
                                      | QRegularExpression::UseUnicodePropertiesOption);
    }();
    return any;
}

/// What stands in code or in quotation marks, made unreadable.
QString withoutNames(QString markdown)
{
    static const QRegularExpression name(QStringLiteral("`[^`]*`|“[^”]*”"));
    QRegularExpressionMatchIterator names = name.globalMatch(markdown);
    while (names.hasNext()) {
        const QRegularExpressionMatch found = names.next();
        for (qsizetype i = found.capturedStart(); i < found.capturedEnd(); ++i)
            markdown[i] = QLatin1Char('_');
    }
    return markdown;
}

} // namespace

int termOf(const QString &word)
{
    const auto found = allForms().constFind(word.toLower().simplified());
    return found == allForms().constEnd() ? -1 : static_cast<int>(*found);
}

std::vector<TermMark> termMarks(const QString &markdown)
{
    std::vector<TermMark> marks;
    QSet<std::size_t> seen;
    QRegularExpressionMatchIterator words = anyForm().globalMatch(withoutNames(markdown));
    while (words.hasNext()) {
        const QRegularExpressionMatch word = words.next();
        const int term = termOf(word.captured());
        if (term < 0 || seen.contains(static_cast<std::size_t>(term)))
            continue;
        seen.insert(static_cast<std::size_t>(term));
        marks.push_back({word.capturedStart(), word.capturedLength(), static_cast<std::size_t>(term)});
    }
    return marks;
}

QString markedHtml(const QString &markdown, const std::vector<TermMark> &marks, const QString &color,
                   const QString &background, int current)
{
    QString linked = markdown;
    for (std::size_t i = marks.size(); i-- > 0;) {
        const TermMark &mark = marks[i];
        linked.insert(mark.begin + mark.length, QStringLiteral("](term:%1)").arg(i));
        linked.insert(mark.begin, QLatin1Char('['));
    }
    // The reader of lessons allows no HTML; here it would be shown as it is written.
    QTextDocument document;
    document.setMarkdown(
        linked, QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub) | QTextDocument::MarkdownNoHTML);
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        // A change of format ends the fragments that are gone through.
        std::vector<std::pair<int, int>> ranges;
        QStringList targets;
        for (auto part = block.begin(); !part.atEnd(); ++part) {
            const QTextFragment fragment = part.fragment();
            if (!fragment.charFormat().isAnchor())
                continue;
            ranges.emplace_back(fragment.position(), fragment.length());
            targets << fragment.charFormat().anchorHref();
        }
        for (std::size_t i = 0; i < ranges.size(); ++i) {
            QTextCursor cursor(&document);
            cursor.setPosition(ranges[i].first);
            cursor.setPosition(ranges[i].first + ranges[i].second, QTextCursor::KeepAnchor);
            QTextCharFormat format;
            format.setForeground(QColor(color));
            format.setFontUnderline(true);
            if (targets[static_cast<qsizetype>(i)] == QStringLiteral("term:%1").arg(current))
                format.setBackground(QColor(background));
            cursor.mergeCharFormat(format);
        }
    }
    // Size and family are those of the item that shows it.
    QString html = document.toHtml();
    static const QRegularExpression bodyStyle(QStringLiteral("<body style=\"[^\"]*\">"));
    return html.replace(bodyStyle, QStringLiteral("<body>"));
}

} // namespace coroscope
