// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! What caused the selected event, each by the one below it, and what it led to. Choosing one goes there, and selects it. */
Column {
    id: reasons

    required property Inspector inspector

    spacing: 4

    SectionTitle {
        text: "What led to it, the latest first"
    }

    AppText {
        objectName: "noCause"
        visible: causes.count === 0
        width: parent.width
        text: "It has no known cause."
        color: Theme.textMuted
        font.pixelSize: Theme.small
        wrapMode: Text.WordWrap
    }

    PickList {
        id: causes

        objectName: "causeList"
        width: parent.width
        label: "What led to it"
        model: reasons.inspector.causes
        onPicked: index => reasons.inspector.goToCause(index)
        delegate: EventLine {
            objectName: "cause." + index
        }
    }

    SectionTitle {
        topPadding: Theme.spacing
        text: "What it led to"
    }

    AppText {
        objectName: "noEffect"
        visible: effects.count === 0
        width: parent.width
        text: "It has led to nothing so far."
        color: Theme.textMuted
        font.pixelSize: Theme.small
        wrapMode: Text.WordWrap
    }

    PickList {
        id: effects

        objectName: "effectList"
        width: parent.width
        label: "What it led to"
        model: reasons.inspector.effects
        onPicked: index => reasons.inspector.goToEffect(index)
        delegate: EventLine {
            objectName: "effect." + index
        }
    }

    AppText {
        objectName: "moreEffects"
        visible: text !== ""
        width: parent.width
        leftPadding: 6
        text: reasons.inspector.moreEffects
        color: Theme.textMuted
        font.pixelSize: Theme.small
    }
}
