// SPDX-License-Identifier: MIT
#pragma once

#include <QCoroTask>

#include <type_traits>
#include <variant>

namespace coroscope {

/// What a body's coroutine returns when it is called with @p Arguments: the T of QCoro::Task<T>.
template <typename Body, typename... Arguments>
using BodyResult = typename std::invoke_result_t<Body &, Arguments...>::value_type;

/// @p T in a form that can be stored: void as std::monostate.
template <typename T>
using Kept = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

} // namespace coroscope
