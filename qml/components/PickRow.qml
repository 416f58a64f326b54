// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.Theme

/*! A row of a PickList, which is its parent. What it shows stands in it, \l inset away from its sides. */
Item {
    id: row

    /*! Of this row in the list. */
    required property int index
    /*! Whether it can be chosen. */
    property bool pickable: true
    /*! In words, for screen readers. */
    property string said
    property string tip
    /*! How much of its height is a heading that stands above it. */
    property real headed: 0
    readonly property int inset: 6
    readonly property bool hovered: over.hovered && pickable
    readonly property bool focused: (parent?.activeFocus ?? false) && parent.currentIndex === index

    width: parent ? parent.width : 0

    Accessible.role: Accessible.ListItem
    Accessible.name: said
    Accessible.onPressAction: pick()

    function pick(): void {
        if (!pickable)
            return;
        parent.currentIndex = index;
        parent.picked(index);
    }

    Rectangle {
        anchors.fill: parent
        anchors.topMargin: row.headed
        radius: 6
        color: Theme.accentSoft
        visible: row.hovered || row.focused
    }

    FocusRing {
        anchors.margins: 0
        anchors.topMargin: row.headed
        radius: 6
        visible: row.focused
    }

    HoverHandler {
        id: over

        cursorShape: row.pickable ? Qt.PointingHandCursor : Qt.ArrowCursor
    }

    TapHandler {
        enabled: row.pickable
        onTapped: row.pick()
    }

    Tip {
        text: row.tip
        wanted: text !== "" && (row.hovered || row.focused)
    }
}
