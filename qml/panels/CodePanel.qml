// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*!
    The code that runs, line by line: who stands where at the playhead, and how much of the tasks' time passes where. One
    stop for Tab; the arrow keys go from row to row, and Enter does what a click does, the menu key what the right button does.
*/
Item {
    id: panel

    required property CodeView code
    required property FigureWindow figures
    required property RunUntil until
    required property RustView rust

    /*! The Rust stands beside the code, not below it. */
    readonly property bool beside: width >= 900 * Theme.textScale
    /*! So low that two lists need the room of what else there is. */
    readonly property bool low: rustShown && !beside && height < 620 * Theme.textScale
    readonly property bool rustShown: rust.wanted

    /*! Created when first needed. */
    property ActionMenu menu: null

    /*! What can be done with the line in this row, if tasks wait or work there. */
    function openMenu(row: int, item: Item): void {
        const place = code.placeOf(row);
        if (place === "" || !item)
            return;
        if (!menu)
            menu = menuMaker.createObject(panel) as ActionMenu;
        menu.place = place;
        menu.title = place;
        menu.entries = [
            { action: 0, index: row, label: "Run until this line", reason: "",
              effect: "Runs on until a task suspends or resumes at this line" },
            { action: 1, index: row, label: "Run back until this line",
              effect: "Goes back to when that last happened before the playhead",
              reason: code.isReached(row) ? "" : "No task has reached this line so far." }
        ];
        menu.openAt(item);
    }

    Component {
        id: menuMaker

        ActionMenu {
            property string place

            objectName: "codeMenu"
            onChosen: action => panel.until.start("line", place, action === 1)
        }
    }

    /*! Gives the keyboard to the lines. */
    function takeKeys(): void {
        list.forceActiveFocus(Qt.ShortcutFocusReason);
    }

    /*! Brings a row into sight, to the middle where it is not well in sight. */
    function reveal(row: int): void {
        if (isWellInSight(list.itemAtIndex(row)))
            return;
        list.forceLayout();
        list.positionViewAtIndex(row, ListView.Center);
    }

    // Null of a row that is far away.
    function isWellInSight(item: var): bool {
        if (!item)
            return false;
        const top = item.y - list.contentY;
        const edge = Math.min(60, list.height / 4);
        return top >= edge && top + item.height <= list.height - edge;
    }

    /*! It is to be read from where the selected task is, or where most of the time passes, once that is known. */
    property bool begins: true

    function begin(): void {
        const row = code.firstRow();
        if (row < 0)
            return;
        begins = false;
        list.byKeyboard = false;
        list.currentIndex = row;
        reveal(row);
    }

    Component.onCompleted: {
        code.active = Qt.binding(() => panel.visible);
        rust.active = Qt.binding(() => panel.visible && rust.wanted);
        beginning.start(); // once it has its height
    }
    Component.onDestruction: {
        rust.active = false;
        code.active = false;
    }

    Connections {
        target: panel.code

        function onFollowed(row: int): void {
            panel.begins = false;
            list.byKeyboard = false;
            list.currentIndex = row;
            panel.reveal(row);
            panel.rust.lookAtOurs(row);
        }

        function onReplaced(): void {
            list.currentIndex = -1;
            list.positionViewAtBeginning();
            panel.begins = true;
        }

        function onSharesChanged(): void {
            // The first picture with shares comes right after.
            if (panel.begins)
                beginning.start();
        }
    }

    Connections {
        target: panel.rust

        function onActiveChanged(): void {
            panel.rust.lookAtOurs(list.currentIndex);
            resized.start();
        }
    }

    // With less room for it, the line that is looked at is to stay in sight.
    Timer {
        id: resized

        interval: 0
        onTriggered: {
            if (list.currentIndex >= 0)
                panel.reveal(list.currentIndex);
        }
    }

    Timer {
        id: beginning

        interval: 0
        onTriggered: panel.begin()
    }

    TextMetrics {
        id: letter

        font.family: Theme.monoFamily
        font.pixelSize: Theme.code
        text: "0000000000"
    }

    Item {
        id: head

        x: Theme.padding
        width: parent.width - 2 * Theme.padding
        readonly property int line: Math.round(34 * Theme.textScale)
        /*! The title has room beside what there is to choose. */
        readonly property bool inOne: shareTitle.implicitWidth <= rustSwitch.x - 8

        height: inOne ? line : line + shareTitle.implicitHeight + 4

        AppText {
            id: shareTitle

            y: head.inOne ? Math.round((head.line - height) / 2) : head.line
            width: head.inOne ? rustSwitch.x - 8 : parent.width
            objectName: "codeShareTitle"
            text: panel.code.shareTitle
            font.pixelSize: Theme.small
            color: Theme.textMuted
        }

        AppButton {
            id: rustSwitch

            objectName: "rustSwitch"
            anchors.right: lookback.left
            anchors.rightMargin: Theme.spacing
            y: Math.round((head.line - height) / 2)
            implicitHeight: Theme.smallControlHeight
            leftPadding: 8
            rightPadding: 8
            font.pixelSize: Theme.tiny
            text: "Rust"
            tip: KeyTable.tip("rust")
            current: panel.rust.wanted
            accessibleRole: Accessible.CheckBox
            Accessible.checkable: true
            Accessible.checked: current
            onClicked: panel.rust.wanted = !panel.rust.wanted
        }

        SmallChoice {
            id: lookback

            objectName: "codeFigureWindow"
            anchors.right: parent.right
            y: Math.round((head.line - height) / 2)
            width: Math.round(170 * Theme.textScale)
            choices: panel.figures.names
            currentIndex: panel.figures.choice
            label: "Period of the shares"
            tip: KeyTable.tip("figures")
            onChosen: index => panel.figures.choice = index
            onDefaultAsked: panel.figures.choice = 0
        }
    }

    HotLines {
        id: hottest

        objectName: "hotLines"
        anchors.top: head.bottom
        x: Theme.padding - 6
        width: list.width - 2 * x
        code: panel.code
        visible: count > 0 && !panel.low
    }

    Rectangle {
        anchors.bottom: list.top
        width: list.width
        height: Theme.outline
        visible: hottest.visible
        color: Theme.divider
    }

    HotMarks {
        anchors.right: list.right
        anchors.rightMargin: bar.visible ? bar.width : 0
        y: list.y
        height: list.height
        z: 1
        code: panel.code
    }

    ListView {
        id: list

        objectName: "codeList"
        anchors {
            top: hottest.visible ? hottest.bottom : head.bottom
            topMargin: hottest.visible ? 6 : 0
            left: parent.left
            right: parent.right
            rightMargin: panel.rustShown && panel.beside ? rustPlace.width : 0
            bottom: parent.bottom
            bottomMargin: panel.rustShown && !panel.beside ? rustPlace.height : 0
        }
        clip: true
        model: panel.code.rows
        currentIndex: -1
        highlightFollowsCurrentItem: false
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        cacheBuffer: 600
        bottomMargin: Theme.padding

        readonly property int accessibleRole: Accessible.List

        Accessible.role: accessibleRole
        Accessible.name: "Code"
        Accessible.focusable: true

        /*! The keyboard has brought it where it is, not the pointer. */
        property bool byKeyboard: false

        function go(row: int): void {
            panel.begins = false;
            byKeyboard = true;
            currentIndex = Math.max(0, Math.min(count - 1, row));
            positionViewAtIndex(currentIndex, ListView.Contain);
            panel.rust.lookAtOurs(currentIndex);
        }

        onActiveFocusChanged: {
            byKeyboard = false; // until it has gone somewhere
            if (activeFocus && currentIndex < 0)
                currentIndex = Math.max(0, indexAt(1, contentY + 1));
        }
        onMovementStarted: panel.begins = false
        Keys.onUpPressed: go(currentIndex - 1)
        Keys.onDownPressed: go(currentIndex + 1)
        Keys.onPressed: event => {
            if (event.key === Qt.Key_PageUp)
                go(currentIndex - 20);
            else if (event.key === Qt.Key_PageDown)
                go(currentIndex + 20);
            else if (event.key === Qt.Key_F10 && (event.modifiers & Qt.ShiftModifier))
                panel.openMenu(currentIndex, currentItem);
            else
                return;
            event.accepted = true;
        }
        Keys.onReturnPressed: panel.code.press(currentIndex)
        Keys.onEnterPressed: panel.code.press(currentIndex)
        Keys.onMenuPressed: panel.openMenu(currentIndex, currentItem)

        T.ScrollBar.vertical: ThinScrollBar {
            id: bar

            objectName: "codeScrollBar"
            focusPolicy: Qt.NoFocus
            Accessible.name: "Code"
        }

        delegate: CodeRow {
            id: row

            code: panel.code
            letterWidth: letter.advanceWidth / 10
            focused: list.activeFocus
            byKeyboard: list.byKeyboard
            onPressed: {
                list.byKeyboard = false;
                list.currentIndex = index;
                list.forceActiveFocus(Qt.MouseFocusReason);
                panel.code.press(index);
                panel.rust.lookAtOurs(index);
            }
            onMenuAsked: {
                list.byKeyboard = false;
                list.currentIndex = index;
                list.forceActiveFocus(Qt.MouseFocusReason);
                panel.openMenu(index, row);
            }
        }

        FocusRing {
            parent: list
            anchors.margins: 1
            visible: list.activeFocus && list.currentIndex < 0
        }
    }

    // Made when it is first wanted.
    Item {
        id: rustPlace

        visible: panel.rustShown
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        width: panel.beside ? Math.round(panel.width * 0.46) : panel.width
        height: panel.beside ? panel.height - head.height : Math.round((panel.height - head.height) / 2)

        Repeater {
            model: panel.rust.wanted ? 1 : 0

            RustPane {
                width: rustPlace.width
                height: rustPlace.height
                rust: panel.rust
                letterWidth: letter.advanceWidth / 10
                Component.onCompleted: panel.rust.lookAtOurs(list.currentIndex)
            }
        }
    }

    Rectangle {
        visible: panel.rustShown
        x: rustPlace.x
        y: rustPlace.y
        width: panel.beside ? Theme.outline : rustPlace.width
        height: panel.beside ? rustPlace.height : Theme.outline
        color: Theme.divider
    }
}
