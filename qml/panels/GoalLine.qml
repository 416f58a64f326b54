// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.Components
import Coroscope.Theme

/*! A goal: whether the run shown reaches it now, and in how many of the runs that judge it is reached. */
Item {
    id: line

    required property string text
    required property bool holds
    required property string judged
    required property bool met

    height: Math.max(words.height, sign.height) + 6

    Accessible.role: Accessible.StaticText
    Accessible.name: text + (holds ? ": holds in this run" : ": does not hold in this run") + (judged === "" ? "" : "; in " + judged)

    AppIcon {
        id: sign

        anchors.verticalCenter: parent.verticalCenter
        name: line.holds ? "check" : "close"
        color: line.holds ? Theme.done : Theme.textMuted
    }

    AppText {
        id: words

        anchors.left: sign.right
        anchors.leftMargin: 8
        anchors.right: verdict.left
        anchors.rightMargin: 8
        anchors.verticalCenter: parent.verticalCenter
        text: line.text
        wrapMode: Text.WordWrap
        elide: Text.ElideNone
        Accessible.ignored: true
    }

    AppText {
        id: verdict

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        text: line.judged
        color: line.met ? Theme.done : Theme.error
        font.pixelSize: Theme.small
        Accessible.ignored: true
    }
}
