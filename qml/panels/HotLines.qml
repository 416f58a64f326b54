// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! The lines of code at which most of the time passes, those with work first, to go there. */
PickList {
    id: list

    required property CodeView code

    label: "Where most of the time passes"
    model: code.hottest
    onPicked: index => code.goToHottest(index)

    delegate: PickRow {
        id: row

        required property int number
        required property string text
        required property string shareText
        required property string tones
        required property string file
        required property bool works

        objectName: "hotLine." + index
        height: statement.y + statement.height + (file === "" ? 3 : inFile.height + 4)
        said: "line " + row.number + (row.file === "" ? "" : " of " + row.file) + ", " + row.shareText + ": " + row.text
        tip: (row.works ? "Tasks are at work here, or keep a thread that others need" : "Tasks only wait here")
             + ": show line " + row.number + (row.file === "" ? "" : " of " + row.file)

        AppText {
            id: share

            x: row.inset
            anchors.verticalCenter: statement.verticalCenter
            width: Math.round(44 * Theme.textScale)
            horizontalAlignment: Text.AlignRight
            text: row.shareText
            font.pixelSize: Theme.small
            font.weight: Font.DemiBold
        }

        // They are sorted by that first.
        AppText {
            id: sort

            anchors.left: share.right
            anchors.leftMargin: 6
            anchors.verticalCenter: statement.verticalCenter
            width: Math.round(33 * Theme.textScale)
            text: row.works ? "work" : "wait"
            color: Theme.textMuted
            font.pixelSize: Theme.tiny
        }

        ToneBar {
            id: bar

            anchors.left: sort.right
            anchors.leftMargin: 6
            anchors.verticalCenter: statement.verticalCenter
            width: Math.round(Math.min(90, row.width * 0.14) * Theme.textScale)
            height: Math.round(6 * Theme.textScale)
            tones: row.tones
        }

        AppText {
            id: lineNumber

            anchors.left: bar.right
            anchors.verticalCenter: statement.verticalCenter
            width: Math.round(30 * Theme.textScale)
            horizontalAlignment: Text.AlignRight
            text: row.number
            color: Theme.textMuted
            font.family: Theme.monoFamily
            font.pixelSize: Theme.tiny
        }

        AppText {
            id: statement

            anchors.left: lineNumber.right
            anchors.leftMargin: 10
            anchors.right: parent.right
            anchors.rightMargin: row.inset
            y: 3
            text: row.text
            font.family: Theme.monoFamily
            font.pixelSize: Theme.code
            font.preferShaping: false
        }

        AppText {
            id: inFile

            anchors.left: statement.left
            anchors.right: statement.right
            anchors.top: statement.bottom
            visible: row.file !== ""
            text: row.file
            color: Theme.textMuted
            font.pixelSize: Theme.tiny
        }
    }
}
