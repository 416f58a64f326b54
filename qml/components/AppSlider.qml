// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Templates as T

import Coroscope.Theme

/*!
    A slider that shows \l position and asks for another one; it never changes it itself, so a binding to it holds.

    Pressing the knob and not moving changes nothing (so a double click, which asks for the default, has no side
    effect); pressing the groove moves there. The wheel is left to whatever scrolls around it.
*/
T.Control {
    id: slider

    /*! Where the knob is, 0 to 1. */
    property real position: 0
    /*! The value as a screen reader announces it. */
    property string valueText
    /*! Dimmed: can be moved, but has no effect now. */
    property bool muted: false
    property int knobSize: Math.round(18 * Theme.textScale)

    /*! True from the press to the release of a drag. */
    readonly property alias pressed: mouse.pressed
    /*! It has been moved since it got the pointer or the focus: the tooltip would now be in the way. */
    property bool used: false

    // For screen readers, see ControlAccessible: the value in the unit that is shown.
    readonly property int accessibleRole: Accessible.Slider
    property real value: position
    property real minimumValue: 0
    property real maximumValue: 1
    property real stepSize: 0.01

    function takeValue(value: real): void {
        valueAsked(value);
    }

    readonly property real travel: Math.max(1, width - knobSize)
    readonly property real knobX: Math.round(Math.max(0, Math.min(1, position)) * travel)

    /*! The pointer asks for \a position, 0 to 1. */
    signal moved(position: real)
    /*! The keyboard asks for \a steps more (or fewer): ±1 for an arrow, ±10 for a page. */
    signal nudged(steps: int)
    /*! A screen reader asks for \a value, between the least and the greatest. */
    signal valueAsked(value: real)
    /*! A double click, or Delete, asks for the default. */
    signal defaultAsked()
    /*! A drag begins and ends; what moves in between is one change. */
    signal gestureStarted()
    /*! The pointer was released, though this may still become a double click. */
    signal gestureRested()
    signal gestureEnded()

    implicitWidth: 200
    implicitHeight: knobSize + 4
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    onMoved: used = true
    onNudged: used = true
    onHoveredChanged: used = false
    onActiveFocusChanged: used = false

    Accessible.role: Accessible.Slider
    Accessible.onIncreaseAction: nudged(1)
    Accessible.onDecreaseAction: nudged(-1)

    Keys.onPressed: event => {
        const steps = {
            [Qt.Key_Left]: -1, [Qt.Key_Down]: -1, [Qt.Key_Right]: 1, [Qt.Key_Up]: 1,
            [Qt.Key_PageDown]: -10, [Qt.Key_PageUp]: 10
        }[event.key];
        if (steps !== undefined)
            nudged(steps);
        else if (event.key === Qt.Key_Delete || event.key === Qt.Key_Backspace)
            defaultAsked();
        else
            return;
        event.accepted = true;
    }

    Item {
        anchors.fill: parent

        Rectangle {
            id: groove

            anchors.verticalCenter: parent.verticalCenter
            width: parent.width
            height: Math.round(4 * Theme.textScale)
            radius: height / 2
            color: Theme.track

            Rectangle {
                width: slider.knobX + slider.knobSize / 2
                height: parent.height
                radius: parent.radius
                color: slider.muted ? Theme.ready : Theme.accent
            }
        }

        Rectangle {
            id: knob

            x: slider.knobX
            anchors.verticalCenter: parent.verticalCenter
            width: slider.knobSize
            height: slider.knobSize
            radius: height / 2
            color: slider.pressed ? Theme.accentSoft : Theme.surface
            border.color: slider.muted ? Theme.ready : Theme.accent
            border.width: slider.hovered || slider.pressed ? 4 : 3

            FocusRing {
                radius: height / 2
                visible: slider.visualFocus
            }
        }
    }

    MouseArea {
        id: mouse

        // Distance from the knob's left edge to where it was grabbed.
        property real grip: 0
        property bool inGesture: false
        /*! Pressed on the groove, and not dragged. */
        property bool wentThere: false

        function endGesture(): void {
            afterClick.stop();
            if (!inGesture)
                return;
            inGesture = false;
            slider.gestureEnded();
        }

        anchors.fill: parent
        acceptedButtons: Qt.LeftButton
        preventStealing: true

        onPressed: event => {
            slider.forceActiveFocus(Qt.MouseFocusReason);
            // A double click on the groove is one gesture: its first press goes there, its second asks for the default.
            if (!inGesture)
                slider.gestureStarted();
            inGesture = true;
            afterClick.stop();
            const onKnob = event.x >= slider.knobX && event.x <= slider.knobX + slider.knobSize;
            wentThere = !onKnob;
            grip = onKnob ? event.x - slider.knobX : slider.knobSize / 2;
            if (!onKnob)
                slider.moved(Math.max(0, Math.min(1, (event.x - grip) / slider.travel)));
        }
        onPositionChanged: event => {
            if (!pressed)
                return;
            wentThere = false;
            slider.moved(Math.max(0, Math.min(1, (event.x - grip) / slider.travel)));
        }
        onDoubleClicked: slider.defaultAsked()
        onReleased: {
            slider.gestureRested();
            if (wentThere)
                afterClick.restart();
            else
                endGesture();
        }
        onCanceled: endGesture()

        Timer {
            id: afterClick

            interval: Theme.doubleClickTime
            onTriggered: mouse.endGesture()
        }
    }
}
