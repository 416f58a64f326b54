// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

import Coroscope.Theme

/*!
    A value that can be clicked (or Enter pressed on it) to type it exactly.

    Enter emits \l submitted; Esc leaves the value as it was. A handler of \l submitted that rejects the text
    sets \l errorText to one line that says why: then the field stays open, and the line is shown beside it. Leaving
    the field submits too, and drops a text that is not taken.
*/
T.Control {
    id: field

    /*! What it shows when not being edited, "300 ms". */
    required property string text
    /*! The initial text for editing, "300ms". */
    property string editText: text
    property color color: Theme.accent
    property string tip
    /*! Drawn as a field even when not being edited. */
    property bool boxed: false
    /*! Least width while typing. */
    property int typingWidth: Math.round(96 * Theme.textScale)

    /*! The text field; null when not being edited. Created when needed: a window has many values. */
    property T.TextField editor: null
    readonly property bool editing: editor !== null
    property string errorText
    /*! What it shows has to change. */
    property bool wrong: false
    readonly property bool complains: wrong || errorText !== ""

    /*! \a text was typed. */
    signal submitted(text: string)

    /*! Opens the field for typing, with everything selected. */
    function edit(): void {
        if (editing)
            return;
        errorText = "";
        editor = maker.createObject(field) as T.TextField;
        editor.forceActiveFocus(Qt.OtherFocusReason);
        editor.selectAll();
    }

    /*! Closes it and leaves the value as it was. */
    function cancel(): void {
        close(true);
    }

    function close(keepFocus: bool): void {
        if (!editing)
            return;
        errorText = "";
        // Let go before the focus is: losing the focus means leaving only for the field that is open.
        const closed = editor;
        editor = null;
        closed.visible = false;
        closed.destroy();
        if (keepFocus)
            forceActiveFocus(Qt.OtherFocusReason);
    }

    function accept(): void {
        errorText = "";
        submitted(editor.text);
        if (errorText === "")
            close(true);
    }

    implicitWidth: editing ? Math.max(typingWidth, Math.ceil(words.implicitWidth) + leftPadding + rightPadding)
                           : Math.ceil(words.implicitWidth) + leftPadding + rightPadding
    implicitHeight: Math.round(24 * Theme.textScale)
    leftPadding: 6
    rightPadding: 6
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    font.family: Theme.family
    font.pixelSize: Theme.body
    font.weight: Font.DemiBold

    readonly property int accessibleRole: Accessible.EditableText

    Accessible.role: accessibleRole
    Accessible.description: errorText !== "" ? errorText : tip
    Accessible.focusable: true
    Accessible.onPressAction: edit()

    Keys.onReturnPressed: edit()
    Keys.onEnterPressed: edit()

    AppText {
        id: words

        anchors.fill: parent
        anchors.leftMargin: field.leftPadding
        anchors.rightMargin: field.rightPadding
        visible: !field.editing
        text: field.text
        color: field.color
        font: field.font
        horizontalAlignment: field.boxed ? Text.AlignLeft : Text.AlignRight
        verticalAlignment: Text.AlignVCenter
        elide: field.boxed ? Text.ElideRight : Text.ElideNone
    }

    background: Rectangle {
        radius: 5
        color: field.editing || field.boxed ? Theme.background : field.hovered ? Theme.accentSoft : "transparent"
        border.color: field.complains ? Theme.error : field.editing ? Theme.accent : Theme.cardBorder
        border.width: field.editing || field.boxed || field.wrong ? (field.complains ? 2 : Theme.outline) : 0
    }

    MouseArea {
        anchors.fill: parent
        enabled: !field.editing
        cursorShape: Qt.IBeamCursor
        onClicked: field.edit()
    }

    Component {
        id: maker

        T.TextField {
            objectName: field.objectName + ".editor"
            anchors.fill: parent
            leftPadding: field.leftPadding
            rightPadding: field.rightPadding
            topPadding: 0
            bottomPadding: 0
            verticalAlignment: TextInput.AlignVCenter
            horizontalAlignment: field.boxed ? TextInput.AlignLeft : TextInput.AlignRight
            color: Theme.text
            selectionColor: Theme.accent
            selectedTextColor: Theme.accentText
            selectByMouse: true
            maximumLength: 64
            font: field.font
            renderType: Text.NativeRendering
            text: field.editText
            Accessible.name: field.Accessible.name
            Accessible.description: field.Accessible.description

            Keys.onReturnPressed: field.accept()
            Keys.onEnterPressed: field.accept()
            Keys.onEscapePressed: field.cancel()
            onActiveFocusChanged: {
                if (activeFocus || field.editor !== this)
                    return;
                if (text !== field.editText)
                    field.submitted(text);
                field.close(false);
            }
        }
    }

    FocusRing {
        radius: 7
        visible: field.visualFocus && !field.editing
    }

    Tip {
        text: field.tip
        wanted: (field.hovered || (field.visualFocus && field.focusReason !== Qt.ShortcutFocusReason)) && !field.editing
    }
}
