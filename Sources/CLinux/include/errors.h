#pragma once
#include <stdint.h>

/// "ENOENT", or "unknown error".
const char *clinux_error_name(int32_t number);

/// "No such file or directory", or "unknown error".
const char *clinux_error_text(int32_t number);
