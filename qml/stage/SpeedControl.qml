// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! How much faster than the wall clock the run goes; and the speed it reaches, if that falls short. */
Item {
    id: control

    required property Transport transport
    /*! 0: the keys alone set it. */
    property int sliderWidth: Math.round(92 * Theme.textScale)

    /*! More than a tenth off the requested speed. */
    readonly property bool fallsShort: transport.playing && transport.speedReached > 0
                                       && Math.abs(transport.speedReached - transport.speed) > 0.1 * transport.speed

    function times(factor: real): string {
        return "×" + Number(factor.toPrecision(factor < 100 ? 2 : 3));
    }

    implicitWidth: slider.visible ? slider.x + slider.width : asked.width
    implicitHeight: Theme.controlHeight

    AppText {
        id: asked

        objectName: "speedText"
        anchors.verticalCenter: parent.verticalCenter
        width: Math.round(52 * Theme.textScale)
        horizontalAlignment: Text.AlignRight
        text: control.transport.speedText
        font.pixelSize: Theme.body
        font.weight: Font.Medium
    }

    AppSlider {
        id: slider

        objectName: "speedSlider"
        visible: control.sliderWidth > 0
        anchors.verticalCenter: parent.verticalCenter
        x: asked.width + 10
        width: control.sliderWidth
        knobSize: Math.round(15 * Theme.textScale)
        position: control.transport.speedPosition
        value: control.transport.speed
        minimumValue: 0.05
        maximumValue: 1000
        stepSize: control.transport.speed / 10
        Accessible.name: "Speed"
        Accessible.description: control.transport.speedText + ". " + KeyTable.tip("slower") + ", "
                                + KeyTable.tip("faster")

        onMoved: position => control.transport.speedPosition = position
        onNudged: steps => control.transport.speedPosition = Math.max(0, Math.min(1, position + steps / 100))
        onValueAsked: value => control.transport.speed = value
        onDefaultAsked: control.transport.speed = 1

        Tip {
            text: "Speed, ×0.05 to ×1000. " + KeyTable.tip("slower") + ", " + KeyTable.tip("faster").toLowerCase()
                  + "; double-click for ×1"
            wanted: !slider.used && !slider.pressed && (slider.hovered || slider.visualFocus)
        }
    }

    AppText {
        objectName: "speedReachedText"
        visible: control.fallsShort
        anchors.top: slider.bottom
        anchors.topMargin: -2
        anchors.horizontalCenter: slider.horizontalCenter
        text: visible ? "reaches " + control.times(control.transport.speedReached) : ""
        color: Theme.textMuted
        font.pixelSize: Theme.tiny
    }
}
