// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.Theme

/*! A share of some time as a thin bar, cut by how tasks fared in it: what is useful in its own colour, and what waits. */
Item {
    id: bar

    /*! In thousandths of the whole: "running 200 blocked 180", as StateSwatch calls it. */
    required property string tones
    /*! A share that is not cut, 0 to 1. */
    property real rest: 0
    readonly property var parts: tones === "" ? [] : tones.split(" ")

    Rectangle {
        anchors.fill: parent
        radius: height / 2
        color: Theme.track
    }

    Row {
        height: parent.height

        Repeater {
            model: bar.parts.length / 2

            Rectangle {
                required property int index
                readonly property string tone: bar.parts[2 * index] ?? ""

                width: Math.max(1, Math.round(bar.width * Number(bar.parts[2 * index + 1] ?? 0) / 1000))
                height: bar.height
                color: tone === "idle" ? Theme.ready : tone === "orphaned" ? Theme.restarted : Theme.toneColor(tone)
            }
        }
    }

    Rectangle {
        visible: bar.rest > 0
        width: Math.max(1, Math.round(bar.width * bar.rest))
        height: parent.height
        radius: height / 2
        color: Theme.textMuted
    }
}
