// SPDX-License-Identifier: MIT
pragma Singleton
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

import Coroscope.Theme

/*! Shows tooltips, one at a time; see Tip, which requests them. */
QtObject {
    id: board

    /*! The current Tip; null when none is requested. (Untyped: the two types would depend on each other.) */
    property var holder: null
    property T.ToolTip bubble: null

    /*! Requests \a tip, to be shown once the pointer has rested; it replaces any other. */
    function ask(tip: Item): void {
        hide();
        holder = tip;
        delay.restart();
    }

    /*! Withdraws the request of \a tip. */
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

    /*! The item \a tip is placed beside, so as not to cover what is above or below in the same column. */
    function columnOf(tip: Item): Item {
        for (let ancestor = tip.parent; ancestor; ancestor = ancestor.parent) {
            if (ancestor.tipsBeside === true)
                return ancestor;
        }
        return null;
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

            readonly property Item column: tip.below ? null : board.columnOf(tip)
            readonly property real top: tip.within ? tip.within.mapToItem(null, 0, 0).y : 0
            readonly property point at: tip.mapToItem(null, 0, 0)
            readonly property int away: 6

            function besideColumn(): real {
                const left = column.mapToItem(null, 0, 0).x;
                const right = left + column.width + away;
                return right + width < tip.Window.width ? right : left - away - width;
            }

            x: Math.round(column ? besideColumn() - at.x : (tip.width - width) / 2)
            // Above; below if there is no room above.
            y: Math.round(column ? (tip.height - height) / 2
                                 : at.y - height - away < Math.max(away, top) || tip.below ? tip.height + away : -height - away)
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
                objectName: "tip"
                radius: Theme.radius
                color: Theme.surface
                border.color: Theme.textMuted
                border.width: Theme.outline
            }
        }
    }
}
