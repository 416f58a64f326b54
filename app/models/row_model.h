// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractListModel>

#include <vector>

namespace coroscope {

/// A list model over a vector of rows that is replaced as a whole. Rows that exist before and after are kept, so a view
/// keeps its delegates, and their focus, while values change.
/// @p Row is comparable and has `static QHash<int, QByteArray> roles()` and `QVariant role(int) const`.
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
        return index.isValid() && row < m_rows.size() ? m_rows[row].role(role) : QVariant();
    }
    QHash<int, QByteArray> roleNames() const override { return Row::roles(); }

private:
    std::vector<Row> m_rows;
};

} // namespace coroscope
