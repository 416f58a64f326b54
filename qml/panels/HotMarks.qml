// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! Beside the scroll bar of the code: where time passes, a mark for each such line, the longer the more. A click goes there. */
Item {
    id: marks

    required property CodeView code

    implicitWidth: 12
    Accessible.ignored: true // the lines themselves say it, and so does the list above them

    Repeater {
        model: marks.code.marks

        Item {
            id: mark

            required property int index
            required property int number
            required property real share
            required property string shareText
            required property string tones
            required property real position
            readonly property string tone: tones.split(" ")[0] ?? ""

            objectName: "hotMark." + index
            x: 0
            y: Math.round(marks.height * position - height / 2)
            width: marks.width
            height: 9

            Rectangle {
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                width: Math.round(4 + (parent.width - 4) * Math.sqrt(mark.share))
                height: 4
                radius: 2
                color: mark.tone === "idle" ? Theme.ready : mark.tone === "orphaned" ? Theme.restarted
                                                                                     : Theme.toneColor(mark.tone)
                border.width: over.containsMouse ? 1 : 0
                border.color: Theme.text
            }

            // It takes the press from the line below.
            MouseArea {
                id: over

                anchors.fill: parent
                hoverEnabled: true
                cursorShape: Qt.PointingHandCursor
                onClicked: marks.code.goToMark(mark.index)
            }

            Tip {
                text: "Line " + mark.number + ": " + mark.shareText
                wanted: over.containsMouse
            }
        }
    }
}
