// SPDX-License-Identifier: MIT
import QtQuick
import QtTest

import Coroscope.Components

Item {
    id: scene

    width: 700
    height: 300

    SegmentedChoice {
        id: choice

        objectName: "policy"
        width: 600
        choices: ["wait", "drop newest", "drop oldest", "unbounded"]
        currentIndex: 1
        label: "Overflow policy"
    }

    SmallChoice {
        id: shape

        objectName: "shape"
        y: 200
        width: 600
        choices: ["fixed", "uniform"]
    }

    SignalSpy { id: chosen; target: choice; signalName: "chosen" }
    SignalSpy { id: defaultAsked; target: choice; signalName: "defaultAsked" }
    SignalSpy { id: shapeChosen; target: shape; signalName: "chosen" }

    TestCase {
        name: "SegmentedChoice"
        when: windowShown

        function segment(index) {
            return findChild(choice, "policy." + index);
        }

        function init() {
            choice.width = 600;
            choice.currentIndex = 1;
            chosen.clear();
            defaultAsked.clear();
            shapeChosen.clear();
        }

        function test_clickAsksForThatOne() {
            mouseClick(segment(3));
            compare(chosen.count, 1);
            compare(chosen.signalArguments[0][0], 3);
            compare(choice.currentIndex, 1, "it asks, and does not choose on its own");
        }

        function test_exactlyOneIsShownAsCurrent() {
            for (let current = 0; current < 4; ++current) {
                choice.currentIndex = current;
                for (let index = 0; index < 4; ++index)
                    compare(segment(index).current, index === current);
            }
        }

        function test_arrowsChooseTheNeighbour_data() {
            return [{ tag: "right", key: Qt.Key_Right, index: 2 }, { tag: "down", key: Qt.Key_Down, index: 2 },
                    { tag: "left", key: Qt.Key_Left, index: 0 }, { tag: "up", key: Qt.Key_Up, index: 0 }];
        }

        function test_arrowsChooseTheNeighbour(row) {
            choice.forceActiveFocus(Qt.TabFocusReason);
            keyClick(row.key);
            compare(chosen.count, 1);
            compare(chosen.signalArguments[0][0], row.index);
        }

        function test_arrowsStopAtTheEnds() {
            choice.forceActiveFocus(Qt.TabFocusReason);
            choice.currentIndex = 0;
            keyClick(Qt.Key_Left);
            choice.currentIndex = 3;
            keyClick(Qt.Key_Right);
            compare(chosen.count, 0);
        }

        function test_isOneStopForTab() {
            choice.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Tab);
            verify(shape.activeFocus);
        }

        function test_deleteAsksForTheDefault() {
            choice.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Delete);
            compare(defaultAsked.count, 1);
            compare(chosen.count, 0);
        }

        function test_wrapsWhenNarrowAndCutsNothing() {
            const oneLine = choice.implicitHeight;
            choice.width = 200;
            tryVerify(() => choice.implicitHeight >= 2 * oneLine);
            for (let index = 0; index < 4; ++index) {
                const right = segment(index).mapToItem(choice, segment(index).width, 0).x;
                verify(right <= 200, "segment " + index + " ends at " + right);
            }
        }

        function test_smallOneChoosesToo() {
            verify(shape.implicitHeight < choice.implicitHeight);
            mouseClick(findChild(shape, "shape.1"));
            compare(shapeChosen.count, 1);
            compare(shapeChosen.signalArguments[0][0], 1);
        }
    }
}
