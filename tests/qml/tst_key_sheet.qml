// SPDX-License-Identifier: MIT
import QtQuick
import QtTest

import Coroscope.Components

Item {
    id: window

    width: 1024
    height: 700

    KeySheet {
        id: sheet
    }

    TestCase {
        name: "KeySheet"
        when: windowShown

        /*! The items under \a root with that object name, popups' content included. */
        function all(root, name) {
            const found = [];
            for (let i = 0; i < root.children.length; ++i) {
                if (root.children[i].objectName === name)
                    found.push(root.children[i]);
                found.push(...all(root.children[i], name));
            }
            return found;
        }

        function init() {
            sheet.open();
            tryCompare(sheet, "opened", true);
        }

        function cleanup() {
            sheet.close();
            tryCompare(sheet, "visible", false);
        }

        function test_listsEveryRowOfTheTableExactlyOnce() {
            const lines = all(sheet.contentItem, "keySheet.row").map(line => line.keys + ": " + line.text).sort();
            const table = KeyTable.rows.map(row => row.shown + ": " + row.text).sort();
            verify(table.length > 15);
            compare(lines, table);
        }

        function test_everyRowStandsUnderAHeadingOfTheSheet() {
            const groups = KeyTable.columns.reduce((all, some) => all.concat(some), []);
            for (const row of KeyTable.rows)
                compare(groups.filter(group => group === row.group).length, 1, row.text);
        }

        function test_noKeyAndNoActionIsInTheTableTwice() {
            const keys = KeyTable.rows.reduce((all, row) => all.concat(row.keys), []);
            const ids = KeyTable.shortcuts.map(row => row.id);
            compare(new Set(keys).size, keys.length);
            compare(new Set(ids).size, ids.length);
        }

        function test_everyShortcutHasKeysAndShowsTheFirst() {
            for (const row of KeyTable.shortcuts) {
                verify(row.keys.length > 0, row.id);
                const first = row.keys[0].replace("Right", "→").replace("Left", "←");
                verify(row.shown.includes(first) || row.shown.includes(row.keys[0]), row.id);
                verify(row.text !== "", row.id);
            }
        }

        function test_tipNamesTheKey() {
            compare(KeyTable.tip("play"), "Play or pause (Space)");
            compare(KeyTable.tip("no such action"), "");
        }

        function test_fitsTheWindow() {
            verify(sheet.height <= window.height);
            verify(sheet.width <= window.width);
        }

        function test_closesByEscape() {
            keyClick(Qt.Key_Escape);
            tryCompare(sheet, "opened", false);
        }

        function test_closesByTheKeyThatOpenedIt() {
            keyClick("?");
            tryCompare(sheet, "opened", false);
        }

        function test_closesByItsButton() {
            mouseClick(all(sheet.contentItem, "closeKeySheetButton")[0]);
            tryCompare(sheet, "opened", false);
        }
    }
}
