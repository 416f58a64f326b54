// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Templates as T

import Coroscope.Theme

/*!
    A button with words on it, and an icon before them if \l iconName is set.
    Enter presses it; Space plays and pauses wherever the focus is.
*/
T.AbstractButton {
    id: button

    property string iconName
    /*! What it does and the key that does the same. */
    property string tip
    /*! Set if the button represents the current choice. */
    property bool current: false
    property int accessibleRole: Accessible.Button

    implicitWidth: (text === "" ? Theme.iconSize : Math.ceil(label.x + label.implicitWidth)) + leftPadding + rightPadding
    implicitHeight: Theme.controlHeight
    leftPadding: 14
    rightPadding: 14
    font.family: Theme.family
    font.pixelSize: Theme.small
    font.weight: Font.Medium

    Accessible.role: accessibleRole
    Accessible.name: text
    Accessible.description: tip
    Accessible.onPressAction: button.clicked()

    // A key held down is a single press: it must not also answer what it opens.
    Keys.onReturnPressed: event => {
        if (!event.isAutoRepeat || button.autoRepeat)
            button.clicked();
    }
    Keys.onEnterPressed: event => {
        if (!event.isAutoRepeat || button.autoRepeat)
            button.clicked();
    }

    Row {
        id: row

        anchors.centerIn: parent
        spacing: Theme.spacing

        AppIcon {
            anchors.verticalCenter: parent.verticalCenter
            visible: button.iconName !== ""
            name: button.iconName
            color: label.color
        }

        AppText {
            id: label

            visible: text !== ""
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, button.availableWidth - x)
            text: button.text
            font: button.font
            color: !button.enabled ? Theme.textMuted : button.current ? Theme.accentText : Theme.text
        }
    }

    background: Rectangle {
        radius: Theme.radius
        color: button.current ? Theme.accent
             : button.down ? Theme.track
             : button.hovered && button.enabled ? Theme.accentSoft : Theme.card
        border.color: button.current ? Theme.accent : Theme.cardBorder
        border.width: Theme.outline
    }

    FocusRing {
        visible: button.visualFocus
    }

    Tip {
        text: button.tip
        wanted: button.hovered || (button.visualFocus && button.focusReason !== Qt.ShortcutFocusReason)
    }
}
