// SPDX-License-Identifier: MIT
import QtQuick
import QtTest

import Coroscope.Components
import Coroscope.Theme

Item {
    id: scene

    width: 500
    height: 300

    Item {
        id: thing

        x: 200
        y: 150
        width: 60
        height: 30

        Tip {
            id: tip

            text: "Longer: consumers take items more slowly."
        }
    }

    TestCase {
        name: "Tip"
        when: windowShown

        function init() {
            tip.text = "Longer: consumers take items more slowly.";
        }

        function cleanup() {
            tip.wanted = false;
        }

        function test_comesAfterAWhileAndGoesAtOnce() {
            tip.wanted = true;
            verify(!tip.shown);
            tryVerify(() => tip.shown, Theme.tipDelay + 2000);
            compare(TipBoard.bubble.text, tip.text);
            verify(TipBoard.bubble.visible);
            tip.wanted = false;
            verify(!tip.shown);
        }

        function test_doesNotComeForAPointerThatOnlyPasses() {
            tip.wanted = true;
            wait(Theme.tipDelay / 4);
            tip.wanted = false;
            wait(Theme.tipDelay * 1.2);
            verify(!tip.shown);
        }

        function test_anEmptyTextShowsNothing() {
            tip.text = "";
            tip.wanted = true;
            wait(Theme.tipDelay * 1.2);
            verify(!tip.shown);
        }

        function test_wrapsALongTextAndStaysInTheWindow() {
            tip.text = "A longer queue makes nothing faster; it only makes everybody wait for longer. ".repeat(4);
            tip.wanted = true;
            tryVerify(() => tip.shown, Theme.tipDelay + 2000);
            verify(TipBoard.bubble.width <= 320 * Theme.textScale);
            verify(TipBoard.bubble.height > 60);
            verify(TipBoard.bubble.contentItem.mapToItem(scene, 0, 0).x >= 0);
        }
    }
}
