// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.App
import Coroscope.Components

/*! What can be done with the playhead that is not wanted all the time, behind one button. */
IconButton {
    id: button

    required property LoopStretch loop
    required property RunUntil until
    required property Bookmarks bookmarks

    /*! The action with this id, as in KeyTable, is requested. */
    signal actionAsked(id: string)

    readonly property list<string> ids: ["until", "untilAgain", "loopStart", "loopEnd", "loopClear", "bookmark",
                                         "previousBookmark", "nextBookmark"]
    /*! Created when first needed. */
    property ActionMenu menu: null

    function entries(): var {
        return ids.filter(id => (id !== "loopClear" || loop.marked) && (id !== "untilAgain" || until.last !== "")
                                && (!id.endsWith("Bookmark") || bookmarks.count > 0)).map(id => {
            const row = KeyTable.row(id);
            return {
                action: ids.indexOf(id),
                index: 0,
                label: (id === "untilAgain" ? "Run until " + until.last : row.text) + " (" + row.shown + ")",
                effect: id === "loopClear" ? loop.text : "",
                reason: ""
            };
        });
    }

    iconName: "more"
    text: "More ways to move the playhead"
    tip: "Run until, loop, bookmarks"
    Accessible.role: Accessible.ButtonMenu
    onClicked: {
        if (!menu)
            menu = maker.createObject(button) as ActionMenu;
        menu.entries = entries();
        menu.openAt(button);
    }

    Component {
        id: maker

        ActionMenu {
            objectName: "playMenu"
            title: "Playhead"
            onChosen: action => button.actionAsked(button.ids[action])
        }
    }
}
