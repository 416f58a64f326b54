// SPDX-License-Identifier: MIT
import QtQuick
import QtTest

import Coroscope.Components
import Coroscope.Theme

Item {
    id: scene

    width: 600
    height: 300

    AppButton {
        id: button

        text: "Reset"
        tip: "Start again (R)"
    }

    IconButton {
        id: iconButton

        y: 60
        iconName: "play"
        text: "Play"
    }

    Splitter {
        id: splitter

        y: 120
        width: 200
    }

    Toast {
        id: toast

        y: 200
    }

    SignalSpy { id: clicked; target: button; signalName: "clicked" }
    SignalSpy { id: iconClicked; target: iconButton; signalName: "clicked" }
    SignalSpy { id: dragged; target: splitter; signalName: "dragged" }
    SignalSpy { id: splitterDefault; target: splitter; signalName: "defaultAsked" }

    TestCase {
        name: "Buttons"
        when: windowShown

        function init() {
            button.enabled = true;
            iconButton.enabled = true;
            scene.forceActiveFocus();
            for (const spy of [clicked, iconClicked, dragged, splitterDefault])
                spy.clear();
        }

        function test_clickAndEnterPressAButton() {
            mouseClick(button);
            button.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Return);
            keyClick(Qt.Key_Enter);
            compare(clicked.count, 3);
            mouseClick(iconButton);
            iconButton.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Return);
            compare(iconClicked.count, 2);
        }

        function test_aDisabledButtonDoesNothing() {
            iconButton.forceActiveFocus(Qt.TabFocusReason);
            iconButton.enabled = false;
            mouseClick(iconButton);
            keyClick(Qt.Key_Return);
            compare(iconClicked.count, 0);
        }

        function test_aButtonIsAsWideAsItsWords() {
            const narrow = button.implicitWidth;
            button.text = "Copy as command";
            verify(button.implicitWidth > narrow + 40);
            button.text = "Reset";
            compare(button.implicitWidth, narrow);
        }

        function test_theRingShowsForTheKeyboardOnly() {
            mouseClick(button);
            verify(button.activeFocus);
            verify(!button.visualFocus);
            scene.forceActiveFocus();
            button.forceActiveFocus(Qt.TabFocusReason);
            verify(button.visualFocus);
        }

        function test_draggingTheSplitterUpMakesTheLowerPartHigher() {
            mousePress(splitter, 100, 7);
            mouseMove(splitter, 100, 7 - 20);
            mouseRelease(splitter, 100, 7 - 20);
            verify(dragged.count >= 1);
            compare(dragged.signalArguments[0][0], 20);
        }

        function test_keysMoveTheSplitter() {
            splitter.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Up);
            keyClick(Qt.Key_Down);
            keyClick(Qt.Key_Delete);
            compare(dragged.count, 2);
            verify(dragged.signalArguments[0][0] > 0);
            verify(dragged.signalArguments[1][0] < 0);
            compare(splitterDefault.count, 1);
        }

        function test_theToastShowsTheLastTextAndGoes() {
            verify(!toast.visible);
            toast.show("one");
            toast.show("Copied");
            verify(toast.visible);
            compare(toast.text, "Copied");
            tryCompare(toast, "visible", false, Theme.toastTime + 2000);
        }
    }
}
