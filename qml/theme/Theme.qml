// SPDX-License-Identifier: MIT
pragma Singleton

import QtQuick

import Coroscope.App as App

/*!
    Colours, sizes, type and durations of the window. The colours are those of the C++ Palette, which the painted items
    share; it is only named here, and with its module, for QtQuick has a type of that name. All lengths are in
    device-independent pixels.
*/
QtObject {
    /*! Set while the window presents: type one size up, as for a projector. */
    property bool presenting: false
    onPresentingChanged: App.Palette.presenting = presenting

    readonly property string theme: App.Palette.theme
    readonly property list<string> themes: ["dark", "light", "projector"]

    /*! Sets the theme called \a name; an unknown name changes nothing. */
    function choose(name: string): void {
        if (themes.includes(name))
            App.Palette.theme = name;
    }

    /*! Goes on to the next theme, round and round. */
    function next(): void {
        choose(themes[(themes.indexOf(theme) + 1) % themes.length]);
    }

    readonly property color background: App.Palette.background
    readonly property color surface: App.Palette.surface
    readonly property color card: App.Palette.card
    readonly property color cardBorder: App.Palette.cardBorder
    readonly property color divider: App.Palette.divider
    readonly property color text: App.Palette.text
    readonly property color textMuted: App.Palette.textMuted
    readonly property color accent: App.Palette.accent
    readonly property color accentText: App.Palette.accentText
    readonly property color accentSoft: App.Palette.accentSoft
    readonly property color track: App.Palette.track
    readonly property color adviceBackground: App.Palette.adviceBackground
    readonly property color error: App.Palette.error
    readonly property color focus: App.Palette.focus
    readonly property color ready: App.Palette.ready
    readonly property color running: App.Palette.running
    readonly property color waiting: App.Palette.waiting
    readonly property color done: App.Palette.done
    readonly property color failed: App.Palette.failed
    readonly property color cancelled: App.Palette.cancelled
    readonly property color restarted: App.Palette.restarted

    /*! Of code, by what a token is: see CodeToken in app/code/source_text.h. */
    readonly property var codeColors: ({
        a: App.Palette.codeAwait, k: App.Palette.codeKeyword, t: App.Palette.codeType, s: App.Palette.codeText,
        n: App.Palette.codeNumber, c: App.Palette.codeComment, p: App.Palette.codeKeyword, f: text, i: text, o: text
    })

    function codeColor(kind: string): color {
        return codeColors[kind] ?? text;
    }

    /*! What fills, and what outlines, a part of some time: by how a task fares in it, as StateSwatch calls that. */
    function toneColor(tone: string): color {
        return tone === "running" ? running : tone === "blocked" ? waiting : tone === "ready" ? ready
            : tone === "restarted" ? restarted : tone === "failed" || tone === "hung" ? failed
            : tone === "done" ? done : tone === "cancelled" ? cancelled : tone === "holding" ? Qt.tint(running, "#80e69f00")
            : tone === "orphaned" ? card : Qt.tint(card, Qt.alpha(ready, 0.45));
    }
    function toneOutline(tone: string): color {
        return tone === "orphaned" ? restarted : tone === "idle" ? ready : toneColor(tone);
    }
    /*! Text on such a filling. */
    readonly property color onTone: App.Palette.itemText

    /*! Factor on every type size, and on what must hold a line of type. */
    readonly property real textScale: App.Palette.textScale

    /*! In a window lower than this, lines that only explain leave their room to the run. */
    readonly property real scantHeight: 640 * textScale
    /*! A window lower than this is low: what can be folded is folded. */
    readonly property real lowHeight: 580 * textScale
    /*! A window lower than this is very low: it omits what it can do without. */
    readonly property real veryLowHeight: 460 * textScale
    /*! Lower still, as on a small screen at 200 %: the picture and one lane are what is left. */
    readonly property real tinyHeight: 400 * textScale

    readonly property string family: "Inter"
    readonly property string monoFamily: "JetBrains Mono"

    readonly property int tiny: Math.round(11.5 * textScale)
    readonly property int small: Math.round(12.5 * textScale)
    readonly property int code: Math.round(12 * textScale)
    readonly property int body: Math.round(14 * textScale)
    readonly property int headline: Math.round(20 * textScale)
    readonly property int largeHeadline: Math.round(24 * textScale)
    readonly property int smallHeadline: Math.round(16 * textScale)
    readonly property int title: Math.round(24 * textScale)
    readonly property int clock: Math.round(17 * textScale)

    readonly property int gap: 4
    readonly property int spacing: 8
    readonly property int padding: 12
    readonly property int margin: 24
    readonly property int narrowMargin: 14

    readonly property int radius: 8
    readonly property int cardRadius: 14

    /*! Height of a button, a segment or a field. */
    readonly property int controlHeight: Math.round(34 * textScale)
    readonly property int smallControlHeight: Math.round(24 * textScale)
    readonly property int iconSize: Math.round(18 * textScale)
    /*! Strong outlines for the projector. */
    readonly property int outline: theme === "projector" ? 2 : 1

    /*! Milliseconds. */
    readonly property int tipDelay: 600
    readonly property int toastTime: 2800
    /*! How long a second click may take to make a double click; Qt's own default if the system sets none. */
    readonly property int doubleClickTime: 400
}
