// SPDX-License-Identifier: MIT
#include "scene/palette.h"

#include <QTest>

#include <cmath>

using namespace coroscope;

Q_DECLARE_METATYPE(coroscope::Theme)

namespace {

/// Relative luminance, WCAG 2.1.
double luminance(const QColor &color)
{
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

/// Contrast ratio, WCAG 2.1: 1 … 21.
double contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

QString text(const QColor &color, const QColor &background)
{
    return QStringLiteral("%1 on %2: %3").arg(color.name(), background.name()).arg(contrast(color, background));
}

} // namespace

/// Whether the colours can be told apart and read.
class TestPalette : public QObject
{
    Q_OBJECT

    void eachTheme()
    {
        QTest::addColumn<Theme>("theme");
        for (const Theme theme : {Theme::Dark, Theme::Light, Theme::Projector})
            QTest::newRow(qPrintable(themeName(theme))) << theme;
    }

private Q_SLOTS:
    void contrastIsReckonedAsTheStandardSays()
    {
        QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
        QCOMPARE(contrast(Qt::red, Qt::red), 1.0);
        QCOMPARE(std::round(contrast(QColor("#777777"), Qt::white) * 100), 448.0);
    }

    void textCanBeReadOnEveryGround_data() { eachTheme(); }
    void textCanBeReadOnEveryGround()
    {
        QFETCH(const Theme, theme);
        const Palette &colors = Palette::of(theme);
        const double least = theme == Theme::Projector ? 7 : 4.5;
        for (const Role ground :
             {Role::Background, Role::Surface, Role::Card, Role::AdviceBackground, Role::AccentSoft})
            QVERIFY2(contrast(colors[Role::Text], colors[ground]) >= least,
                     qPrintable(text(colors[Role::Text], colors[ground])));
        for (const Role ground : {Role::Background, Role::Surface, Role::Card})
            QVERIFY2(contrast(colors[Role::TextMuted], colors[ground]) >= 4.5,
                     qPrintable(text(colors[Role::TextMuted], colors[ground])));
        QVERIFY2(contrast(colors[Role::AccentText], colors[Role::Accent]) >= 4.5,
                 qPrintable(text(colors[Role::AccentText], colors[Role::Accent])));
        for (const Role ground : {Role::Background, Role::Surface, Role::Card})
            QVERIFY2(contrast(colors[Role::Error], colors[ground]) >= 4.5,
                     qPrintable(text(colors[Role::Error], colors[ground])));
    }

    void codeCanBeReadInEveryRow_data() { eachTheme(); }
    void codeCanBeReadInEveryRow()
    {
        QFETCH(const Theme, theme);
        const Palette &colors = Palette::of(theme);
        for (const Role role : {Role::CodeAwait, Role::CodeKeyword, Role::CodeType, Role::CodeText, Role::CodeNumber,
                                Role::CodeComment}) {
            for (const Role ground : {Role::Surface, Role::AccentSoft})
                QVERIFY2(contrast(colors[role], colors[ground]) >= 4.5, qPrintable(text(colors[role], colors[ground])));
        }
    }

    void whatMeansSomethingStandsOutFromEveryGround_data() { eachTheme(); }
    void whatMeansSomethingStandsOutFromEveryGround()
    {
        QFETCH(const Theme, theme);
        const Palette &colors = Palette::of(theme);
        for (const Role role : {Role::Link, Role::Ready, Role::Running, Role::Waiting, Role::Done, Role::Failed,
                                Role::Cancelled, Role::Restarted, Role::Orphaned, Role::Focus, Role::Accent}) {
            for (const Role ground : {Role::Background, Role::Surface, Role::Card})
                QVERIFY2(contrast(colors[role], colors[ground]) >= 3, qPrintable(text(colors[role], colors[ground])));
        }
    }

    void numbersCanBeReadOnTheColourOfAnyState_data() { eachTheme(); }
    void numbersCanBeReadOnTheColourOfAnyState()
    {
        QFETCH(const Theme, theme);
        const Palette &colors = Palette::of(theme);
        for (const Role state : {Role::Running, Role::Waiting, Role::Done, Role::Failed})
            QVERIFY2(contrast(colors[Role::ItemText], colors[state]) >= 4.5,
                     qPrintable(text(colors[Role::ItemText], colors[state])));
    }
};

QTEST_GUILESS_MAIN(TestPalette)
#include "tst_palette.moc"
