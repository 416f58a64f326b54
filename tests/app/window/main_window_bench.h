// SPDX-License-Identifier: MIT
#pragma once

#include "player/kept_settings.h"
#include "player/simulation.h"
#include "run/registry.h"
#include "window/main_window.h"

#include <QDir>
#include <QFile>
#include <QQuickItem>
#include <QQuickWindow>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <utility>
#include <vector>

namespace coroscope::test {

/// The window as the program makes it, with what a person does to it by mouse and by keyboard. It has settings, documents
/// and recovery copies of its own, and every warning that is written meanwhile is kept.
class MainWindowBench
{
public:
    explicit MainWindowBench(const QString &folder) : m_folder(folder)
    {
        for (const char *place : {"data", "config", "documents"})
            QDir(folder).mkpath(QString::fromLatin1(place));
        qputenv("HOME", QFile::encodeName(path("documents")));
        qputenv("XDG_DATA_HOME", QFile::encodeName(path("data")));
        qputenv("XDG_CONFIG_HOME", QFile::encodeName(path("config")));
        // It is not the first time that the window is opened, so it does not greet.
        KeptSettings::setGroup(QStringLiteral("learning"), {{QStringLiteral("greeted"), true}});
    }

    QString path(const QString &name) const { return m_folder + QLatin1Char('/') + name; }
    /// A file in the folder where the sheets begin, and what is in it.
    QString document(const QString &name) const { return path(QStringLiteral("documents/") + name); }
    QString written(const QString &name, const QByteArray &text) const
    {
        QDir().mkpath(QFileInfo(path(name)).absolutePath());
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("can't write %s", qPrintable(file.fileName()));
        return file.fileName();
    }
    static QByteArray read(const QString &file)
    {
        QFile opened(file);
        return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
    }

    /// Opens the window as `coroscope WORDS --paused` does, and gives it room for all that it has: the offscreen platform has
    /// a small screen.
    void open(std::vector<std::string> words = {}, QSize size = {1600, 1000})
    {
        words.emplace_back("--paused");
        const std::vector<std::string_view> views(words.begin(), words.end());
        m_main = std::make_unique<MainWindow>(readWindowRequest(views));
        m_main->play();
        if (size.isValid())
            window().resize(size);
        QVERIFY(QTest::qWaitForWindowExposed(&window()));
        window().requestActivate();
        QVERIFY(QTest::qWaitForWindowActive(&window()));
        QTRY_VERIFY(window().property("begun").toBool());
        QTest::mouseMove(&window(), {1, 1}); // else it rests where the test before has left it
    }
    void end() { m_main.reset(); }

    MainWindow &main() { return *m_main; }
    QQuickWindow &window() { return m_main->window(); }
    Simulation &simulation() { return m_main->simulation(); }

    /// The item of this name that is in sight, or null.
    QQuickItem *find(const QString &name) { return search(window().contentItem(), name); }
    bool shows(const QString &name) { return find(name) != nullptr; }
    /// A sheet or menu, by the name of the popup.
    bool isOpen(const QString &name)
    {
        const QObject *const popup = window().findChild<QObject *>(name);
        return popup && popup->property("opened").toBool();
    }
    QString textOf(const QString &name, const char *property = "text")
    {
        QQuickItem *const item = find(name);
        return item ? item->property(property).toString() : QString();
    }

    /// A tooltip is open that says this, somewhere below the item of this name.
    bool explains(const QString &name, const QString &text)
    {
        const QQuickItem *const item = find(name);
        return item && isExplained(*item, text);
    }

    void click(const QString &name, Qt::MouseButton button = Qt::LeftButton)
    {
        QQuickItem *const item = find(name);
        QVERIFY2(item, qPrintable(name + " is not in sight"));
        // Where sizes or type change, what is arranged follows with the next frame.
        QPoint before;
        do {
            before = middle(*item);
            QTest::qWait(20);
        } while (middle(*item) != before);
        QTest::mouseClick(&window(), button, {}, before);
    }
    void doubleClick(const QString &name)
    {
        QQuickItem *const item = find(name);
        QVERIFY2(item, qPrintable(name + " is not in sight"));
        click(name);
        QTest::mouseDClick(&window(), Qt::LeftButton, {}, middle(*item));
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&window(), key, modifiers); }
    void type(const QString &text)
    {
        for (const QChar c : text)
            QTest::keyClick(&window(), c.toLatin1());
    }
    /// Goes to an item as Tab does.
    void focus(const QString &name)
    {
        QQuickItem *const item = find(name);
        QVERIFY2(item, qPrintable(name + " is not in sight"));
        item->forceActiveFocus(Qt::TabFocusReason);
        QVERIFY2(item->hasActiveFocus(), qPrintable(name));
    }
    /// Presses a button: a click, or the focus and Enter.
    void press(const QString &name, bool byMouse)
    {
        if (byMouse) {
            click(name);
            return;
        }
        focus(name);
        key(Qt::Key_Return);
    }
    /// Turns the first slider a little.
    void turnSomething()
    {
        const auto before = simulation().run()->session().values();
        focus(QStringLiteral("parameter.capacity.slider"));
        key(Qt::Key_Right);
        QVERIFY(simulation().run()->session().values() != before);
    }

    static QPoint middle(const QQuickItem &item)
    {
        return item.mapToScene({item.width() / 2, item.height() / 2}).toPoint();
    }

    /// Every warning since the last call, but for what a platform says of itself.
    static QStringList takeWarnings() { return std::exchange(s_warnings, {}); }
    static void keepWarnings()
    {
        s_before = qInstallMessageHandler([](QtMsgType type, const QMessageLogContext &context, const QString &text) {
            if ((type == QtWarningMsg || type == QtCriticalMsg)
                && !text.startsWith(QLatin1String("This plugin does not support")))
                s_warnings.push_back(text);
            s_before(type, context, text);
        });
    }

private:
    static bool isExplained(const QQuickItem &item, const QString &text)
    {
        const QObjectList owned = item.children();
        const QList<QQuickItem *> inside = item.childItems();
        return std::any_of(owned.begin(), owned.end(),
                           [&](const QObject *one) {
                               return one->inherits("QQuickToolTip") && one->property("visible").toBool()
                                   && one->property("text").toString().contains(text);
                           })
            || std::any_of(inside.begin(), inside.end(),
                           [&](const QQuickItem *one) { return isExplained(*one, text); });
    }
    static QQuickItem *search(QQuickItem *root, const QString &name)
    {
        if (!root->isVisible())
            return nullptr;
        if (root->objectName() == name)
            return root;
        for (QQuickItem *const child : root->childItems()) {
            if (QQuickItem *const found = search(child, name))
                return found;
        }
        return nullptr;
    }

    inline static QStringList s_warnings;
    inline static QtMessageHandler s_before = nullptr;

    QString m_folder;
    std::unique_ptr<MainWindow> m_main;
};

} // namespace coroscope::test
