// SPDX-License-Identifier: MIT
#pragma once

#include <QQuickImageProvider>

namespace coroscope {

/// Serves `image://icon/<name>?<#rrggbb>`: the drawing of that name, in that colour, at the requested size.
class IconProvider : public QQuickImageProvider
{
public:
    IconProvider();
    QImage requestImage(const QString &id, QSize *size, const QSize &requestedSize) override;
};

} // namespace coroscope
