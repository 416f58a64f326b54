// SPDX-License-Identifier: MIT
#pragma once

namespace coroscope {

template <typename T, typename Tag>
class IntrusiveList;

/// Makes a class fit for an IntrusiveList. A class may stand in several lists at once, one per @p Tag.
/// An object that is destroyed leaves its list.
template <typename T, typename Tag = void>
class ListNode
{
public:
    ListNode() = default;
    ~ListNode() { unlink(); }
    ListNode(const ListNode &) = delete;
    ListNode &operator=(const ListNode &) = delete;

    bool linked() const noexcept { return m_next != nullptr; }
    /// Takes the object out of the list it is in, if any.
    void unlink() noexcept
    {
        if (!linked())
            return;
        m_previous->m_next = m_next;
        m_next->m_previous = m_previous;
        m_previous = m_next = nullptr;
    }

private:
    friend class IntrusiveList<T, Tag>;
    ListNode *m_previous = nullptr;
    ListNode *m_next = nullptr;
};

/// A doubly linked list whose links stand in the objects: no allocation, removal from the middle in constant time.
/// It does not own its objects, and must be empty of living ones or outlive them.
template <typename T, typename Tag = void>
class IntrusiveList
{
    using Node = ListNode<T, Tag>;

public:
    IntrusiveList() noexcept { m_ends.m_previous = m_ends.m_next = &m_ends; }
    ~IntrusiveList()
    {
        while (!empty())
            m_ends.m_next->unlink();
        m_ends.m_previous = m_ends.m_next = nullptr;
    }
    IntrusiveList(const IntrusiveList &) = delete;
    IntrusiveList &operator=(const IntrusiveList &) = delete;

    bool empty() const noexcept { return m_ends.m_next == &m_ends; }
    T &front() const noexcept { return static_cast<T &>(*m_ends.m_next); }
    void pushBack(T &object) noexcept
    {
        Node &node = object;
        node.m_previous = m_ends.m_previous;
        node.m_next = &m_ends;
        m_ends.m_previous->m_next = &node;
        m_ends.m_previous = &node;
    }
    T &popFront() noexcept
    {
        T &object = front();
        static_cast<Node &>(object).unlink();
        return object;
    }
    static void remove(T &object) noexcept { static_cast<Node &>(object).unlink(); }

    /// Calls @p visit for each object from the front; it may remove the object it is given, and no other.
    template <typename Visit>
    void forEach(Visit &&visit) const
    {
        for (Node *node = m_ends.m_next; node != &m_ends;) {
            Node *const next = node->m_next;
            visit(static_cast<T &>(*node));
            node = next;
        }
    }

private:
    mutable Node m_ends;
};

} // namespace coroscope
