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

    implicitHeight: Theme.small + Theme.headline + Theme.tiny + Math.round(24 * Theme.textScale)

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
                anchors.topMargin: 3
                width: parent.width
                text: number.note
                color: Theme.textMuted
                font.pixelSize: Theme.tiny
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: 10
            }
        }
    }
}
