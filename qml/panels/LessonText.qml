// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*!
    The Markdown of a lesson, in which its reader allows neither links, images nor HTML: nothing in it fetches anything. Words
    that the glossary has are underlined where they first stand: what they mean is in a tip, and a click opens the glossary. One
    stop for Tab, if there are any; the arrow keys go from word to word, and Enter does what a click does.
*/
Item {
    id: lesson

    property string text
    property color color: Theme.text
    readonly property int count: Glossary.countIn(text)
    /*! The word that the keyboard is on, among them. */
    property int current: 0
    /*! The word that is explained: the pointer's, or the keyboard's; -1: none. */
    readonly property int explained: numberOf(shown.hoveredLink) >= 0 ? numberOf(shown.hoveredLink)
                                     : activeFocus ? current : -1

    function numberOf(link: string): int {
        return link.startsWith("term:") ? Number(link.slice(5)) : -1;
    }

    function go(step: int): void {
        current = Math.max(0, Math.min(count - 1, current + step));
    }

    function look(number: int): void {
        const term = Glossary.termIn(text, number);
        if (term !== "")
            Glossary.ask(term);
    }

    onTextChanged: current = 0

    implicitWidth: shown.implicitWidth
    implicitHeight: shown.implicitHeight
    activeFocusOnTab: count > 0
    Accessible.role: Accessible.StaticText
    Accessible.name: lesson.text
    Accessible.description: lesson.explained < 0 ? "" : Glossary.meaningIn(lesson.text, lesson.explained)
    Accessible.focusable: count > 0

    Keys.onLeftPressed: go(-1)
    Keys.onRightPressed: go(1)
    Keys.onReturnPressed: look(current)
    Keys.onEnterPressed: look(current)

    Text {
        id: shown

        objectName: lesson.objectName + ".shown"
        width: parent.width
        text: Glossary.marked(lesson.text, lesson.color, Theme.accentSoft, lesson.activeFocus ? lesson.current : -1)
        color: lesson.color
        textFormat: Text.RichText
        renderType: Text.NativeRendering
        font.family: Theme.family
        font.pixelSize: Theme.body
        wrapMode: Text.WordWrap
        Accessible.ignored: true
        onLinkActivated: link => lesson.look(lesson.numberOf(link))

        HoverHandler {
            cursorShape: shown.hoveredLink !== "" ? Qt.PointingHandCursor : Qt.ArrowCursor
        }
    }

    FocusRing {
        anchors.margins: -4
        visible: lesson.activeFocus
    }

    Tip {
        text: lesson.explained < 0 ? "" : Glossary.meaningIn(lesson.text, lesson.explained)
        wanted: text !== ""
    }
}
