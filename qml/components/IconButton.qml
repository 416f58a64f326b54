// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Templates as T

import Coroscope.Theme

/*! A round button with an icon. \l T.AbstractButton::text is its name for screen readers. */
T.AbstractButton {
    id: button

    required property string iconName
    /*! What it does and the key that does the same. */
    property string tip
    /*! The most important button of a group: filled with the accent colour. */
    property bool emphasis: false
    /*! Without an outline, for corners of panels. */
    property bool quiet: false
    property int diameter: Theme.controlHeight

    readonly property color ink: !enabled ? Theme.textMuted : emphasis ? Theme.accentText : Theme.text

    implicitWidth: diameter
    implicitHeight: diameter

    Accessible.role: Accessible.Button
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

    contentItem: Item {
        AppIcon {
            anchors.centerIn: parent
            name: button.iconName
            color: button.ink
            opacity: button.enabled ? 1 : 0.45
            size: button.emphasis ? Math.round(Theme.iconSize * 1.25) : Theme.iconSize
        }
    }

    background: Rectangle {
        radius: height / 2
        color: button.emphasis ? (button.down ? Qt.darker(Theme.accent, 1.15) : Theme.accent)
             : button.down ? Theme.track
             : button.hovered && button.enabled ? Theme.accentSoft
             : button.quiet ? "transparent" : Theme.card
        border.color: Theme.cardBorder
        border.width: button.quiet || button.emphasis ? 0 : Theme.outline
    }

    FocusRing {
        radius: height / 2
        visible: button.visualFocus
    }

    Tip {
        text: button.tip
        wanted: button.hovered || button.visualFocus
    }
}
