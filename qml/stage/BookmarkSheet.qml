// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Templates as T

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! The note of a bookmark at the playhead, which Enter sets; one that is there can be removed. */
ModalPopup {
    id: sheet

    required property Bookmarks bookmarks
    required property Transport transport
    /*! Where the playhead is. */
    required property string timeText

    /*! Position of the one that is here already; -1: none. */
    property int index: -1

    function ask(): void {
        transport.stopAhead();
        index = bookmarks.here();
        field.text = index < 0 ? "" : bookmarks.list[index].note;
        open();
    }

    function accept(): void {
        if (bookmarks.setHere(field.text))
            close();
    }

    /*! A key held down is a single press: what has opened this does not answer it. */
    function acceptKey(event: var): void {
        if (!event.isAutoRepeat)
            accept();
    }

    parent: T.Overlay.overlay
    anchors.centerIn: parent
    width: Math.min(Math.round(440 * Theme.textScale), parent ? parent.width - 32 : 440)
    height: body.implicitHeight + topPadding + bottomPadding
    padding: Math.round(Theme.margin * 0.75)
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside
    onOpened: {
        field.forceActiveFocus(Qt.PopupFocusReason);
        field.selectAll();
    }

    background: Card {
        color: Theme.surface
    }

    Column {
        id: body

        width: parent.width
        spacing: Theme.padding
        Accessible.role: Accessible.Dialog
        Accessible.name: heading.text

        AppText {
            id: heading

            text: "Bookmark at " + sheet.timeText
            font.pixelSize: Theme.headline
            font.weight: Font.Bold
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }

        LineField {
            id: field

            objectName: "bookmarkSheet.note"
            width: parent.width
            maximumLength: 200
            placeholderText: "A note, if you like"
            Accessible.name: "Note"
            Keys.onReturnPressed: event => sheet.acceptKey(event)
            Keys.onEnterPressed: event => sheet.acceptKey(event)
        }

        Item {
            width: parent.width
            height: buttons.height

            AppButton {
                objectName: "bookmarkSheet.remove"
                visible: sheet.index >= 0
                text: "Remove"
                tip: "Remove this bookmark"
                onClicked: {
                    sheet.close();
                    sheet.bookmarks.remove(sheet.index);
                }
            }

            Row {
                id: buttons

                anchors.right: parent.right
                spacing: Theme.spacing

                AppButton {
                    objectName: "bookmarkSheet.set"
                    text: sheet.index < 0 ? "Set" : "Change"
                    tip: text + " — Enter"
                    current: true
                    onClicked: sheet.accept()
                }

                AppButton {
                    objectName: "bookmarkSheet.cancel"
                    text: "Cancel"
                    tip: "Cancel — Esc"
                    onClicked: sheet.close()
                }
            }
        }
    }
}
