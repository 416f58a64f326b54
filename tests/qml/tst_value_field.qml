// SPDX-License-Identifier: MIT
import QtQuick
import QtTest

import Coroscope.Components

Item {
    id: scene

    width: 400
    height: 200

    /*! What was submitted, in order. */
    property var submissions: []

    ValueField {
        id: field

        objectName: "value"
        x: 20
        y: 20
        text: "300 ms"
        editText: "300ms"
        onSubmitted: text => {
            scene.submissions.push(text);
            if (text === "soon")
                errorText = "“soon” is not a duration.";
        }
    }

    Item {
        id: elsewhere

        y: 100
        width: 50
        height: 50
        activeFocusOnTab: true
    }

    TestCase {
        name: "ValueField"
        when: windowShown

        readonly property var editor: field.editor

        function init() {
            field.cancel();
            scene.submissions = [];
            elsewhere.forceActiveFocus();
        }

        function test_clickOpensItWithEverythingSelected() {
            verify(!field.editing);
            mouseClick(field);
            verify(field.editing);
            verify(editor.activeFocus);
            compare(editor.text, "300ms");
            compare(editor.selectedText, "300ms");
        }

        function test_enterOpensItToo() {
            field.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Return);
            verify(field.editing);
        }

        function test_enterHandsTheTextOverAndKeepsTheFocus() {
            field.edit();
            editor.text = "2s";
            keyClick(Qt.Key_Return);
            compare(scene.submissions, ["2s"]);
            verify(!field.editing);
            verify(field.activeFocus);
            compare(field.errorText, "");
        }

        function test_typingReplacesWhatWasThere() {
            field.edit();
            keyClick("7");
            keyClick("s");
            keyClick(Qt.Key_Enter);
            compare(scene.submissions, ["7s"]);
        }

        function test_refusedTextStaysOpenWithTheReason() {
            field.edit();
            editor.text = "soon";
            keyClick(Qt.Key_Return);
            verify(field.editing);
            verify(editor.activeFocus);
            compare(editor.text, "soon");
            compare(field.errorText, "“soon” is not a duration.");
        }

        function test_refusedTextCanBeCorrected() {
            field.edit();
            editor.text = "soon";
            keyClick(Qt.Key_Return);
            editor.text = "1s";
            keyClick(Qt.Key_Return);
            compare(scene.submissions, ["soon", "1s"]);
            verify(!field.editing);
            compare(field.errorText, "");
        }

        function test_escapeLeavesTheValueAsItWas() {
            field.edit();
            editor.text = "9s";
            keyClick(Qt.Key_Escape);
            compare(scene.submissions, []);
            verify(!field.editing);
            verify(field.activeFocus);
        }

        function test_escapeClearsTheReason() {
            field.edit();
            editor.text = "soon";
            keyClick(Qt.Key_Return);
            keyClick(Qt.Key_Escape);
            verify(!field.editing);
            compare(field.errorText, "");
        }

        function test_leavingItHandsTheTextOver() {
            field.edit();
            editor.text = "4s";
            elsewhere.forceActiveFocus();
            compare(scene.submissions, ["4s"]);
            verify(!field.editing);
            verify(elsewhere.activeFocus);
        }

        function test_leavingItUnchangedHandsNothingOver() {
            field.edit();
            elsewhere.forceActiveFocus();
            compare(scene.submissions, []);
            verify(!field.editing);
        }

        function test_leavingItWithTextThatIsRefusedDropsIt() {
            field.edit();
            editor.text = "soon";
            elsewhere.forceActiveFocus();
            compare(scene.submissions, ["soon"]);
            verify(!field.editing);
            compare(field.errorText, "");
        }
    }
}
