// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.Theme

/*! The small heading over a group of things. */
AppText {
    color: Theme.textMuted
    font.pixelSize: Theme.tiny
    font.weight: Font.DemiBold
    font.capitalization: Font.AllUppercase
    font.letterSpacing: 0.3
    Accessible.role: Accessible.Heading
    Accessible.name: text
    Accessible.ignored: !visible || text === ""
}
