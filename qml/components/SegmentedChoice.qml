// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

import Coroscope.Theme

/*!
    A choice among a few, all visible; they wrap if the width is too small. One stop for Tab, arrow keys choose.
    Shows \l currentIndex and asks for another; it never changes it itself.
*/
T.Control {
    id: choice

    required property var choices
    property int currentIndex: 0
    /*! What is chosen, for tooltips and screen readers: "When the channel is full". */
    property string label
    property string tip
    property bool muted: false
    /*! Lower and without outlines, for what belongs to the row above. */
    property bool compact: false

    /*! The pointer or the keyboard asks for \a index. */
    signal chosen(index: int)
    signal defaultAsked()

    implicitWidth: 300
    implicitHeight: flow.height
    focusPolicy: Qt.TabFocus
    font.family: Theme.family
    font.pixelSize: compact ? Theme.tiny : Theme.small
    font.weight: Font.Medium

    readonly property int accessibleRole: Accessible.Grouping

    Accessible.role: accessibleRole
    Accessible.name: label
    Accessible.description: (choices[currentIndex] ?? "") + ". " + tip

    Keys.onPressed: event => {
        const step = {
            [Qt.Key_Left]: -1, [Qt.Key_Up]: -1, [Qt.Key_Right]: 1, [Qt.Key_Down]: 1
        }[event.key];
        if (step !== undefined) {
            const index = currentIndex + step;
            if (index >= 0 && index < choices.length)
                chosen(index);
        } else if (event.key === Qt.Key_Delete || event.key === Qt.Key_Backspace) {
            defaultAsked();
        } else {
            return;
        }
        event.accepted = true;
    }

    Item {
        anchors.fill: parent

        Flow {
            id: flow

            width: parent.width
            spacing: choice.compact ? 2 : Theme.gap

            Repeater {
                model: choice.choices

                T.AbstractButton {
                    id: segment

                    required property int index
                    required property string modelData
                    readonly property bool current: index === choice.currentIndex
                    readonly property int accessibleRole: Accessible.RadioButton

                    objectName: choice.objectName + "." + index
                    text: modelData
                    font: choice.font
                    focusPolicy: Qt.NoFocus
                    hoverEnabled: true
                    implicitWidth: Math.ceil(word.implicitWidth) + (choice.compact ? 14 : 22)
                    implicitHeight: choice.compact ? Theme.smallControlHeight : Theme.controlHeight - 2

                    Accessible.role: accessibleRole
                    Accessible.name: text
                    Accessible.checked: current
                    Accessible.onPressAction: segment.clicked()

                    onClicked: choice.chosen(index)
                    onDoubleClicked: choice.defaultAsked()

                    AppText {
                        id: word

                        anchors.fill: parent
                        text: segment.text
                        font: segment.font
                        horizontalAlignment: Text.AlignHCenter
                        verticalAlignment: Text.AlignVCenter
                        color: choice.compact
                               ? (segment.current && !choice.muted ? Theme.accent : Theme.textMuted)
                               : choice.muted && !segment.current ? Theme.textMuted
                               : segment.current && !choice.muted ? Theme.accentText : Theme.text
                    }

                    background: Rectangle {
                        radius: choice.compact ? 5 : Theme.radius
                        color: segment.current
                               ? (choice.compact ? Theme.accentSoft : choice.muted ? Theme.track : Theme.accent)
                               : segment.hovered ? Theme.accentSoft : choice.compact ? "transparent" : Theme.card
                        border.color: segment.current && !choice.muted ? Theme.accent : Theme.cardBorder
                        border.width: choice.compact ? 0 : Theme.outline
                    }

                    FocusRing {
                        visible: segment.current && choice.visualFocus
                    }

                    Tip {
                        text: choice.tip
                        wanted: segment.hovered || (segment.current && choice.visualFocus && choice.focusReason !== Qt.ShortcutFocusReason)
                    }
                }
            }
        }
    }
}
