// What the Swift module Linux cannot import from Glibc: variadic calls, raw system calls, and the start of a process.
//
// Every function returns its result or a negative errno. The public headers need <stdint.h> and <sys/types.h> alone:
// with _GNU_SOURCE in a public header this module would disagree with SwiftGlibc about types they share.
#pragma once

#include "errors.h"
#include "files.h"
#include "network.h"
#include "polling.h"
#include "processes.h"
#include "signals.h"
#include "sockets.h"
#include "spawning.h"
#include "threads.h"
