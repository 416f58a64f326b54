// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! The numbers of both runs, side by side: A's over B's, and below them the difference, and what it means in a word. */
Item {
    id: numbers

    required property ComparedModel model
    /*! The time that they are over. */
    required property string over

    readonly property real each: width / Math.max(1, cells.count)
    /*! Set where there is little height. */
    property bool low: false
    readonly property int type: low ? Theme.body : Theme.smallHeadline
    readonly property int line: Math.round(type * 1.45)

    /*! A difference takes two lines. */
    readonly property bool stacked: each < 150 * Theme.textScale

    implicitHeight: overHeight + nameHeight + (stacked ? 4 : 3) * line
    readonly property int nameHeight: Math.round(Theme.small * 1.5)
    /*! Of what they are over, where there is height for that. */
    readonly property int overHeight: low ? 0 : Math.round(Theme.tiny * 1.6)

    AppText {
        objectName: "comparedOver"
        visible: !numbers.low
        width: parent.width
        text: numbers.over
        color: Theme.textMuted
        font.pixelSize: Theme.tiny
    }

    Accessible.role: Accessible.Grouping
    Accessible.name: "Measures of both runs, " + over

    Repeater {
        id: cells

        model: numbers.model

        Item {
            id: cell

            required property int index
            required property string label
            required property string first
            required property string second
            required property string difference
            required property string word
            required property string reason
            required property string better
            /*! "A better by 1.5 /s", "8 more in A": of the better one, or of that with more, against the other. */
            readonly property string told: {
                const size = difference.slice(1).replace(/ /g, "\u00a0");
                const apart = numbers.stacked ? "\n" : " ";
                if (word === "same")
                    return "the same";
                if (difference === "")
                    return word.replace(/ (?=\w+$)/, "\u00a0");
                if (better === "")
                    return size + "\u00a0more" + apart + word.replace(/^more /, "").replace(/ /g, "\u00a0");
                return word.replace(/ /g, "\u00a0") + apart + "by\u00a0" + size;
            }

            objectName: "compared." + index
            x: Math.round(numbers.each * index)
            width: Math.floor(numbers.each) - Theme.spacing
            y: numbers.overHeight
            height: numbers.height - y

            Accessible.role: Accessible.StaticText
            Accessible.name: label + ": A " + first + ", B " + second + (told === "" ? "" : ", " + told.replace("\n", " "))
            Accessible.description: reason

            AppText {
                width: parent.width
                height: numbers.nameHeight
                text: cell.label
                color: Theme.textMuted
                font.pixelSize: Theme.small
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: 10
            }

            component Value: Item {
                id: value

                required property string shown
                property bool isSecond: false

                width: cell.width
                height: numbers.line

                RunLetter {
                    id: sign

                    anchors.verticalCenter: parent.verticalCenter
                    height: Math.round((numbers.low ? 16 : 18) * Theme.textScale)
                    width: height
                    radius: 4
                    border.width: 1
                    isSecond: value.isSecond
                }

                AppText {
                    anchors.verticalCenter: parent.verticalCenter
                    x: sign.width + 7
                    width: parent.width - x
                    text: value.shown
                    font.pixelSize: numbers.type
                    font.weight: Font.DemiBold
                    fontSizeMode: Text.HorizontalFit
                    minimumPixelSize: 10
                }
            }

            Value {
                y: numbers.nameHeight
                shown: cell.first
            }

            Value {
                y: numbers.nameHeight + numbers.line
                shown: cell.second
                isSecond: true
            }

            // The word says it; the letter of the better one lets the eye find it.
            RunLetter {
                id: winner

                visible: cell.better !== ""
                y: numbers.nameHeight + 2 * numbers.line + Math.round((numbers.line - height) / 2)
                height: Math.round((numbers.low ? 16 : 18) * Theme.textScale)
                width: height
                radius: height / 2
                border.width: 1
                isSecond: cell.better === "B"
            }

            AppText {
                objectName: "difference"
                x: Math.round((numbers.low ? 16 : 18) * Theme.textScale) + 7
                y: numbers.nameHeight + 2 * numbers.line
                width: parent.width - x
                height: (numbers.stacked ? 2 : 1) * numbers.line
                text: cell.told
                // Else it would break "/min", too.
                wrapMode: numbers.stacked && cell.difference === "" ? Text.WordWrap : Text.NoWrap
                maximumLineCount: 2
                color: winner.visible ? Theme.text : Theme.textMuted
                font.pixelSize: numbers.low ? Theme.small : Theme.body
                font.weight: winner.visible ? Font.DemiBold : Font.Normal
                verticalAlignment: numbers.stacked ? Text.AlignTop : Text.AlignVCenter
                fontSizeMode: numbers.stacked ? Text.Fit : Text.HorizontalFit
                minimumPixelSize: 9
            }

            HoverHandler {
                id: over
            }

            Tip {
                text: cell.reason
                wanted: over.hovered && text !== ""
            }
        }
    }
}
