// SPDX-License-Identifier: MIT
#include "app/window/window_process.h"

#include <QFile>
#include <QTemporaryDir>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace coroscope::test;

namespace {

/// A socket that takes anybody in, and says nothing.
class SilentSocket
{
public:
    explicit SilentSocket(const QString &path) : m_descriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const QByteArray name = QFile::encodeName(path);
        qstrncpy(address.sun_path, name.constData(), sizeof(address.sun_path));
        if (::bind(m_descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof(address)) != 0
            || ::listen(m_descriptor, 8) != 0)
            qFatal("can't listen");
    }
    ~SilentSocket() { ::close(m_descriptor); }
    SilentSocket(const SilentSocket &) = delete;
    SilentSocket &operator=(const SilentSocket &) = delete;

private:
    int m_descriptor;
};

} // namespace

/// The program on machines where Qt itself gives up. This test has a display (Xvfb).
class TestStartFallback : public QObject
{
    Q_OBJECT

    QTemporaryDir m_home;

    QProcessEnvironment environment() const
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("XDG_CONFIG_HOME", m_home.path());
        environment.insert("XDG_DATA_HOME", m_home.path());
        for (const char *name : {"QT_QPA_PLATFORM", "QT_QUICK_BACKEND", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE"})
            environment.remove(name);
        return environment;
    }

private Q_SLOTS:
    void withoutOpenGLTheWindowIsPaintedInSoftware_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::newRow("neither GLX nor EGL") << "QT_XCB_GL_INTEGRATION"
                                             << "none";
        QTest::newRow("no Vulkan, which crashes Qt") << "QSG_RHI_BACKEND"
                                                     << "vulkan";
        QTest::newRow("no driver") << "LIBGL_DRIVERS_PATH"
                                   << "/nowhere";
    }
    void withoutOpenGLTheWindowIsPaintedInSoftware()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, value);
        QProcess process;
        QProcessEnvironment without = environment();
        without.insert(name, value);
        process.setProcessEnvironment(without);
        QCOMPARE(insteadOfAFrame(process, {"--paused"}), QByteArray());
    }

    void whereAllIsWellNothingIsSaid()
    {
        QProcess process;
        process.setProcessEnvironment(environment());
        QCOMPARE(insteadOfAFrame(process, {"--paused"}), QByteArray());
        QVERIFY(!process.readAllStandardError().contains("coroscope: "));
    }

    void aPlatformThatThereIsNotIsNoDisplay()
    {
        for (const char *platform : {"nonsense", "wayland", "wayland-egl;nonsense"}) {
            QProcessEnvironment other = environment();
            other.insert("QT_QPA_PLATFORM", platform);
            const Ended ended = window({"--for", "1s"}, other);
            QCOMPARE(ended.status, 0);
            QVERIFY(ended.err.contains("there is no display") && ended.err.count('\n') == 1);
            QVERIFY(ended.out.contains("fingerprint"));
        }
    }

    void aSocketThatIsNoCompositorIsNoDisplay()
    {
        const SilentSocket socket(m_home.filePath("wayland-7"));
        QProcessEnvironment wayland = environment();
        wayland.insert("XDG_RUNTIME_DIR", m_home.path());
        wayland.insert("WAYLAND_DISPLAY", "wayland-7");
        wayland.insert("XDG_SESSION_TYPE", "wayland");
        QProcess process;
        process.setProcessEnvironment(wayland);
        QCOMPARE(insteadOfAFrame(process, {"--paused"}), QByteArray()); // there is still the X server
        wayland.remove("DISPLAY");
        const Ended ended = window({"--for", "1s"}, wayland);
        QCOMPARE(ended.status, 0);
        QVERIFY2(ended.err.contains("there is no display") && ended.err.count('\n') == 1, ended.err);
        QVERIFY(ended.out.contains("fingerprint"));
    }

    void whereQtGivesUpOnAPlatformTheRunIsPrinted()
    {
        // A plugin by its name, but none that can be loaded.
        QTemporaryDir plugins;
        QFile plugin(plugins.filePath("libqnonsense.so"));
        QVERIFY(plugin.open(QIODevice::WriteOnly) && plugin.write("x") == 1);
        plugin.close();
        QProcessEnvironment broken = environment();
        broken.insert("QT_QPA_PLATFORM_PLUGIN_PATH", plugins.path());
        broken.insert("QT_QPA_PLATFORM", "nonsense");
        broken.remove("DISPLAY");
        const Ended ended = window({"--for", "1s"}, broken);
        QCOMPARE(ended.status, 0);
        QVERIFY2(ended.err.contains("coroscope: this display can't be used\n")
                     && ended.err.contains("there is no display"),
                 ended.err);
        QVERIFY(ended.out.contains("fingerprint"));
    }
};

QTEST_GUILESS_MAIN(TestStartFallback)
#include "tst_start_fallback.moc"
