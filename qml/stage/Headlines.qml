// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! The numbers that matter for this pattern, side by side: three large ones, and the others smaller. */
Item {
    id: headlines

    required property HeadlineModel model

    /*! So narrow that the note below a number takes two lines. */
    readonly property bool narrow: width < 850 * Theme.textScale
    /*! So low that there is room for the span a number covers, but not for notes. */
    property bool brief: false
    readonly property int noteHeight: narrow && !brief ? Math.round(26 * Theme.textScale) : Theme.tiny + 4

    /*! The one that is pointed at; −1: none. */
    property int pointed: -1

    /*! They would answer a question before the learner has. */
    property bool concealed: false

    /*! Only the large ones. */
    property bool fewer: false
    readonly property int large: 3
    readonly property int shown: fewer ? Math.min(large, numbers.count) : numbers.count
    /*! The room of a small one, of a large one's. */
    readonly property real smallShare: narrow ? 1 : 0.9
    readonly property real roomOfLarge: width / Math.max(1, Math.min(large, shown) + smallShare * Math.max(0, shown - large))

    implicitHeight: Theme.small + Theme.largeHeadline + noteHeight + Math.round(18 * Theme.textScale)

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
            readonly property bool isLarge: index < headlines.large
            readonly property bool overBeside: width >= (headlines.narrow ? 150 : isLarge ? 164 : 118) * Theme.textScale
            readonly property string said: headlines.concealed ? "?" : value
            readonly property string under: headlines.concealed ? (headlines.brief ? "" : "after your guess") : before !== "" && !headlines.brief ? "before: " + before : overBeside || over === "" ? (headlines.brief ? "" : note)
                : note === "" || headlines.brief ? over : over + " · " + note

            objectName: "headline." + index
            visible: index < headlines.shown
            x: Math.round(headlines.roomOfLarge * (Math.min(index, headlines.large) + headlines.smallShare * Math.max(0, index - headlines.large)))
            width: Math.floor(headlines.roomOfLarge * (isLarge ? 1 : headlines.smallShare)) - Theme.spacing
            height: headlines.height

            Rectangle {
                visible: headlines.pointed === number.index
                x: -8
                y: -4
                width: parent.width + 8
                height: parent.height + 6
                radius: Theme.radius
                color: Theme.accentSoft
                border.color: Theme.accent
                border.width: 2
            }

            Accessible.role: Accessible.StaticText
            Accessible.name: label + ": " + said
            Accessible.description: headlines.concealed ? under : over + (note === "" ? "" : ", " + note)

            AppText {
                id: nameText

                width: parent.width
                text: number.label
                color: Theme.textMuted
                font.pixelSize: Theme.small
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: 10
            }

            // One measurement for each text that changes: to have the type fitted would set it again and again.
            function fitted(size: int, least: int, length: real, room: real): int {
                return length <= room ? size : Math.max(least, Math.floor(size * room / length));
            }

            TextMetrics {
                id: valueMetrics

                font.family: Theme.family
                font.weight: Font.Bold
                font.pixelSize: number.isLarge ? Theme.largeHeadline : Theme.smallHeadline
                text: number.said
            }

            TextMetrics {
                id: noteMetrics

                font.family: Theme.family
                font.pixelSize: headlines.narrow ? Theme.tiny - 1 : Theme.tiny
                text: headlines.narrow ? "" : number.under
            }

            AppText {
                id: valueText

                readonly property real room: parent.width - (number.overBeside ? overText.implicitWidth + 7 : 0)
                readonly property int fullSize: number.isLarge ? Theme.largeHeadline : Theme.smallHeadline

                y: nameText.height + 3 + Math.round(1.2 * Theme.largeHeadline) - height
                width: Math.min(implicitWidth, room)
                text: number.said
                font.pixelSize: number.fitted(fullSize, 10, valueMetrics.advanceWidth + 1, room)
                font.weight: Font.Bold
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
                y: nameText.height + 5 + Math.round(1.2 * Theme.largeHeadline)
                width: parent.width
                height: headlines.noteHeight
                text: headlines.narrow ? Wording.inOnePiece(number.under) : number.under
                color: number.before !== "" && !headlines.concealed ? Theme.accent : Theme.textMuted
                font.pixelSize: headlines.narrow ? Theme.tiny - 1 : number.fitted(Theme.tiny, 9, noteMetrics.advanceWidth + 1, width)
                wrapMode: headlines.narrow ? Text.WordWrap : Text.NoWrap
                fontSizeMode: headlines.narrow ? Text.Fit : Text.FixedSize
                minimumPixelSize: 9
            }
        }
    }
}
