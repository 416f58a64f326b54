// SPDX-License-Identifier: MIT
#include "code/statement.h"

#include <QStringList>
#include <QTest>

using namespace coroscope;

namespace {

const QStringList &file()
{
    static const QStringList lines = {
        QStringLiteral("QCoro::Task<bool> answered(Request &request)"),         // 1
        QStringLiteral("{"),                                                    // 2
        QStringLiteral("const auto answer = co_await timeout(m_kernel, time,"), // 3
        QStringLiteral("[&] { return first(); });"),                            // 4
        QStringLiteral("if (isTimedOut(answer))"),                              // 5
        QStringLiteral("note(\"( is no bracket\");"),                           // 6
        QStringLiteral("co_await scoped(m_kernel, [&](Scope &scope) {"),        // 7
        QStringLiteral("scope.spawn(place, [this] { return tree(); });"),       // 8
        QStringLiteral("});"),                                                  // 9
        QStringLiteral("for (;;) {"),                                           // 10
        QStringLiteral("co_await m_kernel.work(Working,"),                      // 11
        QStringLiteral("time, item.id());"),                                    // 12
        QStringLiteral("if (chance)"),                                          // 13
        QStringLiteral("throw Failed();"),                                      // 14
        QStringLiteral("co_await m_kernel.sleep(Pausing, time);"),              // 15
        QStringLiteral("co_await channel.receive();"),                          // 16
        QStringLiteral("throw Other();"),                                       // 17
        QStringLiteral("}"),                                                    // 18
    };
    return lines;
}

QString codeOf(int line)
{
    return file().at(line - 1);
}

} // namespace

/// What is shown of a line of code.
class TestStatement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsShownAsAWhole_data()
    {
        QTest::addColumn<int>("line");
        QTest::addColumn<QString>("text");
        const QString answered = QStringLiteral(
            "const auto answer = co_await timeout(m_kernel, time, [&] { return first(); });");
        QTest::newRow("its first line") << 3 << answered;
        QTest::newRow("a lambda in it") << 4 << answered;
        QTest::newRow("what follows a condition") << 6 << QStringLiteral("note(\"( is no bracket\");");
        QTest::newRow("up to the body of a lambda")
            << 7 << QStringLiteral("co_await scoped(m_kernel, [&](Scope &scope) {");
        QTest::newRow("in the body of a lambda")
            << 8 << QStringLiteral("scope.spawn(place, [this] { return tree(); });");
        QTest::newRow("its last line") << 12 << QStringLiteral("co_await m_kernel.work(Working, time, item.id());");
    }
    void itIsShownAsAWhole()
    {
        QFETCH(int, line);
        QFETCH(QString, text);
        QCOMPARE(statementAt(line, int(file().size()), codeOf), text);
    }

    void whoFailsAfterItsWorkThrowsBelowIt()
    {
        const auto thrown = [](int line) { return throwAfter(line, int(file().size()), codeOf); };
        QCOMPARE(thrown(11), 14);
        QCOMPARE(thrown(12), 14);
        QCOMPARE(thrown(15), 15); // it waits again before the next throw
        QCOMPARE(thrown(16), 16); // what it awaits may throw by itself
    }
};

QTEST_APPLESS_MAIN(TestStatement)
#include "tst_statement.moc"
