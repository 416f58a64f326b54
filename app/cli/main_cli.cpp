// SPDX-License-Identifier: MIT
#include "cli/commands.h"
#include "cli/errors.h"
#include "cli/output.h"
#include "cli/run_execution.h"
#include "text/one_line.h"

#include <csignal>
#include <cstdio>
#include <exception>
#include <new>
#include <string>
#include <vector>

namespace {

int failed(const char *why, coroscope::ExitStatus status)
{
    std::fputs(("coroscope-cli: " + coroscope::onOneLine(why) + "\n").c_str(), stderr);
    return status;
}

} // namespace

int main(int argc, char *argv[])
{
    coroscope::prepareStandardStreams();
    const std::vector<std::string_view> words(argv + (argc > 0 ? 1 : 0), argv + argc);
    try {
        coroscope::executeCommandLine(words);
        return coroscope::Success;
    } catch (const coroscope::RequestError &error) {
        return failed(error.what(), coroscope::RequestRefused);
    } catch (const coroscope::Reported &reported) {
        return reported.status;
    } catch (const coroscope::Interrupted &interrupted) {
        // As if it had not been caught: the shell is to see which signal it was.
        std::signal(interrupted.signal, SIG_DFL);
        std::raise(interrupted.signal);
        return 128 + interrupted.signal;
    } catch (const std::bad_alloc &) {
        return failed("out of memory", coroscope::WorkFailed);
    } catch (const std::exception &error) {
        return failed(error.what(), coroscope::WorkFailed);
    }
}
