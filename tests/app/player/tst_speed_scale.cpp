// SPDX-License-Identifier: MIT
#include "player/player.h"
#include "player/speed_scale.h"

#include <QTest>

#include <cmath>
#include <vector>

using namespace coroscope;

/// Playing speeds on their slider, and by the keys.
class TestSpeedScale : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theEndsOfTheSliderAreTheSlowestAndTheFastest()
    {
        QCOMPARE(speedAt(0), Player::slowest);
        QCOMPARE(speedAt(1), Player::fastest);
        QCOMPARE(speedAt(-7), Player::slowest);
        QCOMPARE(speedAt(7), Player::fastest);
        QCOMPARE(speedPosition(Player::slowest), 0.0);
        QCOMPARE(speedPosition(Player::fastest), 1.0);
    }

    void furtherToTheRightIsNeverSlower()
    {
        double before = 0;
        for (int i = 0; i <= 10'000; ++i) {
            const double speed = speedAt(i / 10'000.0);
            QVERIFY(speed >= before);
            before = speed;
        }
    }

    void equalWaysOnTheSliderAreEqualFactors()
    {
        QVERIFY(std::abs((speedPosition(10) - speedPosition(1)) - (speedPosition(100) - speedPosition(10))) < 1e-12);
        QVERIFY(speedPosition(1) > 0.3 && speedPosition(1) < 0.31); // log 20 / log 20'000
    }

    void aSpeedOfTheSliderIsRound()
    {
        for (int i = 0; i <= 1000; ++i) {
            const double speed = speedAt(i / 1000.0);
            const double halves = speed / std::pow(10.0, std::floor(std::log10(speed) + 1e-9)) * 2;
            QVERIFY2(std::abs(halves - std::round(halves)) < 1e-9, qPrintable(QString::number(speed, 'g', 17)));
        }
    }

    void aSpeedOfTheSliderIsFoundAgain()
    {
        for (const double speed : {0.05, 0.1, 0.15, 0.2, 0.5, 1.0, 1.5, 2.0, 5.0, 9.5, 10.0, 75.0, 200.0, 1000.0})
            QVERIFY2(std::abs(speedAt(speedPosition(speed)) - speed) < speed * 1e-12,
                     qPrintable(QString::number(speed)));
    }

    void theKeysGoUpInOnesTwosAndFivesAndTheSameWayDown()
    {
        const std::vector<double> steps = {0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};
        double speed = Player::slowest;
        for (const double step : steps) {
            QVERIFY2(std::abs(speed - step) < step * 1e-9, qPrintable(QString::number(speed)));
            speed = nextFaster(speed);
        }
        QCOMPARE(speed, Player::fastest); // there it stays
        for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
            QVERIFY2(std::abs(speed - *step) < *step * 1e-9, qPrintable(QString::number(speed)));
            speed = nextSlower(speed);
        }
        QCOMPARE(speed, Player::slowest);
    }

    void betweenTwoStepsTheKeysGoToTheNextOnEitherSide()
    {
        const auto isNear = [](double a, double b) { return std::abs(a - b) < b * 1e-9; };
        QVERIFY(isNear(nextFaster(3), 5));
        QVERIFY(isNear(nextSlower(3), 2));
        QVERIFY(isNear(nextFaster(7.5), 10));
        QVERIFY(isNear(nextSlower(7.5), 5));
        QVERIFY(isNear(nextFaster(0.15), 0.2));
        QVERIFY(isNear(nextSlower(0.15), 0.1));
        QVERIFY(isNear(nextFaster(0.075), 0.1));
        QVERIFY(isNear(nextSlower(0.075), 0.05));
    }

    void aSpeedThatIsNotToTheLastBitAStepCountsAsOne()
    {
        for (const double step : {0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 500.0}) {
            for (const double off : {1 - 1e-12, 1 + 1e-12}) {
                QVERIFY(nextFaster(step * off) > step * 1.9);
                QVERIFY(nextSlower(step * off) < step * 0.6);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestSpeedScale)
#include "tst_speed_scale.moc"
