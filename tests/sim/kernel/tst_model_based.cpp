// SPDX-License-Identifier: MIT
#include "sim/kernel/program_model.h"
#include "sim/kernel/program_on_kernel.h"

#include <QTest>

#include <rapidcheck.h>

#include <set>
#include <sstream>

using namespace coroscope;
using namespace coroscope::test;

namespace {

rc::Gen<Step> anyStep()
{
    // Channels and scopes are few, so that tasks meet; what ends much is rare.
    const auto code = rc::gen::weightedElement<int>(
        {{8, int(Do::End)},        {12, int(Do::Sleep)},     {18, int(Do::Send)},
         {18, int(Do::Receive)},   {8, int(Do::Scope)},      {6, int(Do::Spawn)},
         {4, int(Do::Shield)},     {8, int(Do::Try)},        {4, int(Do::CancelScope)},
         {2, int(Do::KillScope)},  {6, int(Do::CancelTask)}, {4, int(Do::Deadline)},
         {2, int(Do::LiftShield)}, {4, int(Do::Capacity)},   {2, int(Do::WhenFull)},
         {4, int(Do::Join)},       {2, int(Do::Fail)},       {4, int(Do::TrySend)},
         {4, int(Do::TryReceive)}, {2, int(Do::Close)},      {2, int(Do::CloseReceiving)},
         {6, int(Do::Hold)},       {2, int(Do::Permits)},    {3, int(Do::Yield)},
         {4, int(Do::Notified)},   {3, int(Do::NotifyOne)},  {2, int(Do::NotifyAll)},
         {3, int(Do::Set)},        {4, int(Do::See)},        {4, int(Do::Tell)},
         {4, int(Do::Hear)},       {8, int(Do::Select)},     {1, int(Do::SetNoMore)},
         {1, int(Do::TellNoMore)}, {6, int(Do::Ask)},        {2, int(Do::TryAsk)},
         {3, int(Do::Answer)},     {3, int(Do::Promise)},    {1, int(Do::StopAsking)},
         {8, int(Do::Acquire)},    {3, int(Do::TryAcquire)}, {2, int(Do::Interval)},
         {2, int(Do::Burst)}});
    // At the size of what they stand in, only the lowest numbers of a range would ever come up.
    const auto below = [](int end) { return rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, end)); };
    return rc::gen::map(rc::gen::tuple(code, below(24), below(8)), [](auto values) {
        const auto [what, a, b] = values;
        return Step{std::uint8_t(what), std::uint8_t(a), std::uint8_t(b)};
    });
}

/// Tasks side by side, spawned by the root.
std::vector<Step> sideBySide(const std::vector<std::vector<Step>> &tasks)
{
    std::vector<Step> all;
    for (const std::vector<Step> &task : tasks) {
        all.push_back({.code = std::uint8_t(Do::Spawn)});
        int open = 1;
        for (const Step &step : task) {
            if (Do(step.code) == Do::End && open == 1)
                continue;
            open += Do(step.code) == Do::End ? -1 : hasBody(Do(step.code)) ? 1 : 0;
            all.push_back(step);
        }
        all.insert(all.end(), std::size_t(open), Step{.code = std::uint8_t(Do::End)});
    }
    return all;
}

/// The first line in which the two differ, and what led there.
std::string difference(const Told &kernel, const Told &model)
{
    std::ostringstream text;
    const std::size_t lines = std::max(kernel.log.size(), model.log.size());
    for (std::size_t i = 0; i < lines; ++i) {
        const std::string one = i < kernel.log.size() ? kernel.log[i] : "(nothing)";
        const std::string other = i < model.log.size() ? model.log[i] : "(nothing)";
        if (one != other) {
            text << "kernel: " << one << "\n model: " << other << '\n';
            return text.str();
        }
        text << "  both: " << one << '\n';
    }
    text << "kernel: " << kernel.end << "\n model: " << model.end << '\n';
    return text.str();
}

/// A thousand programs, always the same; or so many as COROSCOPE_PROGRAMS says, each time others.
QByteArray parameters()
{
    const int asked = qEnvironmentVariableIntValue("COROSCOPE_PROGRAMS");
    return "max_size=100 max_success=" + (asked > 0 ? QByteArray::number(asked) : QByteArrayLiteral("1000 seed=1"));
}

} // namespace

/// Random programs on the kernel and on a plain model of what it promises.
class TestModelBased : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!qEnvironmentVariableIsSet("RC_PARAMS"))
            qputenv("RC_PARAMS", parameters());
    }

    void aRandomProgramDoesOnTheKernelWhatItDoesOnTheModel()
    {
        const bool same = rc::check("kernel and model tell the same", [this] {
            const auto body = rc::gen::resize(24, rc::gen::container<std::vector<Step>>(anyStep()));
            const auto tasks = *rc::gen::resize(8, rc::gen::container<std::vector<std::vector<Step>>>(body));
            const std::vector<Step> steps = sideBySide(tasks);
            const auto order = *rc::gen::inRange<std::uint32_t>(0, 3);
            const std::string wrong = compared(ProgramReader::read(steps, order));
            if (!wrong.empty())
                RC_FAIL(wrong);
        });
        QVERIFY(same);
    }

    void severalFailuresAreToldAlike()
    {
        const auto step = [](Do what, int a = 0) { return Step{.code = std::uint8_t(what), .a = std::uint8_t(a)}; };
        // The second child is cancelled with the first one's failure, but fails before it comes to an await.
        const std::vector<Step> steps = {step(Do::Try), step(Do::Scope), step(Do::Spawn),  step(Do::Fail),
                                         step(Do::End), step(Do::Spawn), step(Do::Shield), step(Do::Sleep, 1),
                                         step(Do::End), step(Do::Fail),  step(Do::End)};
        const Program program = ProgramReader::read(steps, 0);
        QCOMPARE(compared(program), std::string());
        QCOMPARE(ProgramOnKernel::run(program).log,
                 (std::vector<std::string>{"0 t1 failed", "1 t2 #7 slept", "1 t2 failed", "1 t0 #0 caught ( e3 e9 )",
                                           "1 t0 #0 scope ended"}));
    }

    void theProgramsDoAllThereIsToDo()
    {
        // Otherwise the test above would say less than it seems to.
        for (const char *const what : {"slept",
                                       "sent ",
                                       "received ",
                                       "was refused ",
                                       "found it full ",
                                       "found it closed ",
                                       "found nothing",
                                       "found the end",
                                       "joined",
                                       "holds 2",
                                       "yielded",
                                       "was notified",
                                       "saw ",
                                       "missed 0",
                                       "told 0",
                                       "told 2",
                                       "answered",
                                       "answered nobody",
                                       "was answered ",
                                       "took 1, left 0",
                                       "took 4, left -",
                                       "found too few",
                                       "scope ended",
                                       "scope ended, cancelled",
                                       "cancelled, overdue",
                                       "caught cancelled",
                                       "caught e",
                                       "caught (",
                                       "no such scope",
                                       "done",
                                       "failed",
                                       "cancelled",
                                       "killed"}) {
            const bool found = std::any_of(m_seen.begin(), m_seen.end(), [&](const std::string &line) {
                return line.find(what) != std::string::npos;
            });
            QVERIFY2(found, what);
        }
        for (const char *const what : {"stuck no", "stuck stalled", "stuck deadlock"}) {
            const bool found = std::any_of(m_ends.begin(), m_ends.end(), [&](const std::string &line) {
                return line.find(what) != std::string::npos;
            });
            QVERIFY2(found, what);
        }
    }

private:
    /// Runs @p program on both; returns the program and the difference, where there is one.
    std::string compared(const Program &program)
    {
        const Told kernel = ProgramOnKernel::run(program);
        const Told model = ProgramModel::run(program);
        for (const std::string &line : kernel.log)
            m_seen.insert(line.substr(line.find(' ', line.find(' ') + 1) + 1));
        m_ends.insert(kernel.end);
        if (kernel.log == model.log && kernel.end == model.end)
            return {};
        std::ostringstream text;
        text << program << difference(kernel, model);
        return text.str();
    }

    std::set<std::string> m_seen;
    std::set<std::string> m_ends;
};

namespace coroscope::test {

inline std::ostream &operator<<(std::ostream &out, const Step &step)
{
    return out << '{' << int(step.code) % doings << ' ' << int(step.a) << ' ' << int(step.b) << '}';
}

} // namespace coroscope::test

QTEST_APPLESS_MAIN(TestModelBased)
#include "tst_model_based.moc"
