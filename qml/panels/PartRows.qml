// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! What the parts of a PartsBar are, and how much of the whole each is. */
Column {
    id: rows

    required property PartModel parts
    /*! There are two wholes: a column for each. */
    property bool both: false
    /*! The times are shown beside the shares. */
    property bool times: true
    readonly property int column: Math.round((times ? 104 : 52) * Theme.textScale)

    function figure(time: string, share: string): string {
        return share === "" ? "–" : times ? time + " · " + share : share;
    }

    spacing: 2

    component Heading: AppText {
        width: rows.column
        horizontalAlignment: Text.AlignRight
        color: Theme.textMuted
        font.pixelSize: Theme.tiny
    }

    Row {
        visible: rows.both
        anchors.right: parent.right

        Heading {
            text: "mean"
        }

        Heading {
            text: "p99"
        }
    }

    Repeater {
        model: rows.parts

        Item {
            id: row

            required property string what
            required property string tone
            required property string time
            required property string shareText
            required property string slowTime
            required property string slowShareText

            width: rows.width
            height: Math.max(words.height, Math.round(20 * Theme.textScale))

            Accessible.role: Accessible.StaticText
            Accessible.name: what + ": " + rows.figure(time, shareText)
                             + (rows.both ? "; " + rows.figure(slowTime, slowShareText) : "")

            Rectangle {
                id: swatch

                y: Math.round((Math.round(20 * Theme.textScale) - height) / 2)
                width: Math.round(10 * Theme.textScale)
                height: width
                radius: 3
                color: Theme.toneColor(row.tone)
                border.color: Theme.toneOutline(row.tone)
                border.width: 1
            }

            AppText {
                id: words

                anchors.left: swatch.right
                anchors.leftMargin: 8
                anchors.right: first.left
                anchors.rightMargin: 6
                text: row.what
                font.pixelSize: Theme.small
                wrapMode: Text.WordWrap
                elide: Text.ElideNone
                topPadding: Math.round(2 * Theme.textScale)
            }

            AppText {
                id: first

                anchors.right: second.visible ? second.left : parent.right
                width: rows.column
                horizontalAlignment: Text.AlignRight
                text: rows.figure(row.time, row.shareText)
                font.pixelSize: Theme.small
                topPadding: words.topPadding
            }

            AppText {
                id: second

                anchors.right: parent.right
                visible: rows.both
                width: rows.column
                horizontalAlignment: Text.AlignRight
                text: rows.figure(row.slowTime, row.slowShareText)
                font.pixelSize: Theme.small
                topPadding: words.topPadding
            }
        }
    }
}
