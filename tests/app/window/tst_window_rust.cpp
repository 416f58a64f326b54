// SPDX-License-Identifier: MIT
#include "app/code/row_with.h"
#include "app/window/legibility.h"
#include "app/window/window_situations.h"
#include "app/window/window_test.h"
#include "items/palette_singleton.h"
#include "run/registry.h"

#include <algorithm>

using namespace coroscope;
using namespace coroscope::test;

/// The Rust beside the code, in the window as the program makes it: by mouse, and by keyboard alone, and nothing is complained
/// about meanwhile.
class TestWindowRust : public QObject, WindowTest
{
    Q_OBJECT

    Run &run() { return *bench().simulation().run(); }
    RustView &view() { return *bench().simulation().rust(); }
    const std::vector<CodeRow> &ours() { return bench().simulation().code()->rows()->rows(); }
    const std::vector<RustRow> &rust() { return view().rows()->rows(); }
    int oursWith(const QString &text) { return rowWith(ours(), text); }
    int rustWith(const QString &text) { return rowWith(rust(), text); }
    static QString nameOfOurs(int row) { return QStringLiteral("codeRow.%1").arg(row); }
    static QString nameOfRust(int row) { return QStringLiteral("rustRow.%1").arg(row); }
    int current(const QString &list) { return bench().find(list)->property("currentIndex").toInt(); }
    /// By the arrow keys, in the list that has the focus.
    void goTo(const QString &list, int row)
    {
        for (int step = 0; step < 500 && current(list) != row; ++step)
            bench().key(current(list) < row ? Qt::Key_Down : Qt::Key_Up);
        QCOMPARE(current(list), row);
    }
    bool isInSight(const QString &row, const QString &list)
    {
        const QQuickItem *const shown = bench().find(row);
        const QQuickItem *const in = bench().find(list);
        if (!shown || !in)
            return false;
        const double top = shown->mapToItem(in, QPointF()).y();
        return top >= -1 && top + shown->height() <= in->height() + 1;
    }
    void openRust(std::vector<std::string> words = {"backpressure", "--seek", "9s"}, QSize size = {1600, 1000})
    {
        bench().open(std::move(words), size);
        bench().key(Qt::Key_R, Qt::ShiftModifier);
        QTRY_VERIFY(bench().shows("rustPair"));
    }

private Q_SLOTS:
    void initTestCase() { MainWindowBench::keepWarnings(); }
    void init() { begin(); }
    void cleanup() { end(); }

    void nothingIsMadeBeforeItIsAskedFor()
    {
        bench().open({"backpressure", "--seek", "9s"});
        bench().key(Qt::Key_C, Qt::ShiftModifier);
        QTRY_VERIFY(bench().shows("codeList"));
        QVERIFY(!bench().window().findChild<QObject *>("rustList"));
        QVERIFY(rust().empty());
        QVERIFY(std::none_of(ours().begin(), ours().end(), [](const CodeRow &row) { return row.linked; }));
    }

    void itsKeyShowsItAndTakesItAwayAgain()
    {
        openRust();
        QVERIFY(bench().shows("codeList") && bench().shows("rustList"));
        QVERIFY(bench().find("codeList")->hasActiveFocus());
        bench().key(Qt::Key_R, Qt::ShiftModifier);
        QTRY_VERIFY(!bench().shows("rustList"));
        QVERIFY(bench().shows("codeList"));
        bench().key(Qt::Key_F9); // the panel is folded
        bench().key(Qt::Key_R, Qt::ShiftModifier);
        QTRY_VERIFY(bench().shows("rustList"));
    }

    void itsSwitchShowsItAndTakesItAwayAgain()
    {
        bench().open({"backpressure", "--seek", "9s"});
        bench().click("panelTab.code");
        QTRY_VERIFY(bench().shows("codeList"));
        bench().click("rustSwitch");
        QTRY_VERIFY(bench().shows("rustList"));
        QTRY_VERIFY(!rust().empty());
        bench().focus("rustSwitch");
        bench().key(Qt::Key_Return);
        QTRY_VERIFY(!bench().shows("rustList"));
        QVERIFY(!view().active());
    }

    void anotherTabLetsItRest()
    {
        openRust();
        QVERIFY(view().active());
        bench().click("panelTab.tune");
        QTRY_VERIFY(!view().active());
        QVERIFY(rust().empty());
        bench().click("panelTab.code");
        QTRY_VERIFY(!rust().empty());
    }

    void aClickOnEitherSideShowsTheOther()
    {
        openRust();
        const int send = rustWith("channel.send(item).await");
        QTRY_VERIFY(bench().shows(nameOfRust(send)));
        bench().click(nameOfRust(send));
        const int ourSend = oursWith("co_await process.channel.send(");
        QTRY_COMPARE(current("codeList"), ourSend);
        QTRY_VERIFY(isInSight(nameOfOurs(ourSend), "codeList"));
        QVERIFY(ours()[std::size_t(ourSend)].paired);
        QCOMPARE(
            bench().textOf("rustPair"),
            QStringLiteral("C++ line %1 ↔ Rust line %2").arg(ours()[std::size_t(ourSend)].text->number).arg(send + 1));
        const int ourReceive = oursWith("= co_await process.channel.receive()");
        bench().find("codeList")->setProperty("contentY", bench().find(nameOfOurs(ourSend))->y());
        QTRY_VERIFY(isInSight(nameOfOurs(ourReceive), "codeList"));
        bench().click(nameOfOurs(ourReceive));
        const int receive = rustWith("= receive(&channel).await");
        QTRY_COMPARE(current("rustList"), receive);
        QTRY_VERIFY(isInSight(nameOfRust(receive), "rustList"));
        QVERIFY(rust()[std::size_t(receive)].paired && !rust()[std::size_t(send)].paired);
    }

    void theKeyboardAloneGoesOverThereAndBack()
    {
        openRust();
        goTo("codeList", oursWith("co_await process.channel.send("));
        const int send = rustWith("channel.send(item).await");
        QCOMPARE(current("rustList"), send);
        QTRY_VERIFY(isInSight(nameOfRust(send), "rustList"));
        bench().key(Qt::Key_Tab);
        QTRY_VERIFY(bench().find("rustList")->hasActiveFocus());
        goTo("rustList", rustWith("sleep(WORKING).await"));
        const int work = oursWith("co_await m_kernel.work(Working,");
        QCOMPARE(current("codeList"), work);
        QVERIFY(ours()[std::size_t(work)].paired);
        goTo("rustList", rustWith("event!(\"Consumer {me} is spawned\")"));
        QVERIFY(bench().textOf("rustPair").endsWith(" has no counterpart in the C++."));
        // It stays with the last one that has been come by.
        QCOMPARE(current("codeList"), oursWith("process.producers.emplace("));
    }

    void theLineOfTheSelectedTaskIsFollowed()
    {
        openRust({"backpressure", "--seek", "9s"}, {1600, 600});
        run().selection()->select({Place{0, 0}}); // a producer
        bool made = false;
        bool sent = false;
        for (int step = 0; step < 200 && !(made && sent); ++step) {
            bench().key(Qt::Key_Comma);
            const int row = bench().simulation().code()->followedRow();
            QVERIFY(row >= 0);
            if (!ours()[std::size_t(row)].linked)
                continue;
            QVERIFY(ours()[std::size_t(row)].paired);
            const int beside = current("rustList");
            QVERIFY(rust()[std::size_t(beside)].paired);
            made = made || rust()[std::size_t(beside)].text->text.startsWith("sleep(MAKING).await");
            sent = sent || rust()[std::size_t(beside)].text->text.startsWith("if channel.send(item).await");
        }
        QVERIFY(made && sent);
    }

    void whereThereIsNoneItSaysSo()
    {
        openRust({"resilient-service", "--seek", "3s"});
        QVERIFY(!bench().shows("rustList"));
        QVERIFY(bench().textOf("rustPair").startsWith("There is no Rust program beside this pattern"));
        bench().simulation().tuning()->selectPattern("supervisor");
        QTRY_VERIFY(bench().shows("rustList"));
        QCOMPARE(bench().textOf("rustPair"), "Lines with a dot have a counterpart: choose one.");
        QTRY_COMPARE(bench().textOf("rustPath"), "resources/rust/src/bin/supervisor.rs");
        QVERIFY(bench().textOf("rustAbout").startsWith("A complete tokio program."));
    }

    void aWidePanelHasThemSideBySide()
    {
        openRust({"backpressure", "--seek", "9s"}, {2560, 1440});
        const auto isBeside = [&] {
            const QQuickItem *const code = bench().find("codeList");
            const QQuickItem *const beside = bench().find("rustList");
            return beside->mapToScene({}).x() >= code->mapToScene({code->width(), 0}).x() - 1;
        };
        QVERIFY(!isBeside());
        bench().key(Qt::Key_F9, Qt::ShiftModifier);
        QTRY_VERIFY(isBeside());
        bench().key(Qt::Key_F9, Qt::ShiftModifier);
        QTRY_VERIFY(!isBeside());
    }

    void itIsThereForEveryPattern()
    {
        openRust();
        for (const PatternInfo *pattern : patterns()) {
            bench().simulation().tuning()->selectPattern(
                QString::fromUtf8(pattern->id.data(), qsizetype(pattern->id.size())));
            bench().simulation().transport()->setSpeed(10);
            bench().simulation().transport()->setPlaying(true);
            QTest::qWait(60);
            bench().simulation().transport()->setPlaying(false);
            QCOMPARE(bench().shows("rustList"), view().available());
            QCOMPARE(std::any_of(ours().begin(), ours().end(), [](const CodeRow &row) { return row.linked; }),
                     view().available());
        }
    }

    void itCanBeReadInEverySizeAndTheme()
    {
        openRust({"supervisor", "--seek", "9s"});
        QStringList flaws;
        for (const Theme theme : {Theme::Dark, Theme::Light, Theme::Projector}) {
            PaletteSingleton::current().setTheme(theme);
            for (const QSize size : {QSize(1024, 700), QSize(1366, 590), QSize(1600, 1000), QSize(2560, 1440)}) {
                bench().window().resize(size);
                show(size.width() > 1100 ? Panels::Usual : Panels::Tune, bench().window());
                view().setWanted(false);
                const QStringList without = flawsNow();
                view().setWanted(true);
                const QStringList with = flawsNow();
                QVERIFY(bench().find("rustList")->height() >= 100);
                QVERIFY(bench().find("codeList")->height() >= 100);
                for (const QString &flaw : with) {
                    if (!without.contains(flaw))
                        flaws << QStringLiteral("%1×%2 %3: %4")
                                     .arg(size.width())
                                     .arg(size.height())
                                     .arg(themeName(theme), flaw);
                }
            }
        }
        PaletteSingleton::current().setTheme(Theme::Dark);
        QVERIFY2(flaws.isEmpty(), qPrintable(QLatin1Char('\n') + flaws.join(QLatin1Char('\n'))));
    }

private:
    /// What makes the window hard to read, wherever it is: lines of code that are elided in the list of the hottest are meant to.
    QStringList flawsNow()
    {
        settle(bench().window());
        QStringList flaws;
        for (const QString &flaw : flawsOf(bench().window()))
            flaws << flaw.section(QStringLiteral(" at "), 0, -2);
        return flaws;
    }
};

int main(int argc, char *argv[])
{
    return runWindowTest<TestWindowRust>(argc, argv);
}
#include "tst_window_rust.moc"
