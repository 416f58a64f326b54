// SPDX-License-Identifier: MIT
#include "app/window/legibility.h"
#include "app/window/window_situations.h"
#include "items/palette_singleton.h"
#include "models/text.h"
#include "window/main_window.h"

#include <QGuiApplication>
#include <QQuickItem>
#include <QTest>

using namespace coroscope;
using namespace coroscope::test;

/// Everything in the window can be read: in every pattern, at rest and in the thick of it, in every size, theme and at
/// every size of type. Scale factors change how many pixels there are, not where things stand.
class TestLegibility : public QObject
{
    Q_OBJECT

    static QStringList flawsInEverySizeAndTheme(QQuickWindow &window, bool panelsToo = false)
    {
        QStringList flaws;
        for (const Theme theme : {Theme::Dark, Theme::Projector}) { // the light one differs in its colours alone
            PaletteSingleton::current().setTheme(theme);
            for (const QSize size : windowSizes) {
                window.resize(size);
                for (const Panels panels : panelsToo ? panelsAt(size) : std::vector{Panels::Usual}) {
                    show(panels, window);
                    settle(window);
                    for (const QString &flaw : flawsOf(window))
                        flaws << QStringLiteral("%1×%2 %3%4: %5")
                                     .arg(size.width())
                                     .arg(size.height())
                                     .arg(themeName(theme), nameOf(panels), flaw);
                }
            }
        }
        return flaws;
    }

    /// What a Repeater makes belongs to nobody that could be asked for its children.
    static const QQuickItem *itemNamed(const QString &name, const QQuickItem &root)
    {
        if (root.objectName() == name)
            return &root;
        for (const QQuickItem *child : root.childItems()) {
            if (const QQuickItem *const found = itemNamed(name, *child))
                return found;
        }
        return nullptr;
    }

private Q_SLOTS:
    void nothingLiesOverTextAndNoneIsCutOff_data()
    {
        QTest::addColumn<Situation>("situation");
        for (const Situation &situation : situations())
            QTest::newRow(situation.name.c_str()) << situation;
    }
    void nothingLiesOverTextAndNoneIsCutOff()
    {
        QFETCH(const Situation, situation);
        MainWindow main(situation.request());
        QVERIFY(QTest::qWaitForWindowExposed(&main.window()));
        QTRY_VERIFY(main.window().property("begun").toBool());
        const bool inTheThickOfIt = situation.name.find("in the thick of it") != std::string::npos;
        const QStringList flaws = flawsInEverySizeAndTheme(main.window(), inTheThickOfIt);
        QVERIFY2(flaws.isEmpty(), qPrintable(QLatin1Char('\n') + flaws.join(QLatin1Char('\n'))));
    }

    void aNumberSaysWhatItIsOverInEveryWidth()
    {
        MainWindow main(Situation{"", {"backpressure", "--seek", "12s"}}.request());
        QVERIFY(QTest::qWaitForWindowExposed(&main.window()));
        for (const QSize size : windowSizes) {
            main.window().resize(size);
            settle(main.window());
            for (int i = 0; i < 5; ++i) {
                const auto *const number = itemNamed(QStringLiteral("headline.%1").arg(i),
                                                     *main.window().contentItem());
                QVERIFY(number);
                const QString over = number->property("over").toString();
                const QQuickItem *const beside = itemNamed(QStringLiteral("over"), *number);
                const QQuickItem *const note = itemNamed(QStringLiteral("note"), *number);
                QVERIFY2(beside->isVisible()
                             || note->property("text").toString().replace(QChar(0xa0), u' ').startsWith(over),
                         qPrintable(over));
            }
        }
    }

    void aSweepCanBeRead_data()
    {
        QTest::addColumn<QString>("pattern");
        for (const PatternInfo *pattern : patterns())
            QTest::newRow(pattern->id.data()) << toQString(pattern->id);
    }
    void aSweepCanBeRead()
    {
        QFETCH(const QString, pattern);
        const Situation situation{"sweep", {pattern.toStdString()}};
        MainWindow main(situation.request());
        QVERIFY(QTest::qWaitForWindowExposed(&main.window()));
        QTRY_VERIFY(main.window().property("begun").toBool());
        QVERIFY(main.window().setProperty("sweeping", true));
        const auto *const chart = main.window().findChild<QObject *>(QStringLiteral("sweepChart"));
        QVERIFY(chart);
        const QStringList flaws = flawsInEverySizeAndTheme(main.window());
        QVERIFY2(flaws.isEmpty(), qPrintable(QLatin1Char('\n') + flaws.join(QLatin1Char('\n'))));
    }

    void whatOtherSeedsGiveCanBeRead_data()
    {
        QTest::addColumn<QString>("pattern");
        for (const PatternInfo *pattern : patterns())
            QTest::newRow(pattern->id.data()) << toQString(pattern->id);
    }
    void whatOtherSeedsGiveCanBeRead()
    {
        QFETCH(const QString, pattern);
        const Situation situation{"luck", {pattern.toStdString()}};
        MainWindow main(situation.request());
        QVERIFY(QTest::qWaitForWindowExposed(&main.window()));
        QTRY_VERIFY(main.window().property("begun").toBool());
        QVERIFY(main.window().setProperty("trying", true));
        const auto *const chart = main.window().findChild<QObject *>(QStringLiteral("luckChart"));
        QVERIFY(chart);
        const QStringList flaws = flawsInEverySizeAndTheme(main.window());
        QVERIFY2(flaws.isEmpty(), qPrintable(QLatin1Char('\n') + flaws.join(QLatin1Char('\n'))));
    }
};

int main(int argc, char *argv[])
{
    QGuiApplication application(argc, argv);
    MainWindow::prepareApplication();
    TestLegibility test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_legibility.moc"
