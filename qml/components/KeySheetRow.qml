// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.Theme

/*! A line of the key sheet: the keys, and what they do. */
Item {
    id: row

    required property string keys
    required property string text

    objectName: "keySheet.row"
    implicitHeight: Math.max(cap.height, what.implicitHeight)
    Accessible.role: Accessible.StaticText
    Accessible.name: keys + ": " + text

    Rectangle {
        id: cap

        width: keyNames.implicitWidth + 14
        height: Theme.smallControlHeight
        radius: 5
        color: Theme.background
        border.color: Theme.cardBorder
        border.width: Theme.outline

        AppText {
            id: keyNames

            anchors.centerIn: parent
            text: row.keys
            font.family: Theme.monoFamily
            font.pixelSize: Theme.tiny
        }
    }

    AppText {
        id: what

        x: Math.max(Math.round(112 * Theme.textScale), cap.width + Theme.spacing)
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width - x
        text: row.text
        wrapMode: Text.WordWrap
        font.pixelSize: Theme.small
    }
}
