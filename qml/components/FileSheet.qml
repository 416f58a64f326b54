// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

import Coroscope.App
import Coroscope.Theme

/*!
    Asks for a file to open, or for the name of one to save in. The name can be typed at once; Enter takes it, and the
    arrow keys walk the folder. An existing file is only overwritten on confirmation.

    The handler of \l chosen closes the sheet, or sets \l errorText to one line that says why the file is not taken.
*/
ModalPopup {
    id: sheet

    required property string title
    /*! The label of the button, "Save". */
    required property string verb
    property bool saving: false
    property string suffix
    /*! What the list has, for screen readers, and what it says where it has nothing. */
    property string listed: "Scenarios and folders"
    property string empty: "There are no scenarios in this folder."
    property string errorText
    onErrorTextChanged: Modality.said = errorText

    /*! The name that was given or typed last: another folder does not change it. */
    property string wanted

    /*! \a path, absolute, was chosen to be opened or written. */
    signal chosen(path: string)

    /*! Opens in \a folder, or in the user's documents folder, with \a name to begin from. */
    function ask(folder: string, name: string): void {
        entries.folder = folder === "" ? entries.usualFolder() : folder;
        wanted = name;
        field.text = name;
        errorText = "";
        list.currentIndex = -1;
        open();
    }

    readonly property string folder: entries.folder
    readonly property FolderModel entries: FolderModel {
        suffix: sheet.suffix
    }

    function accept(): void {
        errorText = "";
        let path = entries.pathOf(field.text);
        if (path === "") {
            errorText = saving ? "Type a name for the scenario." : "Type a name, or choose one from the list.";
        } else if (entries.isFolder(path)) {
            if (wanted === field.text)
                wanted = "";
            goTo(path);
        } else if (!saving) {
            chosen(!entries.exists(path) && entries.exists(entries.withSuffix(path)) ? entries.withSuffix(path) : path);
        } else {
            path = entries.withSuffix(path);
            if (entries.isFolder(path))
                errorText = "“" + entries.shown(entries.nameOf(path)) + "” is a folder.";
            else if (!entries.isFolder(entries.folderOf(path)))
                errorText = "There is no folder " + entries.shown(entries.folderOf(path)) + ".";
            else if (entries.exists(path))
                replaceSheet.ask(path);
            else
                chosen(path);
        }
    }

    function goTo(folder: string): void {
        entries.folder = folder;
        field.text = saving ? wanted : "";
        list.currentIndex = -1;
        field.forceActiveFocus(Qt.OtherFocusReason);
        field.selectAll();
    }

    function goUp(): void {
        goTo(entries.folderOf(entries.folder));
    }

    /*! Row \a index of the list was picked. */
    function point(index: int): void {
        if (index < 0 || index >= list.count)
            return;
        list.currentIndex = index;
        field.text = entries.typed(index);
        if (!field.text.endsWith("/"))
            wanted = field.text;
        errorText = "";
    }

    parent: T.Overlay.overlay
    anchors.centerIn: parent
    width: Math.min(Math.round(620 * Theme.textScale), parent ? parent.width - 32 : 620)
    height: Math.min(Math.round(520 * Theme.textScale), parent ? parent.height - 32 : 520)
    padding: Theme.margin
    closePolicy: T.Popup.CloseOnEscape

    onOpened: {
        sheet.entries.refresh();
        field.forceActiveFocus(Qt.PopupFocusReason);
        field.selectAll(); // typing replaces it
    }

    background: Card {
        color: Theme.surface
    }

    Item {
        anchors.fill: parent
        Accessible.role: Accessible.Dialog
        Accessible.name: sheet.title

        AppText {
            id: heading

            width: parent.width
            text: sheet.title
            font.pixelSize: Theme.headline
            font.weight: Font.Bold
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }

        IconButton {
            id: upButton

            objectName: "fileSheet.up"
            anchors.top: heading.bottom
            anchors.topMargin: Theme.padding
            iconName: "chevron-left"
            text: "To the folder above"
            tip: text + " (Alt+Up)"
            enabled: sheet.entries.folder !== "/"
            onClicked: sheet.goUp()
        }

        AppText {
            objectName: "fileSheet.folder"
            anchors.left: upButton.right
            anchors.leftMargin: Theme.spacing
            anchors.right: parent.right
            anchors.verticalCenter: upButton.verticalCenter
            text: sheet.entries.shown(sheet.entries.folder)
            color: Theme.textMuted
            elide: Text.ElideLeft
            Accessible.role: Accessible.StaticText
            Accessible.name: "Folder " + text
        }

        Rectangle {
            anchors.fill: list
            color: Theme.background
            radius: Theme.radius
            border.color: Theme.cardBorder
            border.width: Theme.outline
        }

        ListView {
            id: list

            objectName: "fileSheet.list"
            anchors {
                top: upButton.bottom
                bottom: field.top
                left: parent.left
                right: parent.right
                topMargin: Theme.spacing
                bottomMargin: Theme.padding
            }
            clip: true
            model: sheet.entries
            currentIndex: -1
            topMargin: 4
            bottomMargin: 4
            boundsBehavior: Flickable.StopAtBounds
            activeFocusOnTab: true
            T.ScrollBar.vertical: ThinScrollBar {}

            Accessible.role: Accessible.List
            Accessible.name: sheet.listed

            Keys.onUpPressed: sheet.point(Math.max(0, currentIndex - 1))
            Keys.onDownPressed: sheet.point(currentIndex + 1)
            Keys.onReturnPressed: event => sheet.acceptKey(event)
            Keys.onEnterPressed: event => sheet.acceptKey(event)

            delegate: T.AbstractButton {
                id: entry

                required property int index
                required property string name
                required property string shown
                required property bool isFolder
                required property string changed
                readonly property bool current: ListView.isCurrentItem

                objectName: "fileSheet.entry." + name
                width: list.width
                implicitHeight: Math.round(30 * Theme.textScale)
                focusPolicy: Qt.NoFocus
                hoverEnabled: true
                text: shown

                Accessible.role: Accessible.ListItem
                Accessible.name: isFolder ? "Folder " + shown : shown
                Accessible.description: changed
                Accessible.selectable: true
                Accessible.selected: current
                Accessible.onPressAction: entry.clicked()

                onClicked: sheet.point(index)
                onDoubleClicked: {
                    sheet.point(index);
                    sheet.accept();
                }

                AppIcon {
                    id: sign

                    x: 12
                    anchors.verticalCenter: parent.verticalCenter
                    name: entry.isFolder ? "open" : "scenario"
                    color: Theme.textMuted
                    size: Math.round(Theme.iconSize * 0.9)
                }

                AppText {
                    anchors.verticalCenter: parent.verticalCenter
                    x: sign.x + sign.width + 10
                    width: when.x - x - 8
                    text: entry.shown
                    elide: Text.ElideMiddle
                }

                AppText {
                    id: when

                    anchors.verticalCenter: parent.verticalCenter
                    x: parent.width - width - 14
                    text: entry.changed
                    color: Theme.textMuted
                    font.pixelSize: Theme.small
                }

                background: Rectangle {
                    color: entry.current || entry.hovered ? Theme.accentSoft : "transparent"
                }
            }

            AppText {
                anchors.centerIn: parent
                width: Math.min(implicitWidth, parent.width - 32)
                visible: list.count === 0
                text: sheet.entries.error !== "" ? sheet.entries.error : sheet.empty
                color: Theme.textMuted
                wrapMode: Text.Wrap
            }
        }

        FocusRing {
            anchors.fill: list
            anchors.margins: -3
            visible: list.activeFocus
        }

        T.TextField {
            id: field

            objectName: "fileSheet.name"
            anchors.bottom: problem.top
            anchors.bottomMargin: 4
            width: parent.width
            height: Theme.controlHeight
            leftPadding: 10
            rightPadding: 10
            verticalAlignment: TextInput.AlignVCenter
            color: Theme.text
            selectionColor: Theme.accent
            selectedTextColor: Theme.accentText
            placeholderText: ""
            selectByMouse: true
            maximumLength: 1024
            font.family: Theme.family
            font.pixelSize: Theme.body
            renderType: Text.NativeRendering
            Accessible.name: sheet.saving ? "Name of the scenario" : "Name of the file"
            Accessible.description: sheet.errorText

            onTextEdited: {
                sheet.wanted = text;
                sheet.errorText = "";
            }
            Keys.onReturnPressed: event => sheet.acceptKey(event)
            Keys.onEnterPressed: event => sheet.acceptKey(event)
            Keys.onDownPressed: sheet.point(list.currentIndex + 1)
            Keys.onUpPressed: event => {
                if (event.modifiers & Qt.AltModifier)
                    sheet.goUp();
                else
                    sheet.point(Math.max(0, list.currentIndex - 1));
            }

            background: Rectangle {
                radius: Theme.radius
                color: Theme.background
                border.color: sheet.errorText !== "" ? Theme.error : field.activeFocus ? Theme.accent : Theme.cardBorder
                border.width: sheet.errorText !== "" || field.activeFocus ? 2 : Theme.outline
            }
        }

        AppText {
            id: problem

            objectName: "fileSheet.error"
            anchors.bottom: buttons.top
            anchors.bottomMargin: Theme.spacing
            width: parent.width
            // Room for two lines whatever it says, so that nothing moves.
            height: Math.round(2 * 1.35 * Theme.small)
            text: sheet.errorText
            color: Theme.error
            font.pixelSize: Theme.small
            wrapMode: Text.Wrap
            maximumLineCount: 2
            Accessible.role: Accessible.AlertMessage
            Accessible.name: text
            Accessible.ignored: text === ""
        }

        Row {
            id: buttons

            anchors.right: parent.right
            anchors.bottom: parent.bottom
            spacing: Theme.spacing

            AppButton {
                objectName: "fileSheet.accept"
                text: sheet.verb
                current: true
                onClicked: sheet.accept()
            }

            AppButton {
                objectName: "fileSheet.cancel"
                text: "Cancel"
                onClicked: sheet.close()
            }
        }
    }

    function acceptKey(event: var): void {
        if (!event.isAutoRepeat)
            accept();
    }

    AskSheet {
        id: replaceSheet

        property string path

        function ask(path: string): void {
            replaceSheet.path = path;
            open();
        }

        objectName: sheet.objectName + ".replace"
        question: "“" + sheet.entries.shown(sheet.entries.nameOf(path)) + "” is there already. Its contents would be replaced."
        answers: ["Replace it", "Choose another name"]
        preferred: 1
        onAnswered: index => {
            if (index === 0)
                sheet.chosen(path);
            else
                field.forceActiveFocus(Qt.OtherFocusReason);
        }
    }
}
