// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

import Coroscope.Theme

/*! Every key on one sheet, as KeyTable has them. */
ModalPopup {
    id: sheet

    readonly property real columnWidth: Math.round(330 * Theme.textScale)
    readonly property int columns: parent && parent.width > 2 * columnWidth + 140 ? 2 : 1

    parent: T.Overlay.overlay
    anchors.centerIn: parent
    width: columns * columnWidth + (columns - 1) * Theme.margin + leftPadding + rightPadding
    height: Math.min(body.implicitHeight + topPadding + bottomPadding, parent ? parent.height - 32 : 600)
    padding: Theme.margin
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside

    background: Card {
        color: Theme.surface
    }

    Flickable {
        id: scroller

        anchors.fill: parent
        objectName: "keySheet.content"
        contentHeight: body.implicitHeight
        boundsBehavior: Flickable.StopAtBounds
        interactive: contentHeight > height
        clip: interactive
        focus: true
        T.ScrollBar.vertical: ThinScrollBar {}
        Keys.onUpPressed: contentY = Math.max(0, contentY - 40)
        Keys.onDownPressed: contentY = Math.max(0, Math.min(contentHeight - height, contentY + 40))
        // The key that opened it closes it; shortcuts are disabled while a modal popup is open.
        Keys.onPressed: event => {
            if (event.text === "?" || event.key === Qt.Key_F1) {
                sheet.close();
                event.accepted = true;
            }
        }
        Accessible.role: Accessible.Dialog
        Accessible.name: "Keys"

        Column {
            id: body

            width: scroller.width
            spacing: Theme.padding

            Item {
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

            Grid {
                columns: sheet.columns
                columnSpacing: Theme.margin
                rowSpacing: Theme.padding

                Repeater {
                    model: KeyTable.columns

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
