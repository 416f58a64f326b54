// SPDX-License-Identifier: MIT
import QtQuick
import QtTest

import Coroscope.Theme

TestCase {
    name: "Theme"

    function luminance(color) {
        const part = value => value <= 0.03928 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
        return 0.2126 * part(color.r) + 0.7152 * part(color.g) + 0.0722 * part(color.b);
    }

    /*! Contrast as WCAG 2 defines it, 1 to 21. */
    function contrast(one, other) {
        const light = Math.max(luminance(one), luminance(other));
        const dark = Math.min(luminance(one), luminance(other));
        return (light + 0.05) / (dark + 0.05);
    }

    function cleanup() {
        Theme.presenting = false;
        Theme.choose("dark");
    }

    function test_nextGoesRoundThroughAllOfThem() {
        Theme.choose("dark");
        const seen = [];
        for (let i = 0; i < 4; ++i) {
            seen.push(Theme.theme);
            Theme.next();
        }
        compare(seen, ["dark", "light", "projector", "dark"]);
    }

    function test_aThemeThatDoesNotExistIsLeftAlone() {
        Theme.choose("light");
        Theme.choose("sepia");
        compare(Theme.theme, "light");
    }

    function test_presentingAndProjectorAreOneSizeUp() {
        Theme.choose("dark");
        const usual = Theme.body;
        Theme.presenting = true;
        verify(Theme.body > usual);
        const presented = Theme.body;
        Theme.choose("projector");
        compare(Theme.body, presented, "not two sizes up");
        Theme.presenting = false;
        compare(Theme.body, presented);
    }

    function test_wordsCanBeRead_data() {
        const rows = [];
        for (const theme of ["dark", "light", "projector"]) {
            for (const ground of ["background", "surface", "card"]) {
                rows.push({ tag: theme + " text on " + ground, theme, ink: "text", ground, least: 7 });
                rows.push({ tag: theme + " muted on " + ground, theme, ink: "textMuted", ground, least: 4.5 });
            }
            rows.push({ tag: theme + " value", theme, ink: "accent", ground: "surface", least: 4.5 });
            rows.push({ tag: theme + " error", theme, ink: "error", ground: "surface", least: 4.5 });
            rows.push({ tag: theme + " on accent", theme, ink: "accentText", ground: "accent", least: 4.5 });
            rows.push({ tag: theme + " advice", theme, ink: "text", ground: "adviceBackground", least: 7 });
            rows.push({ tag: theme + " hovered", theme, ink: "text", ground: "accentSoft", least: 7 });
            rows.push({ tag: theme + " focus ring", theme, ink: "focus", ground: "surface", least: 3 });
        }
        return rows;
    }

    function test_wordsCanBeRead(row) {
        Theme.choose(row.theme);
        const ratio = contrast(Theme[row.ink], Theme[row.ground]);
        verify(ratio >= row.least, "contrast is " + ratio.toFixed(2) + ", wanted " + row.least);
    }
}
