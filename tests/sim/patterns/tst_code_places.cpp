// SPDX-License-Identifier: MIT
#include "insight/site_tasks.h"
#include "kernel/random.h"
#include "run/registry.h"
#include "run/session.h"
#include "sim/random_point.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <optional>
#include <set>

using namespace coroscope;
using namespace coroscope::test;
using namespace std::chrono_literals;

namespace {

QStringList linesOf(std::string_view file)
{
    QFile source(QStringLiteral(COROSCOPE_SOURCE_DIR "/") + QString::fromUtf8(file.data(), qsizetype(file.size())));
    if (!source.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(source.readAll()).split('\n');
}

/// A run with every kind of thing in it: the defaults, or some parameters turned anywhere.
RunSettings settingsOf(const PatternInfo &pattern, std::uint64_t seed)
{
    Random random(seed, "settings", 0);
    return {.seed = seed, .values = randomPoint(pattern, random, seed == 1 ? 0.0 : 0.6)};
}

} // namespace

/// Where in the code things happen, in every pattern.
class TestCodePlaces : public QObject
{
    Q_OBJECT

    static void addPatterns()
    {
        QTest::addColumn<std::size_t>("number");
        const auto all = patterns();
        for (std::size_t i = 0; i < all.size(); ++i)
            QTest::newRow(all[i]->id.data()) << i;
    }

    /// What is wrong with a place; empty: nothing.
    static QString wrongWith(const CodeSite &site, const PatternInfo &pattern)
    {
        const QString name =
            QStringLiteral("%1:%2").arg(QLatin1String(site.file.data(), qsizetype(site.file.size()))).arg(site.line);
        if (std::find(pattern.code.begin(), pattern.code.end(), site.file) == pattern.code.end())
            return name + QStringLiteral(" is in no file that is shown");
        const QStringList lines = linesOf(site.file);
        if (site.line > std::uint32_t(lines.size()))
            return name + QStringLiteral(" is past the end of the file");
        if (lines[qsizetype(site.line) - 1].trimmed().isEmpty())
            return name + QStringLiteral(" is empty");
        const std::string_view function = functionName(site);
        const QString head = QStringLiteral("::%1(").arg(QLatin1String(function.data(), qsizetype(function.size())));
        const bool isDefined = std::any_of(lines.begin(), lines.begin() + site.line,
                                           [&](const QString &line) { return line.contains(head); });
        return isDefined ? QString() : name + QStringLiteral(" is below no ") + head;
    }

private Q_SLOTS:
    void everyFileThatIsShownIsThere_data() { addPatterns(); }
    void everyFileThatIsShownIsThere()
    {
        QFETCH(std::size_t, number);
        const PatternInfo &pattern = *patterns()[number];
        QVERIFY(!pattern.code.empty());
        for (const std::string_view file : pattern.code)
            QVERIFY2(!linesOf(file).isEmpty(), file.data());
    }

    void everythingHappensAtAPlaceInTheCodeThatIsShown_data() { addPatterns(); }
    void everythingHappensAtAPlaceInTheCodeThatIsShown()
    {
        QFETCH(std::size_t, number);
        const PatternInfo &pattern = *patterns()[number];
        for (std::uint64_t seed = 1; seed <= 12; ++seed) {
            Session session(pattern, settingsOf(pattern, seed));
            session.runUntil(Time{} + 20s, 300'000);
            for (std::size_t site = 1; site < session.trace().sites().end(); ++site) {
                const QString wrong = wrongWith(session.trace().sites().at(SiteId(site)), pattern);
                QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
            }
        }
    }

    void whereverATaskIsSuspendedOrAtWorkItIsKnownWhere_data() { addPatterns(); }
    void whereverATaskIsSuspendedOrAtWorkItIsKnownWhere()
    {
        QFETCH(std::size_t, number);
        const PatternInfo &pattern = *patterns()[number];
        for (std::uint64_t seed = 1; seed <= 12; ++seed) {
            Session session(pattern, settingsOf(pattern, seed));
            session.runUntil(Time{} + 20s, 300'000);
            for (Sequence i = session.trace().firstKept(); i < session.trace().count(); ++i) {
                const Event &event = session.trace().at(i);
                const auto after = transitionOf(event.kind);
                const bool stops = after && (after->state == TaskState::Running || after->state == TaskState::Waiting);
                QVERIFY2(!stops || event.site != 0 || event.task == 0, info(event.kind).text.data());
            }
        }
    }

    void atAnyMomentEachTaskIsCountedAtItsPlaceAndThereAlone_data() { addPatterns(); }
    void atAnyMomentEachTaskIsCountedAtItsPlaceAndThereAlone()
    {
        QFETCH(std::size_t, number);
        const PatternInfo &pattern = *patterns()[number];
        for (std::uint64_t seed = 1; seed <= 6; ++seed) {
            Session session(pattern, settingsOf(pattern, seed));
            session.runUntil(Time{} + 20s, 300'000);
            Random random(seed, "moments", 0);
            for (int moment = 0; moment < 20; ++moment) {
                const World world = session.keyFrames().before(random.below(session.trace().count()) + 1);
                std::map<std::tuple<SiteId, Condition, bool>, std::set<Place>> expected;
                for (const TaskView &task : world.tasks()) {
                    if (!hasEnded(task.state) && task.site != 0)
                        expected[{task.site, conditionOf(task, world, pattern.topology()), task.orphaned}].insert(
                            task.place);
                }
                std::map<std::tuple<SiteId, Condition, bool>, std::set<Place>> counted;
                for (const SiteTasks &one : tasksBySite(world, pattern.topology())) {
                    QVERIFY(!one.places.empty());
                    QVERIFY(counted
                                .try_emplace({one.site, one.condition, one.orphaned},
                                             std::set<Place>(one.places.begin(), one.places.end()))
                                .second);
                }
                QCOMPARE(counted, expected);
            }
        }
    }

    void theTimesOfAllPlacesAreTheTimeOfAllTasks_data() { addPatterns(); }
    void theTimesOfAllPlacesAreTheTimeOfAllTasks()
    {
        QFETCH(std::size_t, number);
        const PatternInfo &pattern = *patterns()[number];
        for (std::uint64_t seed = 1; seed <= 6; ++seed) {
            Session session(pattern, settingsOf(pattern, seed));
            session.runUntil(Time{} + 20s, 300'000);
            const SiteTimes &times = session.history().siteTimes();
            Random random(seed, "spans", 0);
            for (int span = 0; span < 20; ++span) {
                const auto pick = [&] {
                    return Time{}
                    + Duration{std::int64_t(random.below(std::uint64_t(session.now().time_since_epoch().count())) + 1)};
                };
                auto [from, to] = std::minmax({pick(), pick()});
                double sum = 0;
                for (std::size_t site = 0; site < times.end(); ++site)
                    sum += times.time(SiteId(site), from, to);
                const double alive = aliveTime(session, from, to);
                QVERIFY2(std::abs(sum - alive) <= 1e-9 * alive + 1, qPrintable(QString::number(sum - alive)));
                QVERIFY(std::abs(times.total(from, to) - alive) <= 1e-9 * alive + 1);
            }
        }
    }

private:
    /// For how long tasks were alive within the span, in task × ns, by their births and ends alone.
    static double aliveTime(const Session &session, Time from, Time to)
    {
        double sum = 0;
        std::map<TaskId, Time> born;
        const auto lived = [&](Time start, Time end) {
            sum += std::max(0.0, double((std::min(end, to) - std::max(start, from)).count()));
        };
        for (Sequence i = 0; i < session.trace().count(); ++i) {
            const Event &event = session.trace().at(i);
            if (event.kind == EventKind::TaskSpawned && Place::unpacked(event.payload).group != rootGroup) {
                born[event.task] = event.time;
            } else if (const auto after = transitionOf(event.kind); after && hasEnded(after->state)) {
                if (const auto found = born.find(event.task); found != born.end()) {
                    lived(found->second, event.time);
                    born.erase(found);
                }
            }
        }
        for (const auto &[task, start] : born)
            lived(start, to);
        return sum;
    }
};

QTEST_APPLESS_MAIN(TestCodePlaces)
#include "tst_code_places.moc"
