#pragma once
#include <stdint.h>

/// Makes namespaces of its own for IPC and names for the calling thread, gives them the name, and brings the loopback
/// interface of the thread's network namespace up. 0 or a negative errno.
int32_t cguest_begin(const char *hostname, uint32_t count);

/// The descriptor that comes over a connection, close-on-exec; -EAGAIN when there is none yet, -EPIPE when none will
/// come. Never blocks.
int32_t cguest_receive_descriptor(int32_t connection);

/// Takes the lock of an open file for this process, which ends with it; -EWOULDBLOCK when another has it.
int32_t cguest_lock(int32_t file);

