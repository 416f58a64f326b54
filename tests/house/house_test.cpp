// SPDX-License-Identifier: MIT
#include "house_check.h"
#include "house_rules.h"

#include <QObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace coroscope::house;

namespace {

std::string joined(const std::vector<Violation> &violations)
{
    std::string text;
    for (const Violation &violation : violations)
        text += (text.empty() ? "" : "\n") + violation.text();
    return text;
}

// A small tree in which the house is in order.
class PlantedTree
{
public:
    PlantedTree()
    {
        write("CMakeLists.txt", "# SPDX-License-Identifier: MIT\n");
        write("sim/trace/time.h", "// SPDX-License-Identifier: MIT\n#pragma once\n#include <cstdint>\n");
        write("sim/trace/event.h", "// SPDX-License-Identifier: MIT\n#pragma once\n#include \"trace/time.h\"\n");
        write("sim/kernel/task.h", "// SPDX-License-Identifier: MIT\n#pragma once\n#include \"trace/event.h\"\n");
        write("sim/kernel/random.cpp", "// SPDX-License-Identifier: MIT\n#include <boost/random.hpp>\n");
        write("app/player.cpp",
              "// SPDX-License-Identifier: MIT\n#include <QElapsedTimer>\n"
              "#include \"kernel/task.h\"\n");
        write("app/kept.h", "// SPDX-License-Identifier: MIT\n#pragma once\nclass Kept {};\nclass Other;\n");
        write("app/cli/main.cpp", "// SPDX-License-Identifier: MIT\n#include \"kernel/task.h\"\n");
        write("sim/insight/world.h", "// SPDX-License-Identifier: MIT\n#pragma once\n#include \"trace/event.h\"\n");
        write("qml/Main.qml", "// SPDX-License-Identifier: MIT\nimport QtQuick\n");
        write("resources/packaging/open", "#!/usr/bin/env bash\n# SPDX-License-Identifier: MIT\n");
    }

    void write(const std::string &name, const std::string &text) const
    {
        const std::filesystem::path path = root() / name;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream stream(path, std::ios::binary);
        stream << text;
        if (!stream.flush())
            qFatal("cannot write %s", path.c_str());
    }

    std::filesystem::path root() const { return m_folder.path().toStdString(); }

private:
    QTemporaryDir m_folder;
};

} // namespace

class HouseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFileBeginsWithItsLicence() { compareToNothing(checkLicenceLines(COROSCOPE_SOURCE_DIR)); }
    void includesGoInOneDirection() { compareToNothing(checkIncludes(COROSCOPE_SOURCE_DIR)); }
    void noCodeUsesWhatItsPlaceForbids() { compareToNothing(checkWords(COROSCOPE_SOURCE_DIR)); }
    void whatIsSaidIsWholeTemplates() { compareToNothing(checkTemplates(COROSCOPE_SOURCE_DIR)); }
    void aNameIsDefinedOnce() { compareToNothing(checkDefinitions(COROSCOPE_SOURCE_DIR)); }
    void patternsHaveTheSameRooms() { compareToNothing(checkPatternFolders(COROSCOPE_SOURCE_DIR)); }
    void theTopLevelHoldsOnlyWhatBelongsThere() { compareToNothing(checkTopLevel(COROSCOPE_SOURCE_DIR)); }
    void theChecksSeeTheRealTree();
    void theSimulationLinksNoDisplay();
    void theCommandLineLoadsNoDisplay();

    void aTreeInOrderHasNoFindings();
    void aPlantedViolationIsFound_data();
    void aPlantedViolationIsFound();
    void aStrayEntryAtTheTopIsFound();
    void aLinkedDisplayIsFound();
    void commentsAndStringsAreNotCode();

private:
    static void compareToNothing(const std::vector<Violation> &violations)
    {
        QVERIFY2(violations.empty(), joined(violations).c_str());
    }
};

void HouseTest::theChecksSeeTheRealTree()
{
    const std::vector<std::filesystem::path> files = sourceFiles(COROSCOPE_SOURCE_DIR);
    for (const char *name : {"sim/kernel/kernel.h", "sim/trace/trace.cpp", "tests/house/house_test.cpp",
                             "resources/packaging/open", "resources/rust/src/lib.rs"})
        QVERIFY2(std::ranges::find(files, std::filesystem::path(name)) != files.end(), name);
}

void HouseTest::theSimulationLinksNoDisplay()
{
    std::ifstream stream(COROSCOPE_SIM_LINKS_FILE);
    std::string targets;
    QVERIFY(std::getline(stream, targets));
    QVERIFY2(targets.find("Core") != std::string::npos, targets.c_str());
    compareToNothing(checkSimLinks(targets));
}

void HouseTest::theCommandLineLoadsNoDisplay()
{
    QProcess ldd;
    ldd.start("ldd", {COROSCOPE_CLI});
    QVERIFY2(ldd.waitForFinished(), qPrintable(ldd.errorString()));
    QCOMPARE(ldd.exitCode(), 0);
    const std::string output = ldd.readAllStandardOutput().toStdString();
    QVERIFY2(output.find("libQt6Core") != std::string::npos, output.c_str());
    compareToNothing(checkLoadedLibraries("coroscope-cli", output));
}

void HouseTest::aTreeInOrderHasNoFindings()
{
    const PlantedTree tree;
    compareToNothing(checkLicenceLines(tree.root()));
    compareToNothing(checkIncludes(tree.root()));
    compareToNothing(checkWords(tree.root()));
    compareToNothing(checkTemplates(tree.root()));
    compareToNothing(checkDefinitions(tree.root()));
    compareToNothing(checkTopLevel(tree.root()));
}

void HouseTest::aPlantedViolationIsFound_data()
{
    using Check = std::vector<Violation> (*)(const std::filesystem::path &);
    QTest::addColumn<Check>("check");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("finding");

    const QString spdx = "// SPDX-License-Identifier: MIT\n";
    const auto row = [](const char *name, Check check, const QString &file, const QString &text,
                        const QString &finding) { QTest::newRow(name) << check << file << text << finding; };

    row("no licence in C++", checkLicenceLines, "sim/kernel/lock.h", "#pragma once\n",
        "sim/kernel/lock.h:1: this line must be \"// SPDX-License-Identifier: MIT\"");
    row("no licence in QML", checkLicenceLines, "qml/Rail.qml", "\n" + spdx,
        "qml/Rail.qml:1: this line must be \"// SPDX-License-Identifier: MIT\"");
    row("no licence in Rust", checkLicenceLines, "resources/rust/src/lib.rs", "pub fn f() {}\n",
        "resources/rust/src/lib.rs:1: this line must be \"// SPDX-License-Identifier: MIT\"");
    row("no licence in a script", checkLicenceLines, "resources/packaging/test", "#!/bin/sh\nset -e\n",
        "resources/packaging/test:2: this line must be \"# SPDX-License-Identifier: MIT\"");

    row("sim includes app", checkIncludes, "sim/run/session.cpp", spdx + "\n#include \"../../app/player.cpp\"\n",
        "sim/run/session.cpp:3: sim/run must not include app/player.cpp");
    row("trace includes kernel", checkIncludes, "sim/trace/trace.h", spdx + "#include \"kernel/task.h\"\n",
        "sim/trace/trace.h:2: sim/trace must not include sim/kernel/task.h");
    row("what is computed includes what is run", checkIncludes, "sim/insight/world.h",
        spdx + "#include \"kernel/task.h\"\n", "sim/insight/world.h:2: sim/insight must not include sim/kernel/task.h");
    row("what a pattern declares includes what is computed", checkIncludes, "sim/pattern/parameter.h",
        spdx + "#include \"../insight/world.h\"\n",
        "sim/pattern/parameter.h:2: sim/pattern must not include sim/insight/world.h");
    row("an include in angle brackets", checkIncludes, "sim/trace/trace.h", spdx + "#  include <kernel/task.h>\n",
        "sim/trace/trace.h:2: sim/trace must not include sim/kernel/task.h");
    row("cli includes the window", checkIncludes, "app/cli/run.cpp", spdx + "#include \"player.cpp\"\n",
        "app/cli/run.cpp:2: app/cli must not include app/player.cpp");
    row("an include of nothing", checkIncludes, "app/main.cpp", spdx + "#include \"absent.h\"\n",
        "app/main.cpp:2: includes \"absent.h\", which is no file of ours");
    row("a folder without a layer", checkIncludes, "sim/other/thing.h", spdx,
        "sim/other/thing.h: belongs to no layer (the table is in tests/house/house_rules.cpp)");

    row("sim uses Gui", checkWords, "sim/insight/world.h", spdx + "#include <QtGui/QColor>\n",
        "sim/insight/world.h:2: \"QtGui\" in sim: the simulation knows no display");
    row("sim has a QObject", checkWords, "sim/run/session.h", spdx + "\nclass Session : public QObject\n",
        "sim/run/session.h:3: \"QObject\" in sim: the simulation has no QObject");
    row("sim reads the wall clock", checkWords, "sim/kernel/kernel.cpp",
        spdx + "auto now = std::chrono::steady_clock::now();\n",
        "sim/kernel/kernel.cpp:2: \"steady_clock\" in sim: the simulation knows only virtual time");
    row("sim draws from the device", checkWords, "sim/kernel/random.h", spdx + "std::random_device device;\n",
        "sim/kernel/random.h:2: \"random_device\" in sim: randomness comes from the named streams of kernel/random.h");
    row("a pattern uses Boost", checkWords, "sim/patterns/pipeline/pipeline.cpp",
        spdx + "#include <boost/random.hpp>\n",
        "sim/patterns/pipeline/pipeline.cpp:2: \"boost\" in sim: only kernel/random draws numbers");
    row("cli uses Qml", checkWords, "app/cli/main.cpp", spdx + "#include <QtQml/QQmlEngine>\n",
        "app/cli/main.cpp:2: \"QtQml\" in app/cli: the command line links no display");
    row("a model has a timer", checkWords, "app/models/model.h", spdx + "QTimer m_timer;\n",
        "app/models/model.h:2: \"QTimer\" in app: only the player maps wall time to virtual time (a new exception is a "
        "line in house_rules.cpp)");
    row("a component knows the simulation", checkWords, "qml/components/Knob.qml",
        spdx + "Item {\n    required property Simulation model\n}\n",
        "qml/components/Knob.qml:3: \"Simulation\" in qml/components: components know the theme, not the simulation");
    row("two classes of one name", checkDefinitions, "app/player.h",
        spdx
            + "namespace coroscope {\nclass Random;\nenum class Shape : char;\nstruct One\n    : Base\n{\n    struct "
              "Part {};\n};\n"
              "namespace {\nstruct Own {};\n} // namespace\nvoid f() { struct Own {}; }\n"
              "namespace other {\nstruct Own {};\nstruct Part {};\n}\nstruct Own {};\nenum class One { A };\n}\n",
        "app/player.h:19: coroscope::One is defined in app/player.h too");
    row("two classes of one name in two files", checkDefinitions, "sim/kernel/random.h",
        spdx + "class Kept final {};\n", "sim/kernel/random.h:2: Kept is defined in app/kept.h too");
    row("a pattern lacks a room", checkPatternFolders, "sim/patterns/lone/description.cpp", spdx,
        "sim/patterns/lone: has no parameters.h, as every pattern has\n"
        "sim/patterns/lone: has no lone.h, as every pattern has\n"
        "sim/patterns/lone: has no lone.cpp, as every pattern has\n"
        "sim/patterns/lone: has no diagnosis.h, as every pattern has\n"
        "sim/patterns/lone: has no diagnosis.cpp, as every pattern has\n"
        "sim/patterns/lone: has no icon.svg, as every pattern has");
    row("a pattern glues words", checkTemplates, "sim/patterns/pipeline/diagnosis.cpp",
        spdx + "auto one = \"a\" + name;\n",
        "sim/patterns/pipeline/diagnosis.cpp:2: puts a text together with +; what is said is a template "
        "(sim/text/sentence.h)");
    row("a pattern glues words over lines", checkTemplates, "sim/insight/headlines.cpp",
        spdx + "auto one = name\n    + \"a\";\nauto two = name +\n    \"b\";\n",
        "sim/insight/headlines.cpp:3: puts a text together with +; what is said is a template "
        "(sim/text/sentence.h)\n"
        "sim/insight/headlines.cpp:5: puts a text together with +; what is said is a template "
        "(sim/text/sentence.h)");
}

void HouseTest::aPlantedViolationIsFound()
{
    using Check = std::vector<Violation> (*)(const std::filesystem::path &);
    QFETCH(Check, check);
    QFETCH(QString, file);
    QFETCH(QString, text);
    QFETCH(QString, finding);

    const PlantedTree tree;
    tree.write(file.toStdString(), text.toStdString());
    QCOMPARE(QString::fromStdString(joined(check(tree.root()))), finding);
}

void HouseTest::aStrayEntryAtTheTopIsFound()
{
    const PlantedTree tree;
    tree.write("notes.txt", "");
    tree.write("docs/index.md", "");
    tree.write("build/release/file", "");
    tree.write(".cache/file", "");
    QCOMPARE(QString::fromStdString(joined(checkTopLevel(tree.root()))),
             QString("docs: a folder that the top level does not have\n"
                     "notes.txt: a file that the top level does not have"));
}

void HouseTest::aLinkedDisplayIsFound()
{
    QCOMPARE(QString::fromStdString(joined(checkSimLinks("Qt6::Core;Qt::Core;QCoro6::Core;Pcg::Pcg;Qt6::Gui"))),
             QString("sim/CMakeLists.txt: coroscope_sim must not link Qt6::Gui"));
    QCOMPARE(QString::fromStdString(joined(
                 checkLoadedLibraries("coroscope-cli",
                                      "\tlinux-vdso.so.1 (0x1)\n\tlibQt6Core.so.6 => /lib/libQt6Core.so.6 (0x2)\n"
                                      "\tlibQt6Gui.so.6 => /lib/libQt6Gui.so.6 (0x3)\n"))),
             QString("coroscope-cli: must not load libQt6Gui.so.6"));
}

void HouseTest::commentsAndStringsAreNotCode()
{
    const std::string text = "int a; // QTimer\n"
                             "/* QTimer\n"
                             "QTimer */ int b = 1'000'000;\n"
                             "auto s = \"QTimer \\\" // QTimer\"; QObject o;\n"
                             "auto r = R\"x(QTimer\n"
                             ")\" QTimer)x\"; int c;\n"
                             "char q = '\"'; int d;\n";
    const std::vector<std::string> lines = codeLines(text, Strings::Blank);
    const std::vector<std::string> expected = {
        "int a; ",      " ",          " int b = 1'000'000;", "auto s = \"\"; QObject o;",
        "auto r = R\"", "\"; int c;", "char q = ''; int d;", ""};
    QCOMPARE(lines, expected);
    QCOMPARE(codeLines("#include \"a//b.h\" // why", Strings::Keep).front(), std::string("#include \"a//b.h\" "));
}

QTEST_GUILESS_MAIN(HouseTest)
#include "house_test.moc"
