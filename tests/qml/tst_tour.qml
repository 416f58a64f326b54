// SPDX-License-Identifier: MIT
import QtQuick
import QtTest

import Coroscope
import Coroscope.Testing

/*! Every pattern in the whole window, with each of its controls turned to both ends while it runs. */
Item {
    Main {
        id: window

        simulation: Bench.simulation
        fixedSize: true
        width: 1280
        height: 800

        TestCase {
            id: test

            name: "Tour"
            when: window.visible

            readonly property var simulation: Bench.simulation

            function test_everythingCanBeTurnedToBothEndsWhileItRuns_data() {
                return Bench.patterns.map(pattern => ({ tag: pattern, pattern }));
            }

            /*! All items below \a root whose name begins with "parameter." and ends in \a ending. */
            function controls(root, ending, found) {
                for (let i = 0; i < root.children.length; ++i) {
                    const child = root.children[i];
                    if (child.objectName.startsWith("parameter.") && child.objectName.endsWith(ending))
                        found.push(child);
                    controls(child, ending, found);
                }
                return found;
            }

            /*! Lets it run, and be painted. */
            function goOn(seconds) {
                simulation.transport.playing = true;
                Bench.advance(seconds);
                simulation.transport.playing = false;
                wait(5);
            }

            function test_everythingCanBeTurnedToBothEndsWhileItRuns(row) {
                window.folds.allParameters = true;
                simulation.tuning.selectPattern(row.pattern);
                compare(simulation.run.patternId, row.pattern);
                simulation.transport.speed = 10;
                goOn(0.5);
                // The window makes its controls after its first frame.
                tryVerify(() => controls(window.contentItem, ".value", []).length >= 3);
                const sliders = controls(window.contentItem, ".slider", []);
                const choices = controls(window.contentItem, ".choice", []);
                for (const slider of sliders) {
                    const name = slider.objectName;
                    const texts = [];
                    for (const end of [1, 0]) {
                        slider.moved(end);
                        compare(slider.position, end, name);
                        const before = simulation.run.presentTime;
                        goOn(0.2);
                        texts.push(slider.Accessible.description);
                        // It goes on, but for what it can't do: without memory it is down, without anybody it stands still.
                        verify(simulation.run.presentTime > before || simulation.run.outcomeKind !== "running", name);
                        verify(simulation.run.outcomeKind !== "budget", name + ": " + simulation.run.outcome);
                    }
                    verify(texts[0] !== texts[1], name);
                    slider.defaultAsked();
                    goOn(0.1);
                }
                for (const choice of choices) {
                    for (let i = choice.choices.length - 1; i >= 0; --i) {
                        choice.chosen(i);
                        compare(choice.currentIndex, i, choice.objectName);
                        goOn(0.2);
                    }
                    choice.defaultAsked();
                }
                // Back at the defaults it runs as before.
                const before = simulation.run.presentTime;
                goOn(1);
                verify(simulation.run.presentTime > before);
                compare(simulation.run.outcomeKind, "running");
                compare(Bench.takeWarnings(), [], "the engine complained");
                simulation.transport.goToStart();
                simulation.transport.goToPresent();
                simulation.tuning.reset();
            }

            function cleanupTestCase() {
                simulation.transport.speed = 1;
                simulation.tuning.selectPattern("backpressure");
            }
        }
    }
}
