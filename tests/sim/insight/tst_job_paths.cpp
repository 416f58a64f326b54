// SPDX-License-Identifier: MIT
#include "insight/job_paths.h"
#include "pattern/place_names.h"
#include "sim/pattern_run.h"
#include "text/duration_text.h"

using namespace coroscope;
using namespace coroscope::test;

namespace {

/// "job 1 done: Subtask 1 600ms, Subtask 3 600ms": the critical paths of the first jobs.
QStringList pathsOf(std::string_view pattern, const Given &given, qsizetype jobs, Duration run = 30s)
{
    PatternRun one(pattern, given);
    const Topology &topology = one.session.pattern().topology();
    QStringList list;
    JobPaths paths(topology, [&](const JobPath &path) {
        QStringList steps;
        for (const JobPath::Step &step : path.steps)
            steps.push_back(
                QString::fromStdString(placeName(topology, step.place) + " " + canonicalDuration(step.to - step.from)));
        list.push_back(QStringLiteral("job %1 %2: ").arg(path.job).arg(path.done ? "done" : "failed")
                       + steps.join(QStringLiteral(", ")));
    });
    Reducer reducer;
    reducer.add(paths);
    one.session.trace().addConsumer(reducer);
    one.runTo(run);
    return list.first(std::min(jobs, list.size()));
}

} // namespace

/// The tasks that take as long as the job.
class TestJobPaths : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sideBySideItIsTheSlowest()
    {
        QCOMPARE(pathsOf("fan-out-fan-in", {}, 1), (QStringList{"job 1 done: Subtask 3 935687791ns"}));
    }
    void withALimitItIsAChain()
    {
        QCOMPARE(pathsOf("fan-out-fan-in", {{"limit", "1"}, {"subtasks", "3"}, {"work-shape", "fixed"}}, 1),
                 (QStringList{"job 1 done: Subtask 1 600ms, Subtask 2 600ms, Subtask 3 600ms"}));
        QCOMPARE(pathsOf("fan-out-fan-in", {{"limit", "2"}, {"subtasks", "3"}, {"work-shape", "fixed"}}, 1),
                 (QStringList{"job 1 done: Subtask 2 600ms, Subtask 3 600ms"}));
    }
    void ofAJobThatFailsItIsWhatFailed()
    {
        // All are equally slow, and the others are cancelled when the first fails.
        const QStringList paths = pathsOf("fan-out-fan-in", {{"failure-rate", "100%"}, {"subtasks", "3"}}, 1);
        QCOMPARE(paths.size(), 1);
        QVERIFY2(paths.front().startsWith("job 1 failed: Subtask 1 "), qPrintable(paths.front()));
    }
    void aBurstIsAsLongAsItsLastTask()
    {
        QCOMPARE(pathsOf("task-spawning", {{"steps", "1"}, {"tasks", "3"}}, 1),
                 (QStringList{"job 1 done: Task 3 640ms"}));
        QCOMPARE(pathsOf("task-spawning", {{"steps", "1"}, {"tasks", "3"}, {"handles", "detach"}}, 1),
                 (QStringList{"job 1 done: Task 3 640ms"}));
    }
    void withoutTasksOfItsOwnItIsTheParent()
    {
        QCOMPARE(pathsOf("task-spawning", {{"steps", "1"}, {"tasks", "3"}, {"start", "await"}}, 1),
                 (QStringList{"job 1 done: Parent 1 1560ms"}));
    }
};

QTEST_APPLESS_MAIN(TestJobPaths)
#include "tst_job_paths.moc"
