// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! How far the runs are, the buttons that open the worst, the middle and the best of them, and the command. */
Item {
    id: footer

    required property LuckStudy study

    /*! The run at this end is requested. */
    signal endAsked(end: int)

    implicitHeight: buttons.height

    Rectangle {
        id: track

        anchors.verticalCenter: parent.verticalCenter
        // If there is little room, the text alone says as much.
        width: parent.width < 820 * Theme.textScale ? 0 : Math.round(Math.min(120, parent.width * 0.14))
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
        readonly property string whole: footer.study.statusText + " · click a bar to open one of its runs"

        objectName: "luckStatus"
        anchors.verticalCenter: parent.verticalCenter
        anchors.left: track.right
        anchors.leftMargin: track.width > 0 ? Theme.padding : 0
        anchors.right: buttons.left
        anchors.rightMargin: Theme.padding
        text: !footer.study.running && measure.advanceWidth <= width ? whole : footer.study.statusText
        color: Theme.textMuted
        font.pixelSize: Theme.small
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: 10

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

        Repeater {
            model: 3

            AppButton {
                required property int index

                objectName: "luckEnd." + index
                text: footer.study.endNames[index]
                enabled: footer.study.endTexts[index] !== ""
                tip: enabled ? "Open this run: " + footer.study.endTexts[index] + "." : "There are no runs yet."
                onClicked: footer.endAsked(index)
            }
        }

        AppButton {
            objectName: "luckCopyButton"
            iconName: "copy"
            text: footer.width > 760 * Theme.textScale ? "Copy as command" : ""
            Accessible.name: "Copy as command"
            tip: "Copy the command that makes the same runs, and gives their means (" + KeyTable.row("copy").shown + ")."
            enabled: footer.study.commandLine !== ""
            onClicked: footer.study.copyCommand()
        }

        AppButton {
            objectName: "luckStartButton"
            iconName: footer.study.running ? "pause" : "reset"
            readonly property string what: footer.study.running ? "Stop" : "Start again"

            text: footer.width > 620 * Theme.textScale ? what : ""
            Accessible.name: what
            tip: footer.study.running ? "Stop; the runs that are done are kept." : "Make all runs again."
            onClicked: footer.study.running ? footer.study.stop() : footer.study.start()
        }
    }
}
