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

    /*! So narrow that the note below a number takes two lines. */
    readonly property bool narrow: width < 760 * Theme.textScale
    /*! So low that there is room for the span a number covers, but not for notes. */
    property bool brief: false
    readonly property int noteHeight: narrow && !brief ? Math.round(26 * Theme.textScale) : Theme.tiny + 4

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
            required property string over
            required property string before
            /*!
                What it is over stands beside it where there is room for both whatever the number, for that changes all the
                time; and before the note otherwise.
            */
            readonly property bool overBeside: width >= 150 * Theme.textScale
            readonly property string under: before !== "" && !headlines.brief ? "before: " + before : overBeside || over === "" ? (headlines.brief ? "" : note)
                : note === "" || headlines.brief ? over : over + " · " + note

            objectName: "headline." + index
            x: Math.round(index * headlines.width / Math.max(1, numbers.count))
            width: Math.floor(headlines.width / Math.max(1, numbers.count)) - Theme.spacing
            height: headlines.height

            Accessible.role: Accessible.StaticText
            Accessible.name: label + ": " + value
            Accessible.description: over + (note === "" ? "" : ", " + note)

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
                width: Math.min(implicitWidth, parent.width - (number.overBeside ? overText.implicitWidth + 7 : 0))
                text: number.value
                font.pixelSize: Theme.headline
                font.weight: Font.Bold
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: 10
            }

            AppText {
                id: overText

                objectName: "over"
                visible: number.overBeside
                anchors.left: valueText.right
                anchors.leftMargin: 7
                anchors.baseline: valueText.baseline
                text: number.over
                color: Theme.textMuted
                font.pixelSize: Theme.tiny
            }

            AppText {
                objectName: "note"
                anchors.top: valueText.bottom
                anchors.topMargin: 2
                width: parent.width
                height: headlines.noteHeight
                text: number.under
                color: number.before !== "" ? Theme.accent : Theme.textMuted
                font.pixelSize: headlines.narrow ? Theme.tiny - 1 : Theme.tiny
                wrapMode: headlines.narrow ? Text.WordWrap : Text.NoWrap
                fontSizeMode: Text.Fit
                minimumPixelSize: 9
            }
        }
    }
}
