// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.Components
import Coroscope.Theme

/*! A line of the Rust beside the code. */
Item {
    id: row

    required property int index
    required property int number
    required property int indent
    required property string text
    required property var tokens
    required property bool linked
    required property bool paired

    /*! Of one letter, in pixels. */
    required property real letterWidth
    /*! The list has the keyboard. */
    required property bool focused
    readonly property bool current: ListView.isCurrentItem && focused
    readonly property real margin: Math.round(36 * Theme.textScale)
    readonly property real lineHeight: Math.ceil(Theme.code * 1.42)

    signal pressed()

    objectName: "rustRow." + index
    width: ListView.view?.width ?? 0
    height: text === "" ? Math.ceil(lineHeight * 0.6) : Math.ceil(line.implicitHeight)

    readonly property int accessibleRole: Accessible.ListItem

    Accessible.role: accessibleRole
    Accessible.name: "line " + number + ": " + text + (linked ? "; the C++ has a counterpart" : "")
    Accessible.selected: paired
    Accessible.onPressAction: row.pressed()

    Rectangle {
        anchors.fill: parent
        visible: row.paired || row.current || hover.hovered
        color: row.paired ? Theme.accentSoft : Theme.track
        opacity: row.paired ? 1 : 0.35
    }

    TapHandler {
        onTapped: row.pressed()
    }

    HoverHandler {
        id: hover

        cursorShape: row.linked ? Qt.PointingHandCursor : Qt.ArrowCursor
    }

    AppText {
        visible: row.text !== ""
        width: row.margin - 12
        height: row.lineHeight
        horizontalAlignment: Text.AlignRight
        verticalAlignment: Text.AlignVCenter
        text: row.number
        color: Theme.textMuted
        font.family: Theme.monoFamily
        font.pixelSize: Math.round(10 * Theme.textScale)
    }

    LinkMark {
        x: row.margin - 8
        linked: row.linked
        paired: row.paired
        lineHeight: row.lineHeight
    }

    CodeLine {
        id: line

        x: row.margin
        width: row.width - x - 16
        lineHeight: row.lineHeight
        tokens: row.tokens
        indent: row.indent
        letterWidth: row.letterWidth
    }
}
