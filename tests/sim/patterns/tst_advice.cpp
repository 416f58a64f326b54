// SPDX-License-Identifier: MIT
#include "insight/recent.h"
#include "sim/pattern_run.h"
#include "sim/random_point.h"

#include <QTest>

using namespace coroscope;
using namespace coroscope::test;

namespace {

constexpr int points = 24; ///< of each pattern
constexpr Duration turned = 40s;
constexpr Duration settled = 60s;
constexpr Duration end = 90s;
constexpr Duration window = 10s;

std::vector<Advice> adviceOf(Session &session)
{
    return session.pattern().read(Recent(session.history(), session.now(), window), session.values()).advice;
}

/// How bad a matter is while a run goes on from here to the end.
struct Course {
    int times = 0;     ///< in so many windows it is named
    double degree = 0; ///< in all of them together
    double done = 0;   ///< items, in all of them together
    double up = 0;     ///< workers of a supervisor, likewise
};

Course courseOf(Session &session, std::string_view check)
{
    Course course;
    for (Time at = Time{} + settled + window; at <= Time{} + end; at += window) {
        session.runUntil(at);
        const Recent recent(session.history(), session.now(), window);
        course.done += static_cast<double>(recent.done());
        for (std::uint32_t group = 0; group < session.pattern().topology().groups.size(); ++group)
            course.up += recent.upMean(group);
        for (const Advice &advice : adviceOf(session)) {
            if (advice.check == check) {
                ++course.times;
                course.degree += advice.degree;
            }
        }
    }
    return course;
}

std::unique_ptr<Session> begun(const PatternInfo &pattern, const std::vector<std::int64_t> &values)
{
    auto session = std::make_unique<Session>(pattern, RunSettings{.seed = 1, .values = values});
    session->runUntil(Time{} + turned);
    return session;
}

QString shown(const PatternInfo &pattern, const std::vector<std::int64_t> &values)
{
    const std::unique_ptr<ParameterTable> table = pattern.declare();
    QString text;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const ParameterSpec &spec = table->all()[i]->spec();
        if (values[i] != spec.initial)
            text += QString::fromStdString(" --set " + std::string(spec.id) + "=" + canonical(spec, values[i]));
    }
    return text;
}

} // namespace

/// What is advised is tried.
class TestAdvice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRemedyMakesItsMatterBetter_data()
    {
        QTest::addColumn<const PatternInfo *>("pattern");
        for (const PatternInfo *pattern : patterns())
            QTest::newRow(pattern->id.data()) << pattern;
    }
    void everyRemedyMakesItsMatterBetter()
    {
        QFETCH(const PatternInfo *, pattern);
        Random random(1, "advice", 0);
        std::vector<std::vector<std::int64_t>> starts = {valuesOf(*pattern, {})};
        for (const Setup &setup : pattern->setups())
            starts.push_back(valuesOf(*pattern, setup.values));
        while (starts.size() < points)
            starts.push_back(randomPoint(*pattern, random, 0.3));
        QStringList wrong;
        int tried = 0;
        for (const std::vector<std::int64_t> &start : starts) {
            const std::vector<Advice> found = adviceOf(*begun(*pattern, start));
            for (const Advice &advice : found) {
                // What has piled up goes on as it was, for longer than this looks.
                const bool isOverrun = found.front().check == "memory-growing" || found.back().check == "memory-growing"
                    || (found.size() > 1 && found[1].check == "memory-growing");
                if (advice.turns.empty() || (isOverrun && advice.check != "memory-growing"))
                    continue;
                const Course without = courseOf(*begun(*pattern, start), advice.check);
                if (without.times < 3) // it comes and goes by itself
                    continue;
                const std::unique_ptr<Session> session = begun(*pattern, start);
                for (const Advice::Turn &turn : advice.turns)
                    session->turn(session->parameters().find(turn.id).value(), turn.value);
                const Course with = courseOf(*session, advice.check);
                ++tried;
                if (with.degree >= without.degree)
                    wrong << QStringLiteral("%1 (%2 of 3 → %3 of 3, %4 → %5): %6 At%7")
                                 .arg(QString::fromUtf8(advice.check.data(), qsizetype(advice.check.size())))
                                 .arg(without.times)
                                 .arg(with.times)
                                 .arg(without.degree)
                                 .arg(with.degree)
                                 .arg(QString::fromStdString(advice.sentence + " " + advice.remedy),
                                      shown(*pattern, start));
                // What it costs besides is said with it.
                const bool costs = with.done < 0.85 * without.done - 5 || with.up < 0.95 * without.up;
                if (costs && advice.remedy.find("rice: ") == std::string::npos)
                    wrong << QStringLiteral("%1 costs: done %2 → %3, up %4 → %5: %6 At%7")
                                 .arg(QString::fromUtf8(advice.check.data(), qsizetype(advice.check.size())))
                                 .arg(without.done)
                                 .arg(with.done)
                                 .arg(without.up)
                                 .arg(with.up)
                                 .arg(QString::fromStdString(advice.sentence + " " + advice.remedy),
                                      shown(*pattern, start));
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable("\n" + wrong.join('\n')));
        QVERIFY(tried > 0);
    }

    void aRemedySaysWhatToTurnAndNothingThatNobodyWants_data() { everyRemedyMakesItsMatterBetter_data(); }
    void aRemedySaysWhatToTurnAndNothingThatNobodyWants()
    {
        QFETCH(const PatternInfo *, pattern);
        Random random(2, "advice", 0);
        int seen = 0;
        for (int i = 0; i < points; ++i) {
            const std::vector<std::int64_t> start = randomPoint(*pattern, random, 0.5);
            const std::unique_ptr<Session> session = begun(*pattern, start);
            for (const Advice &advice : adviceOf(*session)) {
                ++seen;
                QVERIFY(!advice.sentence.empty());
                const QString remedy = QString::fromStdString(advice.remedy);
                if (remedy.contains("ry “"))
                    QVERIFY2(!advice.turns.empty(), qPrintable(remedy));
                if (!advice.turns.empty())
                    QVERIFY2(remedy.endsWith('.') && remedy.contains("“"), qPrintable(remedy));
                for (const Advice::Turn &turn : advice.turns) {
                    const Parameter &parameter = *session->parameters().all().at(
                        session->parameters().find(turn.id).value());
                    const ParameterSpec &spec = parameter.spec();
                    const QString where = remedy + shown(*pattern, start);
                    QVERIFY2(turn.value >= spec.minimum && turn.value <= spec.maximum, qPrintable(where));
                    QVERIFY2(turn.value != parameter.raw() || advice.turns.size() > 1, qPrintable(where));
                    // How many results suffice depends on how many there are, and 0 stands for all.
                    if (spec.kind == ParameterKind::Count && turn.id != "quorum")
                        QVERIFY2(turn.value <= 4 * std::max(parameter.raw(), spec.initial), qPrintable(where));
                }
            }
        }
        QVERIFY(seen > 0);
    }
};

QTEST_APPLESS_MAIN(TestAdvice)
#include "tst_advice.moc"
