// SPDX-License-Identifier: MIT
#include "run/registry.h"
#include "run/session.h"
#include "text/duration_text.h"

#include <QFile>
#include <QSaveFile>
#include <QSet>
#include <QTest>

using namespace coroscope;

namespace {

const QString fileName = QStringLiteral(COROSCOPE_SOURCE_DIR "/tests/golden/fingerprints.csv");
const QString header = QStringLiteral("pattern,parameters,seed,schedule,duration,fingerprint");

/// A run, and the fingerprint it had when it was last found right.
struct Golden {
    QString pattern;
    QString parameters; ///< "id=value id=value"; what is not named has its default
    QString seed;
    QString schedule; ///< "fifo" or "shuffled"
    QString duration;
    QString fingerprint;

    QStringList fields() const { return {pattern, parameters, seed, schedule, duration, fingerprint}; }
    QString name() const { return QStringList(fields().mid(0, 5)).join(' '); }
};

QList<Golden> goldens()
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Text))
        return {};
    QStringList lines = QString::fromUtf8(file.readAll()).split('\n', Qt::SkipEmptyParts);
    if (lines.isEmpty() || lines.takeFirst() != header)
        return {};
    QList<Golden> list;
    for (const QString &line : lines) {
        const QStringList fields = line.split(',');
        if (fields.size() != 6)
            return {};
        list.push_back({fields[0], fields[1], fields[2], fields[3], fields[4], fields[5]});
    }
    return list;
}

/// Rows for the patterns that have none yet: their defaults under both schedules, and their set-ups.
QList<Golden> ofNewPatterns()
{
    QSet<QString> listed;
    for (const Golden &golden : goldens())
        listed.insert(golden.pattern);
    QList<Golden> rows;
    for (const PatternInfo *pattern : patterns()) {
        const QString id = QString::fromUtf8(pattern->id);
        if (listed.contains(id))
            continue;
        rows.push_back({id, {}, "1", "fifo", "2m", {}});
        rows.push_back({id, {}, "2", "shuffled", "1m", {}});
        for (const Setup &setup : pattern->setups()) {
            QStringList parameters;
            for (const auto &[parameter, text] : setup.values)
                parameters.push_back(QString::fromUtf8(parameter) + '=' + QString::fromUtf8(text));
            if (!parameters.isEmpty())
                rows.push_back({id, parameters.join(' '), "1", "fifo", "1m", {}});
        }
    }
    return rows;
}

/// What the run is now. Anything that does not exist or is out of range ends the test program: a row that is not what
/// it says guards nothing.
QString fingerprintOf(const Golden &golden)
{
    const PatternInfo *const pattern = findPattern(golden.pattern.toStdString());
    if (!pattern)
        qFatal("no such pattern: %s", qPrintable(golden.name()));
    const std::unique_ptr<ParameterTable> table = pattern->declare();
    for (const QString &setting : golden.parameters.split(' ', Qt::SkipEmptyParts)) {
        const std::optional<std::size_t> position = table->find(setting.section('=', 0, 0).toStdString());
        if (!position)
            qFatal("no such parameter: %s", qPrintable(setting));
        Parameter &parameter = *table->all()[*position];
        parameter.set(parsed(parameter.spec(), setting.section('=', 1).toStdString()).value.value());
    }
    std::vector<std::int64_t> values;
    for (const Parameter *parameter : table->all())
        values.push_back(parameter->raw());
    bool isSeed = false;
    const std::uint64_t seed = golden.seed.toULongLong(&isSeed);
    if (!isSeed || (golden.schedule != "fifo" && golden.schedule != "shuffled"))
        qFatal("not a seed and a schedule: %s", qPrintable(golden.name()));
    Session session(
        *pattern,
        {.seed = seed, .schedule = golden.schedule == "fifo" ? Schedule::Fifo : Schedule::Shuffled, .values = values});
    session.runUntil(Time{} + parsedDuration(golden.duration.toStdString()).value());
    return QString::fromStdString(session.fingerprint().text());
}

} // namespace

/// Runs that must stay as they are, on every compiler and machine and from version to version. Where a change of
/// behaviour is meant: COROSCOPE_UPDATE_GOLDEN=1, and look at what has changed.
class TestGolden : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!qEnvironmentVariableIsSet("COROSCOPE_UPDATE_GOLDEN"))
            return;
        QSaveFile file(fileName);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Text));
        QString text = header + '\n';
        int changed = 0;
        const QList<Golden> added = ofNewPatterns();
        for (Golden golden : goldens() + added) {
            const QString now = fingerprintOf(golden);
            changed += now == golden.fingerprint ? 0 : 1;
            golden.fingerprint = now;
            text += golden.fields().join(',') + '\n';
        }
        QVERIFY2(!goldens().isEmpty(), "nothing to rewrite: the file is not there or not what it should be");
        file.write(text.toUtf8());
        QVERIFY(file.commit());
        qInfo("%s rewritten: %d of its fingerprints changed, %d of them new", qPrintable(fileName), changed,
              static_cast<int>(added.size()));
    }

    void aRunIsWhatItWas_data()
    {
        QTest::addColumn<QString>("now");
        QTest::addColumn<QString>("then");
        for (const Golden &golden : goldens())
            QTest::newRow(qPrintable(golden.name())) << fingerprintOf(golden) << golden.fingerprint;
    }
    void aRunIsWhatItWas()
    {
        QFETCH(QString, now);
        QFETCH(QString, then);
        QCOMPARE(now, then);
    }

    void everyPatternIsThereAndNoTwoRunsAreAlike()
    {
        QSet<QString> listed;
        QSet<QString> fingerprints;
        for (const Golden &golden : goldens()) {
            listed.insert(golden.pattern);
            fingerprints.insert(golden.fingerprint);
        }
        for (const PatternInfo *pattern : patterns())
            QVERIFY2(listed.contains(QString::fromStdString(std::string(pattern->id))), pattern->id.data());
        // Equal ones would mean that a parameter does nothing.
        QCOMPARE(fingerprints.size(), goldens().size());
    }
};

QTEST_APPLESS_MAIN(TestGolden)
#include "tst_golden.moc"
