// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Templates as T

import Coroscope.Theme

/*! A scroll bar that keeps out of the way: a thin pill, there only while there is something to scroll. */
T.ScrollBar {
    id: bar

    implicitWidth: 10
    implicitHeight: 10
    padding: 2
    minimumSize: 0.06
    // Read by name by Qt's accessibility bridge, in percent of the content.
    readonly property real value: Math.round(100 * position)
    readonly property real minimumValue: 0
    readonly property real maximumValue: Math.round(100 * Math.max(0, 1 - size))

    Accessible.ignored: !visible
    visible: size < 1.0 && policy !== T.ScrollBar.AlwaysOff

    contentItem: Rectangle {
        implicitWidth: 6
        implicitHeight: 6
        radius: 3
        color: bar.pressed || bar.hovered ? Theme.textMuted : Theme.track
    }
}
