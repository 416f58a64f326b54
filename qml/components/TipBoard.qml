// SPDX-License-Identifier: MIT
pragma Singleton
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

import Coroscope.Theme

/*! Where the one tooltip that is shown at a time comes from; see Tip, which asks for it. */
QtObject {
    id: board

    /*! The Tip whose turn it is; null when nobody wants one. (Untyped: the two would need each other to be made.) */
    property var holder: null
    property T.ToolTip bubble: null

    /*! \a tip wants to be shown once the pointer has rested; it takes the place of any other. */
    function ask(tip: Item): void {
        hide();
        holder = tip;
        delay.restart();
    }

    /*! \a tip no longer wants to be shown. */
    function drop(tip: Item): void {
        if (holder !== tip)
            return;
        hide();
        holder = null;
        delay.stop();
    }

    function hide(): void {
        if (!bubble)
            return;
        bubble.close();
        bubble.destroy();
        bubble = null;
    }

    function show(): void {
        if (holder && holder.text !== "")
            bubble = maker.createObject(holder, { tip: holder }) as T.ToolTip;
    }

    readonly property Timer delay: Timer {
        interval: Theme.tipDelay
        onTriggered: board.show()
    }

    readonly property Component maker: Component {
        T.ToolTip {
            id: popup

            required property var tip
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
