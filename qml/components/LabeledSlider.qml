// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.Theme

/*!
    A row that sets one number: its name, its exact value (click to type), a slider, and what it means in other words.
    A dot marks a value that is not the default; a double click on the name or the slider returns to it.
*/
Item {
    id: row

    required property string label
    required property string valueText
    property string editText: valueText
    property real position: 0
    /*! The value as a number, and its range. */
    property real amount: position
    property real least: 0
    property real most: 1
    property real step: 0.01
    /*! The range in words, "1 ms to 10 s". */
    property string rangeText
    /*! What the value means in other words, "3.3 /s each"; may be empty. */
    property string hint
    /*! What changing it does. */
    property string effect
    property bool isDefault: true
    /*! Dimmed, with \l mutedReason for a tooltip: it has no effect now. */
    property bool muted: false
    property string mutedReason
    /*! Room kept free at the right of the value, for a sign. */
    property int aside: 0

    readonly property string tip: muted && mutedReason !== "" ? mutedReason : effect
    /*! Set by the handler of \l submitted if it rejects the text: one line that says why. */
    property alias errorText: field.errorText

    signal submitted(text: string)
    signal moved(position: real)
    signal nudged(steps: int)
    signal amountAsked(amount: real)
    signal defaultAsked()
    signal gestureStarted()
    signal gestureRested()
    signal gestureEnded()

    implicitWidth: 300
    // By its text: its visibility depends on all its parents, and would be read while that changes.
    implicitHeight: below.y + (below.text !== "" ? below.implicitHeight : 0)

    AppText {
        id: name

        anchors.verticalCenter: field.verticalCenter
        width: Math.min(implicitWidth, field.x - 14)
        text: row.label
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: 10
        color: row.muted ? Theme.textMuted : Theme.text
        font.weight: Font.Medium

        MouseArea {
            id: overName

            anchors.fill: parent
            hoverEnabled: true
            onDoubleClicked: row.defaultAsked()
        }

        Tip {
            text: row.tip
            wanted: overName.containsMouse
        }
    }

    Rectangle {
        id: dot

        objectName: row.objectName + ".changed"
        visible: !row.isDefault
        anchors.left: name.right
        anchors.leftMargin: 6
        anchors.verticalCenter: name.verticalCenter
        width: 6
        height: 6
        radius: 3
        color: row.muted ? Theme.textMuted : Theme.accent
    }

    ValueField {
        id: field

        objectName: row.objectName + ".value"
        anchors.right: parent.right
        anchors.rightMargin: row.aside - rightPadding
        text: row.valueText
        editText: row.editText
        color: row.muted ? Theme.textMuted : Theme.accent
        tip: row.rangeText === "" ? "Click to type an exact value."
                                  : "Click to type an exact value, " + row.rangeText + "."
        Accessible.name: row.label
        onSubmitted: text => row.submitted(text)
    }

    AppSlider {
        id: slider

        objectName: row.objectName + ".slider"
        anchors.top: field.bottom
        width: parent.width
        position: row.position
        value: row.amount
        minimumValue: row.least
        maximumValue: row.most
        stepSize: row.step
        muted: row.muted
        Accessible.name: row.label + (row.isDefault ? "" : ", changed")
        Accessible.description: row.valueText + (row.hint === "" ? ". " : ", " + row.hint + ". ") + row.tip

        onMoved: position => row.moved(position)
        onNudged: steps => row.nudged(steps)
        onValueAsked: value => row.amountAsked(value)
        onDefaultAsked: row.defaultAsked()
        onGestureStarted: row.gestureStarted()
        onGestureRested: row.gestureRested()
        onGestureEnded: row.gestureEnded()

        Tip {
            text: row.tip
            wanted: !slider.used && !slider.pressed && (slider.hovered || (slider.visualFocus && slider.focusReason !== Qt.ShortcutFocusReason))
        }
    }

    AppText {
        id: below

        readonly property bool wrong: row.errorText !== ""

        objectName: row.objectName + (wrong ? ".error" : ".hint")
        visible: text !== ""
        y: slider.y + slider.height + 2 // clear of the knob's focus ring
        width: parent.width
        text: wrong ? row.errorText : row.hint
        color: wrong ? Theme.error : Theme.textMuted
        font.pixelSize: Theme.tiny
        wrapMode: wrong ? Text.WordWrap : Text.NoWrap
        Accessible.role: wrong ? Accessible.AlertMessage : Accessible.StaticText
        Accessible.name: text
        Accessible.ignored: !visible
    }
}
