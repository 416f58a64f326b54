// SPDX-License-Identifier: MIT
#include "insight/recent.h"
#include "sim/pattern_run.h"
#include "sim/random_point.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <algorithm>
#include <map>

using namespace coroscope;
using namespace coroscope::test;

namespace {

constexpr int points = 24;         ///< of each pattern
constexpr int heardPoints = 60;    ///< of each pattern, besides those
constexpr int silentPoints = 1000; ///< likewise, without a run
constexpr Duration turned = 40s;
constexpr Duration settled = 60s;
constexpr Duration end = 90s;
constexpr Duration window = 10s;

bool isThere(NodeRef node, const Topology &topology)
{
    switch (node.kind) {
    case NodeRef::Kind::Group:
        return node.index < topology.groups.size();
    case NodeRef::Kind::Channel:
        return node.index < topology.channels.size();
    case NodeRef::Kind::Terminal:
        return node.index < topology.terminals.size();
    case NodeRef::Kind::Threads:
        return node.index < topology.threads.size();
    case NodeRef::Kind::Lock:
        return node.index < topology.locks.size();
    case NodeRef::Kind::Gather:
        return node.index < topology.gathers.size();
    }
    return false;
}

std::vector<Advice> adviceOf(Session &session)
{
    return session.pattern().diagnose(Recent(session.history(), session.now(), window), session.values()).advice;
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

/// Where what was advised did not help, or cost what nobody said, once.
std::vector<Given> onceWrong(std::string_view pattern)
{
    static const std::multimap<std::string_view, Given> all = {
        {"fan-out-fan-in", {{"failure-rate", "100%"}, {"on-failure", "collect"}}},
        {"fan-out-fan-in", {{"failure-rate", "100%"}}},
        {"fan-out-fan-in", {{"failure-rate", "1%"}, {"subtasks", "500"}, {"limit", "10"}, {"gather", "as-completed"}}},
        {"pipeline", {{"failure-rate", "80%"}, {"on-failure", "drop"}, {"interval", "2s"}}},
        {"pipeline", {{"workers-2", "2"}, {"failure-rate", "40%"}, {"on-failure", "retry"}, {"retries", "0"}}},
        {"timeout-cancellation", {{"check-every", "10s"}, {"cleanup", "9s"}}},
        {"backpressure",
         {{"producers", "1"},
          {"consumers", "1"},
          {"burst", "20"},
          {"interval", "400ms"},
          {"when-full", "drop-newest"}}},
        {"backpressure", {{"consumers", "1"}, {"interval", "1s"}, {"capacity", "1"}, {"when-full", "drop-newest"}}},
        {"backpressure",
         {{"consumers", "8"},
          {"burst", "50"},
          {"interval", "300ms"},
          {"when-full", "unbounded"},
          {"memory-limit", "40"}}},
        {"pipeline",
         {{"failure-rate", "24%"}, {"on-failure", "retry"}, {"retries", "2"}, {"work-6", "763ms"}, {"workers-3", "5"}}},
        {"resilient-service", {{"backend-failure-rate", "100%"}, {"retries", "10"}, {"arrival-rate", "1000/s"}}},
        {"resilient-service", {{"arrival-rate", "1000/s"}}},
        {"resilient-service", {{"crash-rate", "100%"}}},
        {"backpressure", {{"failure-rate", "100%"}}},
        {"task-spawning", {{"failure-rate", "100%"}}},
        {"explicit-errors", {{"retries", "0"}, {"failure-rate", "50%"}}},
        {"timeout-cancellation",
         {{"timeout", "1m"},
          {"check-every", "10s"},
          {"cleanup", "20ms"},
          {"max-delay", "1m"},
          {"hedge-after", "20ms"}}},
    };
    std::vector<Given> list;
    for (auto [one, end] = all.equal_range(pattern); one != end; ++one)
        list.push_back(one->second);
    return list;
}

/// The defaults, the set-ups, where it was wrong once, and others near the defaults: as many as points.
std::vector<std::vector<std::int64_t>> startsOf(const PatternInfo &pattern, Random &random)
{
    std::vector<std::vector<std::int64_t>> starts = {valuesOf(pattern, {})};
    for (const Setup &setup : pattern.setups())
        starts.push_back(valuesOf(pattern, setup.values));
    for (const Given &given : onceWrong(pattern.id))
        starts.push_back(valuesOf(pattern, given));
    while (starts.size() < points)
        starts.push_back(randomPoint(pattern, random, 0.3));
    return starts;
}

/// Many parameters anywhere near their defaults, and some at an end of their range.
std::vector<std::int64_t> extremePoint(const PatternInfo &pattern, Random &random)
{
    const std::unique_ptr<ParameterTable> table = pattern.declare();
    std::vector<std::int64_t> values = randomPoint(pattern, random, 0.5);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const ParameterSpec &spec = table->all()[i]->spec();
        if (random.chance(0.2))
            values[i] = random.chance(0.5) ? spec.minimum : spec.maximum;
    }
    return values;
}

QString textOf(const Advice &advice)
{
    return QString::fromStdString(joined({advice.sentence, advice.remedy}, " ").text());
}

/// What is said into a language that is English in capitals, with brackets round what fills a place: "‹3 s› EACH".
std::string inCapitals(std::string_view source, std::optional<std::int64_t>)
{
    std::string text;
    bool isName = false;
    for (const char letter : source) {
        isName = letter == '{' || (isName && letter != '}');
        if (letter == '{')
            text += "‹{";
        else if (letter == '}')
            text += "}›";
        else
            text += isName || letter < 'a' || letter > 'z' ? letter : static_cast<char>(letter - 'a' + 'A');
    }
    return text;
}

/// All that a pattern says, each text once, and what is wrong with it.
class Said
{
public:
    void hear(const Sentence &sentence)
    {
        const QString english = QString::fromStdString(sentence.text());
        if (m_seen.contains(english))
            return;
        m_seen.insert(english);
        static const QRegularExpression hole("[{}]|  |^ | $| [.,;:]");
        if (english.contains(hole))
            m_wrong << "has a hole: " + english;
        const QString capitals = QString::fromStdString(sentence.text(inCapitals));
        // Numbers have their units in every language.
        static const QRegularExpression unit("(?<=\\d |/)(ns|µs|ms|s|min|h)\\b");
        if (QString(capitals).remove(unit).contains(QRegularExpression("[a-z]")))
            m_wrong << "has words that no translator sees: " + capitals;
        if (capitals.contains("‹›"))
            m_wrong << "has an empty place: " + capitals;
    }
    /// What is said of a run as it is now.
    void hear(const Session &session)
    {
        for (const Duration length : {window, Recent::wholeRun}) {
            const Recent recent(session.history(), session.now(), length);
            hear(session.pattern().diagnose(recent, session.values()));
        }
        hear(session.outcomeText());
        for (std::size_t action = 0; action < session.pattern().actions().size(); ++action)
            hear(session.noEffect({.action = action}));
    }
    void hear(const Diagnosis &diagnosis)
    {
        for (const Headline &headline : diagnosis.headlines) {
            hear(headline.label);
            hear(headline.value);
            hear(headline.note);
        }
        for (const Advice &advice : diagnosis.advice) {
            hear(advice.sentence);
            hear(advice.remedy);
        }
    }
    /// What stands beside the parameters.
    void hear(const PatternInfo &pattern, const std::vector<std::int64_t> &values)
    {
        for (std::size_t i = 0; i < values.size(); ++i) {
            hear(pattern.hint(i, values));
            hear(pattern.irrelevance(i, values));
        }
        hear(pattern.load(values));
    }

    qsizetype count() const { return m_seen.size(); }
    const QStringList &wrong() const { return m_wrong; }

private:
    QSet<QString> m_seen;
    QStringList m_wrong;
};

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
    void whatComesFirstNamesTheCause_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<Given>("given");
        QTest::addColumn<QString>("said");
        const auto row = [](const char *name, const char *pattern, Given given, const char *said) {
            QTest::newRow(name) << QString::fromLatin1(pattern) << std::move(given) << QString::fromUtf8(said);
        };
        row("few jobs end, and all of them fail", "fan-out-fan-in",
            {{"failure-rate", "1%"}, {"subtasks", "500"}, {"limit", "10"}, {"gather", "as-completed"}},
            "One failed subtask fails the whole job");
        row("a source that is slow, and items that all fail", "pipeline",
            {{"failure-rate", "80%"}, {"on-failure", "drop"}, {"interval", "2s"}}, "Items fail, ");
        row("retries that do not suffice", "pipeline",
            {{"failure-rate", "90%"}, {"on-failure", "retry"}, {"retries", "3"}, {"interval", "3s"}},
            "Retries amplify");
        row("retries of which there are none", "pipeline",
            {{"workers-2", "2"}, {"failure-rate", "40%"}, {"on-failure", "retry"}, {"retries", "0"}}, "Items fail, ");
        row("cleaning up that nobody came to", "timeout-cancellation", {{"check-every", "10s"}, {"cleanup", "10s"}},
            "to stop: cancellation points are 10 s apart.");
        row("a burst that is dropped", "backpressure",
            {{"producers", "1"},
             {"consumers", "1"},
             {"burst", "20"},
             {"interval", "400ms"},
             {"when-full", "drop-newest"}},
            "consumers keep up on average, but a burst of 20 does not fit. Try “Channel capacity” = 21.");
        row("chance that drops", "backpressure",
            {{"consumers", "1"},
             {"interval", "1s"},
             {"interval-shape", "exponential"},
             {"work-shape", "lognormal"},
             {"capacity", "1"},
             {"when-full", "drop-newest"}},
            "consumers keep up on average, but items that arrive together do not fit. Try “Channel capacity” = 40.");
        row("a process that dies of bursts", "backpressure",
            {{"consumers", "8"},
             {"burst", "50"},
             {"interval", "300ms"},
             {"when-full", "unbounded"},
             {"memory-limit", "40"}},
            " memory");
    }
    void whatComesFirstNamesTheCause()
    {
        QFETCH(const QString, pattern);
        QFETCH(const Given, given);
        QFETCH(const QString, said);
        const PatternInfo &info = *findPattern(pattern.toStdString());
        Session session(info, RunSettings{.seed = 1, .values = valuesOf(info, given)});
        // In each window that says anything: the first advice is about the cause.
        int found = 0;
        for (Time at = Time{} + 20s; at <= Time{} + 120s; at += 10s) {
            session.runUntil(at);
            const std::vector<Advice> advice = adviceOf(session);
            if (advice.empty())
                continue;
            const QString first = textOf(advice.front());
            if (advice.front().check != "timeout-too-short") // which is another matter
                QVERIFY2(first.contains(said), qPrintable(first));
            ++found;
        }
        QVERIFY2(found >= 7, qPrintable(QString::number(found))); // of eleven windows
    }

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
        QStringList wrong;
        int tried = 0;
        for (const std::vector<std::int64_t> &start : startsOf(*pattern, random)) {
            const std::vector<Advice> found = adviceOf(*begun(*pattern, start));
            for (const Advice &advice : found) {
                // What has piled up goes on as it was, for longer than this looks.
                const bool isOverrun = found.front().check == "memory-growing" || found.back().check == "memory-growing"
                    || (found.size() > 1 && found[1].check == "memory-growing");
                if (advice.settings.empty() || (isOverrun && advice.check != "memory-growing"))
                    continue;
                const Course without = courseOf(*begun(*pattern, start), advice.check);
                if (without.times < 3) // it comes and goes by itself
                    continue;
                const std::unique_ptr<Session> session = begun(*pattern, start);
                for (const Advice::Setting &turn : advice.settings)
                    session->set(session->parameters().find(turn.id).value(), turn.value);
                const Course with = courseOf(*session, advice.check);
                ++tried;
                if (with.degree >= without.degree)
                    wrong << QStringLiteral("%1 (%2 of 3 → %3 of 3, %4 → %5): %6 At%7")
                                 .arg(QString::fromUtf8(advice.check.data(), qsizetype(advice.check.size())))
                                 .arg(without.times)
                                 .arg(with.times)
                                 .arg(without.degree)
                                 .arg(with.degree)
                                 .arg(textOf(advice), shown(*pattern, start));
                // What it costs besides is said with it.
                const bool costs = with.done < 0.85 * without.done - 5 || with.up < 0.95 * without.up;
                if (costs && advice.remedy.text().find("rice: ") == std::string::npos)
                    wrong << QStringLiteral("%1 costs: done %2 → %3, up %4 → %5: %6 At%7")
                                 .arg(QString::fromUtf8(advice.check.data(), qsizetype(advice.check.size())))
                                 .arg(without.done)
                                 .arg(with.done)
                                 .arg(without.up)
                                 .arg(with.up)
                                 .arg(textOf(advice), shown(*pattern, start));
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable("\n" + wrong.join('\n')));
        QVERIFY(tried > 0);
    }

    void whereNothingSucceedsThatIsSaidAndNoRemedyGiven_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("parameter");
        QTest::newRow("subtasks") << "fan-out-fan-in"
                                  << "failure-rate";
        QTest::newRow("backends") << "resilient-service"
                                  << "backend-failure-rate";
        QTest::newRow("workers") << "resilient-service"
                                 << "crash-rate";
        QTest::newRow("consumers") << "backpressure"
                                   << "failure-rate";
        QTest::newRow("tasks") << "task-spawning"
                               << "failure-rate";
    }
    void whereNothingSucceedsThatIsSaidAndNoRemedyGiven()
    {
        QFETCH(const QString, pattern);
        QFETCH(const QString, parameter);
        const PatternInfo &info = *findPattern(pattern.toStdString());
        const std::string id = parameter.toStdString();
        const std::vector<Advice> advice = adviceOf(*begun(info, valuesOf(info, {{id, "100%"}})));
        QVERIFY(std::any_of(advice.begin(), advice.end(),
                            [](const Advice &one) { return one.sentence.text().starts_with("Every "); }));
        for (const Advice &one : advice) {
            // That failures are noticed late, or never, is another matter.
            const bool isAboutNoticing = one.check == "unseen-failures" || one.check == "noticed-late"
                || one.check == "unseen";
            QVERIFY2(one.settings.empty() || isAboutNoticing, one.remedy.text().c_str());
        }
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
                // The window points at it.
                const std::optional<NodeRef> culprit = culpritOf(advice, pattern->topology());
                QVERIFY2(culprit && isThere(*culprit, pattern->topology()), advice.check.data());
                const QString remedy = QString::fromStdString(advice.remedy.text());
                if (remedy.contains("ry “"))
                    QVERIFY2(!advice.settings.empty(), qPrintable(remedy));
                if (!advice.settings.empty())
                    QVERIFY2(remedy.endsWith('.') && remedy.contains("“"), qPrintable(remedy));
                for (const Advice::Setting &turn : advice.settings) {
                    const Parameter &parameter = *session->parameters().all().at(
                        session->parameters().find(turn.id).value());
                    const ParameterSpec &spec = parameter.spec();
                    const QString where = remedy + shown(*pattern, start);
                    QVERIFY2(turn.value >= spec.minimum && turn.value <= spec.maximum, qPrintable(where));
                    QVERIFY2(turn.value != parameter.raw() || advice.settings.size() > 1, qPrintable(where));
                    // How many results suffice depends on how many there are, and 0 stands for all.
                    if (spec.kind == ParameterKind::Count && turn.id != "quorum")
                        QVERIFY2(turn.value <= 4 * std::max(parameter.raw(), spec.initial), qPrintable(where));
                }
            }
        }
        QVERIFY(seen > 0);
    }

    void whatIsSaidIsWholeTextsThatCanBeTranslated_data() { everyRemedyMakesItsMatterBetter_data(); }
    void whatIsSaidIsWholeTextsThatCanBeTranslated()
    {
        QFETCH(const PatternInfo *, pattern);
        Random random(3, "advice", 0);
        Said said;
        std::vector<std::vector<std::int64_t>> starts = startsOf(*pattern, random);
        for (int i = 0; i < heardPoints; ++i)
            starts.push_back(randomPoint(*pattern, random, 0.6));
        for (const std::vector<std::int64_t> &start : starts) {
            const std::unique_ptr<Session> session = begun(*pattern, start);
            said.hear(*session);
            said.hear(*pattern, start);
            for (std::size_t action = 0; action < pattern->actions().size(); ++action) {
                session->act({.action = action});
                session->runUntil(session->now() + window / 4);
                said.hear(*session);
            }
        }
        for (int i = 0; i < silentPoints; ++i)
            said.hear(*pattern, extremePoint(*pattern, random));
        QVERIFY2(said.wrong().isEmpty(), qPrintable("\n" + said.wrong().join('\n')));
        QVERIFY(said.count() > 50);
    }
};

QTEST_APPLESS_MAIN(TestAdvice)
#include "tst_advice.moc"
