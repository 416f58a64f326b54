// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Templates as T

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! The way to the lessons, at the top of the rail, and how many of them are done. */
T.AbstractButton {
    id: button

    required property Learning learning
    property bool folded: false
    /*! Whether the lessons are shown now. */
    property bool current: false
    readonly property string progressText: learning.progressText
    readonly property int accessibleRole: Accessible.Button

    objectName: "railLearn"
    implicitHeight: Math.round(38 * Theme.textScale) + 2
    topInset: 1
    bottomInset: 1
    focusPolicy: Qt.TabFocus
    hoverEnabled: true
    text: "Learn"

    Accessible.role: accessibleRole
    Accessible.name: text
    Accessible.description: progressText
    Accessible.onPressAction: clicked()
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    AppIcon {
        id: sign

        anchors.verticalCenter: parent.verticalCenter
        x: button.folded ? Math.round((parent.width - width) / 2) : 16
        name: "learn"
        color: button.current ? Theme.accent : Theme.textMuted
        size: Math.round(20 * Theme.textScale)
    }

    AppText {
        id: words

        visible: !button.folded
        anchors.verticalCenter: parent.verticalCenter
        x: sign.x + sign.width + 14
        text: button.text
        font.weight: button.current ? Font.DemiBold : Font.Medium
        color: button.current ? Theme.text : Theme.textMuted
    }

    AppText {
        objectName: "railProgress"
        visible: !button.folded && text !== ""
        anchors.verticalCenter: parent.verticalCenter
        anchors.right: parent.right
        anchors.rightMargin: 10
        width: Math.min(implicitWidth, parent.width - words.x - words.width - 18)
        text: button.progressText
        color: Theme.textMuted
        font.pixelSize: Theme.small
    }

    background: Rectangle {
        radius: 6
        color: button.current || button.hovered ? Theme.accentSoft : "transparent"
    }

    FocusRing {
        anchors.margins: 1
        radius: 6
        visible: button.visualFocus
    }

    Tip {
        text: "Lessons, exercises and challenges (" + KeyTable.row("learn").shown + ")"
            + (button.progressText === "" ? "" : ". " + button.progressText)
        wanted: button.hovered || button.visualFocus
    }
}
