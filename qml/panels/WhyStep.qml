// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.Components
import Coroscope.Theme

/*! A step of why something waits, with the number that it has on the stage. */
PickRow {
    id: row

    required said
    required property int number
    required property bool busy
    required property bool goes

    objectName: "why." + index
    pickable: goes
    height: Math.max(words.height, disc.height) + 8

    Rectangle {
        id: disc

        visible: row.number > 0
        x: row.inset
        y: 4
        width: Math.round(20 * Theme.textScale)
        height: width
        radius: width / 2
        color: row.busy ? Theme.running : Theme.waiting

        AppText {
            anchors.centerIn: parent
            text: row.number
            color: Theme.onTone
            font.pixelSize: Theme.small
            font.weight: Font.Bold
        }
    }

    AppText {
        id: words

        anchors.left: disc.visible ? disc.right : parent.left
        anchors.leftMargin: disc.visible ? 10 : row.inset
        y: Math.round(4 + (disc.height - Theme.small * 1.3) / 2)
        width: row.width - x - row.inset
        text: row.said
        font.pixelSize: Theme.small
        wrapMode: Text.WordWrap
        elide: Text.ElideNone
    }
}
