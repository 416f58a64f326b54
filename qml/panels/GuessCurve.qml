// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! A curve to be drawn by hand, with the pointer or the arrow keys; then what it is, beside it. */
FocusScope {
    id: view

    required property Guess guess
    readonly property int count: guess.options.length
    readonly property real span: guess.to - guess.from
    readonly property real begin: Math.max(top.width, bottom.width) + 8
    /*! The names of the axes: the measure above, the parameter below. */
    readonly property real above: yName.height + Theme.tiny / 2 + 4
    readonly property real below: Theme.tiny + 8 + xName.height + 2
    readonly property real graphWidth: width - begin - 12
    readonly property real graphHeight: height - below - above
    /*! About so wide is the widest of the values below. */
    readonly property real widestLabel: 0.62 * Theme.tiny * longest(guess.options)
    property int at: 0
    /*! "4 s: 3 s", and once it is known what it is: "4 s: 3 s, it is 1.2 s". */
    readonly property string told: {
        const mine = (guess.options[at] ?? "") + ": " + guess.textOf(guess.points[at] ?? 0);
        if (!guess.revealed)
            return mine;
        const answer = guess.answers[at];
        return mine + ", it is " + (answer === null || answer === undefined ? "undefined" : guess.textOf(answer));
    }

    function longest(words: var): int {
        let most = 0;
        for (const word of words)
            most = Math.max(most, word.length);
        return most;
    }
    function xOf(index: int): real {
        return begin + 6 + (count < 2 ? 0 : index * (graphWidth - 6) / (count - 1));
    }
    function yOf(value: real): real {
        return above + (1 - Math.max(0, Math.min(1, (value - guess.from) / span))) * graphHeight;
    }
    function takeKeys(): void {
        forceActiveFocus(Qt.ShortcutFocusReason);
    }
    function nudge(steps: int): void {
        guess.setPoint(at, guess.points[at] + steps * span / 20);
    }

    objectName: "guessCurve"
    height: Math.round(220 * Theme.textScale)
    activeFocusOnTab: true

    Accessible.role: Accessible.Slider
    Accessible.name: guess.question + " " + (guess.options[at] ?? "") + ": " + guess.textOf(guess.points[at] ?? 0)
    Accessible.focusable: true

    Keys.onLeftPressed: at = Math.max(0, at - 1)
    Keys.onRightPressed: at = Math.min(count - 1, at + 1)
    Keys.onUpPressed: nudge(1)
    Keys.onDownPressed: nudge(-1)

    AppText {
        id: yName

        width: parent.width - value.width - 8
        text: view.guess.measure
        font.pixelSize: Theme.small
    }

    // Of the point that is looked at.
    AppText {
        id: value

        objectName: "guessCurve.told"
        anchors.right: parent.right
        text: view.told
        font.pixelSize: Theme.small
        font.weight: Font.DemiBold
    }

    AppText {
        id: xName

        x: view.begin
        anchors.bottom: parent.bottom
        width: view.graphWidth + 6
        text: view.guess.over
        font.pixelSize: Theme.small
        horizontalAlignment: Text.AlignHCenter
    }

    AppText {
        id: top

        y: view.above - height / 2
        text: view.guess.textOf(view.guess.to)
        color: Theme.textMuted
        font.pixelSize: Theme.tiny
    }

    AppText {
        id: bottom

        y: view.above + view.graphHeight - height / 2
        text: view.guess.textOf(view.guess.from)
        color: Theme.textMuted
        font.pixelSize: Theme.tiny
    }

    Rectangle {
        x: view.begin
        y: view.above
        width: view.graphWidth + 6
        height: view.graphHeight
        color: Theme.background
        border.color: Theme.cardBorder
        border.width: Theme.outline
    }

    Repeater {
        model: view.guess.options

        AppText {
            required property int index
            required property string modelData

            // The first and the last, which are moved inwards; all of them where there is room.
            visible: index === 0 || index === view.count - 1 || view.graphWidth / (view.count - 1) > 1.1 * view.widestLabel
            x: Math.max(view.begin, Math.min(view.width - implicitWidth, view.xOf(index) - implicitWidth / 2))
            y: view.above + view.graphHeight + 4
            text: modelData
            color: Theme.textMuted
            font.pixelSize: Theme.tiny
        }
    }

    Canvas {
        id: canvas

        readonly property var points: view.guess.points
        readonly property var answers: view.guess.answers
        readonly property string theme: Theme.theme

        anchors.fill: parent
        onPointsChanged: requestPaint()
        onAnswersChanged: requestPaint()
        onThemeChanged: requestPaint()
        onWidthChanged: requestPaint()

        function draw(context: var, values: var, color: color, dashed: bool): void {
            context.strokeStyle = color;
            context.fillStyle = color;
            context.lineWidth = dashed ? 2 : 3;
            context.setLineDash(dashed ? [3, 2] : []);
            context.beginPath();
            let begun = false;
            for (let i = 0; i < values.length; ++i) {
                if (values[i] === null || values[i] === undefined) {
                    begun = false;
                    continue;
                }
                const x = view.xOf(i);
                const y = view.yOf(values[i]);
                if (begun)
                    context.lineTo(x, y);
                else
                    context.moveTo(x, y);
                begun = true;
            }
            context.stroke();
            for (let i = 0; i < values.length; ++i) {
                if (values[i] === null || values[i] === undefined)
                    continue;
                context.beginPath();
                context.arc(view.xOf(i), view.yOf(values[i]), dashed ? 4 : 5, 0, 2 * Math.PI);
                context.fill();
            }
        }

        onPaint: {
            const context = getContext("2d");
            context.reset();
            draw(context, points, Theme.accent, true);
            if (view.guess.revealed)
                draw(context, answers, Theme.done, false);
        }
    }

    MouseArea {
        anchors.fill: parent
        enabled: !view.guess.busy
        hoverEnabled: true
        preventStealing: true

        function take(mouse: var): void {
            const step = view.count < 2 ? 1 : (view.graphWidth - 6) / (view.count - 1);
            view.at = Math.max(0, Math.min(view.count - 1, Math.round((mouse.x - view.begin - 6) / step)));
            if (!pressed || view.guess.revealed)
                return;
            view.guess.setPoint(view.at, view.guess.from + (1 - (mouse.y - view.above) / view.graphHeight) * view.span);
        }

        onPressed: mouse => {
            view.forceActiveFocus(Qt.MouseFocusReason);
            take(mouse);
        }
        onPositionChanged: mouse => take(mouse)
    }

    Rectangle {
        visible: view.activeFocus && !view.guess.revealed
        x: view.xOf(view.at) - width / 2
        y: view.yOf(view.guess.points[view.at] ?? 0) - height / 2
        width: 16
        height: 16
        radius: 8
        color: "transparent"
        border.color: Theme.focus
        border.width: 2
    }

    FocusRing {
        anchors.margins: -6
        visible: view.activeFocus
    }
}
