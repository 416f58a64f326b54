// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

import Coroscope.Theme

/*!
    A tooltip that costs next to nothing until it is shown: the popup is made when the pointer has rested
    on the parent for a while, or when the keyboard reaches it, and goes away with it.
*/
Item {
    id: tip

    property string text
    /*! Set while the pointer is on, or the keyboard focus is in, what the tip explains. */
    property bool wanted: false

    /*! How much higher than the parent's top it floats, so as not to cover what stands right above the parent. */
    property int lift: 0
    readonly property bool shown: bubble !== null
    property T.ToolTip bubble: null

    function hide(): void {
        if (!bubble)
            return;
        bubble.close();
        bubble.destroy();
        bubble = null;
    }

    anchors.fill: parent
    onWantedChanged: {
        if (!wanted)
            hide();
    }

    Timer {
        interval: Theme.tipDelay
        running: tip.wanted && tip.text !== "" && !tip.shown
        onTriggered: tip.bubble = maker.createObject(tip) as T.ToolTip
    }

    Component {
        id: maker

        T.ToolTip {
            id: popup

            readonly property real wish: Math.ceil(words.implicitWidth) + leftPadding + rightPadding

            x: Math.round((tip.width - width) / 2)
            y: -height - 6 - tip.lift
            margins: 6
            topPadding: 7
            bottomPadding: 7
            leftPadding: 10
            rightPadding: 10
            width: Math.min(wish, 320 * Theme.textScale)
            height: words.height + topPadding + bottomPadding
            closePolicy: T.Popup.NoAutoClose
            visible: true
            text: tip.text

            AppText {
                id: words

                width: popup.availableWidth
                text: popup.text
                wrapMode: Text.WordWrap
                elide: Text.ElideNone
                font.pixelSize: Theme.small
            }

            background: Rectangle {
                radius: Theme.radius
                color: Theme.surface
                border.color: Theme.textMuted
                border.width: Theme.outline
            }
        }
    }
}
