// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! Play, step, time, speed, seed. Takes a second line where the width does not do. */
Flow {
    id: transport

    required property Simulation simulation
    readonly property int rowHeight: Math.round(42 * Theme.textScale)
    /*! So narrow that with all in full size it would take another line. */
    readonly property bool narrow: width < 850 * Theme.textScale
    /*! Narrower still. */
    readonly property bool tight: width < 770 * Theme.textScale
    /*! So narrow that not all has room for its words. */
    readonly property bool cramped: width < 720 * Theme.textScale
    /*! There is no height for a second line: what does not fit into the first one is left out, and still has its key. */
    property bool oneLine: false

    // Groups keep their distance by padding, so that lines can lie closer than groups.
    spacing: Theme.gap
    height: oneLine ? rowHeight : implicitHeight

    Row {
        height: transport.rowHeight
        spacing: Theme.spacing
        rightPadding: Theme.spacing

        IconButton {
            objectName: "toStartButton"
            anchors.verticalCenter: parent.verticalCenter
            iconName: "to-start"
            text: "To the start"
            tip: KeyTable.tip("toStart")
            onClicked: transport.simulation.goToStart()
        }

        IconButton {
            objectName: "stepBackButton"
            anchors.verticalCenter: parent.verticalCenter
            iconName: "step-back"
            text: "Step back"
            tip: KeyTable.tip("stepBack")
            autoRepeat: true
            onClicked: transport.simulation.stepBack()
        }

        IconButton {
            objectName: "playButton"
            anchors.verticalCenter: parent.verticalCenter
            diameter: transport.rowHeight
            emphasis: true
            iconName: transport.simulation.playing ? "pause" : "play"
            text: transport.simulation.playing ? "Pause" : "Play"
            tip: KeyTable.tip("play")
            onClicked: transport.simulation.togglePlaying()
        }

        IconButton {
            objectName: "stepForwardButton"
            anchors.verticalCenter: parent.verticalCenter
            iconName: "step-forward"
            text: "Step forward"
            tip: KeyTable.tip("stepForward")
            autoRepeat: true
            onClicked: transport.simulation.stepForward()
        }

        IconButton {
            objectName: "toPresentButton"
            anchors.verticalCenter: parent.verticalCenter
            enabled: !transport.simulation.atPresent
            iconName: "to-present"
            text: "Back to the present"
            tip: KeyTable.tip("toPresent")
            onClicked: transport.simulation.goToPresent()
        }

        AppText {
            objectName: "timeText"
            anchors.verticalCenter: parent.verticalCenter
            leftPadding: Theme.spacing
            // The same for every time, so that what stands to its right does not move: a very long one is in smaller type.
            width: Math.round((transport.cramped ? 108 : 132) * Theme.textScale)
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: 10
            text: transport.simulation.timeText
            font.family: Theme.monoFamily
            font.pixelSize: Theme.clock
            font.weight: Font.Bold
            Accessible.role: Accessible.StaticText
            Accessible.name: "Virtual time " + text
        }
    }

    SpeedControl {
        enabled: !transport.oneLine || y === 0
        opacity: enabled ? 1 : 0
        sliderWidth: Math.round((transport.narrow ? 46 : 92) * Theme.textScale)
        width: implicitWidth + Theme.padding
        height: transport.rowHeight
        simulation: transport.simulation
    }

    SeedField {
        enabled: !transport.oneLine || y === 0
        opacity: enabled ? 1 : 0
        named: !transport.cramped
        fieldWidth: Math.round((transport.narrow ? 56 : 80) * Theme.textScale)
        width: implicitWidth + Theme.padding
        height: transport.rowHeight
        z: 1
        simulation: transport.simulation
    }

    Row {
        enabled: !transport.oneLine || y === 0
        opacity: enabled ? 1 : 0
        height: transport.rowHeight
        spacing: Theme.spacing

        AppButton {
            objectName: "resetButton"
            anchors.verticalCenter: parent.verticalCenter
            iconName: "reset"
            text: transport.tight ? "" : "Rerun"
            Accessible.name: "Rerun"
            tip: KeyTable.tip("reset")
            onClicked: transport.simulation.reset()
        }

        IconButton {
            objectName: "undoButton"
            anchors.verticalCenter: parent.verticalCenter
            enabled: transport.simulation.canUndo
            iconName: "undo"
            text: "Undo"
            tip: enabled && transport.simulation.undoText !== ""
                 ? transport.simulation.undoText + " (" + KeyTable.row("undo").shown + ")" : KeyTable.tip("undo")
            onClicked: transport.simulation.undo()
        }

        IconButton {
            objectName: "redoButton"
            anchors.verticalCenter: parent.verticalCenter
            enabled: transport.simulation.canRedo
            iconName: "redo"
            text: "Redo"
            tip: enabled ? transport.simulation.redoText + " (" + KeyTable.row("redo").shown + ")" : KeyTable.tip("redo")
            onClicked: transport.simulation.redo()
        }
    }
}
