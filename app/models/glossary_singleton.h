// SPDX-License-Identifier: MIT
#pragma once

#include "code/term_marks.h"
#include "models/glossary_model.h"

#include <QColor>
#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace coroscope {

/// The words of the field, for QML: `Glossary` in Coroscope.App. Read when they are first wanted.
class GlossarySingleton : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(Glossary)
    QML_SINGLETON
    Q_PROPERTY(coroscope::GlossaryModel *rows READ rows CONSTANT)
    Q_PROPERTY(QString filter READ filter WRITE setFilter NOTIFY filterChanged)
    Q_PROPERTY(QStringList libraries READ libraries CONSTANT)
    Q_PROPERTY(QString countText READ countText NOTIFY filterChanged)

public:
    using QObject::QObject;

    /// In the order of the alphabet; those that fit the filter.
    GlossaryModel *rows();
    /// Words, all of which are in what is shown of a term.
    QString filter() const { return m_filter; }
    void setFilter(const QString &filter);
    /// Whose names there are, in their order.
    QStringList libraries() const;
    /// "76 terms"; "3 of 76 terms"
    QString countText();

    /// The row of a term, by its name; -1 if it is not among those shown.
    Q_INVOKABLE int rowOf(const QString &term);

    /// How many words of a text in Markdown are terms.
    Q_INVOKABLE int countIn(const QString &markdown) const;
    /// The text as HTML, in which each of them is a link to "term:" with its number, from 0. One of them may be the current one.
    Q_INVOKABLE QString marked(const QString &markdown, const QColor &color, const QColor &background,
                               int current) const;
    /// What that term is called; empty if there is no such number.
    Q_INVOKABLE QString termIn(const QString &markdown, int number) const;
    /// "Backpressure — Puts an item …"
    Q_INVOKABLE QString meaningIn(const QString &markdown, int number) const;

    /// Asks for the glossary, at this term.
    Q_INVOKABLE void ask(const QString &term) { Q_EMIT asked(term); }

Q_SIGNALS:
    void filterChanged();
    void asked(const QString &term);

private:
    void show();

    std::vector<GlossaryRow> m_all;
    GlossaryModel m_model;
    QString m_filter;
};

} // namespace coroscope
