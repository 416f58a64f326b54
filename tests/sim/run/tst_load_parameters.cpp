// SPDX-License-Identifier: MIT
#include "run/load_parameters.h"
#include "run/registry.h"

#include <QTest>

using namespace coroscope;

/// What says how much a run has to do.
class TestLoadParameters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPatternHasThemButOneWhoseWorkersAreNeverShortOfWork()
    {
        for (const PatternInfo *pattern : patterns())
            QCOMPARE(loadParameters(*pattern).empty(), pattern->id == "supervisor");
    }

    void theyAreWhoAsksHowOftenAndForHowMuch()
    {
        const PatternInfo &pattern = *findPattern("backpressure");
        const auto table = pattern.declare();
        QCOMPARE(loadParameters(pattern),
                 (std::vector<std::size_t>{table->find("producers").value(), table->find("interval").value(),
                                           table->find("burst").value()}));
    }
};

QTEST_GUILESS_MAIN(TestLoadParameters)
#include "tst_load_parameters.moc"
