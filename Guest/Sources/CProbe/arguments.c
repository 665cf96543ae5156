#include "CProbe.h"

static int count;
static char **values;
static char **variables;

// Embedded Swift has no CommandLine; glibc hands main's arguments to constructors too.
__attribute__((constructor)) static void keep(int argc, char **argv, char **envp) {
    count = argc;
    values = argv;
    variables = envp;
}

int probe_argument_count(void) { return count; }

const char *probe_argument(int index) { return values[index]; }

const char *probe_environment(int index) { return variables[index]; }
