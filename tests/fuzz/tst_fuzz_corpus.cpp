// SPDX-License-Identifier: MIT
#include "fuzz/targets.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace coroscope::fuzz;

namespace {

const QString corpus = QStringLiteral(COROSCOPE_SOURCE_DIR "/tests/fuzz/corpus");

} // namespace

/// What the fuzzers begin with, and what they have found: through the same functions, with every compiler.
class TestFuzzCorpus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyInputKeptRunsThrough_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("target");
        for (std::size_t i = 0; i < targets().size(); ++i) {
            const QDir folder(corpus + '/' + QString::fromStdString(std::string(targets()[i].name)));
            for (const QFileInfo &file : folder.entryInfoList(QDir::Files, QDir::Name))
                QTest::addRow("%s/%s", targets()[i].name.data(), qPrintable(file.fileName()))
                    << file.filePath() << int(i);
        }
    }
    void everyInputKeptRunsThrough()
    {
        QFETCH(QString, file);
        QFETCH(int, target);
        QFile input(file);
        QVERIFY(input.open(QIODevice::ReadOnly));
        const QByteArray bytes = input.readAll();
        targets()[std::size_t(target)].run(
            {reinterpret_cast<const std::uint8_t *>(bytes.data()), std::size_t(bytes.size())});
    }

    void everyTargetHasInputsAndEveryFolderATarget()
    {
        QStringList names;
        for (const Target &target : targets()) {
            names.push_back(QString::fromStdString(std::string(target.name)));
            QVERIFY2(QDir(corpus + '/' + names.back()).entryList(QDir::Files).size() >= 3, qPrintable(names.back()));
        }
        names.sort();
        QCOMPARE(QDir(corpus).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name), names);
    }
};

QTEST_APPLESS_MAIN(TestFuzzCorpus)
#include "tst_fuzz_corpus.moc"
