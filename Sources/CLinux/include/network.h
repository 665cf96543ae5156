#pragma once
#include <stdint.h>

enum { CLINUX_ROUTE_LINKS = 18, CLINUX_ROUTE_QUEUES = 38 };

/// Asks the kernel for all links or queueing disciplines (RTM_GETLINK, RTM_GETQDISC) of the calling thread's network
/// namespace: the bytes of its answers, one message after the other without the last; ENOBUFS when they don't fit.
int64_t clinux_route_dump(int32_t what, void *buffer, uint64_t capacity);
