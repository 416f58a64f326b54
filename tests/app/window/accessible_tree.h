// SPDX-License-Identifier: MIT
#pragma once

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusInterface>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusVariant>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace coroscope::test {

/// Something that a screen reader is told of, and what is in it, as AT-SPI has it.
struct Told {
    // Of AT-SPI's AtspiStateType, by number.
    enum State {
        Checked = 4,
        Enabled = 8,
        Focusable = 11,
        Selected = 23,
        Sensitive = 24,
        Showing = 25,
        Checkable = 41
    };

    QString service, path;
    QString role, name, description;
    quint64 states = 0;
    std::optional<QString> text{};
    struct Value {
        double now, least, most;
    };
    std::optional<Value> value{};
    std::vector<Told> children{};

    bool is(State state) const { return (states >> state & 1) != 0; }
    /// This and all that is in it, in their order.
    void visit(const std::function<void(const Told &)> &what) const
    {
        what(*this);
        for (const Told &child : children)
            child.visit(what);
    }
    std::vector<const Told *> all(const QString &wanted) const
    {
        std::vector<const Told *> found;
        visit([&](const Told &one) {
            if (one.role == wanted)
                found.push_back(&one);
        });
        return found;
    }
    /// The first with this role and name; null where there is none.
    const Told *find(const QString &wanted, const QString &called) const
    {
        const Told *found = nullptr;
        visit([&](const Told &one) {
            if (!found && one.role == wanted && one.name == called)
                found = &one;
        });
        return found;
    }
};

/// Asks over the bus of AT-SPI, as a screen reader does.
class AccessibleBus
{
public:
    explicit AccessibleBus(const QDBusConnection &bus) : m_bus(bus) { }

    /// The window of the only program that is there; nothing as long as it is not.
    std::optional<Told> window() const
    {
        for (const auto &[service, path] :
             childrenOf(QStringLiteral("org.a11y.atspi.Registry"), QStringLiteral("/org/a11y/atspi/accessible/root"))) {
            const auto windows = childrenOf(service, path);
            if (!windows.empty())
                return read(windows.front().first, windows.front().second);
        }
        return std::nullopt;
    }

    void act(const Told &at, const QString &action) const
    {
        const QString interface = QStringLiteral("org.a11y.atspi.Action");
        const int count = property(at.service, at.path, interface, QStringLiteral("NActions")).toInt();
        for (int i = 0; i < count; ++i) {
            if (call(at.service, at.path, interface, QStringLiteral("GetName"), {i}).value(0).toString() == action) {
                call(at.service, at.path, interface, QStringLiteral("DoAction"), {i});
                return;
            }
        }
    }
    void setValue(const Told &at, double value) const
    {
        call(at.service, at.path, QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("Set"),
             {QStringLiteral("org.a11y.atspi.Value"), QStringLiteral("CurrentValue"),
              QVariant::fromValue(QDBusVariant(value))});
    }

private:
    using Places = std::vector<std::pair<QString, QString>>;

    QVariantList call(const QString &service, const QString &path, const QString &interface, const QString &method,
                      const QVariantList &arguments = {}) const
    {
        QDBusMessage message = QDBusMessage::createMethodCall(service, path, interface, method);
        message.setArguments(arguments);
        return m_bus.call(message, QDBus::Block, 5000).arguments();
    }
    QVariant property(const QString &service, const QString &path, const QString &interface, const QString &name) const
    {
        return call(service, path, QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("Get"),
                    {interface, name})
            .value(0)
            .value<QDBusVariant>()
            .variant();
    }
    Places childrenOf(const QString &service, const QString &path) const
    {
        Places places;
        const QVariantList answer = call(service, path, QStringLiteral("org.a11y.atspi.Accessible"),
                                         QStringLiteral("GetChildren"));
        if (answer.isEmpty() || !answer.front().canConvert<QDBusArgument>())
            return places;
        const auto list = answer.front().value<QDBusArgument>();
        list.beginArray();
        while (!list.atEnd()) {
            QString childService;
            QDBusObjectPath childPath;
            list.beginStructure();
            list >> childService >> childPath;
            list.endStructure();
            places.emplace_back(childService, childPath.path());
        }
        list.endArray();
        return places;
    }
    Told read(const QString &service, const QString &path) const
    {
        const QString accessible = QStringLiteral("org.a11y.atspi.Accessible");
        Told told{.service = service,
                  .path = path,
                  .role = call(service, path, accessible, QStringLiteral("GetRoleName")).value(0).toString(),
                  .name = property(service, path, accessible, QStringLiteral("Name")).toString(),
                  .description = property(service, path, accessible, QStringLiteral("Description")).toString()};
        const QVariantList states = call(service, path, accessible, QStringLiteral("GetState"));
        if (!states.isEmpty()) {
            QList<uint> halves;
            states.front().value<QDBusArgument>() >> halves;
            told.states = halves.value(0) | quint64{halves.value(1)} << 32;
        }
        const QStringList interfaces =
            call(service, path, accessible, QStringLiteral("GetInterfaces")).value(0).toStringList();
        const QString text = QStringLiteral("org.a11y.atspi.Text");
        const QString value = QStringLiteral("org.a11y.atspi.Value");
        if (interfaces.contains(text))
            told.text = call(service, path, text, QStringLiteral("GetText"), {0, -1}).value(0).toString();
        if (interfaces.contains(value)) {
            const auto number = [&](const char *name) {
                return property(service, path, value, QString::fromLatin1(name)).toDouble();
            };
            told.value = Told::Value{number("CurrentValue"), number("MinimumValue"), number("MaximumValue")};
        }
        for (const auto &[childService, childPath] : childrenOf(service, path))
            told.children.push_back(read(childService, childPath));
        return told;
    }

    QDBusConnection m_bus;
};

} // namespace coroscope::test
