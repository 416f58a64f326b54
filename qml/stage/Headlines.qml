// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! The numbers that matter for this pattern, side by side. */
Item {
    id: headlines

    required property HeadlineModel model

    /*! So narrow that what is noted below a number takes two lines. */
    readonly property bool narrow: width < 660 * Theme.textScale
    readonly property int noteHeight: narrow ? Math.round(26 * Theme.textScale) : Theme.tiny + 4

    implicitHeight: Theme.small + Theme.headline + noteHeight + Math.round(18 * Theme.textScale)

    Accessible.role: Accessible.Grouping
    Accessible.name: "Measures"

    Repeater {
        id: numbers

        model: headlines.model

        Item {
            id: number

            required property int index
            required property string label
            required property string value
            required property string note

            objectName: "headline." + index
            x: Math.round(index * headlines.width / Math.max(1, numbers.count))
            width: Math.floor(headlines.width / Math.max(1, numbers.count)) - Theme.spacing
            height: headlines.height

            Accessible.role: Accessible.StaticText
            Accessible.name: label + ": " + value
            Accessible.description: note

            AppText {
                id: nameText

                width: parent.width
                text: number.label
                color: Theme.textMuted
                font.pixelSize: Theme.small
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: 10
            }

            AppText {
                id: valueText

                anchors.top: nameText.bottom
                anchors.topMargin: 3
                width: parent.width
                text: number.value
                font.pixelSize: Theme.headline
                font.weight: Font.Bold
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: Theme.body
            }

            AppText {
                anchors.top: valueText.bottom
                anchors.topMargin: 2
                width: parent.width
                height: headlines.noteHeight
                text: number.note
                color: Theme.textMuted
                font.pixelSize: Theme.tiny
                wrapMode: headlines.narrow ? Text.WordWrap : Text.NoWrap
                fontSizeMode: Text.Fit
                minimumPixelSize: 9
            }
        }
    }
}
