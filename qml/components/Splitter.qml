// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Templates as T

import Coroscope.Theme

/*! The bar between two parts, one above the other or beside it: drag it, or press the arrow keys on it. */
T.Control {
    id: splitter

    property string label
    /*! The parts are beside each other. */
    property bool upright: false
    property string tip

    /*! The lower part, or the right one, should become \a amount pixels larger (smaller when negative). */
    signal dragged(amount: real)
    signal defaultAsked()

    implicitHeight: 14
    implicitWidth: 12
    focusPolicy: Qt.TabFocus
    hoverEnabled: true

    // For screen readers, see ControlAccessible.
    readonly property int accessibleRole: Accessible.Splitter
    /*! How much of both parts the lower one, or the right one, takes, in percent. */
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
    Accessible.description: (upright ? "Left and Right" : "Up and Down") + " move it; a double click or Delete puts it back."

    Accessible.onIncreaseAction: dragged(16)
    Accessible.onDecreaseAction: dragged(-16)

    Keys.onPressed: event => {
        if (event.key === (upright ? Qt.Key_Left : Qt.Key_Up))
            dragged(16);
        else if (event.key === (upright ? Qt.Key_Right : Qt.Key_Down))
            dragged(-16);
        else if (event.key === Qt.Key_Delete)
            defaultAsked();
        else
            return;
        event.accepted = true;
    }

    Item {
        anchors.fill: parent

        Rectangle {
            anchors.centerIn: parent
            width: splitter.upright ? 4 : 44
            height: splitter.upright ? 44 : 4
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
        cursorShape: splitter.upright ? Qt.SplitHCursor : Qt.SplitVCursor
        onPressed: event => grip = splitter.upright ? event.x : event.y
        onPositionChanged: event => {
            if (pressed)
                splitter.dragged(grip - (splitter.upright ? event.x : event.y));
        }
        onDoubleClicked: splitter.defaultAsked()
    }

    Tip {
        text: splitter.tip
        wanted: text !== "" && (splitter.hovered && !mouse.pressed || splitter.visualFocus)
    }
}
