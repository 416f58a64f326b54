// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.Theme

/*! The ring around what has the keyboard focus. Covers its parent and takes no part in its layout. */
Rectangle {
    anchors.fill: parent
    anchors.margins: -3
    radius: Theme.radius + 3
    color: "transparent"
    border.color: Theme.focus
    border.width: 2
}
