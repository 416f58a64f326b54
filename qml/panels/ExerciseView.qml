// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Templates as T

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! Room for one's own words, then our answer, and the runs that show it. */
Column {
    id: view

    required property Learning learning

    function takeKeys(): void {
        words.forceActiveFocus(Qt.ShortcutFocusReason);
    }

    spacing: Theme.padding

    T.TextArea {
        id: words

        objectName: "ownWords"
        width: parent.width
        implicitHeight: Math.max(Math.round(110 * Theme.textScale), contentHeight + topPadding + bottomPadding)
        padding: 10
        color: Theme.text
        placeholderText: "Your answer, in your own words"
        placeholderTextColor: Theme.textMuted
        selectionColor: Theme.accent
        selectedTextColor: Theme.accentText
        selectByMouse: true
        textFormat: TextEdit.PlainText
        wrapMode: TextEdit.Wrap
        font.family: Theme.family
        font.pixelSize: Theme.body
        renderType: Text.NativeRendering
        KeyNavigation.priority: KeyNavigation.BeforeItem
        KeyNavigation.tab: show
        Component.onCompleted: text = view.learning.ownWords
        onTextChanged: view.learning.ownWords = text

        background: Rectangle {
            radius: Theme.radius
            color: Theme.background
            border.color: words.activeFocus ? Theme.accent : Theme.cardBorder
            border.width: words.activeFocus ? 2 : Theme.outline
        }

        AppText {
            visible: words.text === "" && words.preeditText === ""
            x: words.leftPadding
            y: words.topPadding
            width: words.width - words.leftPadding - words.rightPadding
            text: words.placeholderText
            color: Theme.textMuted
            Accessible.ignored: true
        }
    }

    Flow {
        width: parent.width
        spacing: Theme.spacing

        AppButton {
            id: show

            objectName: "showAnswerButton"
            text: "Our answer"
            onClicked: view.learning.lesson.showAnswer()
        }

        AppButton {
            objectName: "showMeButton"
            iconName: "compare"
            text: "Show me"
            tip: "Two runs beside each other that show it"
            onClicked: view.learning.lesson.showMe()
        }
    }

    LessonText {
        objectName: "ourAnswer"
        visible: text !== ""
        width: parent.width
        text: view.learning.lesson.answer
    }
}
