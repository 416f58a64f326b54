// SPDX-License-Identifier: MIT
import QtQuick
import QtTest

import Coroscope
import Coroscope.Components
import Coroscope.Testing
import Coroscope.Theme

/*!
    The whole window on a real simulation. Bench, made by the program that runs these tests, has
    \c simulation, started with *backpressure*, seed 1 and the defaults, and \c advance(seconds), which lets it
    play as if so much wall time had passed.
*/
Item {
    Main {
        id: window

        simulation: Bench.simulation
        fixedSize: true

        TestCase {
            id: test

            name: "Window"
            when: window.visible

            readonly property var simulation: Bench.simulation

            /*! The first item named \a name below \a root, in the tree that is seen. */
            function search(root, name) {
                if (root.objectName === name)
                    return root;
                for (let i = 0; i < root.children.length; ++i) {
                    const found = search(root.children[i], name);
                    if (found)
                        return found;
                }
                return null;
            }

            function item(name) {
                const found = search(window.contentItem, name);
                verify(found !== null, "there is no " + name);
                return found;
            }

            function rectangle(item) {
                const corner = item.mapToItem(window.contentItem, 0, 0);
                return Qt.rect(corner.x, corner.y, item.width, item.height);
            }

            function resize(width, height) {
                window.width = width;
                window.height = height;
                tryCompare(window.contentItem, "width", width);
                tryCompare(window.contentItem, "height", height);
                // Layouts settle with the next frame.
                wait(50);
            }

            function focusOn(name) {
                const target = item(name);
                target.forceActiveFocus(Qt.TabFocusReason);
                verify(target.activeFocus, name);
                return target;
            }

            function cleanup() {
                compare(Bench.takeWarnings(), [], "the engine complained");
            }

            function init() {
                Theme.choose("dark");
                window.folds.railWhereWide = true;
                window.folds.railWhereNarrow = false;
                window.folds.panelWhereWide = true;
                window.folds.panelWhereNarrow = false;
                window.folds.allParameters = true;
                window.timelineShare = window.defaultTimelineShare;
                window.sweeping = false;
                resize(1600, 1000);
                window.requestActivate();
                tryCompare(window, "active", true);
                window.contentItem.forceActiveFocus();
                tryVerify(() => window.activeFocusItem !== null);
                simulation.transport.playing = false;
                simulation.transport.goToPresent();
                simulation.transport.speed = 1;
            }

            function test_everyKeyOfTheTableDoesSomething() {
                compare(Object.keys(window.actions).sort(), KeyTable.shortcuts.map(row => row.id).sort());
            }

            function test_spacePlaysAndPausesWhereverTheFocusIs_data() {
                return ["playButton", "resetButton", "speedSlider", "seedField", "parameter.capacity.slider",
                        "parameter.capacity.value", "parameter.when-full.choice", "setup.0", "patternList",
                        "timeline", "themeButton"].map(name => ({ tag: name, name }));
            }

            function test_spacePlaysAndPausesWhereverTheFocusIs(row) {
                focusOn(row.name);
                keyClick(Qt.Key_Space);
                compare(simulation.transport.playing, true);
                keyClick(Qt.Key_Space);
                compare(simulation.transport.playing, false);
            }

            function test_lettersAreTypedIntoAFieldAndAreNoShortcutsThere() {
                const theme = Theme.theme;
                const field = focusOn("seedField");
                keyClick(Qt.Key_Return);
                verify(field.editing);
                const editor = item("seedField.editor");
                for (const key of [" ", "t", "r", ".", "["])
                    keyClick(key);
                compare(editor.text, " tr.[");
                compare(simulation.transport.playing, false);
                compare(Theme.theme, theme);
                keyClick(Qt.Key_Escape);
                verify(!field.editing);
            }

            function test_playButton() {
                const button = item("playButton");
                compare(button.iconName, "play");
                mouseClick(button);
                compare(simulation.transport.playing, true);
                compare(button.iconName, "pause");
                mouseClick(button);
                compare(simulation.transport.playing, false);
            }

            function test_bracketsChangeTheSpeed() {
                keyClick("]");
                verify(simulation.transport.speed > 1);
                keyClick("[");
                keyClick("[");
                verify(simulation.transport.speed < 1);
                compare(item("speedText").text, simulation.transport.speedText);
            }

            function test_allFiguresLookBackAsFarAsIsChosenByKeyOrByMouse() {
                compare(item("over").text, "run so far"); // it is younger than the window
                keyClick("w");
                compare(simulation.figures.choice, 1);
                compare(item("over").text, "whole run");
                verify(item("headline.0").Accessible.description.startsWith("whole run"));
                const choice = item("figureWindow");
                mouseClick(choice, choice.width / 4, choice.height / 2);
                compare(simulation.figures.choice, 0);
                compare(item("over").text, "run so far");
                verify(item("headline.0").Accessible.description.startsWith("run so far"));
            }

            function test_speedSliderReturnsToOneByDoubleClick() {
                const slider = item("speedSlider");
                mouseClick(slider, slider.width - 4, slider.height / 2);
                verify(simulation.transport.speed > 100);
                mouseDoubleClickSequence(slider, slider.width - 4, slider.height / 2);
                fuzzyCompare(simulation.transport.speed, 1, 1e-6);
            }

            function test_thePastIsMarkedAndLeft() {
                simulation.transport.playing = true;
                Bench.advance(2);
                simulation.transport.playing = false;
                const badge = item("pastBadge");
                const toPresent = item("toPresentButton");
                verify(!badge.visible);
                verify(!toPresent.enabled);

                keyClick(Qt.Key_Home);
                compare(simulation.run.time, 0);
                verify(badge.visible);
                verify(toPresent.enabled);
                mouseClick(badge);
                compare(simulation.run.atPresent, true);
                verify(!badge.visible);

                keyClick(",");
                compare(simulation.run.atPresent, false);
                verify(badge.visible);
                keyClick(Qt.Key_End);
                compare(simulation.run.atPresent, true);
            }

            function test_resetStartsAgain() {
                simulation.transport.playing = true;
                Bench.advance(2);
                simulation.transport.playing = false;
                verify(simulation.run.presentTime > 1);
                mouseClick(item("resetButton"));
                compare(simulation.run.presentTime, 0);
            }

            function test_aSliderTurnsAParameterAndUndoTakesItBack() {
                const slider = item("parameter.capacity.slider");
                const field = item("parameter.capacity.value");
                const before = field.text;
                mouseClick(slider, slider.width * 0.9, slider.height / 2);
                verify(field.text !== before);
                verify(item("parameter.capacity.changed").visible);
                verify(simulation.tuning.canUndo);
                mouseDoubleClickSequence(slider, slider.knobX + slider.knobSize / 2, slider.height / 2);
                tryCompare(field, "text", before);
                verify(!item("parameter.capacity.changed").visible);
            }

            function test_anExactValueIsTakenAndABadOneExplained() {
                const field = focusOn("parameter.capacity.value");
                const before = field.text;
                keyClick(Qt.Key_Return);
                item("parameter.capacity.value.editor").text = "lots";
                keyClick(Qt.Key_Return);
                verify(field.editing);
                verify(item("parameter.capacity").errorText !== "");
                keyClick(Qt.Key_Escape);
                compare(field.text, before);

                keyClick(Qt.Key_Return);
                item("parameter.capacity.value.editor").text = "25";
                keyClick(Qt.Key_Return);
                verify(!field.editing);
                verify(field.text !== before);
                focusOn("parameter.capacity.slider");
                keyClick(Qt.Key_Delete);
                compare(field.text, before);
            }

            function test_aBadSeedIsExplainedAndChangesNothing() {
                const field = focusOn("seedField");
                const before = simulation.tuning.seed;
                keyClick(Qt.Key_Return);
                item("seedField.editor").text = "-1";
                keyClick(Qt.Key_Return);
                verify(item("seedField.error").visible);
                compare(simulation.tuning.seed, before);
                item("seedField.editor").text = "42";
                keyClick(Qt.Key_Return);
                verify(!item("seedField.error").visible);
                compare(simulation.tuning.seed, "42");
                compare(field.text, "42");
                simulation.tuning.seed = before;
            }

            function test_choicesAndSetUpsAnswerToTheMouse() {
                const choice = item("parameter.when-full.choice");
                compare(choice.currentIndex, 0);
                mouseClick(item("parameter.when-full.choice.1"));
                compare(choice.currentIndex, 1);
                focusOn("parameter.when-full.choice");
                keyClick(Qt.Key_Left);
                compare(choice.currentIndex, 0);
                mouseClick(item("setup.1"));
                tryCompare(item("setup.1"), "current", true);
                mouseClick(item("setup.0"));
                tryCompare(item("setup.0"), "current", true);
                verify(!item("setup.1").current);
            }

            function test_aSweepTakesThePlaceOfTheRunAndAPointOpensItsRun() {
                keyClick("s");
                verify(window.sweeping);
                verify(!item("stage").visible);
                verify(!item("timelineArea").visible);
                const status = item("sweepStatus");
                tryVerify(() => status.text.startsWith("60 runs"), 20000);

                focusOn("sweepUp.parameter");
                keyClick(Qt.Key_Return);
                keyClick(Qt.Key_Down);
                keyClick(Qt.Key_Down);
                keyClick(Qt.Key_Return);
                tryVerify(() => item("sweepUp.steps").visible);
                tryVerify(() => status.text.startsWith("720 runs"), 20000);

                const seeds = focusOn("sweepSeeds.value");
                keyClick(Qt.Key_Return);
                item("sweepSeeds.value.editor").text = "none";
                keyClick(Qt.Key_Return);
                verify(item("sweepProblem").text.includes("1 to 1000"));
                item("sweepSeeds.value.editor").text = "2";
                keyClick(Qt.Key_Return);
                verify(!item("sweepProblem").visible);
                compare(seeds.text, "2");
                tryVerify(() => status.text.startsWith("288 runs"), 20000);

                focusOn("sweepChart");
                keyClick(Qt.Key_Right);
                keyClick(Qt.Key_Return);
                verify(!window.sweeping);
                verify(item("stage").visible);
                compare(simulation.run.presentTime, 60);
                compare(item("parameter.capacity.value").text, "3 items");
                keyClick("s");
                verify(window.sweeping);
                verify(status.text.startsWith("288 runs"));
                keyClick("s");
                mouseClick(item("setup.0")); // the point's values are this window's no longer
                tryCompare(item("setup.0"), "current", true);
                mouseClick(item("resetButton"));
            }

            function test_copySaysSo() {
                mouseClick(item("copyButton"));
                const toast = item("toast");
                tryVerify(() => toast.visible);
                verify(toast.text !== "");
            }

            function test_themeGoesRound() {
                mouseClick(item("themeButton"));
                compare(Theme.theme, "light");
                keyClick("t");
                compare(Theme.theme, "projector");
                keyClick("t");
                compare(Theme.theme, "dark");
            }

            function test_railAndPanelFold() {
                const rail = item("rail");
                const panel = item("panel");
                verify(!rail.folded);
                keyClick(Qt.Key_F8);
                verify(rail.folded);
                mouseClick(item("foldRailButton"));
                verify(!rail.folded);
                const stage = item("stage").width;
                keyClick(Qt.Key_F9);
                verify(panel.folded);
                verify(item("stage").width > stage + 200);
                mouseClick(item("foldPanelButton"));
                verify(!panel.folded);
                compare(item("stage").width, stage);
            }

            function test_theRailFoldsByItselfWhereTheWindowIsNarrow() {
                resize(1024, 700);
                verify(item("rail").folded);
                verify(!item("panel").folded);
            }

            function test_presentingHidesRailAndPanelAndEscapeLeaves() {
                const usual = Theme.body;
                keyClick("p");
                verify(window.presenting);
                verify(!item("rail").visible);
                verify(!item("panel").visible);
                verify(Theme.body > usual);
                keyClick(Qt.Key_Escape);
                verify(!window.presenting);
                verify(item("rail").visible);
                compare(Theme.body, usual);
            }

            function test_draggingTheSplitterSharesTheHeightButLeavesBothUsable() {
                const splitter = item("timelineSplitter");
                const timeline = item("timelineArea");
                const before = timeline.height;
                mouseDrag(splitter, splitter.width / 2, splitter.height / 2, 0, -60);
                verify(timeline.height > before);
                mouseDrag(splitter, splitter.width / 2, splitter.height / 2, 0, -2000);
                verify(item("stage").height >= item("stage").leastHeight - 1);
                mouseDrag(splitter, splitter.width / 2, splitter.height / 2, 0, 2000);
                verify(timeline.height >= timeline.leastHeight - 1);
                focusOn("timelineSplitter");
                keyClick(Qt.Key_Delete);
                compare(timeline.height, before);
            }

            function test_wheelOverASliderScrollsThePanel() {
                resize(1024, 700);
                const scroller = item("tuneScroller");
                scroller.contentY = 0;
                const slider = item("parameter.interval.slider");
                const before = item("parameter.interval.value").text;
                mouseWheel(slider, slider.width / 2, slider.height / 2, 0, -240);
                tryVerify(() => scroller.contentY > 0);
                compare(item("parameter.interval.value").text, before);
            }

            function test_tabReachesEveryControlAndEachHasAName() {
                simulation.transport.playing = true;
                Bench.advance(1);
                simulation.transport.playing = false;
                simulation.transport.goToStart();
                const seen = new Set();
                const nameless = [];
                window.contentItem.forceActiveFocus();
                for (let i = 0; i < 150; ++i) {
                    keyClick(Qt.Key_Tab);
                    const focused = window.activeFocusItem;
                    const name = focused.objectName;
                    if (seen.has(name) && name === "foldRailButton")
                        break;
                    seen.add(name);
                    if (focused.Accessible.name === "")
                        nameless.push(name === "" ? focused.toString() : name);
                }
                compare(nameless, []);
                const wanted = ["foldRailButton", "pattern.backpressure", "sweepButton", "copyButton", "presentButton",
                                "themeButton", "helpButton", "place.0", "pastBadge", "timelineSplitter",
                                "toStartButton", "stepBackButton", "playButton", "stepForwardButton",
                                "toPresentButton", "speedSlider", "seedField", "resetButton", "timeline",
                                "foldPanelButton", "setup.0", "setup.1", "setup.2", "parameter.producers.slider",
                                "parameter.producers.value", "parameter.interval.slider",
                                "parameter.interval-shape.choice", "parameter.consumers.slider",
                                "parameter.work.slider", "parameter.capacity.slider", "parameter.when-full.choice",
                                "parameter.failure-rate.slider"];
                compare(wanted.filter(name => !seen.has(name)), []);
            }

            function test_theOtherParametersAreThereOnDemand() {
                window.folds.allParameters = false;
                tryVerify(() => search(window.contentItem, "parameter.burst.slider") === null);
                for (const id of ["producers", "consumers", "capacity"])
                    verify(item("parameter." + id + ".slider").visible);
                const button = item("moreButton");
                compare(button.text, "More parameters · 8");
                mouseClick(button);
                tryVerify(() => search(window.contentItem, "parameter.burst.slider")?.visible === true);
                compare(button.text, "Fewer parameters");
                tryVerify(() => rectangle(item("parameter.burst.slider")).y > rectangle(item("parameter.capacity.slider")).y);
                button.forceActiveFocus(Qt.TabFocusReason);
                keyClick(Qt.Key_Return);
                tryVerify(() => search(window.contentItem, "parameter.burst.slider") === null);
                // What was changed among those that are hidden is told.
                simulation.tuning.parameters.setText(3, "5");
                compare(button.text, "More parameters · 8, 1 changed");
                simulation.tuning.undo();
            }

            function test_whatTheKeyboardReachesIsScrolledIntoSight() {
                resize(1024, 700);
                const scroller = item("tuneScroller");
                scroller.contentY = 0;
                const last = focusOn("parameter.failure-rate.slider");
                const place = rectangle(last);
                const frame = rectangle(scroller);
                verify(scroller.contentY > 0);
                verify(place.y >= frame.y && place.y + place.height <= frame.y + frame.height);
            }

            function test_nothingOverlapsOrLeavesTheWindow_data() {
                const rows = [];
                for (const theme of ["dark", "projector"]) {
                    for (const [width, height] of [[1600, 1000], [1280, 800], [1024, 700], [2560, 1440]])
                        rows.push({ tag: theme + " " + width + "×" + height, theme, width, height });
                }
                return rows;
            }

            function test_nothingOverlapsOrLeavesTheWindow(row) {
                Theme.choose(row.theme);
                simulation.transport.goToStart();
                resize(row.width, row.height);
                const names = ["foldRailButton", "patternList", "patternTitle", "sweepButton", "copyButton", "presentButton",
                               "themeButton", "helpButton", "adviceBanner", "pastBadge", "stageItem", "headline.0",
                               "headline.1", "headline.2", "headline.3", "headline.4", "timelineSplitter",
                               "toStartButton", "stepBackButton", "playButton", "stepForwardButton",
                               "toPresentButton", "timeText", "speedText", "speedSlider", "seedField", "resetButton",
                               "undoButton", "timeline", "foldPanelButton", "tuneScroller"];
                const shown = names.map(name => item(name)).filter(item => item.visible);
                const places = shown.map(item => rectangle(item));
                for (let i = 0; i < shown.length; ++i) {
                    const a = places[i];
                    const what = shown[i].objectName;
                    verify(a.width > 0 && a.height > 0, what + " has no extent");
                    verify(a.x >= 0 && a.y >= 0 && a.x + a.width <= row.width && a.y + a.height <= row.height,
                           what + " leaves the window");
                    for (let j = i + 1; j < shown.length; ++j) {
                        const b = places[j];
                        const apart = a.x + a.width <= b.x || b.x + b.width <= a.x
                                    || a.y + a.height <= b.y || b.y + b.height <= a.y;
                        verify(apart, what + " overlaps " + shown[j].objectName);
                    }
                }
                verify(item("stageItem").height >= 80);
                verify(item("timeline").height >= 90);
            }
        }
    }
}
