#define _GNU_SOURCE
#include "CLinux.h"
#include <string.h>

const char *clinux_error_name(int32_t number) {
    const char *name = strerrorname_np(number);
    return name ? name : "unknown error";
}

const char *clinux_error_text(int32_t number) {
    const char *text = strerrordesc_np(number);
    return text ? text : "unknown error";
}
