/* C face of gnuplot-iostream. */
#ifndef CGNUPLOT_H
#define CGNUPLOT_H
int cgnuplot_version_of_header(void);
#endif
