// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <utility>
#include <vector>

namespace coroscope {

/// What a PointRunner makes in the background for somebody who may change his mind: the one that is under way, and those
/// that have been broken off and still unwind their runs.
template <typename Runner>
class BackgroundRuns
{
public:
    /// Another one takes the place of the one that is under way. @throws std::system_error where there is no thread for it
    template <typename... Arguments>
    void begin(Arguments &&...arguments)
    {
        breakOff();
        m_runner = std::make_unique<Runner>(std::forward<Arguments>(arguments)...);
    }
    bool underWay() const noexcept { return m_runner != nullptr; }
    /// Only while one is under way.
    Runner *operator->() const noexcept { return m_runner.get(); }
    using Results = decltype(std::declval<Runner &>().rest());
    /// Also once it has finished. It goes when it has unwound its runs. @return the results that had not been handed out,
    /// with gaps
    Results breakOff()
    {
        if (!m_runner)
            return {};
        m_runner->breakOff();
        m_former.push_back(std::move(m_runner));
        return m_former.back()->rest();
    }
    /// Lets go of those that have unwound their runs. True: there is none any more.
    bool areOver()
    {
        std::erase_if(m_former, [](const auto &runner) { return runner->ended(); });
        return !m_runner && m_former.empty();
    }

private:
    std::unique_ptr<Runner> m_runner;
    std::vector<std::unique_ptr<Runner>> m_former;
};

} // namespace coroscope
