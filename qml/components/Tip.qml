// SPDX-License-Identifier: MIT
import QtQuick

/*!
    A tooltip for its parent. Costs next to nothing until it is shown: TipBoard makes the popup when the pointer has
    rested for a while, or the keyboard has reached the parent, and takes it away at once. It is placed above the
    parent, or beside an ancestor that has \c tipsBeside set.
*/
Item {
    id: tip

    property string text
    /*! Set while the pointer is on, or the keyboard focus is in, what the tip explains. */
    property bool wanted: false
    /*! Placed below its parent, not above, nor beside that ancestor. */
    property bool below: false
    /*! What is above this item must not be covered; null: all may. */
    property Item within: null
    /*! What nobody sees is not explained. */
    readonly property bool asked: wanted && visible
    readonly property bool shown: TipBoard.holder === tip && TipBoard.bubble !== null

    anchors.fill: parent
    onAskedChanged: {
        if (asked)
            TipBoard.ask(tip);
        else
            TipBoard.drop(tip);
    }
    Component.onDestruction: TipBoard.drop(tip)
}
