// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.Components
import Coroscope.Theme

/*! A fact: what is known, and the value, which can be chosen if it names something. */
PickRow {
    id: row

    required property string label
    required property string value
    required property bool goes

    objectName: "fact." + index
    pickable: goes
    said: label + ": " + value
    height: Math.round(23 * Theme.textScale)

    AppText {
        x: row.inset
        anchors.verticalCenter: parent.verticalCenter
        width: row.width - shown.width - 3 * row.inset
        text: row.label
        color: Theme.textMuted
        font.pixelSize: Theme.small
    }

    AppText {
        id: shown

        anchors.right: parent.right
        anchors.rightMargin: row.inset
        anchors.verticalCenter: parent.verticalCenter
        text: row.value
        color: row.goes ? Theme.accent : Theme.text
        font.pixelSize: Theme.small
    }
}
