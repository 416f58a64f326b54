// SPDX-License-Identifier: MIT
#include "models/parameter_model.h"
#include "models/text.h"
#include "run/registry.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace coroscope;

namespace {

using Model = ParameterModel;

const PatternInfo &pattern()
{
    return *findPattern("backpressure");
}

int rowOf(std::string_view id)
{
    return static_cast<int>(pattern().declare()->find(id).value());
}

QString textAt(const Model &model, int row, int role)
{
    return model.data(model.index(row), role).toString();
}

/// A model of the pattern that obeys itself: what is asked for is set.
struct Obedient {
    Obedient()
    {
        model.load(pattern());
        QObject::connect(&model, &Model::changeRequested, &model, [this](int row, qint64 value) {
            std::vector<std::int64_t> values = model.values();
            values[static_cast<std::size_t>(row)] = value;
            model.setValues(values);
        });
    }
    std::int64_t value(int row) const { return model.values()[static_cast<std::size_t>(row)]; }

    Model model;
};

} // namespace

/// The parameters of a pattern, as the sliders see them.
class TestParameterModel : public QObject
{
    Q_OBJECT

    static constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

private Q_SLOTS:
    void itIsALawfulModel()
    {
        Obedient obedient;
        const QAbstractItemModelTester tester(&obedient.model, fatal);
        obedient.model.nudge(rowOf("capacity"), 1);
        obedient.model.setText(rowOf("interval"), "1s");
        QCOMPARE(obedient.value(rowOf("capacity")), 11);
        QCOMPARE(obedient.model.rowCount(obedient.model.index(0)), 0);
        QCOMPARE(obedient.model.data({}, Model::LabelRole), QVariant());
        QCOMPARE(obedient.model.data(obedient.model.index(0), Qt::UserRole + 100), QVariant());
    }

    void withoutAPatternItIsEmpty()
    {
        Model model;
        const QAbstractItemModelTester tester(&model, fatal);
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(model.offeredLoadText(), QString());
    }

    void everyRoleOfEveryParameterSaysWhatItsDeclarationSays()
    {
        for (const PatternInfo *info : patterns()) {
            Model model;
            const QAbstractItemModelTester tester(&model, fatal);
            model.load(*info);
            const auto table = info->declare();
            QCOMPARE(model.rowCount(), int(table->all().size()));
            QCOMPARE(model.roleNames().size(), 22);
            for (int row = 0; row < model.rowCount(); ++row) {
                const ParameterSpec &spec = table->all()[std::size_t(row)]->spec();
                QCOMPARE(textAt(model, row, Model::ParameterIdRole), toQString(spec.id));
                QCOMPARE(textAt(model, row, Model::LabelRole), toQString(spec.label));
                QCOMPARE(textAt(model, row, Qt::DisplayRole), toQString(spec.label));
                QCOMPARE(textAt(model, row, Model::EffectRole), toQString(spec.effect));
                QCOMPARE(textAt(model, row, Model::UnitRole), toQString(spec.unit.many));
                QCOMPARE(textAt(model, row, Model::ValueTextRole), toQString(readable(spec, spec.initial)));
                QCOMPARE(textAt(model, row, Model::EditTextRole), toQString(canonical(spec, spec.initial)));
                QCOMPARE(model.data(model.index(row), Model::PositionRole).toDouble(),
                         SliderScale(spec).positionOf(spec.initial));
                QCOMPARE(model.data(model.index(row), Model::IsDefaultRole), QVariant(true));
                QCOMPARE(model.data(model.index(row), Model::IsShapeRole), QVariant(spec.shape));
                QCOMPARE(model.data(model.index(row), Model::ChoicesRole).toStringList().size(),
                         qsizetype(spec.choices.size()));
                QCOMPARE(model.data(model.index(row), Model::ChoiceIndexRole).toInt(),
                         spec.choices.empty() ? -1 : int(spec.initial));
                const QString why = textAt(model, row, Model::RelevanceRole);
                QCOMPARE(why, toQString(info->irrelevance(std::size_t(row), model.values())));
                QCOMPARE(model.data(model.index(row), Model::RelevantRole).toBool(), why.isEmpty());
                QCOMPARE(textAt(model, row, Model::LockRole), QString());
                QCOMPARE(textAt(model, row, Model::HintRole), toQString(info->hint(std::size_t(row), model.values())));
            }
        }
    }

    void fourMatterMostAndTheirShapesWithThem()
    {
        for (const PatternInfo *info : patterns()) {
            Model model;
            model.load(*info);
            QStringList main;
            for (int row = 0; row < model.rowCount(); ++row) {
                if (model.spec(row).shape)
                    QCOMPARE(model.data(model.index(row), Model::IsMainRole),
                             model.data(model.index(row - 1), Model::IsMainRole));
                else if (model.data(model.index(row), Model::IsMainRole).toBool())
                    main << textAt(model, row, Model::ParameterIdRole);
            }
            QStringList declared;
            for (const std::string_view id : info->mainParameters)
                declared << toQString(id);
            main.sort();
            declared.sort();
            QCOMPARE(main, declared);
        }
        Model model;
        model.load(pattern());
        QVERIFY(!model.data(model.index(rowOf("interval-shape")), Model::IsMainRole).toBool());
        QCOMPARE(model.others(), 8);
        QCOMPARE(model.othersChanged(), 0);
        std::vector<std::int64_t> values = model.values();
        values[std::size_t(rowOf("capacity"))] = 3;
        values[std::size_t(rowOf("burst"))] = 2;
        model.setValues(values);
        QCOMPARE(model.othersChanged(), 1);
    }

    void aRowReadsAsPeopleRead()
    {
        Model model;
        model.load(pattern());
        const auto row = [&](std::string_view id) {
            const int i = rowOf(id);
            return QStringList{textAt(model, i, Model::KindRole), textAt(model, i, Model::ValueTextRole),
                               textAt(model, i, Model::EditTextRole), textAt(model, i, Model::RangeTextRole)};
        };
        QCOMPARE(row("producers"), QStringList({"count", "3", "3", "1 to 100"}));
        QCOMPARE(row("interval"), QStringList({"duration", "300 ms", "300ms", "1 ms to 10 s"}));
        QCOMPARE(row("interval-shape"),
                 QStringList({"choice", "Uniform", "uniform", "Fixed, Uniform, Exponential, Lognormal"}));
        QCOMPARE(row("capacity"), QStringList({"count", "10 items", "10", "1 item to 256 items"}));
        QCOMPARE(row("memory-limit"), QStringList({"count", "100 items", "100", "off to 100000 items"}));
        QCOMPARE(row("failure-rate"), QStringList({"share", "0 %", "0%", "0 % to 100 %"}));
        QCOMPARE(textAt(model, rowOf("interval"), Model::HintRole), "3.3 /s each, 10.0 /s together");
        QCOMPARE(textAt(model, rowOf("memory-limit"), Model::RelevanceRole),
                 "A bounded channel does not run out of memory.");
        QCOMPARE(model.data(model.index(rowOf("when-full")), Model::ChoicesRole).toStringList(),
                 QStringList({"Wait", "Drop newest", "Drop oldest", "Unbounded"}));
        QCOMPARE(model.offeredLoadText(), "Offered load 1.50: 10.0 /s offered, 6.7 /s can be handled");
    }

    /// What a screen reader is told is the number that is shown.
    void amountsAreInTheUnitThatIsShown()
    {
        for (const PatternInfo *info : patterns()) {
            Model model;
            model.load(*info);
            const std::unique_ptr<ParameterTable> table = info->declare();
            for (int row = 0; row < model.rowCount(); ++row) {
                const ParameterSpec &spec = table->all()[static_cast<std::size_t>(row)]->spec();
                if (spec.kind != ParameterKind::Factor && spec.kind != ParameterKind::Rate)
                    continue;
                const double shown =
                    textAt(model, row, Model::ValueTextRole).section(QLatin1Char(' '), 0, 0).toDouble();
                QCOMPARE(model.data(model.index(row), Model::AmountRole).toDouble(), shown);
            }
        }
    }

    void aTurnedParameterChangesWhatDependsOnIt()
    {
        Obedient obedient;
        Model &model = obedient.model;
        QSignalSpy data(&model, &Model::dataChanged);
        QSignalSpy values(&model, &Model::valuesChanged);
        model.setChoice(rowOf("when-full"), 3);
        QCOMPARE(data.size(), 1);
        QCOMPARE(values.size(), 1);
        // Hints and relevance of any row may have changed.
        QCOMPARE(data[0][0].value<QModelIndex>().row(), 0);
        QCOMPARE(data[0][1].value<QModelIndex>().row(), model.rowCount() - 1);
        QCOMPARE(textAt(model, rowOf("memory-limit"), Model::RelevanceRole), QString());
        QCOMPARE(textAt(model, rowOf("capacity"), Model::RelevanceRole), "An unbounded channel has no capacity.");
        QCOMPARE(model.data(model.index(rowOf("when-full")), Model::IsDefaultRole), QVariant(false));
        QCOMPARE(model.data(model.index(rowOf("when-full")), Model::ChoiceIndexRole), QVariant(3));
        model.nudge(rowOf("consumers"), -2);
        QCOMPARE(model.offeredLoadText(), "Offered 10.0 /s, and no consumers");
    }

    void equalValuesAreNotSpokenOf()
    {
        Model model;
        model.load(pattern());
        QSignalSpy data(&model, &Model::dataChanged);
        model.setValues(std::vector<std::int64_t>(model.values()));
        QCOMPARE(data.size(), 0);
    }

    void loadingTheSamePatternAgainKeepsRowsAndValues()
    {
        Obedient obedient;
        obedient.model.nudge(rowOf("capacity"), 5);
        QSignalSpy reset(&obedient.model, &Model::modelReset);
        obedient.model.load(pattern());
        QCOMPARE(reset.size(), 0);
        QCOMPARE(obedient.value(rowOf("capacity")), 15);
    }

    void theSliderAsksForTheValueAtItsPosition()
    {
        Model model;
        model.load(pattern());
        QSignalSpy asked(&model, &Model::changeRequested);
        model.setPosition(rowOf("interval"), 0.5);
        model.setPosition(rowOf("producers"), 1);
        QCOMPARE(asked.size(), 2);
        QCOMPARE(asked[0], QVariantList({rowOf("interval"), qint64(100'000'000)}));
        QCOMPARE(asked[1], QVariantList({rowOf("producers"), qint64(100)}));
        QCOMPARE(model.values()[std::size_t(rowOf("producers"))], 3); // it does not turn anything itself
    }

    void whatPeopleTypeIsUnderstood_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("value");
        const auto row = [](const char *id, const char *text, qint64 value) {
            QTest::newRow(text) << id << QString::fromUtf8(text) << value;
        };
        row("interval", "300ms", 300'000'000);
        row("interval", " 300  ms ", 300'000'000);
        row("interval", "1,5 s", 1'500'000'000);
        row("interval", "0.0011s", 1'100'000);
        row("interval", "80", 80'000'000); // the slider stands at so many milliseconds
        row("failure-rate", "5", 50'000'000);
        row("failure-rate", "5 %", 50'000'000);
        row("failure-rate", "0,05", 50'000'000);
        row("capacity", "256", 256);
        row("when-full", "drop-oldest", 2);
        row("memory-limit", "0", 0);
    }
    void whatPeopleTypeIsUnderstood()
    {
        QFETCH(const QString, id);
        QFETCH(const QString, text);
        QFETCH(const qint64, value);
        Model model;
        model.load(pattern());
        QSignalSpy asked(&model, &Model::changeRequested);
        QCOMPARE(model.setText(rowOf(id.toStdString()), text), QString());
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0], QVariantList({rowOf(id.toStdString()), value}));
    }

    void whatIsNotAcceptedIsAnsweredInOneLineAndTurnsNothing()
    {
        Model model;
        model.load(pattern());
        QSignalSpy asked(&model, &Model::changeRequested);
        QCOMPARE(model.setText(rowOf("capacity"), "257"),
                 "Channel capacity: '257' is not accepted; it takes a whole number, 1 to 256");
        QCOMPARE(model.setText(rowOf("capacity"), ""),
                 "Channel capacity: '' is not accepted; it takes a whole number, 1 to 256");
        QCOMPARE(
            model.setText(rowOf("interval"), "5 m/s"),
            "Time to produce an item: '5m/s' is not accepted; it takes a duration such as 250ms or 1.5s, 1ms to 10s");
        QCOMPARE(
            model.setText(rowOf("interval"), "20000"),
            "Time to produce an item: '20000' is not accepted; it takes a duration such as 250ms or 1.5s, 1ms to 10s");
        QCOMPARE(model.setText(rowOf("failure-rate"), "101%"),
                 "Failure rate: '101%' is not accepted; it takes a share such as 5% or 0.05, 0% to 100%");
        QVERIFY(!model.setText(rowOf("capacity"), "1\n2").contains('\n'));
        QCOMPARE(asked.size(), 1); // "1\n2": blanks of any kind between digits are left out
        QCOMPARE(asked[0][1].toLongLong(), 12);
    }

    void arrowKeysStopAtTheEnds()
    {
        Obedient obedient;
        const int row = rowOf("consumers");
        obedient.model.nudge(row, 1);
        QCOMPARE(obedient.value(row), 3);
        obedient.model.nudge(row, -10);
        QCOMPARE(obedient.value(row), 0);
        obedient.model.nudge(row, -1);
        QCOMPARE(obedient.value(row), 0);
        obedient.model.nudge(row, 1000);
        QCOMPARE(obedient.value(row), 100);
        obedient.model.nudge(row, 1);
        QCOMPARE(obedient.value(row), 100);
    }

    void aDefaultIsFoundAgain()
    {
        Obedient obedient;
        for (int row = 0; row < obedient.model.rowCount(); ++row) {
            const ParameterSpec &spec = obedient.model.spec(row);
            obedient.model.setPosition(row, spec.initial == spec.maximum ? 0 : 1);
            QCOMPARE(obedient.model.data(obedient.model.index(row), Model::IsDefaultRole), QVariant(false));
            obedient.model.resetToDefault(row);
            QCOMPARE(obedient.model.data(obedient.model.index(row), Model::IsDefaultRole), QVariant(true));
            QCOMPARE(obedient.value(row), spec.initial);
        }
    }

    void aChoiceThatIsNoneTurnsNothing()
    {
        Model model;
        model.load(pattern());
        QSignalSpy asked(&model, &Model::changeRequested);
        model.setChoice(rowOf("when-full"), 4);
        model.setChoice(rowOf("when-full"), -1);
        QCOMPARE(asked.size(), 0);
        model.setChoice(rowOf("when-full"), 1);
        QCOMPARE(asked.size(), 1);
    }

    void aRowThatIsNoneIsPassedOver()
    {
        Model model;
        model.load(pattern());
        QSignalSpy asked(&model, &Model::changeRequested);
        QSignalSpy begun(&model, &Model::gestureBegun);
        QSignalSpy ended(&model, &Model::gestureEnded);
        for (const int row : {-1, model.rowCount()}) {
            model.setPosition(row, 0.5);
            model.setChoice(row, 0);
            model.nudge(row, 1);
            model.resetToDefault(row);
            model.beginGesture(row);
            model.endGesture(row);
            QCOMPARE(model.setText(row, "1"), QString());
        }
        QCOMPARE(asked.size() + begun.size() + ended.size(), 0);
    }

    void aGestureIsAnnouncedWithItsRow()
    {
        Model model;
        model.load(pattern());
        QSignalSpy begun(&model, &Model::gestureBegun);
        QSignalSpy ended(&model, &Model::gestureEnded);
        model.beginGesture(4);
        QCOMPARE(begun.size(), 1);
        QCOMPARE(begun[0][0], QVariant(4));
        QCOMPARE(ended.size(), 0);
        model.endGesture(4);
        QCOMPARE(ended.size(), 1);
        QCOMPARE(ended[0][0], QVariant(4));
    }
};

QTEST_GUILESS_MAIN(TestParameterModel)
#include "tst_parameter_model.moc"
