// SPDX-License-Identifier: MIT
#include "files/file_target.h"

#include <filesystem>
#include <optional>
#include <utility>

#include <sys/stat.h>
#include <unistd.h>

namespace coroscope {

namespace {

namespace fs = std::filesystem;

constexpr int mostLinks = 40; // as Linux itself

/// What a name refers to, links followed.
std::optional<struct stat> statusOf(const std::string &name)
{
    struct stat status = {};
    const bool isThere = (name == "-" ? ::fstat(STDOUT_FILENO, &status) : ::stat(name.c_str(), &status)) == 0;
    return isThere ? std::optional(status) : std::nullopt;
}

} // namespace

std::string finalTarget(const std::string &name)
{
    std::error_code error;
    fs::path path = fs::absolute(name, error);
    for (int links = 0; links < mostLinks; ++links) {
        const fs::path folder = fs::weakly_canonical(path.parent_path(), error);
        if (error)
            return path.native();
        path = folder / path.filename();
        if (!fs::is_symlink(fs::symlink_status(path, error)))
            return path.native();
        const fs::path link = fs::read_symlink(path, error);
        if (error)
            return path.native();
        path = folder / link; // which is the link alone where that is absolute
    }
    return path.native();
}

bool areOneFile(const std::string &a, const std::string &b)
{
    if (a == b)
        return true;
    const auto first = statusOf(a);
    const auto second = statusOf(b);
    if (first && second)
        return first->st_dev == second->st_dev && first->st_ino == second->st_ino
            && (S_ISREG(first->st_mode) || S_ISFIFO(first->st_mode));
    return !first && !second && a != "-" && b != "-" && finalTarget(a) == finalTarget(b);
}

} // namespace coroscope
