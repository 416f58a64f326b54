// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Templates as T

import Coroscope.Theme

/*! A line of text to type, in a sheet. */
T.TextField {
    id: field

    /*! What it holds can't be taken. */
    property bool wrong: false

    implicitHeight: Theme.controlHeight
    leftPadding: 10
    rightPadding: 10
    verticalAlignment: TextInput.AlignVCenter
    color: Theme.text
    placeholderTextColor: Theme.textMuted
    selectionColor: Theme.accent
    selectedTextColor: Theme.accentText
    selectByMouse: true
    font.family: Theme.family
    font.pixelSize: Theme.body
    renderType: Text.NativeRendering

    background: Rectangle {
        radius: Theme.radius
        color: Theme.background
        border.color: field.wrong ? Theme.error : field.activeFocus ? Theme.accent : Theme.cardBorder
        border.width: field.wrong || field.activeFocus ? 2 : Theme.outline
    }

    AppText {
        visible: field.text === "" && field.preeditText === ""
        anchors.fill: parent
        anchors.leftMargin: field.leftPadding
        anchors.rightMargin: field.rightPadding
        text: field.placeholderText
        color: Theme.textMuted
        verticalAlignment: Text.AlignVCenter
        elide: Text.ElideRight
        Accessible.ignored: true
    }
}
