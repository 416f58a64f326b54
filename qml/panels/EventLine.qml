// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.Components
import Coroscope.Theme

/*! An event, at its time; choosing it goes there. */
PickRow {
    id: row

    required said
    required property string time

    objectName: "event." + index
    tip: index === parent?.currentIndex ? "Go there" : ""
    height: words.height + 6

    AppText {
        id: clock

        x: row.inset
        y: 3
        width: Math.round(76 * Theme.textScale)
        text: row.time
        color: Theme.textMuted
        font.family: Theme.monoFamily
        font.pixelSize: Theme.tiny
        topPadding: 1
    }

    AppText {
        id: words

        anchors.left: clock.right
        anchors.leftMargin: 6
        y: 3
        width: row.width - x - row.inset
        text: row.said
        font.pixelSize: Theme.small
        wrapMode: Text.WordWrap
        elide: Text.ElideNone
    }
}
