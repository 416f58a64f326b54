// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! What can be done with the playhead, and from there, that is not wanted all the time, behind one button: a list that the arrow keys walk. */
IconButton {
    id: button

    required property LoopStretch loop
    required property RunUntil until
    required property Bookmarks bookmarks
    /*! For what there is no room outside of it. */
    property var away: []

    /*! The action with this id, as in KeyTable, is requested. */
    signal actionAsked(id: string)

    readonly property var sometimes: ["toStart", "toPresent", "playBack", "redo"]

    /*! Created when first needed. */
    property var menu: null

    function isPossible(id: string): bool {
        return id === "loopClear" ? loop.marked : id === "untilAgain" || id === "untilBack" ? until.last !== ""
             : id.endsWith("Bookmark") ? bookmarks.count > 0 : sometimes.includes(id) ? away.includes(id) : true;
    }

    iconName: "more"
    text: "More to do with the run"
    tip: "Run until something happens, loop, bookmarks, branch, luck"
    hoverEnabled: !(menu?.opened ?? false) // its tip would lie over the list
    Accessible.role: Accessible.ButtonMenu
    onClicked: {
        if (!menu)
            menu = maker.createObject(button);
        menu.open();
    }

    Component {
        id: maker

        ModalPopup {
            id: list

            readonly property var all: ["toStart", "toPresent", "playBack", "until", "untilAgain", "untilBack", "loopStart", "loopEnd", "loopClear",
                                        "bookmark", "previousBookmark", "nextBookmark", "branch", "luck", "redo"]
            readonly property var ids: all.filter(id => button.isPossible(id))
            property int current: 0

            function choose(id: string): void {
                close();
                button.actionAsked(id);
            }

            function walk(step: int): void {
                current = (current + step + ids.length) % ids.length;
            }

            objectName: "playMenu"
            parent: T.Overlay.overlay
            width: Math.round(340 * Theme.textScale)
            height: rows.height + 2 * padding
            padding: 8
            dim: false
            closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside
            onAboutToShow: {
                const at = button.mapToItem(parent, 0, 0);
                const below = at.y + button.height + 6;
                x = Math.max(4, Math.min(parent.width - width - 4, at.x));
                y = below + height + 4 <= parent.height ? below : Math.max(4, at.y - height - 6);
                current = 0;
            }
            onOpened: rows.forceActiveFocus(Qt.PopupFocusReason)

            background: Rectangle {
                color: Theme.surface
                radius: Theme.radius
                border.width: Theme.outline
                border.color: Theme.divider
            }

            Column {
                id: rows

                width: parent.width
                Accessible.role: Accessible.PopupMenu
                Accessible.name: button.text
                Keys.onUpPressed: list.walk(-1)
                Keys.onDownPressed: list.walk(1)
                Keys.onReturnPressed: event => {
                    if (!event.isAutoRepeat)
                        list.choose(list.ids[list.current]);
                }
                Keys.onEnterPressed: event => {
                    if (!event.isAutoRepeat)
                        list.choose(list.ids[list.current]);
                }

                Repeater {
                    model: list.ids

                    Rectangle {
                        id: row

                        required property int index
                        required property string modelData
                        readonly property var keyRow: KeyTable.row(modelData)
                        readonly property bool current: index === list.current

                        objectName: "playMenu." + modelData
                        width: rows.width
                        height: Math.max(Math.round(32 * Theme.textScale), words.implicitHeight + 12)
                        radius: 6
                        color: current ? Theme.accent : "transparent"
                        Accessible.role: Accessible.MenuItem
                        Accessible.name: words.text
                        Accessible.description: keyRow.shown
                        Accessible.onPressAction: list.choose(row.modelData)

                        AppText {
                            id: words

                            anchors {
                                left: parent.left
                                right: keys.left
                                verticalCenter: parent.verticalCenter
                                leftMargin: 10
                                rightMargin: 10
                            }
                            text: row.modelData === "untilAgain" ? "Run until " + button.until.last
                                : row.modelData === "untilBack" ? "Run back until " + button.until.last : row.keyRow.text
                            color: row.current ? Theme.accentText : Theme.text
                            font.pixelSize: Theme.small
                            font.weight: Font.Medium
                            wrapMode: Text.Wrap
                            elide: Text.ElideNone
                        }

                        AppText {
                            id: keys

                            anchors {
                                right: parent.right
                                verticalCenter: parent.verticalCenter
                                rightMargin: 10
                            }
                            text: row.keyRow.shown
                            color: row.current ? Theme.accentText : Theme.textMuted
                            font.family: Theme.monoFamily
                            font.pixelSize: Theme.small
                        }

                        HoverHandler {
                            onHoveredChanged: {
                                if (hovered)
                                    list.current = row.index;
                            }
                        }

                        TapHandler {
                            onTapped: list.choose(row.modelData)
                        }
                    }
                }
            }
        }
    }
}
