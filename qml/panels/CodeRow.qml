// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! A row of the code: the name of a file, a fold, or a line with who stands there and how much time passes there. */
Item {
    id: row

    required property int index
    required property string kind
    required property int number
    required property int count
    required property int indent
    required property string text
    required property var tokens
    required property var explanations
    required property bool folded
    required property string badges
    required property string note
    required property real share
    required property string shareText
    required property string tones
    required property real through
    required property string throughText
    required property bool selected
    required property bool enclosing
    required property bool linked
    required property bool paired

    required property CodeView code
    /*! Of one letter, in pixels. */
    required property real letterWidth
    /*! The list has the keyboard; and its current row was reached by a key. */
    required property bool focused
    required property bool byKeyboard
    readonly property bool current: ListView.isCurrentItem && focused

    readonly property bool isLine: kind === "line"
    readonly property bool isFold: kind === "fold"
    /*! "running", "2", "blocked", "1" … */
    readonly property var badgeParts: badges === "" ? [] : badges.split(" ")
    /*! There is no room for a number each: one says how many there are in all. */
    readonly property bool tight: badgeParts.length > (narrow ? 2 : 4)
    readonly property int standing: badgeParts.reduce((sum, part, i) => i % 2 === 0 ? sum : sum + Number(part), 0)
    /*! What passes here, or, where nothing does, below what is awaited here. */
    readonly property bool showsThrough: shareText === "" && throughText !== ""

    // What stands in the margin, from left to right.
    readonly property bool narrow: width < 560 * Theme.textScale
    readonly property real badgesWidth: Math.round((narrow ? 42 : 62) * Theme.textScale)
    readonly property real shareWidth: Math.round((narrow ? 42 : 46) * Theme.textScale)
    readonly property real numberWidth: Math.round((narrow ? 26 : 30) * Theme.textScale)
    readonly property real margin: badgesWidth + shareWidth + numberWidth

    signal pressed()
    /*! What can be done with it is asked for. */
    signal menuAsked()

    function said(): string {
        const who = [];
        for (let i = 0; i + 1 < badgeParts.length; i += 2)
            who.push(badgeParts[i + 1] + " " + badgeParts[i]);
        const parts = [isLine ? "line " + number + ": " + text
                              : isFold ? text + ", " + count + " lines, " + (folded ? "folded" : "unfolded") : text];
        if (who.length > 0)
            parts.push(who.join(", "));
        if (note !== "")
            parts.push(note);
        if (enclosing)
            parts.push("the selected task was called from here");
        if (linked)
            parts.push("the Rust has a counterpart");
        if (shareText !== "" || throughText !== "")
            parts.push(ofTime());
        return parts.join("; ");
    }

    /*! "38 % of the time passes here: running 20 %, blocked 18 %" */
    function ofTime(): string {
        const ways = [];
        const parts = tones === "" ? [] : tones.split(" ");
        for (let i = 0; i + 1 < parts.length; i += 2)
            ways.push(parts[i] + " " + (Number(parts[i + 1]) >= 10 ? Math.round(Number(parts[i + 1]) / 10) : "< 1") + " %");
        const said = [];
        if (shareText !== "")
            said.push(shareText + " of the time passes here: " + ways.join(", "));
        if (throughText !== "")
            said.push(throughText + " of the time passes below what is awaited here");
        return said.join("\n");
    }

    objectName: "codeRow." + index
    width: ListView.view?.width ?? 0
    height: Math.ceil(kind === "file" ? name.implicitHeight + 14 : isFold ? body.implicitHeight + 10
                      : text === "" ? body.lineHeight * 0.6 : body.implicitHeight)

    readonly property int accessibleRole: isFold ? Accessible.Button : Accessible.ListItem

    Accessible.role: accessibleRole
    Accessible.name: said()
    Accessible.selected: selected
    Accessible.onPressAction: row.pressed()

    Rectangle {
        anchors.fill: parent
        visible: row.selected || row.paired || row.enclosing || row.current || hover.hovered
        color: row.selected || row.paired || row.enclosing ? Theme.accentSoft : Theme.track
        opacity: row.selected || row.paired ? 1 : row.enclosing ? 0.55 : 0.35
    }

    Rectangle {
        visible: row.selected || row.enclosing
        width: row.selected ? 3 : 1
        height: parent.height
        color: Theme.accent
    }

    // Where the selected task has come from.
    AppText {
        visible: row.enclosing && row.badges === ""
        x: Math.max(4, row.badgesWidth - width - 2)
        y: body.y
        height: body.lineHeight
        verticalAlignment: Text.AlignVCenter
        text: "↳"
        color: Theme.accent
        font.pixelSize: Theme.small
        font.weight: Font.DemiBold

        HoverHandler {
            id: overCall
        }

        Tip {
            text: "The selected task was called from here"
            wanted: overCall.hovered
        }
    }

    TapHandler {
        acceptedButtons: Qt.LeftButton | Qt.RightButton
        onTapped: (point, button) => {
            if (button === Qt.LeftButton)
                row.pressed();
            else
                row.menuAsked();
        }
    }

    HoverHandler {
        id: hover

        cursorShape: row.isFold || row.badges !== "" ? Qt.PointingHandCursor : Qt.ArrowCursor
    }

    AppText {
        id: name

        visible: row.kind === "file"
        x: 14
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 3
        width: parent.width - 28
        text: row.kind === "file" ? row.text : ""
        font.pixelSize: Theme.small
        font.weight: Font.DemiBold
        elide: Text.ElideMiddle
    }

    // Who stands here.
    Row {
        id: badgeRow

        y: body.y + Math.round((body.lineHeight - height) / 2)
        x: Math.max(4, row.badgesWidth - width)
        spacing: row.tight ? 1 : 5

        HoverHandler {
            id: overBadges
        }

        Repeater {
            model: row.badgeParts.length / 2

            Row {
                id: badge

                required property int index
                readonly property string look: row.badgeParts[2 * index] ?? ""
                readonly property string tasks: row.badgeParts[2 * index + 1] ?? ""

                spacing: 2

                StateSwatch {
                    width: Math.round((row.tight ? 9 : 14) * Theme.textScale)
                    height: width
                    anchors.verticalCenter: parent.verticalCenter
                    look: badge.look
                }

                AppText {
                    visible: !row.tight
                    anchors.verticalCenter: parent.verticalCenter
                    text: badge.tasks
                    font.pixelSize: Theme.tiny
                    font.weight: Font.DemiBold
                }
            }
        }

        AppText {
            visible: row.tight
            anchors.verticalCenter: parent.verticalCenter
            leftPadding: 2
            text: row.standing
            font.pixelSize: Theme.tiny
            font.weight: Font.DemiBold
        }
    }

    Tip {
        // Who, by name.
        text: overBadges.hovered && row.badges !== "" ? row.code.whoIsAt(row.index) : ""
        wanted: text !== ""
    }

    // How much of the tasks' time passes here, or below what is awaited here.
    Item {
        id: time

        visible: row.shareText !== "" || row.throughText !== ""
        x: row.badgesWidth + 4
        y: body.y
        width: row.shareWidth - 8
        height: body.lineHeight

        HoverHandler {
            id: overTime
        }

        Tip {
            text: overTime.hovered ? row.ofTime() : ""
            wanted: text !== ""
        }

        AppText {
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            anchors.verticalCenterOffset: -2
            text: row.showsThrough ? row.throughText : row.shareText
            color: row.showsThrough ? Theme.textMuted : Theme.text
            font.pixelSize: Math.round(10 * Theme.textScale)
            font.italic: row.showsThrough
        }

        ToneBar {
            anchors.bottom: parent.bottom
            width: parent.width
            height: row.showsThrough ? 2 : 4
            tones: row.showsThrough ? "" : row.tones
            rest: row.showsThrough ? row.through : 0
        }
    }

    AppText {
        visible: row.isLine && row.text !== ""
        x: row.badgesWidth + row.shareWidth
        y: body.y
        width: row.numberWidth - 8
        height: body.lineHeight
        horizontalAlignment: Text.AlignRight
        verticalAlignment: Text.AlignVCenter
        text: row.number
        color: Theme.textMuted
        font.family: Theme.monoFamily
        font.pixelSize: Math.round(10 * Theme.textScale)
    }

    LinkMark {
        x: row.margin - 6
        linked: row.linked
        paired: row.paired
        lineHeight: body.lineHeight
    }

    // The line, or what a fold is for.
    Item {
        id: body

        readonly property real lineHeight: Math.ceil(Theme.code * 1.42)

        x: row.margin
        y: row.isFold ? 5 : 0
        width: row.width - x - 26 // what marks the scroll bar is free of it
        implicitHeight: Math.max(lineHeight, row.isLine ? line.implicitHeight + (row.note === "" ? 0 : failure.implicitHeight + 3) : row.isFold ? title.implicitHeight : 0)

        CodeLine {
            id: line

            visible: row.isLine
            width: parent.width
            lineHeight: body.lineHeight
            tokens: row.tokens
            indent: row.indent
            letterWidth: row.letterWidth

            Tip {
                // By the pointer, what it is on; by the keyboard, all of the line.
                text: line.hoveredLink !== "" ? row.explanations[Number(line.hoveredLink)] ?? ""
                                              : row.explanations.join("\n\n")
                wanted: text !== "" && (line.hoveredLink !== "" || (row.current && row.byKeyboard))
            }
        }

        // What went wrong here.
        AppText {
            id: failure

            objectName: "codeNote"
            anchors.top: line.bottom
            x: line.x + row.indent * row.letterWidth
            width: parent.width - x
            visible: text !== ""
            text: row.note === "" ? "" : "✕ " + row.note
            color: Theme.error
            font.pixelSize: Theme.tiny
            font.weight: Font.DemiBold
            wrapMode: Text.Wrap
            elide: Text.ElideNone
        }

        AppText {
            id: title

            visible: row.isFold
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width
            text: !row.isFold ? "" : (row.folded ? "▸ " : "▾ ") + row.text + (row.folded ? " (" + row.count + " lines)" : "")
            color: Theme.textMuted
            font.pixelSize: Theme.small
            wrapMode: Text.Wrap
            elide: Text.ElideNone
        }
    }
}
