// SPDX-License-Identifier: MIT
#include "insight/recent.h"
#include "sim/pattern_run.h"
#include "text/duration_text.h"
#include "text/number_text.h"

#include <cmath>

using namespace coroscope;
using namespace coroscope::test;

/// The numbers under the stage, as numbers: what two runs are held against each other by is what is read.
class TestHeadlineNumbers : public QObject
{
    Q_OBJECT

    /// The number at the beginning of a text, "12" of "12 attempts".
    static double leading(const std::string &text) { return std::stod(text); }

private Q_SLOTS:
    void eachIsWhatItsTextSays_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<int>("setup");
        for (const PatternInfo *pattern : patterns()) {
            for (int setup = 0; setup < int(pattern->setups().size()); ++setup)
                QTest::addRow("%s %d", pattern->id.data(), setup) << QString::fromUtf8(pattern->id) << setup;
        }
    }
    void eachIsWhatItsTextSays()
    {
        QFETCH(const QString, id);
        QFETCH(const int, setup);
        const std::string name = id.toStdString();
        PatternRun run(name, findPattern(name)->setups()[std::size_t(setup)].values);
        for (const Duration at : {0s, 1s, 15s}) {
            run.runTo(at);
            const Recent recent(run.session.history(), run.session.now(), 10s);
            const Diagnosis diagnosis = run.session.pattern().diagnose(recent, run.session.values());
            QCOMPARE(diagnosis.headlines.size(), std::size_t(5));
            for (const Headline &headline : diagnosis.headlines) {
                const std::string text = headline.value.text();
                const std::string told = headline.label.text() + " " + text;
                if (!headline.number) {
                    // A name is no number.
                    QVERIFY2(text == "–" || text.starts_with("Stage "), told.c_str());
                    continue;
                }
                const double number = *headline.number;
                switch (headline.unit) {
                case Unit::Seconds:
                    QCOMPARE(text, readableDuration(Duration{std::llround(number * 1e9)}));
                    break;
                case Unit::PerSecond:
                    QCOMPARE(text, ratePerSecond(number));
                    break;
                case Unit::PerMinute:
                    QCOMPARE(text, decimals(number, 0) + " /min");
                    break;
                case Unit::Share:
                    QVERIFY2(text.ends_with(" %"), told.c_str());
                    if (!text.starts_with("<") && !text.starts_with(">"))
                        QVERIFY2(std::abs(leading(text) - number * 100) <= 0.5, told.c_str());
                    break;
                case Unit::Number:
                    QVERIFY2(std::abs(leading(text) - number) <= 0.5, told.c_str());
                    break;
                }
            }
        }
    }

    void whatIsBetterIsSaidWhereItIsClear()
    {
        PatternRun run("backpressure", {});
        run.runTo(15s);
        const Recent recent(run.session.history(), run.session.now(), 10s);
        using Better = Measure::Better;
        std::vector<std::pair<std::string, Better>> told;
        for (const Headline &headline : run.session.pattern().diagnose(recent, run.session.values()).headlines)
            told.emplace_back(headline.label.text(), headline.better);
        const std::vector<std::pair<std::string, Better>> wanted = {{"Throughput", Better::More},
                                                                    {"Blocked senders", Better::Neither},
                                                                    {"In flight", Better::Neither},
                                                                    {"Latency p99", Better::Less},
                                                                    {"Lost", Better::Less}};
        QVERIFY(told == wanted);
    }
};

QTEST_GUILESS_MAIN(TestHeadlineNumbers)
#include "tst_headline_numbers.moc"
