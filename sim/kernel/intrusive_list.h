// SPDX-License-Identifier: MIT
#pragma once

#include <type_traits>

namespace coroscope {

template <typename T, typename Tag>
class IntrusiveList;

/// Lets an object be in an IntrusiveList, at no cost until it is: it does not know whether it is in one, and must have
/// left it before it is destroyed. An object may be in several lists at once, one per @p Tag.
template <typename T, typename Tag = void>
class ListLink
{
public:
    ListLink() noexcept { } // not the links: they are written when it is put into a list
    ListLink(const ListLink &) = delete;
    ListLink &operator=(const ListLink &) = delete;

    /// Takes the object out of its list, which may have been destroyed meanwhile.
    void unlink() noexcept
    {
        m_previous->m_next = m_next;
        m_next->m_previous = m_previous;
    }

private:
    friend class IntrusiveList<T, Tag>;
    template <typename, typename>
    friend class ListNode;
    void linkToItself() noexcept { m_previous = m_next = this; }

    ListLink *m_previous;
    ListLink *m_next;
};

/// A ListLink that knows whether it is in a list. An object leaves its list when it is destroyed.
template <typename T, typename Tag = void>
class ListNode : public ListLink<T, Tag>
{
public:
    ListNode() noexcept { this->linkToItself(); }
    ~ListNode() { unlink(); }

    bool linked() const noexcept { return this->m_next != this; }
    /// Takes the object out of the list it is in, if any.
    void unlink() noexcept
    {
        ListLink<T, Tag>::unlink();
        this->linkToItself();
    }
};

/// A doubly linked list whose links are part of the objects: no allocation, removal from the middle in constant time.
/// It does not own its objects, and may be destroyed before them.
template <typename T, typename Tag = void>
class IntrusiveList
{
    using Link = ListLink<T, Tag>;

public:
    IntrusiveList() noexcept { m_ends.linkToItself(); }
    ~IntrusiveList()
    {
        while (!empty()) {
            Link &link = *m_ends.m_next;
            link.unlink();
            link.linkToItself(); // so that it can unlink once more
        }
    }
    IntrusiveList(const IntrusiveList &) = delete;
    IntrusiveList &operator=(const IntrusiveList &) = delete;

    bool empty() const noexcept { return m_ends.m_next == &m_ends; }
    T &front() const noexcept { return static_cast<T &>(*m_ends.m_next); }
    void pushBack(T &object) noexcept
    {
        Link &link = object;
        link.m_previous = m_ends.m_previous;
        link.m_next = &m_ends;
        m_ends.m_previous->m_next = &link;
        m_ends.m_previous = &link;
    }
    T &popFront() noexcept
    {
        T &object = front();
        remove(object);
        return object;
    }
    static void remove(T &object) noexcept
    {
        using Node = ListNode<T, Tag>;
        static_cast<std::conditional_t<std::is_base_of_v<Node, T>, Node, Link> &>(object).unlink();
    }

    /// Calls @p visit for each object from the front; it may remove the object it is given, and no other.
    template <typename Visit>
    void forEach(Visit &&visit) const
    {
        for (Link *link = m_ends.m_next; link != &m_ends;) {
            Link *const next = link->m_next;
            visit(static_cast<T &>(*link));
            link = next;
        }
    }

private:
    mutable Link m_ends;
};

} // namespace coroscope
