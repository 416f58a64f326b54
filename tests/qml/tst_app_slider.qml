// SPDX-License-Identifier: MIT
import QtQuick
import QtTest

import Coroscope.Components

Item {
    id: scene

    width: 400
    height: 200

    AppSlider {
        id: slider

        x: 20
        y: 20
        width: 300
        position: 0.5
    }

    Flickable {
        id: around

        y: 80
        width: 400
        height: 60
        contentHeight: 600

        AppSlider {
            id: scrolled

            width: 300
            position: 0.5
        }
    }

    SignalSpy { id: moved; target: slider; signalName: "moved" }
    SignalSpy { id: nudged; target: slider; signalName: "nudged" }
    SignalSpy { id: defaultAsked; target: slider; signalName: "defaultAsked" }
    SignalSpy { id: started; target: slider; signalName: "gestureStarted" }
    SignalSpy { id: ended; target: slider; signalName: "gestureEnded" }

    TestCase {
        name: "AppSlider"
        when: windowShown

        // The middle of the knob, in the slider's coordinates.
        readonly property real knob: slider.knobX + slider.knobSize / 2
        readonly property real middle: slider.height / 2

        function init() {
            slider.position = 0.5;
            around.contentY = 0;
            scene.forceActiveFocus();
            for (const spy of [moved, nudged, defaultAsked, started, ended])
                spy.clear();
        }

        function test_showsItsPosition_data() {
            const end = slider.width - slider.knobSize;
            return [{ tag: "left", position: 0, x: 0 }, { tag: "right", position: 1, x: end },
                    { tag: "below", position: -3, x: 0 }, { tag: "above", position: 7, x: end }];
        }

        function test_showsItsPosition(row) {
            slider.position = row.position;
            compare(slider.knobX, row.x);
        }

        function test_pressingTheKnobMovesNothing() {
            mousePress(slider, knob + 4, middle);
            mouseRelease(slider, knob + 4, middle);
            compare(moved.count, 0);
            compare(started.count, 1);
            compare(ended.count, 1);
        }

        function test_pressingTheGrooveGoesThere() {
            mouseClick(slider, slider.knobSize / 2 + slider.travel * 0.25, middle);
            compare(moved.count, 1);
            fuzzyCompare(moved.signalArguments[0][0], 0.25, 0.005);
            compare(slider.position, 0.5, "it asks, and does not move on its own");
            tryCompare(ended, "count", 1); // once no second click can follow
        }

        function test_dragKeepsTheGripAndIsOneGesture() {
            const grip = knob + 4;
            mousePress(slider, grip, middle);
            mouseMove(slider, grip + slider.travel * 0.1, middle);
            mouseMove(slider, grip + slider.travel * 0.2, middle);
            compare(ended.count, 0);
            mouseRelease(slider, grip + slider.travel * 0.2, middle);
            verify(moved.count >= 2);
            fuzzyCompare(moved.signalArguments[moved.count - 1][0], 0.7, 0.01);
            compare(started.count, 1);
            compare(ended.count, 1);
        }

        function test_dragStopsAtTheEnds() {
            mousePress(slider, knob, middle);
            mouseMove(slider, slider.width + 500, middle);
            compare(moved.signalArguments[moved.count - 1][0], 1);
            mouseMove(slider, -500, middle);
            compare(moved.signalArguments[moved.count - 1][0], 0);
            mouseRelease(slider, -500, middle);
        }

        function test_hoveringMovesNothing() {
            mouseMove(slider, 40, middle);
            mouseMove(slider, 90, middle);
            compare(moved.count, 0);
        }

        function test_doubleClickOnTheKnobOnlyAsksForTheDefault() {
            mouseDoubleClickSequence(slider, knob, middle);
            compare(defaultAsked.count, 1);
            compare(moved.count, 0);
            compare(started.count, ended.count);
        }

        function test_doubleClickOnTheGrooveIsOneGestureThatEndsWithTheDefault() {
            mouseDoubleClickSequence(slider, slider.knobSize / 2 + slider.travel * 0.1, middle);
            compare(defaultAsked.count, 1);
            compare(started.count, 1);
            tryCompare(ended, "count", 1);
        }

        function test_keysNudge_data() {
            return [{ tag: "left", key: Qt.Key_Left, steps: -1 }, { tag: "down", key: Qt.Key_Down, steps: -1 },
                    { tag: "right", key: Qt.Key_Right, steps: 1 }, { tag: "up", key: Qt.Key_Up, steps: 1 },
                    { tag: "page down", key: Qt.Key_PageDown, steps: -10 },
                    { tag: "page up", key: Qt.Key_PageUp, steps: 10 }];
        }

        function test_keysNudge(row) {
            slider.forceActiveFocus(Qt.TabFocusReason);
            keyClick(row.key);
            compare(nudged.count, 1);
            compare(nudged.signalArguments[0][0], row.steps);
        }

        function test_deleteAsksForTheDefault() {
            slider.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Delete);
            keyClick(Qt.Key_Backspace);
            compare(defaultAsked.count, 2);
        }

        function test_showsARingOnlyForTheKeyboard() {
            mouseClick(slider, knob, middle);
            verify(slider.activeFocus);
            verify(!slider.visualFocus);
            scene.forceActiveFocus();
            slider.forceActiveFocus(Qt.TabFocusReason);
            verify(slider.visualFocus);
        }

        function test_leavesTheWheelToWhatScrollsAroundIt() {
            const before = scrolled.position;
            mouseWheel(scrolled, 150, scrolled.height / 2, 0, -120);
            tryVerify(() => around.contentY > 0);
            compare(scrolled.position, before);
        }
    }
}
