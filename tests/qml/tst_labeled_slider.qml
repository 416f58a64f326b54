// SPDX-License-Identifier: MIT
import QtQuick
import QtTest

import Coroscope.Components

Item {
    width: 400
    height: 200

    LabeledSlider {
        id: row

        objectName: "parameter.work"
        x: 20
        y: 20
        width: 320
        label: "Service time"
        valueText: "300 ms"
        editText: "300ms"
        position: 0.5
        hint: "3.3 /s each"
        effect: "Longer: consumers take items more slowly."
        mutedReason: "Nobody works."
        onSubmitted: text => {
            if (text !== "1s")
                errorText = "“" + text + "” is not a duration.";
        }
    }

    SignalSpy { id: defaultAsked; target: row; signalName: "defaultAsked" }
    SignalSpy { id: moved; target: row; signalName: "moved" }

    TestCase {
        name: "LabeledSlider"
        when: windowShown

        readonly property var field: findChild(row, "parameter.work.value")
        readonly property var slider: findChild(row, "parameter.work.slider")
        readonly property var changedMark: findChild(row, "parameter.work.changed")

        function init() {
            field.cancel();
            row.isDefault = true;
            row.muted = false;
            defaultAsked.clear();
            moved.clear();
        }

        function test_doubleClickOnTheNameAsksForTheDefault() {
            mouseDoubleClickSequence(row, 20, field.height / 2);
            tryCompare(defaultAsked, "count", 1);
        }

        function test_doubleClickOnTheSliderAsksForTheDefault() {
            mouseDoubleClickSequence(slider, slider.width / 2, slider.height / 2);
            compare(defaultAsked.count, 1);
            compare(moved.count, 0);
        }

        function test_marksAValueThatIsNotTheDefault() {
            verify(!changedMark.visible);
            row.isDefault = false;
            verify(changedMark.visible);
        }

        function test_showsTheReasonInPlaceOfTheHint() {
            const below = findChild(row, "parameter.work.hint");
            compare(below.text, "3.3 /s each");
            field.edit();
            field.editor.text = "soon";
            keyClick(Qt.Key_Return);
            compare(row.errorText, "“soon” is not a duration.");
            compare(below.text, row.errorText);
            verify(below.visible);
            keyClick(Qt.Key_Escape);
            compare(below.text, "3.3 /s each");
        }

        function test_theReasonGoesWhenTheTextIsTaken() {
            field.edit();
            const editor = field.editor;
            editor.text = "soon";
            keyClick(Qt.Key_Return);
            editor.text = "1s";
            keyClick(Qt.Key_Return);
            compare(row.errorText, "");
            verify(!field.editing);
        }

        function test_theTipSaysWhyItHasNoEffect() {
            compare(row.tip, row.effect);
            row.muted = true;
            compare(row.tip, "Nobody works.");
        }

        function test_aDimmedOneCanStillBeTurned() {
            row.muted = true;
            mouseClick(slider, slider.width - 12, slider.height / 2);
            compare(moved.count, 1);
        }
    }
}
