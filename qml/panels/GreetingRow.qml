// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.Components
import Coroscope.Theme

/*! What the window says at its first start, once: that there are lessons. Enter begins with them, Esc ends it for ever. */
Item {
    id: greeting

    signal begun()
    signal dismissed()

    // It comes with the window, before anybody has gone anywhere with the keyboard.
    Timer {
        interval: 0
        running: true
        onTriggered: begin.forceActiveFocus(Qt.OtherFocusReason)
    }

    objectName: "greeting"
    Keys.onEscapePressed: dismissed()
    implicitHeight: begin.height + Theme.padding

    AppText {
        anchors.verticalCenter: begin.verticalCenter
        width: begin.x - Theme.spacing
        text: "New here? Learn the patterns step by step."
        wrapMode: Text.WordWrap
        maximumLineCount: 2
        font.weight: Font.Medium
    }

    AppButton {
        id: begin

        objectName: "greetingBegin"
        anchors.right: dismiss.left
        anchors.rightMargin: Theme.gap
        current: true
        text: "Begin"
        tip: "The first lesson (" + KeyTable.row("learn").shown + " shows them all)"
        onClicked: greeting.begun()
    }

    IconButton {
        id: dismiss

        objectName: "greetingDismiss"
        anchors.right: parent.right
        quiet: true
        iconName: "close"
        text: "Not now"
        tip: "Don't say this again (Esc)"
        onClicked: greeting.dismissed()
    }
}
