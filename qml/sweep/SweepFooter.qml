// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! The progress of a sweep, and the actions on it. */
Item {
    id: footer

    required property SweepStudy study
    /*! What a click would do now, or empty. */
    property string advice

    implicitHeight: Theme.controlHeight

    Rectangle {
        id: track

        anchors.verticalCenter: parent.verticalCenter
        // If there is little room, the text alone says as much.
        width: parent.width < 500 * Theme.textScale ? 0 : Math.round(Math.min(120, parent.width * 0.16))
        height: 6
        radius: 3
        color: Theme.track

        Rectangle {
            width: Math.round(parent.width * footer.study.progress)
            height: parent.height
            radius: 3
            color: footer.study.running ? Theme.accent : Theme.done
        }
    }

    AppText {
        id: status

        /*! With what a click does, if there is room for both. */
        readonly property string whole: footer.study.statusText + (footer.advice === "" ? "" : " · " + footer.advice)

        objectName: "sweepStatus"
        anchors.verticalCenter: parent.verticalCenter
        anchors.left: track.right
        anchors.leftMargin: track.width > 0 ? Theme.padding : 0
        anchors.right: buttons.left
        anchors.rightMargin: Theme.padding
        text: measure.advanceWidth <= width ? whole : footer.study.statusText
        color: Theme.textMuted
        font.pixelSize: Theme.small

        TextMetrics {
            id: measure

            font: status.font
            text: status.whole
        }
    }

    Row {
        id: buttons

        anchors.right: parent.right
        spacing: Theme.spacing

        AppButton {
            objectName: "sweepCopyButton"
            iconName: "copy"
            text: footer.width > 620 * Theme.textScale ? "Copy as command" : "Copy"
            tip: "Copy the command that makes the same runs."
            enabled: footer.study.commandLine !== "" && footer.study.problem === ""
            onClicked: footer.study.copyCommand()
        }

        AppButton {
            objectName: "sweepStartButton"
            iconName: footer.study.running ? "pause" : "reset"
            text: footer.study.running ? "Stop" : "Start again"
            enabled: footer.study.running || footer.study.problem === ""
            tip: footer.study.running ? "Stop; the runs that are done are kept."
                                      : "Make all runs again."
            onClicked: footer.study.running ? footer.study.stop() : footer.study.start()
        }
    }
}
