// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.App
import Coroscope.Theme

/*! How who an event is about fares after it, as the picture draws it; a disc for an item. */
Item {
    id: sign

    /*! See EventRow::look. */
    required property string look
    readonly property bool isItem: look === "item"

    implicitWidth: Math.round(14 * Theme.textScale)
    implicitHeight: implicitWidth

    StateSwatch {
        anchors.fill: parent
        visible: sign.look !== "" && !sign.isItem
        look: sign.isItem ? "" : sign.look
    }

    Rectangle {
        visible: sign.isItem || sign.look === ""
        anchors.centerIn: parent
        width: Math.round(parent.width * (sign.isItem ? 0.6 : 0.36))
        height: width
        radius: width / 2
        color: sign.isItem ? Theme.accent : Theme.textMuted
    }
}
