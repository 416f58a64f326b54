// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.Components
import Coroscope.Theme

/*! What the colours and glyphs mean, on the stage, in the lanes and in the charts alike. */
Flow {
    id: legend

    readonly property bool wide: width > 700 * Theme.textScale

    spacing: wide ? 26 : 10

    Accessible.role: Accessible.Grouping
    Accessible.name: "Legend"

    Repeater {
        model: [
            { state: "running", color: Theme.running },
            { state: "waiting", color: Theme.waiting },
            { state: "ready", color: Theme.ready },
            { state: "done", color: Theme.done },
            { state: "failed", color: Theme.failed },
            { state: "restarted", color: Theme.restarted },
            { state: "cancelled", color: Theme.cancelled }
        ]

        Row {
            id: entry

            required property var modelData

            spacing: legend.wide ? 6 : 4
            Accessible.role: Accessible.StaticText
            Accessible.name: modelData.state

            AppIcon {
                anchors.verticalCenter: parent.verticalCenter
                name: "state-" + entry.modelData.state
                color: entry.modelData.color
                size: Math.round(15 * Theme.textScale)
            }

            AppText {
                text: entry.modelData.state
                color: Theme.textMuted
                font.pixelSize: legend.wide ? Theme.small : Theme.tiny
            }
        }
    }
}
