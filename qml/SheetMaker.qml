// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Stage

/*! The window's questions and sheets. Each is created when first needed, so that the window opens quickly. */
Item {
    id: maker

    required property Simulation simulation
    /*! Null where there are no scenarios. */
    property Document document: null
    /*! Null where nothing is remembered. */
    property Recovery recovery: null

    property var scenarioDesk: null
    property KeySheet keySheet: null
    property var glossarySheet: null
    property UntilSheet untilSheet: null
    property BookmarkSheet bookmarkSheet: null

    /*! Null where there are no scenarios. */
    function desk(): var {
        // By name, so that a window that opens does not load it.
        if (!scenarioDesk && document)
            scenarioDesk = Qt.createComponent("ScenarioDesk.qml").createObject(maker, {
                document: document, simulation: simulation
            });
        return scenarioDesk;
    }

    /*! Does \a what, unless that would lose something and the user decides against it. */
    function whenSafe(what: var): void {
        if (document?.atRisk)
            desk().whenSafe(what);
        else
            what();
    }

    /*! A lesson has been opened from its file. */
    signal lessonOpened()

    property var lessonDesk: null

    /*! Asks for the file of a lesson, and opens it. */
    function askLesson(): void {
        // By name, so that a window that opens does not load it.
        if (!lessonDesk)
            lessonDesk = Qt.createComponent("LessonDesk.qml").createObject(maker, { learning: simulation.learning });
        whenSafe(() => lessonDesk.ask());
    }

    Connections {
        target: maker.lessonDesk
        ignoreUnknownSignals: true

        function onOpened(): void {
            maker.lessonOpened();
        }
    }

    function showKeys(): void {
        if (!keySheet)
            keySheet = keySheetMaker.createObject(maker) as KeySheet;
        keySheet.open();
    }

    /*! Shows what the words of the field mean, from this one on. */
    function showGlossary(term: string): void {
        // By name, so that a window that opens does not load it.
        if (!glossarySheet)
            glossarySheet = Qt.createComponent("qrc:/qt/qml/Coroscope/Panels/GlossarySheet.qml").createObject(maker, {
                objectName: "glossarySheet"
            });
        glossarySheet.show(term);
    }

    Connections {
        target: Glossary

        function onAsked(term: string): void {
            maker.showGlossary(term);
        }
    }

    /*! Asks until what to run, and does. */
    function askUntil(): void {
        if (!untilSheet)
            untilSheet = untilMaker.createObject(maker) as UntilSheet;
        untilSheet.ask();
    }

    /*! Asks for the note of a bookmark at the playhead, and sets it. */
    function askBookmark(): void {
        if (!bookmarkSheet)
            bookmarkSheet = bookmarkMaker.createObject(maker) as BookmarkSheet;
        bookmarkSheet.ask();
    }

    /*! Asks what to do with what a crash has left, if anything. */
    function offerRecovery(): void {
        if (recovery && recovery.found !== "")
            (recoveryMaker.createObject(maker) as AskSheet).open();
    }

    Component {
        id: recoveryMaker

        AskSheet {
            objectName: "recoverySheet"
            question: maker.recovery?.found ?? ""
            answers: ["Bring it back", "Discard it", "Later"]
            onAnswered: index => {
                if (index === 0)
                    maker.recovery.recover();
                else if (index === 1)
                    maker.recovery.dismiss();
            }
        }
    }

    Connections {
        target: maker.document

        function onFoundChangedElsewhere(): void {
            (conflictMaker.createObject(maker) as AskSheet).open();
        }

        function onCouldNotSave(why: string): void {
            (failureMaker.createObject(maker, { question: why }) as AskSheet).open();
        }
    }

    Component {
        id: failureMaker

        AskSheet {
            id: failureSheet

            objectName: "failureSheet"
            answers: ["Save as…", "Cancel"]
            onAnswered: index => {
                if (index === 0)
                    maker.desk().saveAs();
            }
            onClosed: failureSheet.destroy()
        }
    }

    Component {
        id: conflictMaker

        AskSheet {
            id: conflictSheet

            objectName: "conflictSheet"
            question: "Another program has changed the file of “" + maker.document.name
                      + "” since it was opened here. Saving would write over that."
            answers: ["Save as…", "Write over it", "Cancel"]
            onAnswered: index => {
                if (index === 0)
                    maker.desk().saveAs();
                else if (index === 1)
                    maker.document.overwrite();
            }
            onClosed: conflictSheet.destroy()
        }
    }

    Component {
        id: untilMaker

        UntilSheet {
            objectName: "untilSheet"
            until: maker.simulation.until
        }
    }

    Component {
        id: bookmarkMaker

        BookmarkSheet {
            objectName: "bookmarkSheet"
            bookmarks: maker.simulation.bookmarks
            transport: maker.simulation.transport
            timeText: maker.simulation.run.timeText
        }
    }

    Component {
        id: keySheetMaker

        KeySheet {
            objectName: "keySheet"
            onGlossaryAsked: {
                close();
                maker.showGlossary("");
            }
        }
    }
}
