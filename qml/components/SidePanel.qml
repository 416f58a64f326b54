// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.Theme

/*! A panel at an edge of the window, with a line along the picture; over the picture, if there is no room beside it. */
Rectangle {
    id: panel

    property bool overlaid: false
    /*! Whether it is the left edge of the window. */
    property bool atLeft: false

    readonly property bool tipsBeside: true

    color: Theme.surface
    z: overlaid ? 1 : 0

    // Presses on it must not reach what is behind it.
    MouseArea {
        anchors.fill: parent
        enabled: panel.overlaid
        hoverEnabled: true
        acceptedButtons: Qt.AllButtons
        onWheel: event => event.accepted = true
    }

    Rectangle {
        anchors.right: panel.atLeft ? parent.right : undefined
        width: panel.overlaid ? 2 * Theme.outline : Theme.outline
        height: parent.height
        color: panel.overlaid ? Theme.textMuted : Theme.divider
    }
}
