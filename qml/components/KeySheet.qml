// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

import Coroscope.Theme

/*! Every key on one sheet, as KeyTable has them. */
ModalPopup {
    id: sheet

    readonly property real columnWidth: Math.round(330 * Theme.textScale)
    readonly property real most: parent ? parent.width - 2 * Theme.margin : 0
    readonly property int columns: most > widthOf(3) ? 3 : most > widthOf(2) ? 2 : 1
    /*! Beside the text, so that the bar does not lie over it. */
    readonly property int barRoom: 16

    /*! What words mean is asked for, not what keys do. */
    signal glossaryAsked()

    function widthOf(columns: int): real {
        return columns * columnWidth + (columns - 1) * Theme.margin + barRoom + 2 * padding;
    }

    parent: T.Overlay.overlay
    anchors.centerIn: parent
    width: widthOf(columns)
    height: Math.min(head.height + Theme.padding + body.implicitHeight + topPadding + bottomPadding, parent ? parent.height - 32 : 600)
    padding: Theme.margin
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside

    background: Card {
        color: Theme.surface
    }

    Item {
        anchors.fill: parent

        // The key that opened it closes it; shortcuts are disabled while a modal popup is open.
        Keys.onPressed: event => {
            if (event.text === "?" || event.key === Qt.Key_F1) {
                sheet.close();
                event.accepted = true;
            }
        }

        // It stays where it is, whatever is scrolled.
        Item {
            id: head

            width: parent.width
            height: closeButton.height

            AppText {
                anchors.verticalCenter: parent.verticalCenter
                text: "Keys"
                font.pixelSize: Theme.headline
                font.weight: Font.Bold
                Accessible.role: Accessible.Heading
                Accessible.name: text
            }

            AppButton {
                objectName: "glossaryButton"
                anchors.right: closeButton.left
                anchors.rightMargin: Theme.spacing
                text: "Glossary"
                tip: KeyTable.tip("glossary")
                onClicked: sheet.glossaryAsked()
            }

            IconButton {
                id: closeButton

                objectName: "closeKeySheetButton"
                anchors.right: parent.right
                iconName: "close"
                text: "Close"
                tip: "Close (Esc)"
                quiet: true
                onClicked: sheet.close()
            }
        }

        Flickable {
            id: scroller

            anchors.fill: parent
            anchors.topMargin: head.height + Theme.padding
            objectName: "keySheet.content"
            contentHeight: body.implicitHeight
            boundsBehavior: Flickable.StopAtBounds
            interactive: contentHeight > height
            clip: interactive
            focus: true
            T.ScrollBar.vertical: ThinScrollBar {}
            Keys.onUpPressed: contentY = Math.max(0, contentY - 40)
            Keys.onDownPressed: contentY = Math.max(0, Math.min(contentHeight - height, contentY + 40))
            Accessible.role: Accessible.Dialog
            Accessible.name: "Keys"

            Grid {
                id: body

                columns: sheet.columns
                columnSpacing: Theme.margin
                rowSpacing: Theme.padding

                Repeater {
                    model: sheet.columns === 3 ? KeyTable.threeColumns : KeyTable.columns

                    Column {
                        id: column

                        required property var modelData

                        width: sheet.columnWidth
                        spacing: Theme.padding

                        Repeater {
                            model: column.modelData

                            Column {
                                id: group

                                required property string modelData

                                width: column.width
                                spacing: 6

                                SectionTitle {
                                    text: group.modelData
                                    bottomPadding: 2
                                }

                                Repeater {
                                    model: KeyTable.rows.filter(row => row.group === group.modelData)

                                    KeySheetRow {
                                        required property var modelData

                                        width: group.width
                                        keys: modelData.shown
                                        text: modelData.text
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
