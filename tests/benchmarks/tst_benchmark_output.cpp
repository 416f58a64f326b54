// SPDX-License-Identifier: MIT
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace {

struct Ended {
    int status;
    QByteArray out;
    QByteArray err;
};

/// Runs one quick benchmark, with @p options besides.
Ended measured(const QStringList &options)
{
    QProcess process;
    process.start(
        qEnvironmentVariable("COROSCOPE_BENCHMARK"),
        QStringList{QStringLiteral("--benchmark_filter=^clock/raw"), QStringLiteral("--benchmark_min_time=0.001")}
            + options);
    const bool ended = process.waitForFinished(60'000) && process.exitStatus() == QProcess::NormalExit;
    return {ended ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
}

QStringList namesIn(const QByteArray &json)
{
    QStringList names;
    const QJsonArray all = QJsonDocument::fromJson(json).object()[QStringLiteral("benchmarks")].toArray();
    for (const QJsonValue &one : all)
        names << one[QStringLiteral("name")].toString();
    return names;
}

} // namespace

/// What the benchmarks print where a program reads it.
class TestBenchmarkOutput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theJsonFormIsJsonAndNothingElse()
    {
        const Ended ended = measured({"--benchmark_format=json"});
        QCOMPARE(ended.status, 0);
        QCOMPARE(namesIn(ended.out), QStringList{"clock/raw"});
    }

    void theCsvFormIsAHeaderAndALineForEach()
    {
        const Ended ended = measured({"--benchmark_format=csv"});
        QCOMPARE(ended.status, 0);
        const QList<QByteArray> lines = ended.out.trimmed().split('\n');
        QCOMPARE(lines.size(), 2);
        QVERIFY2(lines[0].startsWith("name,iterations,"), lines[0].constData());
        QVERIFY2(lines[1].startsWith("\"clock/raw\","), lines[1].constData());
    }

    void coloursGoToTerminalsAlone()
    {
        const Ended ended = measured({});
        QCOMPARE(ended.status, 0);
        QVERIFY(ended.out.contains("clock/raw"));
        QVERIFY(!ended.out.contains('\x1b'));
        QVERIFY(measured({"--benchmark_color=true"}).out.contains('\x1b'));
    }

    void aFileGetsTheResultsToo()
    {
        const QTemporaryDir folder;
        const QString name = folder.filePath("results.json");
        QCOMPARE(measured({"--benchmark_out=" + name, "--benchmark_out_format=json"}).status, 0);
        QFile file(name);
        QVERIFY(file.open(QFile::ReadOnly));
        QCOMPARE(namesIn(file.readAll()), QStringList{"clock/raw"});
    }
};

QTEST_GUILESS_MAIN(TestBenchmarkOutput)
#include "tst_benchmark_output.moc"
