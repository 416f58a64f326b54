// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*!
    The words of the field: what they mean, and what they are called in other libraries. What is typed looks for them; the arrow
    keys go from term to term meanwhile.
*/
ModalPopup {
    id: sheet

    readonly property real gap: Theme.padding
    readonly property bool inColumns: list.width >= 1180 * Theme.textScale
    readonly property real termWidth: Math.round((inColumns ? 150 : Math.min(150, list.width * 0.24)) * (inColumns ? Theme.textScale : 1))
    readonly property real meaningWidth: inColumns ? Math.round(list.width * 0.24) : list.width - termWidth - 3 * gap - 8
    readonly property real nameWidth: Math.floor((list.width - termWidth - meaningWidth - 8 * gap - 8) / 5)

    /*! Shows all terms, from this one on; from the first one if there is none. */
    function show(term: string): void {
        Glossary.filter = "";
        field.text = "";
        open();
        list.currentIndex = Math.max(0, Glossary.rowOf(term));
        list.forceLayout();
        list.positionViewAtIndex(list.currentIndex, ListView.Beginning);
    }

    parent: T.Overlay.overlay
    anchors.centerIn: parent
    width: Math.min(Math.round(1560 * Theme.textScale), parent ? parent.width - 2 * Theme.margin : 800)
    height: parent ? parent.height - 32 : 600
    padding: Theme.margin
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside
    onOpened: field.forceActiveFocus(Qt.PopupFocusReason)

    background: Card {
        color: Theme.surface
    }

    Item {
        anchors.fill: parent
        Accessible.role: Accessible.Dialog
        Accessible.name: "Glossary"

        AppText {
            id: heading

            anchors.verticalCenter: closeButton.verticalCenter
            text: "Glossary"
            font.pixelSize: Theme.headline
            font.weight: Font.Bold
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }

        LineField {
            id: field

            objectName: "glossary.find"
            anchors.left: heading.right
            anchors.leftMargin: Theme.margin
            width: Math.min(Math.round(280 * Theme.textScale), closeButton.x - x - tally.implicitWidth - 2 * Theme.padding)
            placeholderText: "Find a term or a name"
            Accessible.name: placeholderText
            onTextChanged: {
                Glossary.filter = text;
                list.go(0);
            }
            Keys.onUpPressed: list.go(list.currentIndex - 1)
            Keys.onDownPressed: list.go(list.currentIndex + 1)
            Keys.onPressed: event => {
                if (event.key !== Qt.Key_PageUp && event.key !== Qt.Key_PageDown)
                    return;
                list.go(list.currentIndex + (event.key === Qt.Key_PageUp ? -8 : 8));
                event.accepted = true;
            }
        }

        AppText {
            id: tally

            objectName: "glossary.count"
            anchors.left: field.right
            anchors.leftMargin: Theme.padding
            anchors.verticalCenter: closeButton.verticalCenter
            text: Glossary.countText
            color: Theme.textMuted
            font.pixelSize: Theme.small
        }

        IconButton {
            id: closeButton

            objectName: "glossary.close"
            anchors.right: parent.right
            iconName: "close"
            text: "Close"
            tip: "Close (Esc)"
            quiet: true
            onClicked: sheet.close()
        }

        Row {
            id: titles

            visible: sheet.inColumns
            anchors.top: closeButton.bottom
            anchors.topMargin: Theme.padding
            x: sheet.gap
            height: visible ? implicitHeight + 4 : 0
            spacing: sheet.gap

            Repeater {
                model: Glossary.libraries.length + 2

                SectionTitle {
                    required property int index

                    width: index === 0 ? sheet.termWidth : index === 1 ? sheet.meaningWidth : sheet.nameWidth
                    text: index === 0 ? "Term" : index === 1 ? "Meaning" : Glossary.libraries[index - 2]
                }
            }
        }

        ListView {
            id: list

            objectName: "glossary.list"
            anchors {
                top: titles.bottom
                left: parent.left
                right: parent.right
                bottom: parent.bottom
                topMargin: sheet.inColumns ? 0 : Theme.padding
            }
            clip: true
            model: Glossary.rows
            currentIndex: 0
            highlightFollowsCurrentItem: false
            boundsBehavior: Flickable.StopAtBounds
            activeFocusOnTab: true
            cacheBuffer: 400

            readonly property int accessibleRole: Accessible.List

            Accessible.role: accessibleRole
            Accessible.name: "Terms"
            Accessible.focusable: true

            function go(row: int): void {
                currentIndex = Math.max(0, Math.min(count - 1, row));
                positionViewAtIndex(currentIndex, ListView.Contain);
            }

            Keys.onUpPressed: go(currentIndex - 1)
            Keys.onDownPressed: go(currentIndex + 1)
            T.ScrollBar.vertical: ThinScrollBar {
                focusPolicy: Qt.NoFocus
                Accessible.name: "Terms"
            }

            delegate: GlossaryLine {
                inColumns: sheet.inColumns
                termWidth: sheet.termWidth
                meaningWidth: sheet.meaningWidth
                nameWidth: sheet.nameWidth
                gap: sheet.gap
                onPressed: list.go(index)
            }

            FocusRing {
                parent: list
                anchors.margins: 1
                visible: list.activeFocus
            }
        }

        AppText {
            visible: list.count === 0
            anchors.top: list.top
            anchors.topMargin: Theme.padding
            x: sheet.gap
            text: "No term has this in it."
            color: Theme.textMuted
        }
    }
}
