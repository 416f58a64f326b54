// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*!
    Light, invisible items over the painted stage, one per task and channel: what the keyboard walks, what a screen
    reader names, and where the tooltip comes from. One stop for Tab; the arrow keys walk from there.
*/
FocusScope {
    id: overlay

    required property PlaceModel model
    property int currentIndex: 0

    function walk(step: int): void {
        const next = Math.max(0, Math.min(places.count - 1, currentIndex + step));
        const item = places.itemAt(next);
        if (!item)
            return;
        currentIndex = next;
        item.forceActiveFocus(Qt.TabFocusReason);
    }

    Accessible.role: Accessible.Grouping
    Accessible.name: "Tasks and channels"

    Keys.onRightPressed: walk(1)
    Keys.onDownPressed: walk(1)
    Keys.onLeftPressed: walk(-1)
    Keys.onUpPressed: walk(-1)

    Repeater {
        id: places

        model: overlay.model
        onCountChanged: {
            if (overlay.currentIndex >= count)
                overlay.currentIndex = Math.max(0, count - 1);
        }

        Item {
            id: place

            required property int index
            required property string name
            required property string description
            required property real px
            required property real py
            required property real pw
            required property real ph

            objectName: "place." + index
            x: px
            y: py
            width: pw
            height: ph
            activeFocusOnTab: index === overlay.currentIndex

            Accessible.role: Accessible.ListItem
            Accessible.name: name
            Accessible.description: description
            Accessible.focusable: true

            FocusRing {
                radius: Theme.cardRadius
                visible: place.activeFocus
            }

            HoverHandler {
                id: over
            }

            Tip {
                text: place.description === "" ? place.name : place.name + " — " + place.description
                wanted: over.hovered || place.activeFocus
            }
        }
    }
}
