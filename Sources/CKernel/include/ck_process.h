#pragma once
/// Asks for SIGKILL when the process that forked this one ends. `parent`: its id, checked against the case that it has ended already.
int ck_die_with(int parent);
