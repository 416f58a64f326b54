// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.Components
import Coroscope.Theme

/*! A line of the log: when, how who it is about fares, and what happened. A line below it is where the playhead is. */
Item {
    id: row

    required property real number
    required property int line
    required property string time
    required property bool sameTime
    required property string look
    required property string text
    required property bool last
    required property bool later
    required property bool selected
    required property bool hit

    /*! What is looked for, and marked in the lines that have it. */
    property string searched
    /*! Of the column with the times. */
    required property real timeWidth
    readonly property bool isEvent: number >= 0
    readonly property int margin: 14
    readonly property int accessibleRole: Accessible.ListItem

    signal pressed()

    function escaped(part: string): string {
        return part.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
    }

    /*! The text with what is looked for marked in it. */
    function marked(): string {
        const lower = text.toLowerCase();
        const wanted = searched.toLowerCase();
        let all = "";
        let at = 0;
        for (let next = lower.indexOf(wanted); wanted !== "" && next >= 0; next = lower.indexOf(wanted, at)) {
            all += escaped(text.slice(at, next)) + "<font color=\"" + Theme.accent + "\"><b><u>"
                + escaped(text.slice(next, next + wanted.length)) + "</u></b></font>";
            at = next + wanted.length;
        }
        return all + escaped(text.slice(at));
    }

    objectName: "logRow." + line
    y: line * height

    Accessible.role: accessibleRole
    Accessible.name: (isEvent ? time + ": " : "") + text + (last ? " The playhead is here." : "")
    Accessible.selected: selected
    Accessible.onPressAction: row.pressed()

    Rectangle {
        anchors.fill: parent
        visible: row.selected || row.hit || hover.hovered
        color: row.selected || row.hit ? Theme.accentSoft : Theme.track
        opacity: row.selected ? 1 : row.hit ? 0.5 : 0.35
    }

    Rectangle {
        visible: row.selected
        width: 3
        height: parent.height
        color: Theme.accent
    }

    // The playhead.
    Rectangle {
        visible: row.last
        anchors.bottom: parent.bottom
        width: parent.width
        height: 2
        color: Theme.accent
    }

    TapHandler {
        enabled: row.isEvent
        onTapped: row.pressed()
    }

    HoverHandler {
        id: hover

        enabled: row.isEvent
        cursorShape: Qt.PointingHandCursor
    }

    AppText {
        id: when

        visible: row.isEvent && !row.sameTime
        x: row.margin
        width: row.timeWidth
        height: parent.height
        verticalAlignment: Text.AlignVCenter
        text: row.time
        color: Theme.textMuted
        elide: Text.ElideNone
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: 7
        font.family: Theme.monoFamily
        font.pixelSize: Theme.code
    }

    LogSign {
        id: sign

        x: when.x + when.width + 6
        anchors.verticalCenter: parent.verticalCenter
        look: row.look
    }

    AppText {
        id: words

        x: row.isEvent ? sign.x + sign.width + 8 : row.margin
        width: parent.width - x - 12
        height: parent.height
        verticalAlignment: Text.AlignVCenter
        text: row.hit ? row.marked() : row.text
        textFormat: row.hit ? Text.StyledText : Text.PlainText
        color: row.later || !row.isEvent ? Theme.textMuted : Theme.text
        font.pixelSize: Theme.small
        font.weight: row.last ? Font.DemiBold : Font.Normal
    }

    Tip {
        text: words.truncated ? row.text : ""
        wanted: hover.hovered && text !== ""
    }
}
