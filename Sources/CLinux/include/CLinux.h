#pragma once
#include <stdint.h>
#include <sys/types.h>
