// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Templates as T

import Coroscope.Theme

/*! The bar between two parts, one above the other: drag it, or press Up and Down on it. */
T.Control {
    id: splitter

    property string label

    /*! The lower part should become \a amount pixels higher (lower when negative). */
    signal dragged(amount: real)
    signal defaultAsked()

    implicitHeight: 14
    focusPolicy: Qt.TabFocus
    hoverEnabled: true

    // For screen readers, see ControlAccessible.
    readonly property int accessibleRole: Accessible.Splitter
    /*! How much of both parts the lower one takes, in percent. */
    property real value: 50
    readonly property real minimumValue: 0
    readonly property real maximumValue: 100
    readonly property real stepSize: 1

    /*! A screen reader asks for \a value. */
    signal valueAsked(value: real)

    function takeValue(value: real): void {
        valueAsked(value);
    }

    Accessible.role: accessibleRole
    Accessible.name: label
    Accessible.description: "Up and Down move it; a double click or Delete puts it back."

    Accessible.onIncreaseAction: dragged(16)
    Accessible.onDecreaseAction: dragged(-16)

    Keys.onUpPressed: dragged(16)
    Keys.onDownPressed: dragged(-16)
    Keys.onDeletePressed: defaultAsked()

    Item {
        anchors.fill: parent

        Rectangle {
            anchors.centerIn: parent
            width: 44
            height: 4
            radius: 2
            color: splitter.hovered || mouse.pressed ? Theme.textMuted : Theme.track

            FocusRing {
                visible: splitter.visualFocus
            }
        }
    }

    MouseArea {
        id: mouse

        property real grip: 0

        anchors.fill: parent
        cursorShape: Qt.SplitVCursor
        onPressed: event => grip = event.y
        onPositionChanged: event => {
            if (pressed)
                splitter.dragged(grip - event.y);
        }
        onDoubleClicked: splitter.defaultAsked()
    }
}
