#include "CGnuplot.h"
int cgnuplot_version_of_header(void) { return 1; }
