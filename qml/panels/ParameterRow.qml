// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! One parameter, as the control that fits its kind. */
Item {
    id: row

    required property ParameterModel parameters

    required property int index
    required property string parameterId
    required property string label
    required property string kind
    required property real position
    required property string valueText
    required property string editText
    required property string rangeText
    required property real amount
    required property real least
    required property real most
    required property real step
    required property string hint
    required property string effect
    required property bool isDefault
    required property bool relevant
    required property string relevance
    required property list<string> choices
    required property int choiceIndex
    required property bool isShape
    required property bool isMain
    /*! Why it can't be turned now; empty if it can. */
    required property string lock
    readonly property bool locked: lock !== ""
    /*! Whether it is among those shown here. */
    property bool wanted: true

    readonly property string tip: locked ? lock : relevant || relevance === "" ? effect : relevance
    readonly property int above: index === 0 ? 0 : isShape ? 0 : Theme.padding

    /*! Made once: a row never changes its kind. (A Loader can't make a bound component in Qt 6.4.) */
    property Item control: null

    visible: wanted
    onAboveChanged: soon.start()
    Component.onCompleted: {
        if (!wanted)
            return;
        const fitting = kind !== "choice" ? number : isShape ? shape : choice;
        control = fitting.createObject(row) as Item;
        fit();
    }

    /*! Gives the keyboard to its slider, or to its choice. */
    function takeKeys(): void {
        const first = control?.nextItemInFocusChain(true) ?? null; // of a number: its value, to be typed
        const turned = kind === "choice" ? first : first?.nextItemInFocusChain(true);
        turned?.forceActiveFocus(Qt.ShortcutFocusReason);
    }

    // What is locked takes neither the pointer nor the keyboard, but says why.
    Binding {
        target: row.control
        property: "enabled"
        value: !row.locked
        when: row.control
    }

    Repeater {
        model: row.locked && row.wanted && !row.isShape ? 1 : 0

        Item {
            y: row.above
            z: 1
            width: row.width
            height: row.height - y

            AppIcon {
                objectName: "parameter." + row.parameterId + ".lock"
                anchors.right: parent.right
                y: Math.round((24 * Theme.textScale - height) / 2)
                size: Math.round(15 * Theme.textScale)
                name: "lock"
                color: Theme.textMuted
            }

            HoverHandler {
                id: over
            }

            Tip {
                text: row.lock
                wanted: over.hovered
            }
        }
    }

    function fit(): void {
        if (control)
            implicitHeight = above + control.height;
    }

    Timer {
        id: soon

        interval: 0
        onTriggered: row.fit()
    }

    // Not a binding: the height of all rows together decides on the scroll bar, which takes of the width that the control
    // breaks its lines by while its height is being computed.
    Connections {
        target: row.control

        function onHeightChanged(): void {
            soon.start();
        }
    }

    Component {
        id: number

        LabeledSlider {
            id: slider

            y: row.above
            width: row.width
            objectName: "parameter." + row.parameterId
            label: row.label
            valueText: row.valueText
            editText: row.editText
            position: row.position
            rangeText: row.rangeText
            amount: row.amount
            least: row.least
            most: row.most
            step: row.step
            hint: row.hint
            effect: row.effect
            isDefault: row.isDefault
            muted: !row.relevant || row.locked
            mutedReason: row.locked ? row.lock : row.relevance
            aside: row.locked ? Math.round(22 * Theme.textScale) : 0

            onSubmitted: text => slider.errorText = row.parameters.setText(row.index, text)
            onMoved: position => row.parameters.setPosition(row.index, position)
            onNudged: steps => row.parameters.nudge(row.index, steps)
            onAmountAsked: amount => row.parameters.setAmount(row.index, amount)
            onDefaultAsked: row.parameters.resetToDefault(row.index)
            onGestureStarted: row.parameters.beginGesture(row.index)
            onGestureRested: row.parameters.restGesture(row.index)
            onGestureEnded: row.parameters.endGesture(row.index)
        }
    }

    Component {
        id: choice

        Column {
            y: row.above
            width: row.width
            spacing: 6

            AppText {
                id: name

                width: Math.min(implicitWidth, parent.width - 16)
                text: row.label
                color: row.relevant && !row.locked ? Theme.text : Theme.textMuted
                font.weight: Font.Medium

                Rectangle {
                    objectName: "parameter." + row.parameterId + ".changed"
                    visible: !row.isDefault
                    x: parent.width + 6
                    anchors.verticalCenter: parent.verticalCenter
                    width: 6
                    height: 6
                    radius: 3
                    color: Theme.accent
                }

                MouseArea {
                    id: overName

                    anchors.fill: parent
                    hoverEnabled: true
                    onDoubleClicked: row.parameters.resetToDefault(row.index)
                }

                Tip {
                    text: row.tip
                    wanted: overName.containsMouse
                }
            }

            SegmentedChoice {
                objectName: "parameter." + row.parameterId + ".choice"
                width: parent.width
                choices: row.choices
                currentIndex: row.choiceIndex
                label: row.label
                tip: row.tip
                muted: !row.relevant || row.locked
                onChosen: index => row.parameters.setChoice(row.index, index)
                onDefaultAsked: row.parameters.resetToDefault(row.index)
            }
        }
    }

    Component {
        id: shape

        SmallChoice {
            y: row.above
            width: row.width
            objectName: "parameter." + row.parameterId + ".choice"
            choices: row.choices
            currentIndex: row.choiceIndex
            label: row.label
            tip: row.tip
            muted: !row.relevant || row.locked
            onChosen: index => row.parameters.setChoice(row.index, index)
            onDefaultAsked: row.parameters.resetToDefault(row.index)
        }
    }
}
