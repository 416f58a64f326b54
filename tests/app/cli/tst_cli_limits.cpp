// SPDX-License-Identifier: MIT
#include "app/cli/cli_process.h"

#include <QElapsedTimer>
#include <QTemporaryDir>

#include <unistd.h>

using namespace coroscope::test;

namespace {

/// As somebody whom limits on processes hold: they do not hold root.
Ended asNobody(const QString &line)
{
    if (::geteuid() != 0)
        return shell(line);
    return shell(QStringLiteral("setpriv --reuid=65534 --regid=65534 --clear-groups bash -c '%1'").arg(line));
}

/// Whether the program can run at all where limits are tight: the address sanitizer needs terabytes of address space,
/// and a thread to look for leaks.
#ifdef __SANITIZE_ADDRESS__
constexpr bool limitsAreOurs = false;
#else
constexpr bool limitsAreOurs = true;
#endif

/// A run in which tasks pile up.
const QString pilingUp = QStringLiteral("task-spawning --set handles=detach --set tasks=1000 --set interval=100ms");

} // namespace

/// What coroscope-cli does where the system gives it less than it asks for, or somebody wants it to end.
class TestCliLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSweepOfManySeedsEndsWhenItIsInterrupted()
    {
        QElapsedTimer since;
        since.start();
        // 128 + 2: as the shell says that SIGINT has ended it.
        const Ended ended = shell("timeout --preserve-status -s INT 1 $CLI sweep backpressure --vary capacity=1..2 "
                                  "--seeds 1..1000000 --jobs 1");
        QCOMPARE(ended.status, 130);
        QVERIFY2(since.elapsed() < 20'000, qPrintable(QString::number(since.elapsed()))); // all of it takes minutes
        QCOMPARE(ended.err, QByteArray());
    }

    void seedsNeedNoMemory()
    {
        if (!limitsAreOurs)
            QSKIP("the limits would be those of the sanitizer");
        const QString peak = QStringLiteral("/usr/bin/env python3 -c 'import resource,subprocess,sys; "
                                            "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL); "
                                            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)' $CLI sweep "
                                            "backpressure --vary capacity=1 --for 10ms --jobs 1 --seeds 1..%1");
        const Ended few = shell(peak.arg(2'000));
        const Ended many = shell(peak.arg(60'000));
        QCOMPARE(few.status, 0);
        QCOMPARE(many.status, 0);
        const int growth = many.out.trimmed().toInt() - few.out.trimmed().toInt();
        QVERIFY2(growth < 4'000, qPrintable(QString::number(growth) + " KB")); // 0.5 KB a seed were 29,000
    }

    void wherePartOfTheThreadsIsRefusedTheOthersDoIt()
    {
        if (!limitsAreOurs)
            QSKIP("the limits would be those of the sanitizer");
        const QString sweep = QStringLiteral(
            "sweep backpressure --vary capacity=1..256 --vary producers=1..10 --for 1s");
        const Ended all = shell("$CLI " + sweep + " --jobs 1");
        const Ended some = shell("ulimit -v 4194304; $CLI " + sweep + " --jobs 1024");
        QCOMPARE(some.err, QByteArray());
        QCOMPARE(some.status, 0);
        QCOMPARE(some.out, all.out);
    }

    void whereThreadsAreRefusedItGoesOnOrSaysSo()
    {
        if (!limitsAreOurs)
            QSKIP("the limits would be those of the sanitizer");
        if (::access(qPrintable(cliProgram()), X_OK) != 0 || asNobody("test -x $CLI").status != 0)
            QSKIP("nobody else may start the program here");
        const QString sweep = QStringLiteral("$CLI sweep backpressure --vary capacity=1..64 --for 1s");
        const Ended all = shell(sweep + " --jobs 1");
        const Ended some = asNobody("ulimit -u 20; " + sweep + " --jobs 64");
        const Ended none = asNobody("ulimit -u 1; exec " + sweep + " --jobs 64");
        if (some.status == 0)
            QCOMPARE(some.out, all.out);
        else
            QCOMPARE(some.err, none.err); // somebody else has used up the number
        QCOMPARE(none.status, 1);
        QCOMPARE(none.err,
                 QByteArray("coroscope-cli: not even one thread can be started: Resource temporarily "
                            "unavailable\n"));
    }

    void aRunThatIsRefusedMemorySaysSo_data()
    {
        QTest::addColumn<int>("kilobytes");
        for (const int kilobytes : {120'000, 150'000, 180'000, 210'000, 250'000, 300'000, 350'000})
            QTest::addRow("%d KB", kilobytes) << kilobytes;
    }
    void aRunThatIsRefusedMemorySaysSo()
    {
        if (!limitsAreOurs)
            QSKIP("the limits would be those of the sanitizer");
        QFETCH(const int, kilobytes);
        QTemporaryDir folder;
        const Ended ended = shell(
            QStringLiteral("ulimit -v %1; $CLI run %2 --for 200s --output report.txt").arg(kilobytes).arg(pilingUp),
            folder.path());
        QCOMPARE(ended.err, QByteArray("coroscope-cli: out of memory\n"));
        QCOMPARE(ended.status, 1);
        QVERIFY(QDir(folder.path()).isEmpty()); // nor a half of a file
    }

    void aSweepThatIsRefusedMemoryKeepsWhatIsFinished()
    {
        if (!limitsAreOurs)
            QSKIP("the limits would be those of the sanitizer");
        const QString sweep = QStringLiteral("$CLI sweep task-spawning --set handles=detach --set interval=100ms --for "
                                             "100s --jobs 1 --vary tasks=%1");
        const Ended first = shell(sweep.arg("1"));
        const Ended ended = shell("ulimit -v 300000; " + sweep.arg("1,1000"));
        QCOMPARE(ended.err, QByteArray("coroscope-cli: out of memory\n"));
        QCOMPARE(ended.status, 1);
        QCOMPARE(ended.out, first.out);
    }

    void aRunThatUsesUpItsBudgetEndsWithTheSameWordsEverywhere()
    {
        QElapsedTimer since;
        since.start();
        const Ended ended = shell("$CLI run " + pilingUp + " --for 200s --output /dev/null");
        QCOMPARE(ended.status, 1);
        QCOMPARE(ended.err,
                 QByteArray("coroscope-cli: stopped at 23.300 s: 234001 tasks are alive, and none of them "
                            "ends; they fill the 512 MB that a run may use\n"));
    }

    void aSweepThatSaysNothingBecauseOfItsBudgetSaysSo()
    {
        if (!limitsAreOurs)
            QSKIP("three runs of half a million tasks take minutes there");
        const QString sweep = QStringLiteral("$CLI sweep task-spawning --set handles=detach --set tasks=1000 "
                                             "--set interval=100ms --for 200s --vary threads=1,2 --format csv");
        const Ended ended = shell(sweep);
        QCOMPARE(ended.err,
                 QByteArray("coroscope-cli: every run was stopped before its end: what is alive in it fills the memory "
                            "that a run may use\n"));
        QCOMPARE(ended.status, 1);
        QCOMPARE(ended.out.count('\n'), 3); // the head and both points all the same
        // Where one of them gets to its end there is something to see, beside what was not.
        const Ended some = shell("$CLI sweep task-spawning --set tasks=1000 --set interval=100ms --for 100s "
                                 "--warmup 1s --vary handles=join,detach --format text");
        QCOMPARE(some.status, 0);
        QVERIFY2(some.out.contains("not_completed") && some.out.contains(" 0 of 1\n") && some.out.contains(" 1 of 1\n")
                     && some.out.endsWith("\nMeasured after 1 s of warm-up.\n"),
                 some.out);
    }

    void manyKeysAreRefusedAtOnce()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath("keys.coroscope"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{");
        for (int i = 0; i < 100'000; ++i)
            file.write((i == 0 ? "" : ",") + QByteArray("\"") + QByteArray::number(i) + "\":0");
        file.write("}");
        file.close();
        QElapsedTimer since;
        since.start();
        const Ended ended = shell("$CLI check keys.coroscope", folder.path());
        QCOMPARE(ended.status, 2);
        QVERIFY2(since.elapsed() < 4'000, qPrintable(QString::number(since.elapsed())));
    }
};

QTEST_GUILESS_MAIN(TestCliLimits)
#include "tst_cli_limits.moc"
