// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! What colours, fillings and glyphs mean, on the stage and in the lanes alike: as far as they have occurred. */
Flow {
    id: legend

    /*! As Run::looks. */
    required property var looks

    readonly property bool wide: width > 700 * Theme.textScale

    /*! What has no room in the line. */
    readonly property var tips: ({ "idle": "Waits by design: for other tasks, for I/O, for a timer, or for work" })

    spacing: wide ? 22 : 10

    Accessible.role: Accessible.Grouping
    Accessible.name: "Legend"

    Repeater {
        // It takes its line from the start on, so that nothing moves once there is something to explain.
        model: legend.looks.length > 0 ? legend.looks : [""]

        Row {
            id: entry

            required property string modelData
            readonly property string meaning: legend.wide ? swatch.meaning : swatch.name

            spacing: legend.wide ? 6 : 4
            Accessible.role: Accessible.StaticText
            Accessible.name: meaning
            Accessible.description: legend.tips[modelData] ?? ""
            Accessible.ignored: meaning === ""

            StateSwatch {
                id: swatch

                anchors.verticalCenter: parent.verticalCenter
                width: Math.round(15 * Theme.textScale)
                height: width
                look: entry.modelData
            }

            AppText {
                text: entry.meaning || " "
                color: Theme.textMuted
                font.pixelSize: legend.wide ? Theme.small : Theme.tiny

                Tip {
                    text: legend.tips[entry.modelData] ?? ""
                    wanted: over.hovered && text !== ""
                }
            }

            HoverHandler {
                id: over
            }
        }
    }
}
