// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.Theme

/*!
    A sentence over the stage: what matters of it large, and below, after a colon, why. Of two kinds that can't be mistaken for each other: advice (a tinted ground), and
    the run's own end (\l alarming: an outline, a bar and an icon in the colour of failure).
*/
Rectangle {
    id: banner

    required property string text
    property bool alarming: false
    /*! What the button beside the sentence says, which does it; empty: there is none. */
    property string action
    /*! All of it, for a tip and for those who can't see it; empty: \l text. */
    property string whole
    /*! The button's key, for its tip. */
    property string actionTip
    /*! Smaller, if height is scarce. */
    property bool compact: false
    /*!
        Room for two lines, or for one and two small ones. A longer text is in smaller type, and finally without its last sentences. No sentence is cut
        where it happens to have a comma: where there is no room even for one, it ends in an ellipsis, and a tip says all.
    */
    readonly property int usualHeight: Math.round((compact ? 34 : 62) * Theme.textScale)
    readonly property int side: 14
    readonly property int leastType: 10
    readonly property bool cut: shown.length + reason.length < text.length || words.truncated || why.truncated
    /*! In advice, the part after the colon explains the part before it. */
    readonly property int colon: alarming ? -1 : text.indexOf(": ")
    readonly property string shown: {
        if (colon > 0)
            return Wording.inOnePiece(wholeSentences(text.slice(0, colon) + ".", said => fits(said)));
        return Wording.inOnePiece(wholeSentences(text, said => fits(said)));
    }
    /*! As much of the explanation as there is room for, whole sentences; the tip has all of it. */
    readonly property string reason: {
        if (colon < 0 || compact || metrics.advanceWidth(shown) * 1.05 * Theme.body / leastType > words.width)
            return "";
        const said = text.charAt(colon + 2).toUpperCase() + text.slice(colon + 3);
        const widest = some => Math.max(...Wording.inOnePiece(some).split(" ").map(word => metrics.advanceWidth(word)));
        const fit = some => (metrics.advanceWidth(some) + widest(some)) * Theme.tiny / leastType <= 2 * words.width;
        const some = wholeSentences(said, fit);
        return fit(some) ? Wording.inOnePiece(some) : "";
    }

    /*! Of the sentences that \a said consists of, as many as \a fit: at least the first. */
    function wholeSentences(said: string, fit: var): string {
        let some = said;
        while (!fit(some) && some.includes(". "))
            some = some.slice(0, some.lastIndexOf(". ") + 1);
        // Where not even one sentence has room, its beginning, and a sign that it goes on.
        while (!fit(some) && some.includes(", "))
            some = some.slice(0, some.lastIndexOf(", ")) + " …";
        return some;
    }

    /*! The size of type at which \a said takes two lines: the first one ends before the widest word at the latest. */
    function typeFor(said: string): real {
        const wide = word => metrics.advanceWidth(word);
        const widest = Math.max(...Wording.inOnePiece(said).split(" ").map(wide));
        return leastType * 0.94 * 2 * words.width / Math.max(1, wide(said) + widest);
    }

    function fits(said: string): bool {
        return typeFor(said) >= leastType;
    }

    signal acted()

    implicitHeight: usualHeight
    radius: Theme.radius
    color: alarming ? Theme.card : Theme.adviceBackground
    border.color: alarming ? Theme.error : Theme.adviceBackground
    border.width: alarming ? 2 : 0

    Accessible.role: alarming ? Accessible.AlertMessage : Accessible.StaticText
    Accessible.name: whole === "" ? text : whole
    Accessible.ignored: !visible

    FontMetrics {
        id: metrics

        font.family: words.font.family
        font.weight: words.font.weight
        font.pixelSize: banner.leastType
    }

    Rectangle {
        visible: banner.alarming
        width: 6
        height: parent.height
        radius: 3
        color: Theme.error
    }

    AppIcon {
        id: sign

        visible: banner.alarming
        anchors.verticalCenter: parent.verticalCenter
        x: banner.side + 2
        name: visible ? "state-failed" : ""
        color: Theme.error
    }

    AppText {
        id: words

        x: banner.alarming ? sign.x + sign.width + 8 : banner.side
        width: parent.width - x - banner.side - (button.visible ? button.width + banner.side : 0)
        height: parent.height - (why.visible ? why.height + why.anchors.bottomMargin : 0)
        verticalAlignment: why.visible ? Text.AlignBottom : Text.AlignVCenter
        text: banner.shown
        wrapMode: Text.WordWrap
        maximumLineCount: 2
        font.pixelSize: Math.max(banner.leastType, Math.min(banner.compact ? Theme.small : Theme.body,
                                                            Math.floor(banner.typeFor(banner.shown))))
        font.weight: banner.alarming || banner.colon > 0 ? Font.DemiBold : Font.Medium
    }

    AppText {
        id: why

        objectName: "reason"
        visible: text !== ""
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Math.round((banner.height - 1.25 * words.font.pixelSize - implicitHeight) / 2) // both in the middle
        x: words.x
        width: words.width
        text: banner.reason
        font.pixelSize: Theme.tiny
        wrapMode: Text.WordWrap
        maximumLineCount: 2
    }

    Item {
        id: button

        property AppButton made: null
        readonly property bool hovered: made !== null && made.hovered

        visible: banner.action !== ""
        anchors.right: parent.right
        anchors.rightMargin: Math.round((parent.height - height) / 2)
        anchors.verticalCenter: parent.verticalCenter
        width: made ? made.implicitWidth : 0
        height: Math.round((banner.compact ? 26 : 34) * Theme.textScale)

        // Made when there is something to be done: a window that opens has no advice yet.
        Repeater {
            model: banner.action === "" ? 0 : 1
            onItemAdded: (index, item) => button.made = item as AppButton
            onItemRemoved: button.made = null

            AppButton {
                objectName: "adviceButton"
                anchors.fill: parent
                current: true
                text: banner.action
                tip: banner.actionTip
                Accessible.ignored: !visible
                onClicked: banner.acted()
            }
        }
    }

    HoverHandler {
        id: over
    }

    Tip {
        text: banner.cut || banner.whole !== "" ? (banner.whole === "" ? banner.text : banner.whole) : ""
        wanted: over.hovered && !button.hovered
        below: true
    }
}
