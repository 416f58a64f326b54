// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*!
    Light, invisible items over the painted stage, one per task and channel: for keyboard navigation, for screen
    readers, and for tooltips. One stop for Tab; the arrow keys walk from there.
*/
FocusScope {
    id: overlay

    required property PlaceModel model
    /*! The run whose places they are, if it can be asked about them in the panel. */
    property Run run: null
    property int currentIndex: 0

    /*! Action number \a action is requested at the task with this index of its group. */
    signal actionChosen(action: int, index: int)
    /*! What has been selected is to be shown in the panel's tab of this name. */
    signal viewAsked(view: string)
    /*! What is in this row of the model is pressed, at this point. */
    signal picked(row: int, point: point)
    /*! The place in this row is under the pointer, or has the focus; -1: none. */
    signal pointed(row: int)

    property int pointedRow: -1

    onPointedRowChanged: pointed(pointedRow)

    /*! Created when first needed. */
    property ActionMenu menu: null

    /*! The place that the menu is of, and where in it that was asked for. */
    property int menuRow: -1
    property point menuPoint

    function openMenu(place: Item, row: int, doable: var, point: point): void {
        const entries = run ? run.menuOfRow(row, point) : doable;
        if (entries.length === 0)
            return;
        if (!menu)
            menu = menuMaker.createObject(overlay) as ActionMenu;
        menuRow = row;
        menuPoint = point;
        menu.entries = entries;
        menu.title = run ? run.nameInRow(row, point) : place.Accessible.name;
        menu.openAt(place);
    }

    /*! The actions of one run mean nothing in another. */
    function closeMenu(): void {
        menu?.close();
    }

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
            required property var doable

            objectName: "place." + index
            x: px
            y: py
            width: pw
            height: ph
            // The focused item stays a tab stop: Qt warns if that is taken away meanwhile.
            activeFocusOnTab: index === overlay.currentIndex || activeFocus

            readonly property bool pointedAt: over.hovered || activeFocus
            /*! What has been pressed is told elsewhere, until the pointer comes again. */
            property bool pressedBefore: false

            onPointedAtChanged: {
                if (pointedAt)
                    overlay.pointedRow = index;
                else if (overlay.pointedRow === index)
                    overlay.pointedRow = -1;
            }

            Accessible.role: Accessible.ListItem
            Accessible.name: name
            Accessible.description: description
            Accessible.focusable: true

            Keys.onMenuPressed: overlay.openMenu(place, index, doable, Qt.point(-1, -1))
            Keys.onPressed: event => {
                if (event.key !== Qt.Key_F10 || !(event.modifiers & Qt.ShiftModifier))
                    return;
                overlay.openMenu(place, index, doable, Qt.point(-1, -1));
                event.accepted = true;
            }
            Keys.onReturnPressed: overlay.picked(index, Qt.point(-1, -1))

            FocusRing {
                radius: Theme.cardRadius
                visible: place.activeFocus
            }

            TapHandler {
                acceptedButtons: Qt.LeftButton | Qt.RightButton
                onTapped: (point, button) => {
                    place.pressedBefore = true;
                    if (button === Qt.LeftButton)
                        overlay.picked(place.index, place.mapToItem(overlay, point.position));
                    else
                        overlay.openMenu(place, place.index, place.doable, place.mapToItem(overlay, point.position));
                }
            }

            HoverHandler {
                id: over

                onHoveredChanged: place.pressedBefore = false
            }

            Tip {
                within: overlay
                text: place.description === "" ? place.name : place.name + " — " + place.description
                wanted: ((over.hovered && !place.pressedBefore) || place.activeFocus) && !overlay.menu?.opened
            }
        }
    }

    Component {
        id: menuMaker

        ActionMenu {
            objectName: "actionMenu"
            onChosen: (action, index) => overlay.actionChosen(action, index)
            onViewChosen: view => {
                overlay.run.select(overlay.menuRow, overlay.menuPoint);
                overlay.viewAsked(view);
            }
        }
    }
}
