// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractListModel>
#include <QVariant>

#include <vector>

namespace coroscope {

/// What QML calls a value of a row, and how it is got.
template <typename Row>
struct RowRole {
    const char *name;
    QVariant (*value)(const Row &row);
};
/// All values of a row.
template <typename Row>
using RowRoles = std::vector<RowRole<Row>>;

template <typename Member>
struct RowOf;
template <typename Row, typename Value>
struct RowOf<Value Row::*> {
    using Type = Row;
};
/// A value that is a member of the row.
template <auto member>
RowRole<typename RowOf<decltype(member)>::Type> memberRole(const char *name)
{
    using Row = typename RowOf<decltype(member)>::Type;
    return {name, [](const Row &row) { return QVariant::fromValue(row.*member); }};
}

/// A list model over a vector of rows that is replaced as a whole. Rows that exist before and after are kept, so a view
/// keeps its delegates, and their focus, while values change.
/// @p Row is comparable and has `static const RowRoles<Row> &roles()`.
template <typename Row>
class RowModel : public QAbstractListModel
{
public:
    using QAbstractListModel::QAbstractListModel;

    void setRows(std::vector<Row> rows)
    {
        if (rows.size() < m_rows.size()) {
            beginRemoveRows({}, static_cast<int>(rows.size()), static_cast<int>(m_rows.size()) - 1);
            m_rows.resize(rows.size());
            endRemoveRows();
        }
        for (std::size_t i = 0; i < m_rows.size(); ++i) {
            if (m_rows[i] == rows[i])
                continue;
            m_rows[i] = std::move(rows[i]);
            Q_EMIT dataChanged(index(static_cast<int>(i)), index(static_cast<int>(i)));
        }
        if (rows.size() > m_rows.size()) {
            beginInsertRows({}, static_cast<int>(m_rows.size()), static_cast<int>(rows.size()) - 1);
            for (std::size_t i = m_rows.size(); i < rows.size(); ++i)
                m_rows.push_back(std::move(rows[i]));
            endInsertRows();
        }
    }
    const std::vector<Row> &rows() const noexcept { return m_rows; }

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    QVariant data(const QModelIndex &index, int role) const override
    {
        const auto row = static_cast<std::size_t>(index.row());
        const auto number = static_cast<std::size_t>(role - Qt::UserRole);
        const RowRoles<Row> &roles = Row::roles();
        return index.isValid() && row < m_rows.size() && role >= Qt::UserRole && number < roles.size()
            ? roles[number].value(m_rows[row])
            : QVariant();
    }
    QHash<int, QByteArray> roleNames() const override
    {
        QHash<int, QByteArray> names;
        for (const RowRole<Row> &role : Row::roles())
            names.insert(Qt::UserRole + static_cast<int>(names.size()), role.name);
        return names;
    }

private:
    std::vector<Row> m_rows;
};

} // namespace coroscope
