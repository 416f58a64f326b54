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

    Item {
        id: column

        property bool tipsBeside: true

        x: 300
        width: 190
        height: 300

        Item {
            y: 150
            width: 60
            height: 30

            Tip {
                id: tipInColumn

                text: "How many items it holds."
            }
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
            tipInColumn.wanted = false;
            thing.y = 150;
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

        /*! Where the tooltip of \a tip stands in the window. */
        function placeOf(tip) {
            tip.wanted = true;
            tryVerify(() => tip.shown, Theme.tipDelay + 2000);
            const corner = TipBoard.bubble.background.mapToItem(scene, 0, 0);
            return Qt.rect(corner.x, corner.y, TipBoard.bubble.width, TipBoard.bubble.height);
        }

        function test_standsAboveOrBelowAndNeverOverWhatItExplains_data() {
            return [{ tag: "above", y: 150 }, { tag: "below", y: 2 }, { tag: "at the bottom", y: 265 }];
        }

        function test_standsAboveOrBelowAndNeverOverWhatItExplains(row) {
            thing.y = row.y;
            const place = placeOf(tip);
            verify(place.bottom <= thing.y - 4 || place.top >= thing.y + thing.height + 4, place);
            verify(place.top >= 0 && place.bottom <= scene.height, place);
        }

        function test_standsBesideAColumnOfControls() {
            const place = placeOf(tipInColumn);
            verify(place.right <= column.x - 4, place);
            verify(place.left >= 0, place);
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
