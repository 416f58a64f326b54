// SPDX-License-Identifier: MIT
import QtQuick

/*!
    A tooltip for its parent. Costs next to nothing until it is shown: TipBoard makes the popup when the pointer has
    rested for a while, or the keyboard has reached the parent, and takes it away at once.
*/
Item {
    id: tip

    property string text
    /*! Set while the pointer is on, or the keyboard focus is in, what the tip explains. */
    property bool wanted: false
    /*! How much higher than the parent's top it floats, so as not to cover what stands right above the parent. */
    property int lift: 0
    readonly property bool shown: TipBoard.holder === tip && TipBoard.bubble !== null

    anchors.fill: parent
    onWantedChanged: {
        if (wanted)
            TipBoard.ask(tip);
        else
            TipBoard.drop(tip);
    }
    Component.onDestruction: TipBoard.drop(tip)
}
