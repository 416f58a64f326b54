// SPDX-License-Identifier: MIT
import QtQuick

/*!
    Rows to choose one of, below each other. One stop for Tab; the arrow keys go from row to row, and Enter does what a
    click does. Its delegates are PickRow.
*/
Column {
    id: list

    property alias model: rows.model
    property alias delegate: rows.delegate
    readonly property alias count: rows.count
    property int currentIndex: 0
    /*! What it is a list of, for screen readers. */
    property string label

    /*! The row with this number has been chosen. */
    signal picked(int index)

    function go(index: int): void {
        currentIndex = Math.max(0, Math.min(count - 1, index));
    }

    visible: count > 0
    activeFocusOnTab: true

    Accessible.role: Accessible.List
    Accessible.name: label
    Accessible.focusable: true

    Keys.onUpPressed: go(currentIndex - 1)
    Keys.onDownPressed: go(currentIndex + 1)
    Keys.onReturnPressed: picked(currentIndex)
    Keys.onEnterPressed: picked(currentIndex)

    Repeater {
        id: rows

        onCountChanged: list.go(list.currentIndex)
    }
}
