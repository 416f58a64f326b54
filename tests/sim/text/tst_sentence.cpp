// SPDX-License-Identifier: MIT
#include "text/sentence.h"

#include <QTest>

#include <limits>
#include <map>

using namespace coroscope;

namespace {

/// Knows these texts; of those that count, the first form for one and the second for more.
struct Dictionary {
    std::map<std::string, std::string, std::less<>> plain{};
    std::map<std::string, std::pair<std::string, std::string>, std::less<>> counting{};

    std::string operator()(std::string_view source, std::optional<std::int64_t> count) const
    {
        if (count) {
            const auto found = counting.find(source);
            return found == counting.end() ? "" : *count == 1 ? found->second.first : found->second.second;
        }
        const auto found = plain.find(source);
        return found == plain.end() ? "" : found->second;
    }
};

const Dictionary german{
    .plain = {{"last {length}", "zuletzt in {length}"},
              {"{lost} were lost: {when}.", "{when} gingen {lost} verloren."},
              {"whole run", "ganzer Lauf"},
              {"Workers", "Arbeiter"},
              {"{count} {things}", "{count} {things}"},
              {"once", "einmal"},
              {"twice", "zweimal"}},
    .counting = {{"{n} items", {"{n} Element", "{n} Elemente"}},
                 {"workers", {"Arbeiterin", "Arbeiterinnen"}},
                 {"{n} times", {"{n} Mal", "{n}-mal"}}},
};

Sentence lost(std::int64_t count, Sentence when)
{
    return say(words("{lost} were lost: {when}."),
               {{"lost", sayCounted(count, "{n} item", plural("{n} items"))}, {"when", std::move(when)}});
}

Sentence last(std::string length)
{
    return say(words("last {length}"), {{"length", std::move(length)}});
}

constexpr Noun worker{"worker", plural("workers")};

} // namespace

/// What is said, in English and in another language.
class TestSentence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordsAreTheTextThatStandsInTheCode()
    {
        static_assert(words("Workers") == "Workers");
        static_assert(plural("workers") == "workers");
        static_assert(Words().empty() && Plural().empty());
        const Sentence sentence = words("Workers");
        QVERIFY(!sentence.empty());
        QCOMPARE(sentence.text(), std::string("Workers"));
        QCOMPARE(sentence.text(german), std::string("Arbeiter"));
    }

    void nothingIsSaidByDefault()
    {
        for (const Sentence &sentence : {Sentence(), Sentence(std::string()), Sentence(Words())}) {
            QVERIFY(sentence.empty());
            QCOMPARE(sentence.text(), std::string());
            QCOMPARE(sentence.text(german), std::string());
        }
    }

    void whatIsVerbatimIsTheSameInEveryLanguage()
    {
        const Sentence sentence(std::string("Workers"));
        QVERIFY(!sentence.empty());
        QCOMPARE(sentence.text(), std::string("Workers"));
        QCOMPARE(sentence.text(german), std::string("Workers"));
    }

    void eachPlaceIsFilledByWhatHasItsName()
    {
        const Sentence sentence = say(words("{b} of {a}, {c}: {b}"),
                                      {{"a", std::string("10 s")}, {"b", 3}, {"c", words("Workers")}});
        QCOMPARE(sentence.text(), std::string("3 of 10 s, Workers: 3"));
        QCOMPARE(say(words("{large}"), {{"large", std::numeric_limits<std::uint64_t>::max()}}).text(),
                 std::string("18446744073709551615"));
        QCOMPARE(say(words("no places")).text(), std::string("no places"));
        QCOMPARE(say(words("({none})"), {{"none", Sentence()}}).text(), std::string("()"));
    }

    void whatFillsAPlaceMayHaveBraces()
    {
        QCOMPARE(say(words("“{name}” is {state}"), {{"name", std::string("{state}")}, {"state", words("done")}}).text(),
                 std::string("“{state}” is done"));
    }

    void whatFillsAPlaceMayBeSentencesOfWhichEachIsTranslated()
    {
        const Sentence sentence = lost(3, last("10 s"));
        QCOMPARE(sentence.text(), std::string("3 items were lost: last 10 s."));
        QCOMPARE(sentence.text(german), std::string("zuletzt in 10 s gingen 3 Elemente verloren."));
        QCOMPARE(lost(1, words("whole run")).text(german), std::string("ganzer Lauf gingen 1 Element verloren."));
    }

    void aCountChoosesTheForm_data()
    {
        QTest::addColumn<qint64>("count");
        QTest::addColumn<QString>("english");
        QTest::addColumn<QString>("translated");
        QTest::newRow("none") << qint64(0) << "0 items"
                              << "0 Elemente";
        QTest::newRow("one") << qint64(1) << "1 item"
                             << "1 Element";
        QTest::newRow("several") << qint64(2) << "2 items"
                                 << "2 Elemente";
        QTest::newRow("less than none") << qint64(-1) << "-1 items"
                                        << "-1 Elemente";
    }
    void aCountChoosesTheForm()
    {
        QFETCH(const qint64, count);
        QFETCH(const QString, english);
        QFETCH(const QString, translated);
        const Sentence sentence = sayCounted(count, "{n} item", plural("{n} items"));
        QCOMPARE(QString::fromStdString(sentence.text()), english);
        QCOMPARE(QString::fromStdString(sentence.text(german)), translated);
    }

    void whatCountsMayHaveOtherPlacesAndNeedNotShowItsNumber()
    {
        const auto waiting = [](std::int64_t count) {
            return sayCounted(count, "{who} waits for {n}", plural("{who} wait for all"), {{"who", words("Workers")}});
        };
        QCOMPARE(waiting(1).text(), std::string("Workers waits for 1"));
        QCOMPARE(waiting(2).text(), std::string("Workers wait for all"));
    }

    void aTranslatorIsAskedForEachTextWithItsCount()
    {
        using Question = std::pair<std::string, std::optional<std::int64_t>>;
        std::vector<Question> asked;
        const auto listen = [&asked](std::string_view source, std::optional<std::int64_t> count) {
            asked.emplace_back(source, count);
            return std::string();
        };
        lost(1, last("10 s")).text(listen);
        // By the text for several, also where there is one.
        QCOMPARE(asked,
                 (std::vector<Question>{
                     {"{lost} were lost: {when}.", std::nullopt}, {"{n} items", 1}, {"last {length}", std::nullopt}}));
    }

    void whatHasNoTranslationIsEnglish()
    {
        const Dictionary few{.plain = {{"last {length}", "zuletzt in {length}"}}};
        QCOMPARE(lost(1, last("10 s")).text(few), std::string("1 item were lost: zuletzt in 10 s."));
        QCOMPARE(lost(2, last("10 s")).text(few), std::string("2 items were lost: zuletzt in 10 s."));
        QCOMPARE(Sentence(words("Workers")).text(few), std::string("Workers"));
    }

    void aTranslationMayLeaveAPlaceOutOrSayItTwice()
    {
        const Dictionary other{.plain = {{"last {length}", "zuletzt"}},
                               .counting = {{"{n} items", {"{n} {n}", "{n}, {n}"}}}};
        QCOMPARE(last("10 s").text(other), std::string("zuletzt"));
        QCOMPARE(sayCounted(4, "{n} item", plural("{n} items")).text(other), std::string("4, 4"));
    }

    void partsAreJoinedWhereTheySaySomething()
    {
        const Sentence nothing;
        const Sentence workers = words("Workers");
        QCOMPARE(joined({workers, last("10 s"), std::string("5")}, " · ").text(),
                 std::string("Workers · last 10 s · 5"));
        QCOMPARE(joined({workers, last("10 s")}, " · ").text(german), std::string("Arbeiter · zuletzt in 10 s"));
        QCOMPARE(joined({nothing, workers, nothing, workers, nothing}, ", ").text(), std::string("Workers, Workers"));
        QCOMPARE(joined({nothing, workers}, ", ").text(), std::string("Workers"));
        QVERIFY(joined({}, ", ").empty());
        QVERIFY(joined({nothing, nothing}, ", ").empty());
        QCOMPARE(joined({nothing, nothing}, ", ").text(), std::string());
        QCOMPARE(joined({joined({nothing}, ", "), joined({workers, workers}, " and ")}, ", ").text(),
                 std::string("Workers and Workers"));
        QCOMPARE(say(words("({all})"), {{"all", joined({workers, workers}, ", ")}}).text(),
                 std::string("(Workers, Workers)"));
    }

    void aCountOfThingsHasTheirNameInItsForm()
    {
        QCOMPARE(countOf(0, worker).text(), std::string("0 workers"));
        QCOMPARE(countOf(1, worker).text(), std::string("1 worker"));
        QCOMPARE(countOf(3, worker).text(), std::string("3 workers"));
        QCOMPARE(countOf(1, worker).text(german), std::string("1 Arbeiterin"));
        QCOMPARE(countOf(3, worker).text(german), std::string("3 Arbeiterinnen"));
    }

    void onceAndTwiceHaveWordsOfTheirOwn()
    {
        QCOMPARE(times(1).text(), std::string("once"));
        QCOMPARE(times(2).text(), std::string("twice"));
        QCOMPARE(times(3).text(), std::string("3 times"));
        QCOMPARE(times(0).text(), std::string("0 times"));
        QCOMPARE(times(2).text(german), std::string("zweimal"));
        QCOMPARE(times(3).text(german), std::string("3-mal"));
    }

    void sentencesAreEqualThatAreSaidTheSameInEveryLanguage()
    {
        QVERIFY(Sentence() == Sentence());
        QVERIFY(Sentence(words("Workers")) == say(words("Workers")));
        QVERIFY(lost(1, last("10 s")) == lost(1, last("10 s")));
        QVERIFY(lost(1, last("10 s")) != lost(2, last("10 s")));
        QVERIFY(lost(1, last("10 s")) != lost(1, last("5 s")));
        QVERIFY(lost(1, last("10 s")) != lost(1, std::string("last 10 s")));
        QVERIFY(Sentence(words("Workers")) != Sentence(std::string("Workers")));
        QVERIFY(Sentence(words("Workers")) != Sentence(words("whole run")));
        QVERIFY(joined({words("Workers"), words("whole run")}, ", ")
                == joined({words("Workers"), Sentence(), words("whole run")}, ", "));
        QVERIFY(joined({words("Workers"), words("whole run")}, ", ")
                != joined({words("Workers"), words("whole run")}, "; "));
    }
};

QTEST_APPLESS_MAIN(TestSentence)
#include "tst_sentence.moc"
