// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! The name of a scenario, and its author's note. */
Column {
    id: words

    /*! Null where there are no scenarios. */
    property Document document: null

    objectName: "scenarioWords"
    spacing: 4

    SectionTitle {
        text: words.document?.name ?? ""
        width: parent.width
        elide: Text.ElideNone
        wrapMode: Text.Wrap
    }

    AppText {
        objectName: "scenarioNote"
        width: parent.width
        text: words.document?.note ?? ""
        color: Theme.textMuted
        font.pixelSize: Theme.small
        wrapMode: Text.Wrap
        elide: Text.ElideNone
    }
}
