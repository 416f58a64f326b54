// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.App
import Coroscope.Theme

/*! A whole as a bar, cut into its parts, in their order. */
Item {
    id: bar

    required property PartModel parts
    /*! Shows the second of the two wholes that the parts are of. */
    property bool slow: false
    /*! In words, for screen readers. */
    property string said

    implicitHeight: Math.round(18 * Theme.textScale)

    Accessible.role: Accessible.Graphic
    Accessible.name: said

    Row {
        anchors.fill: parent

        Repeater {
            model: bar.parts

            Item {
                required property string tone
                required property real share
                required property real slowShare

                width: bar.width * (bar.slow ? slowShare : share)
                height: bar.height

                // The gap to the next one is part of each, so that widths are exact.
                Rectangle {
                    width: Math.max(Math.min(1, parent.width), parent.width - 1)
                    height: parent.height
                    radius: Math.min(3, width / 2)
                    color: Theme.toneColor(parent.tone)
                    border.color: Theme.toneOutline(parent.tone)
                    border.width: width > 3 ? 1 : 0
                }
            }
        }
    }
}
