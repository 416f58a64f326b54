// SPDX-License-Identifier: MIT
#include "app/window/accessible_tree.h"
#include "app/window/window_process.h"
#include "run/registry.h"

#include <QTemporaryDir>
#include <QTest>

using namespace coroscope;
using namespace coroscope::test;

/// The window of the program as it is built, as a screen reader has it: over the real bus of AT-SPI.
class TestAccessibility : public QObject
{
    Q_OBJECT

    QTemporaryDir m_home;
    QProcess m_session;
    QProcess m_program;
    std::unique_ptr<AccessibleBus> m_bus;

    static QString readable(const Told &one) { return one.role + " “" + one.name + "”"; }

    /// Looks until @p holds of what is told, or for ten seconds; what there was last.
    Told lookUntil(const std::function<bool(const Told &)> &holds) const
    {
        std::optional<Told> window;
        [[maybe_unused]] const bool held = QTest::qWaitFor(
            [&] {
                window = m_bus->window();
                return window && holds(*window);
            },
            10'000);
        return window.value_or(Told{});
    }
    /// Once the window has made its controls, which it does after its first frame.
    Told look() const
    {
        return lookUntil([](const Told &window) { return window.find("slider", "Channel capacity") != nullptr; });
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_session.start("dbus-daemon", {"--session", "--nofork", "--print-address=1"});
        QVERIFY(m_session.waitForStarted());
        QVERIFY(m_session.waitForReadyRead(10'000));
        const QString address = QString::fromUtf8(m_session.readLine()).trimmed();
        QDBusConnection session = QDBusConnection::connectToBus(address, "session");
        QVERIFY(session.isConnected());
        QDBusInterface launcher("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", session);
        const QString atspi = launcher.call("GetAddress").arguments().value(0).toString();
        QVERIFY2(!atspi.isEmpty(), qPrintable(launcher.lastError().message()));
        const QDBusConnection bus = QDBusConnection::connectToBus(atspi, "accessibility");
        QVERIFY(bus.isConnected());
        m_bus = std::make_unique<AccessibleBus>(bus);

        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("DBUS_SESSION_BUS_ADDRESS", address);
        environment.insert("QT_LINUX_ACCESSIBILITY_ALWAYS_ON", "1");
        environment.insert("XDG_CONFIG_HOME", m_home.filePath("config"));
        environment.insert("XDG_DATA_HOME", m_home.filePath("data"));
        m_program.setProcessEnvironment(environment);
        m_program.start(windowProgram(), {"backpressure", "--seek", "12s", "--paused"});
        QVERIFY(m_program.waitForStarted());
        const Told window = look();
        QVERIFY(!window.find("slider", "Time to produce an item")); // none of the four that matter
        const Told *const more = window.find("push button", "More parameters · 8");
        QVERIFY(more);
        m_bus->act(*more, "Press");
        QVERIFY(lookUntil([](const Told &now) {
                    return now.find("slider", "Failure rate") != nullptr;
                }).find("slider", "Time to produce an item"));
    }
    void cleanupTestCase()
    {
        for (QProcess *process : {&m_program, &m_session}) {
            process->terminate();
            if (process->state() != QProcess::NotRunning && !process->waitForFinished(10'000))
                process->kill();
        }
        const QByteArray complaints = m_program.readAllStandardError();
        QVERIFY2(!complaints.contains("qrc:/"), complaints);
    }

    void everythingHasARoleAndWhatIsSaidIsNotEmpty()
    {
        look().visit([](const Told &one) {
            QVERIFY2(one.role != "filler" && one.role != "unknown" && one.role != "invalid", qPrintable(readable(one)));
            QVERIFY2(!one.name.isEmpty(), qPrintable(one.role + " " + one.path));
        });
    }

    void aSliderHasItsValueInTheUnitThatIsShown()
    {
        const Told window = look();
        const std::vector<const Told *> sliders = window.all("slider");
        QVERIFY(sliders.size() >= 9);
        for (const Told *slider : sliders) {
            QVERIFY2(slider->value, qPrintable(slider->name));
            QVERIFY2(slider->value->least < slider->value->most, qPrintable(slider->name));
            QVERIFY2(slider->value->least <= slider->value->now && slider->value->now <= slider->value->most,
                     qPrintable(slider->name));
        }
        const Told *const capacity = window.find("slider", "Channel capacity");
        QVERIFY(capacity);
        QCOMPARE(capacity->value->now, 10.0);
        QCOMPARE(capacity->value->least, 1.0);
        QCOMPARE(capacity->value->most, 256.0);
        const Told *const interval = window.find("slider", "Time to produce an item");
        QVERIFY(interval);
        QCOMPARE(interval->value->now, 0.3); // s
        QVERIFY2(interval->description.startsWith("300 ms"), qPrintable(interval->description));
        QVERIFY(window.find("slider", "Speed"));
        QCOMPARE(window.find("slider", "Speed")->value->now, 1.0);
    }

    void theSplitterHasARoleAndAValue()
    {
        const Told window = look();
        const Told *const splitter = window.find("splitter", "Height of the timeline");
        QVERIFY(splitter && splitter->value);
        QVERIFY(splitter->value->now > 10 && splitter->value->now < 90);
    }

    void aValueFieldSaysItsText()
    {
        const Told window = look();
        const Told *const field = window.find("text", "Channel capacity");
        QVERIFY(field);
        QCOMPARE(field->text, QString("10 items"));
        const Told *const seed = window.find("text", "Seed");
        QVERIFY(seed);
        QCOMPARE(seed->text, QString("1"));
    }

    void ofEveryGroupOfRadioButtonsTheOneInForceIsChecked()
    {
        const Told window = look();
        int groups = 0;
        window.visit([&](const Told &group) {
            std::vector<const Told *> buttons;
            for (const Told &child : group.children) {
                if (child.role == "radio button")
                    buttons.push_back(&child);
            }
            if (buttons.empty())
                return;
            ++groups;
            const auto checked = std::count_if(buttons.begin(), buttons.end(),
                                               [](const Told *one) { return one->is(Told::Checked); });
            QVERIFY2(checked == 1, qPrintable(readable(group)));
        });
        QCOMPARE(groups,
                 6); // the start, two shapes, the policy, the scheduling order, what the numbers look back over
        QVERIFY(window.find("radio button", "Held back")->is(Told::Checked));
        QVERIFY(window.find("radio button", "Uniform")->is(Told::Checked));
        QVERIFY(!window.find("radio button", "Drop oldest")->is(Told::Checked));
    }

    void whatIsGreyedIsNotEnabled()
    {
        const Told window = look();
        for (const char *name : {"Undo", "Back to the present"}) {
            const Told *const button = window.find("push button", name);
            QVERIFY2(button, name);
            QVERIFY2(!button->is(Told::Enabled) && !button->is(Told::Sensitive), name);
        }
        for (const char *name : {"Play", "Step back", "Rerun"}) {
            const Told *const button = window.find("push button", name);
            QVERIFY2(button, name);
            QVERIFY2(button->is(Told::Enabled) && button->is(Told::Sensitive), name);
        }
    }

    void thePatternsStandInTheirOrderAndTheOneShownIsSelected()
    {
        const Told window = look();
        const Told *const list = window.find("list", "Patterns");
        QVERIFY(list);
        QStringList names;
        QStringList selected;
        for (const Told *entry : list->all("list item")) {
            names << entry->name;
            if (entry->is(Told::Selected))
                selected << entry->name;
        }
        QStringList wanted;
        for (const PatternInfo *pattern : patterns())
            wanted << QString::fromUtf8(pattern->title.data(), static_cast<qsizetype>(pattern->title.size()));
        QCOMPARE(names, wanted);
        QCOMPARE(selected, QStringList("Backpressure"));
    }

    void chartsAndTimelineSayWhatTheyShow()
    {
        const Told window = look();
        const Told *const fill = window.find("chart", "Channel fill over time");
        QVERIFY(fill);
        QVERIFY2(fill->description.contains("now 10 of 10"), qPrintable(fill->description));
        const Told *const latency = window.find("chart", "Latency distribution");
        QVERIFY(latency);
        QVERIFY2(latency->description.contains("p99 2.09 s"), qPrintable(latency->description));
        const Told *const timeline = window.find("graphic", "Timeline");
        QVERIFY(timeline);
        QVERIFY2(timeline->description.contains("12.000 s") && timeline->description.contains("6 lanes"),
                 qPrintable(timeline->description));
    }

    // Last: they change what the others look at.
    void aSliderIsSetAndAButtonPressedFromAScreenReader()
    {
        m_bus->setValue(*look().find("slider", "Channel capacity"), 3);
        Told window = lookUntil([](const Told &now) {
            const Told *const field = now.find("text", "Channel capacity");
            return field && field->text == "3 items";
        });
        QCOMPARE(window.find("text", "Channel capacity")->text, QString("3 items"));
        QVERIFY(window.find("push button", "Undo")->is(Told::Enabled));
        m_bus->act(*window.find("radio button", "Drop newest"), "Press");
        window = lookUntil([](const Told &now) { return now.find("radio button", "Drop newest")->is(Told::Checked); });
        QVERIFY(window.find("radio button", "Drop newest")->is(Told::Checked));
        QVERIFY(!window.find("radio button", "Wait")->is(Told::Checked));
    }
};

QTEST_GUILESS_MAIN(TestAccessibility)
#include "tst_accessibility.moc"
