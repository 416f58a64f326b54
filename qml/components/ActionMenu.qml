// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

import Coroscope.Theme

/*!
    The actions on something on the stage, as a list beside it. Arrow keys walk it, Enter takes the action. Time stands
    still meanwhile, so that the action applies to what was seen.
*/
ModalPopup {
    id: menu

    /*!
        Maps of action, index, label, effect and reason: why it would do nothing now, or empty. In place of an action, the name
        of what is to be shown.
    */
    property var entries: []
    property string title

    readonly property string whyNot: {
        const idle = entries.find(entry => entry.reason !== "");
        return idle ? idle.reason : "";
    }

    signal chosen(action: int, index: int)
    /*! What has this name is to be shown. */
    signal viewChosen(view: string)

    /*! Opens below this point of \a item, or above it if there is no room. */
    function openAtPoint(item: Item, point: point): void {
        show(item.mapToItem(parent, point.x, point.y + 4), 8);
    }

    /*! Opens below \a item, or above it if there is no room. */
    function openAt(item: Item): void {
        show(item.mapToItem(parent, 0, item.height + 4), item.height + 8);
    }

    /*! Below \a at, or so far above it. */
    function show(at: point, above: real): void {
        x = Math.max(4, Math.min(parent.width - implicitWidth - 4, at.x));
        y = at.y + implicitHeight > parent.height ? Math.max(4, at.y - above - implicitHeight) : at.y;
        open();
        list.currentIndex = -1; // what was clicked the last time has kept the focus in here
        list.currentIndex = 0;
        list.forceActiveFocus(Qt.PopupFocusReason);
        list.currentItem?.forceActiveFocus(Qt.PopupFocusReason);
    }

    implicitWidth: Math.round(250 * Theme.textScale)
    implicitHeight: list.contentHeight + heading.height + (note.visible ? note.height : 0) + 2 * Theme.padding
    padding: Theme.padding
    dim: false
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside

    background: Rectangle {
        color: Theme.surface
        radius: Theme.cardRadius
        border.width: Theme.outline
        border.color: Theme.divider
    }

    Item {
        readonly property bool tipsBeside: true

        anchors.fill: parent

        AppText {
            id: heading

            width: parent.width
            height: implicitHeight + 6
            text: menu.title
            color: Theme.textMuted
            font.pixelSize: Theme.small
            font.weight: Font.DemiBold
        }

        ListView {
            id: list

            anchors.top: heading.bottom
            width: parent.width
            height: contentHeight
            model: menu.entries
            keyNavigationEnabled: true
            Accessible.role: Accessible.PopupMenu
            Accessible.name: menu.title

            delegate: AppButton {
                required property int index
                required property var modelData

                objectName: "action." + modelData.action
                width: list.width
                enabled: modelData.reason === ""
                text: modelData.label
                tip: modelData.effect
                current: ListView.isCurrentItem && enabled
                accessibleRole: Accessible.MenuItem
                Accessible.description: modelData.reason === "" ? modelData.effect : modelData.reason
                onClicked: {
                    menu.close();
                    if (typeof modelData.action === "string")
                        menu.viewChosen(modelData.action);
                    else
                        menu.chosen(modelData.action, modelData.index);
                }
            }
        }

        AppText {
            id: note

            objectName: "actionMenuNote"
            anchors.top: list.bottom
            visible: text !== ""
            width: parent.width
            height: implicitHeight
            topPadding: 6
            text: menu.whyNot
            color: Theme.textMuted
            font.pixelSize: Theme.small
            wrapMode: Text.WordWrap
        }
    }
}
