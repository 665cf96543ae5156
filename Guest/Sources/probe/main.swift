import CProbe

_exit(run(Words.ofThisProcess()))
