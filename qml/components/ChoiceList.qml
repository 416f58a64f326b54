// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

/*! The entries of a ChoiceField, as a column. Not a list view: that creates the current entry first, and a screen
    reader would read it first. */
Flickable {
    id: list

    /*! Makes the entries. */
    required property var entries
    /*! Is scrolled to; -1: none. */
    required property int highlightedIndex
    /*! What is chosen here. */
    required property string label

    readonly property Item highlighted: highlightedIndex >= 0 ? repeater.itemAt(highlightedIndex) : null

    implicitHeight: rows.height
    contentWidth: width
    contentHeight: rows.height
    clip: true
    boundsBehavior: Flickable.StopAtBounds
    T.ScrollBar.vertical: ThinScrollBar {}
    Accessible.role: Accessible.List
    Accessible.name: label
    onHighlightedChanged: {
        if (highlighted)
            contentY = Math.max(0, Math.min(Math.max(highlighted.y + highlighted.height - height, contentY),
                                            highlighted.y));
    }

    Column {
        id: rows

        width: list.width

        Repeater {
            id: repeater

            model: list.entries
        }
    }
}
