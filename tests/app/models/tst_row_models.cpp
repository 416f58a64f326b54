// SPDX-License-Identifier: MIT
#include "models/row_models.h"

#include <QAbstractItemModelTester>
#include <QStringList>
#include <QTest>

using namespace coroscope;

namespace {

/// What a model tells its views, in words: "changed 2", "inserted 3 to 4", "removed 0 to 1".
class Told
{
public:
    explicit Told(QAbstractItemModel &model)
    {
        QObject::connect(&model, &QAbstractItemModel::dataChanged, &model,
                         [this](const QModelIndex &first, const QModelIndex &last) {
                             list << (first == last
                                          ? QStringLiteral("changed %1").arg(first.row())
                                          : QStringLiteral("changed %1 to %2").arg(first.row()).arg(last.row()));
                         });
        QObject::connect(&model, &QAbstractItemModel::rowsInserted, &model,
                         [this](const QModelIndex &, int first, int last) {
                             list << QStringLiteral("inserted %1 to %2").arg(first).arg(last);
                         });
        QObject::connect(&model, &QAbstractItemModel::rowsRemoved, &model,
                         [this](const QModelIndex &, int first, int last) {
                             list << QStringLiteral("removed %1 to %2").arg(first).arg(last);
                         });
        QObject::connect(&model, &QAbstractItemModel::modelReset, &model, [this] { list << QStringLiteral("reset"); });
    }
    QStringList take() { return std::exchange(list, {}); }

private:
    QStringList list;
};

HeadlineRow row(const char *label, const char *value = "")
{
    return {QString::fromLatin1(label), QString::fromLatin1(value), {}, {}};
}

QVariant at(const QAbstractItemModel &model, int row, const QByteArray &role)
{
    const QHash<int, QByteArray> names = model.roleNames();
    return model.data(model.index(row, 0), names.key(role, -1));
}

} // namespace

/// Lists of rows for QML: they tell their views no more than what has changed.
class TestRowModels : public QObject
{
    Q_OBJECT

    using Tester = QAbstractItemModelTester;
    static constexpr auto fatal = Tester::FailureReportingMode::Fatal;

private Q_SLOTS:
    void equalRowsAreNotSpokenOf()
    {
        HeadlineModel model;
        const Tester tester(&model, fatal);
        model.setRows({row("a"), row("b")});
        Told told(model);
        model.setRows({row("a"), row("b")});
        QCOMPARE(told.take(), QStringList());
    }

    void aChangeIsToldOfItsRowAlone()
    {
        HeadlineModel model;
        const Tester tester(&model, fatal);
        model.setRows({row("a", "1"), row("b", "1"), row("c", "1"), row("d", "1")});
        Told told(model);
        model.setRows({row("a", "1"), row("b", "2"), row("c", "1"), row("d", "2")});
        QCOMPARE(told.take(), QStringList({"changed 1", "changed 3"}));
        QCOMPARE(at(model, 0, "value"), QVariant("1"));
        QCOMPARE(at(model, 1, "value"), QVariant("2"));
        QCOMPARE(at(model, 3, "value"), QVariant("2"));
    }

    void moreRowsAreInsertedAtTheEnd()
    {
        HeadlineModel model;
        const Tester tester(&model, fatal);
        Told told(model);
        model.setRows({row("a"), row("b")});
        QCOMPARE(told.take(), QStringList("inserted 0 to 1"));
        model.setRows({row("a"), row("B"), row("c"), row("d"), row("e")});
        QCOMPARE(told.take(), QStringList({"changed 1", "inserted 2 to 4"}));
        QCOMPARE(model.rowCount(), 5);
        QCOMPARE(at(model, 4, "label"), QVariant("e"));
    }

    void fewerRowsAreRemovedFromTheEnd()
    {
        HeadlineModel model;
        const Tester tester(&model, fatal);
        model.setRows({row("a"), row("b"), row("c")});
        Told told(model);
        model.setRows({row("A")});
        QCOMPARE(told.take(), QStringList({"removed 1 to 2", "changed 0"}));
        QCOMPARE(model.rows(), std::vector<HeadlineRow>{row("A")});
        model.setRows({});
        QCOMPARE(told.take(), QStringList("removed 0 to 0"));
        QCOMPARE(model.rowCount(), 0);
    }

    void rowsHaveNoRowsBelowThemAndNothingBesidesThem()
    {
        HeadlineModel model;
        model.setRows({row("a")});
        QCOMPARE(model.rowCount(model.index(0, 0)), 0);
        QCOMPARE(model.data(model.index(1, 0), Qt::UserRole), QVariant());
        QCOMPARE(model.data({}, Qt::UserRole), QVariant());
        QCOMPARE(model.data(model.index(0, 0), Qt::DisplayRole), QVariant());
    }

    void everyRoleSaysWhatItsNameSays()
    {
        HeadlineModel headlines;
        headlines.setRows({{"Throughput", "6.7 /s", "in balance", "last 10 s", "4.2 /s"}});
        QCOMPARE(headlines.roleNames().size(), 5);
        QCOMPARE(at(headlines, 0, "label"), QVariant("Throughput"));
        QCOMPARE(at(headlines, 0, "value"), QVariant("6.7 /s"));
        QCOMPARE(at(headlines, 0, "note"), QVariant("in balance"));
        QCOMPARE(at(headlines, 0, "over"), QVariant("last 10 s"));
        QCOMPARE(at(headlines, 0, "before"), QVariant("4.2 /s"));

        SetupModel setups;
        const Tester setupTester(&setups, fatal);
        setups.setRows({{"Balanced", "They keep up.", true}, {"Held back", "They wait.", false}});
        QCOMPARE(setups.roleNames().size(), 3);
        QCOMPARE(at(setups, 0, "title"), QVariant("Balanced"));
        QCOMPARE(at(setups, 1, "note"), QVariant("They wait."));
        QCOMPARE(at(setups, 0, "current"), QVariant(true));
        QCOMPARE(at(setups, 1, "current"), QVariant(false));

        PatternModel patterns;
        const Tester patternTester(&patterns, fatal);
        patterns.setRows({{"backpressure", "Backpressure", "picture", "Patterns", true}});
        QCOMPARE(patterns.roleNames().size(), 5);
        QCOMPARE(at(patterns, 0, "heading"), QVariant("Patterns"));
        QCOMPARE(at(patterns, 0, "patternId"), QVariant("backpressure"));
        QCOMPARE(at(patterns, 0, "title"), QVariant("Backpressure"));
        QCOMPARE(at(patterns, 0, "icon"), QVariant("picture"));
        QCOMPARE(at(patterns, 0, "current"), QVariant(true));

        ActionModel actions;
        const Tester actionTester(&actions, fatal);
        actions.setRows({{3, "Fail all", "Each fails.", "All are down.", {}}});
        QCOMPARE(actions.roleNames().size(), 5);
        QCOMPARE(at(actions, 0, "number"), QVariant(3));
        QCOMPARE(at(actions, 0, "label"), QVariant("Fail all"));
        QCOMPARE(at(actions, 0, "effect"), QVariant("Each fails."));
        QCOMPARE(at(actions, 0, "reason"), QVariant("All are down."));
        QCOMPARE(at(actions, 0, "note"), QVariant(QString()));

        PlaceModel places;
        const Tester placeTester(&places, fatal);
        places.setRows({{"Producer 1", "making for 1 s", QRectF(1, 2, 30, 40), {QVariant("stop")}}});
        QCOMPARE(places.roleNames().size(), 7);
        QCOMPARE(at(places, 0, "doable"), QVariant(QVariantList{"stop"}));
        QCOMPARE(at(places, 0, "name"), QVariant("Producer 1"));
        QCOMPARE(at(places, 0, "description"), QVariant("making for 1 s"));
        QCOMPARE(at(places, 0, "px"), QVariant(1.0));
        QCOMPARE(at(places, 0, "py"), QVariant(2.0));
        QCOMPARE(at(places, 0, "pw"), QVariant(30.0));
        QCOMPARE(at(places, 0, "ph"), QVariant(40.0));
    }
};

QTEST_APPLESS_MAIN(TestRowModels)
#include "tst_row_models.moc"
