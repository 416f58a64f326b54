// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! The lines of code at which most of the time passes, to go there. */
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

        objectName: "hotLine." + index
        height: Math.round(22 * Theme.textScale)
        said: "line " + row.number + ", " + shareText + ": " + text
        tip: "Show line " + row.number

        AppText {
            id: share

            x: row.inset
            anchors.verticalCenter: parent.verticalCenter
            width: Math.round(34 * Theme.textScale)
            horizontalAlignment: Text.AlignRight
            text: row.shareText
            font.pixelSize: Theme.small
            font.weight: Font.DemiBold
        }

        ToneBar {
            id: bar

            anchors.left: share.right
            anchors.leftMargin: 8
            anchors.verticalCenter: parent.verticalCenter
            width: Math.round(Math.min(90, row.width * 0.18) * Theme.textScale)
            height: Math.round(6 * Theme.textScale)
            tones: row.tones
        }

        AppText {
            id: lineNumber

            anchors.left: bar.right
            anchors.verticalCenter: parent.verticalCenter
            width: Math.round(34 * Theme.textScale)
            horizontalAlignment: Text.AlignRight
            text: row.number
            color: Theme.textMuted
            font.family: Theme.monoFamily
            font.pixelSize: Theme.tiny
        }

        AppText {
            anchors.left: lineNumber.right
            anchors.leftMargin: 10
            anchors.right: parent.right
            anchors.rightMargin: row.inset
            anchors.verticalCenter: parent.verticalCenter
            text: row.text
            font.family: Theme.monoFamily
            font.pixelSize: Theme.code
            font.preferShaping: false
        }
    }
}
